// SPDX-License-Identifier: Apache-2.0
/** A self-assessment all the way: answered in sittings, signed off, shown, hidden, named, forgotten, renewed in time. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { etag } from 'hono/etag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, type Seat, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { loadIndicators, loadPracticeQuestions } from '#reference/index.ts'
import { floorTable } from '../../../commitments/floor.ts'
import { codeOf, migrations, personOf, value } from '../house.testing.ts'
import { isFollowed, lastDayOf, missingOf, resultOf } from './assessment.ts'
import type { AssessmentsDesk, Reply } from './contract.ts'
import { openAssessments, openRegister } from './desk.ts'
import { assessmentFacts, RENEWED } from './facts.ts'
import { assessmentsRoutes } from './routes.ts'
import { type AssessmentTables, assessmentsSeen } from './store.ts'
import { remindOfAssessments } from './telling.ts'

const database = databaseForTests()
const clock = { at: new Date('2026-03-02T10:00:00Z') }
const now = () => clock.at
const [authority, elsewhere, firm, rival, inspectorate] = Array.from({ length: 5 }, () => randomUUID()) as [
  ...[string, string, string, string, string],
]
const KINDS: Record<string, string> = {
  [authority]: 'authority',
  [elsewhere]: 'ministry',
  [inspectorate]: 'inspectorate',
}
const people = {
  officer: personOf(authority, { roles: ['partnerships:officer'] }),
  ministry: personOf(elsewhere, { roles: ['partnerships:officer'] }),
  director: personOf(authority, { roles: ['partnerships:signatory'] }),
  compliance: personOf(firm, { roles: ['partnerships:signatory'] }),
  reader: personOf(firm, { roles: ['partnerships:reader'] }),
  rival: personOf(rival, { roles: ['partnerships:signatory'] }),
  inspector: personOf(inspectorate, { roles: ['oversight:inspector'] }),
}
const open = () => database.open<AssessmentTables>('supply', migrations)
let compartment: Awaited<ReturnType<typeof open>>
let desks: Record<keyof typeof people, AssessmentsDesk>
const seats = async (): Promise<Seat[]> =>
  Object.values(people).map((actor) => ({
    organisation: {
      ...{ id: actor.organisation, name: actor.organisation === firm ? 'Lindqvist' : 'Other' },
      kind: KINDS[actor.organisation] ?? 'chemical-industry',
    },
    actor,
  }))
const deskOf = (actor: Actor) => openAssessments({ db: compartment.db, actor, seats, now })
beforeAll(async () => {
  compartment = await open()
  desks = Object.fromEntries(Object.entries(people).map(([name, actor]) => [name, deskOf(actor)])) as typeof desks
})
afterAll(() => compartment.close())

const questions = loadPracticeQuestions().filter((each) => each.for === 'chemical-operator')
const allAnswered = (reply: Reply, note = 'Kept in the binder of the works.') =>
  Object.fromEntries(questions.map(({ id }) => [id, { reply, note }]))
const register = (at = clock.at) =>
  openRegister(
    compartment.db,
    async () => new Map([[firm, 'Lindqvist']]),
    () => at,
  )()
const signedOff = async (desk: AssessmentsDesk) => {
  const begun = value(await desk.begin({ kind: 'chemical-operator' }))
  const answered = value(await desk.act(begun.id, { do: 'answer', answers: allAnswered('yes') }, begun.version))
  return value(await desk.act(begun.id, { do: 'complete' }, answered.version))
}

test('a result counts by theme what applies; what is missing is said; a year ends the day before', () => {
  const replies = fc.option(fc.constantFrom<Reply>('yes', 'partly', 'no', 'not-applicable'), { nil: undefined })
  fc.assert(
    fc.property(fc.array(replies, { minLength: questions.length, maxLength: questions.length }), (drawn) => {
      const answers = Object.fromEntries(
        questions.flatMap(({ id }, i) => (drawn[i] ? [[id, { reply: drawn[i], note: '' }] as const] : [])),
      )
      const { themes, open } = resultOf(questions, answers)
      const sum = (field: 'asked' | 'yes' | 'partly') => themes.reduce((total, each) => total + each[field], 0)
      const count = (...of: (Reply | undefined)[]) => drawn.filter((each) => of.includes(each)).length
      expect([sum('asked'), sum('yes'), sum('partly')]).toEqual([
        count('yes', 'partly', 'no'),
        count('yes'),
        count('partly'),
      ])
      expect(missingOf(questions, answers).length).toBe(count(undefined, 'not-applicable'))
      expect(open.every((id) => ['partly', 'no'].includes(answers[id]?.reply ?? ''))).toBe(true)
    }),
    { numRuns: 60 },
  )
  expect(['2026-03-02', '2024-02-29', '2026-01-01'].map(lastDayOf)).toEqual(['2027-03-01', '2025-02-28', '2026-12-31'])
  const days = (valid_from: string, valid_until: string) => ({ organisation: 'o', kind: 'k', valid_from, valid_until })
  const first = days('2025-01-01', '2025-12-31')
  expect(isFollowed(first, [first, days('2025-12-31', '2026-12-30')])).toBe(true)
  expect(isFollowed(first, [first, days('2026-01-01', '2026-12-31')])).toBe(false)
})

test('answered in sittings, it is the firm’s alone; signed off only when whole, and then no answer changes', async () => {
  const { compliance, reader, officer, rival: other, inspector, director } = desks
  expect(codeOf(await compliance.begin({ kind: 'equipment-maker' }))).toBe('not-now')
  expect(codeOf(await director.begin({ kind: 'chemical-operator' }))).toBe('not-now')
  const begun = value(await compliance.begin({ kind: 'chemical-operator' }, 'key-begin'))
  expect(value(await compliance.begin({ kind: 'chemical-operator' }, 'key-begin')).id).toBe(begun.id)
  expect(begun).toMatchObject({ status: 'answering', number: 1, may: ['answer', 'complete'] })
  expect(begun.missing).toHaveLength(questions.length)
  expect(codeOf(await compliance.begin({ kind: 'chemical-operator' }))).toBe('not-now')
  const [first, ...rest] = questions.map(({ id }) => id) as [string, ...string[]]
  const half = value(
    await compliance.act(
      begun.id,
      {
        do: 'answer',
        answers: { [first]: { reply: 'not-applicable' }, [rest[0] ?? '']: { reply: 'no', note: 'word-of-ours' } },
      },
      begun.version,
    ),
  )
  // Not applicable without a reason is no answer.
  expect([half.missing.length, half.missing.includes(first)]).toEqual([questions.length - 1, true])
  expect(codeOf(await compliance.act(begun.id, { do: 'complete' }, half.version))).toBe('not-now')
  expect(codeOf(await compliance.act(begun.id, { do: 'complete' }, begun.version))).toBe('changed')
  expect(codeOf(await compliance.act(begun.id, { do: 'show', to: [authority] }, half.version))).toBe('not-now')
  expect(codeOf(await compliance.act(begun.id, { do: 'name', agreed: true }, half.version))).toBe('not-now')
  const strange = { do: 'answer', answers: { 'no-such': { reply: 'yes' } } } as const
  expect(codeOf(await compliance.act(begun.id, strange, half.version))).toBe('not-valid')
  expect(JSON.stringify(value(await reader.open(begun.id)))).toContain('word-of-ours')
  expect(codeOf(await reader.act(begun.id, { do: 'complete' }, half.version))).toBe('not-found')
  for (const desk of [officer, director, other, inspector]) {
    expect(await desk.open(begun.id)).toEqual(await desk.open(randomUUID()))
    const listed = await desk.list()
    expect(listed.ok ? listed.value : []).toEqual([])
  }
  const whole = value(
    await compliance.act(begun.id, { do: 'answer', answers: { ...allAnswered('yes') } }, half.version),
  )
  const signed = value(await compliance.act(begun.id, { do: 'complete' }, whole.version))
  expect(signed).toMatchObject({ status: 'valid', from: '2026-03-02', until: '2027-03-01', may: ['show', 'name'] })
  const again = { do: 'answer', answers: { [first]: { reply: 'no' } } } as const
  expect(codeOf(await compliance.act(begun.id, again, signed.version))).toBe('not-now')
  // Nor by any other way: the database refuses it.
  await expect(
    sit(compartment.db, people.compliance, (trx) =>
      trx.updateTable('assessment').set({ valid_until: '2099-01-01' }).where('id', '=', begun.id).execute(),
    ),
  ).rejects.toThrow('does not change')
  const { lines } = value(await readLedger(compartment.db as never, { id: begun.id }))
  expect(lines.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['begin', 'answer', 'complete', 'read']))
})

test('shown, it is read by officers of partnerships there alone; hidden again, by nobody, nor is it told of', async () => {
  const { compliance, officer, director, inspector } = desks
  const [own] = value(await compliance.list())
  const { id = '', version = 0 } = own ?? {}
  expect(value(await compliance.authorities()).map((each) => each.id)).toEqual([authority, elsewhere])
  expect(codeOf(await compliance.act(id, { do: 'show', to: [inspectorate] }, version))).toBe('not-valid')
  const shown = value(await compliance.act(id, { do: 'show', to: [authority] }, version))
  expect(shown.shownTo).toEqual([authority])
  const seen = value(await officer.open(id))
  expect([seen.questions.length, seen.shownTo, seen.may]).toEqual([questions.length, [], []])
  expect(codeOf(await officer.act(id, { do: 'name', agreed: true }, shown.version))).toBe('not-found')
  for (const desk of [director, inspector]) expect(await desk.open(id)).toEqual(await desk.open(randomUUID()))
  // Nor does the table itself give it to an inspector, whatever the desk would do.
  const asInspector = { ...people.inspector, clearance: 'red' as const }
  expect(await sit(compartment.db, asInspector, (trx) => assessmentsSeen(trx))).toEqual([])
  const hidden = value(await compliance.act(id, { do: 'show', to: [] }, shown.version))
  expect(await officer.open(id)).toEqual(await officer.open(randomUUID()))
  const events = await sit(compartment.db, people.officer, (trx) =>
    trx.selectFrom('event').selectAll().where('record', '=', id).execute(),
  )
  expect(events).toEqual([])
  expect(hidden.shownTo).toEqual([])
})

test('whoever it is shown to learns nothing of sittings, nor to whom else it is shown, be it given or taken back', async () => {
  const { compliance, officer, ministry } = desks
  const [own] = value(await compliance.list())
  const id = own?.id ?? ''
  const show = async (...to: string[]) => {
    const { version } = value(await compliance.open(id))
    value(await compliance.act(id, { do: 'show', to }, version))
  }
  const api = createApi()
  api.onError(answerError)
  api.use('*', etag())
  api.route('/', assessmentsRoutes({ deskOf: () => Promise.resolve(officer), register: undefined }))
  const seen = async () => ({
    one: value(await officer.open(id)),
    listed: value(await officer.list()),
    etag: (await api.request(`/api/assessments/${id}`)).headers.get('etag'),
    events: await sit(compartment.db, people.officer, (trx) =>
      trx.selectFrom('event').select(['id', 'kind']).where('record', '=', id).execute(),
    ),
  })
  await show(authority)
  const before = await seen()
  expect(before.events.map(({ kind }) => kind)).toEqual(['assessment.shown'])
  await show(authority, elsewhere)
  expect(codeOf(await ministry.open(id))).toBe('ok')
  expect(await seen()).toEqual(before)
  await show(authority)
  expect(codeOf(await ministry.open(id))).toBe('not-found')
  expect(await seen()).toEqual(before)
  await show()
})

test('the register names who agreed while it is valid, nothing of the answers, and forgets at once', async () => {
  const { compliance } = desks
  expect(await register()).toEqual([])
  const [own] = value(await compliance.list())
  const named = value(await compliance.act(own?.id ?? '', { do: 'name', agreed: true }, own?.version ?? 0))
  const row = { name: 'Lindqvist', kind: 'chemical-operator', from: '2026-03-02', until: '2027-03-01' }
  expect(await register()).toEqual([row])
  expect(await register(new Date('2027-03-01T23:00:00Z'))).toEqual([row])
  expect(await register(new Date('2027-03-02T00:00:00Z'))).toEqual([])
  await signedOff(desks.rival) // valid, and not named
  const api = createApi()
  api.onError(answerError)
  api.route('/', assessmentsRoutes({ deskOf: () => Promise.resolve(undefined), register: () => register() }))
  const answer = await api.request('/api/assessments/register')
  expect([answer.status, await answer.json()]).toEqual([200, { items: [row] }])
  expect((await api.request('/api/assessments')).status).toBe(401)
  // Of two that are named the newer one counts, and taking it back on either forgets both.
  const next = await signedOff(compliance)
  value(await compliance.act(next.id, { do: 'name', agreed: true }, next.version))
  expect(await register()).toHaveLength(1)
  value(await compliance.act(named.id, { do: 'name', agreed: false }, named.version))
  expect(await register()).toEqual([])
})

test('before it ends the firm is reminded once, unless another follows; renewed in time is counted under the floor', async () => {
  const remind = (day: string) => remindOfAssessments(compartment.db, new Date(`${day}T08:00:00Z`))
  // The first of the firm is followed by no later end: both end on the same day, with the rival's three.
  expect(await remind('2027-01-10')).toBe(0)
  expect(await remind('2027-01-20')).toBe(3)
  expect(await remind('2027-01-21')).toBe(0)
  clock.at = new Date('2027-02-01T10:00:00Z')
  expect(value(await desks.rival.list())[0]).toMatchObject({ isDue: true })
  await signedOff(desks.rival)
  expect(value(await desks.rival.list()).map(({ isDue, number }) => [number, isDue])).toEqual([
    [2, false],
    [1, false],
  ])
  const factsOf = async (plan: typeof floorTable, organisations = [firm, rival]) =>
    (
      await assessmentFacts({
        ...{ db: compartment.db, organisations, country: 'ZZ', now: new Date('2027-03-10T00:00:00Z') },
        floorTable: plan,
      })
    )[0]
  expect(await factsOf(floorTable)).toMatchObject({ indicator: RENEWED, value: null })
  const bare: typeof floorTable = (_, counts) => [
    ...counts.map(({ at, count }) => ({ at: [...at], value: count })),
    { at: ['*'], value: counts.reduce((sum, { count }) => sum + count, 0) },
  ]
  expect(await factsOf(bare)).toMatchObject({ value: 33.3 })
  expect(await factsOf(bare, [rival])).toMatchObject({ value: 100 })
  const indicator = loadIndicators().find(({ id }) => id === RENEWED)
  expect([indicator?.units, indicator?.hides]).toEqual([['percent'], 'small-numbers'])
})
