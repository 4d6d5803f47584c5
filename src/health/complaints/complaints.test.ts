// SPDX-License-Identifier: Apache-2.0
/** A complaint all the way: from whoever has no account to who answers, to the authority, and into counts that tell of nobody. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations, type Seat } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { answerError, createApi, requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { loadIndicators } from '#reference/index.ts'
import { workingDayAfter } from './clocks.ts'
import { ANSWERED } from './facts.ts'
import {
  type ComplaintsDesk,
  type ComplaintsTables,
  complaintFacts,
  complaintsMigrations,
  complaintsRoutes,
  eraseComplaints,
  openComplaints,
  openComplaintsCounter,
} from './index.ts'
import { clocksOfAll } from './store.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  complaints: complaintsMigrations,
}
const clock = { at: new Date('2026-03-02T10:00:00Z') }
const now = () => clock.at
const at = (moment: string) => {
  clock.at = new Date(moment)
}
const [house, rival, authority] = [randomUUID(), randomUUID(), randomUUID()]
const KINDS: Record<string, string> = { [house]: 'treatment-service', [rival]: 'ngo', [authority]: 'authority' }
const personOf = (organisation: string, role: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`complaints:${role}`], groups: [], clearance: 'amber' },
  purposes: ['complaints'],
})
const people = {
  ...{ nurse: personOf(house, 'handler'), rival: personOf(rival, 'handler') },
  ...{ officer: personOf(authority, 'officer'), second: personOf(authority, 'officer') },
  elsewhere: personOf(randomUUID(), 'officer'),
}
const [service, unnamed] = [randomUUID(), randomUUID()]
const listing = async (id: string) =>
  id === service || id === unnamed ? { id, name: 'House by the Lake', country: 'ZZ', keeper: authority } : undefined
const seats = async (): Promise<Seat[]> =>
  Object.values(people).map((actor) => ({
    organisation: { id: actor.organisation, name: actor.organisation, kind: KINDS[actor.organisation] ?? '' },
    actor,
  }))
// Those of src/commitments, written apart: a room of health does not import them.
const floors = {
  floored: (count: number) => (count < 8 ? null : Math.round(count / 5) * 5),
  shareOf: (part: number | null, whole: number | null) =>
    part === null || whole === null || whole === 0 ? null : Math.round((part / whole) * 100),
}
const open = () => database.open<ComplaintsTables>('health', migrations)
let compartment: Awaited<ReturnType<typeof open>>
let desks: Record<keyof typeof people, ComplaintsDesk>
const counter = () =>
  openComplaintsCounter({ db: compartment.db, listing, answerDays: 30, keptDays: 365, ...floors, now })
beforeAll(async () => {
  compartment = await open()
  const { db } = compartment
  const find = async () => [{ id: service, name: 'House by the Lake' }]
  const deskOf = (actor: Actor) => openComplaints({ db, actor, listing, find, seats, now })
  desks = Object.fromEntries(Object.entries(people).map(([name, actor]) => [name, deskOf(actor)])) as typeof desks
  value(await desks.officer.nameRunner({ service, provider: house }))
})
afterAll(() => compartment.close())

type Told<T> = { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string; where?: string } }
const value = <T>(told: Told<T>): T => {
  if (!told.ok) throw new Error(`${told.refusal.code}: ${told.refusal.detail} ${told.refusal.where ?? ''}`)
  return told.value
}
const codeOf = <T>(told: Told<T>) => (told.ok ? 'ok' : told.refusal.code)
const text = 'I waited four hours and nobody said why.'
const complained = async (of = service) => {
  clock.at = new Date(clock.at.getTime() + 1000)
  const { code } = value(await counter().complain(of, { theme: 'waiting', text, language: 'en' }))
  const page = value(await (of === service ? desks.nurse : desks.officer).list())
  return { code, id: page.items.find((each) => each.service === of)?.id ?? '' }
}

test('who reads it is said before, it goes to who runs the service alone, and only the code shows it', async () => {
  at('2026-03-02T10:00:00Z')
  expect(await counter().readers(service)).toMatchObject({ first: house, authority, answerDays: 30 })
  expect(await counter().readers(unnamed)).toMatchObject({ first: authority, authority })
  expect(codeOf(await counter().complain(randomUUID(), { theme: 'care', text, language: 'en' }))).toBe('not-found')
  const { code, id } = await complained()
  const read = value(await desks.nurse.open(id))
  expect(read).toMatchObject({ name: '', reach: '', state: 'new', acknowledgeBy: '2026-03-05', answerBy: '2026-04-01' })
  expect(read.letters).toMatchObject([{ writer: 'person', text }])
  for (const who of ['rival', 'officer', 'elsewhere'] as const) {
    expect(codeOf(await desks[who].open(id))).toBe('not-found')
    expect(value(await desks[who].list()).items).toEqual([])
    expect(codeOf(await desks[who].act(id, { do: 'acknowledge' }, 1))).toBe('not-found')
  }
  expect(value(await counter().follow(code.toLowerCase().replaceAll('-', ' ')))).toMatchObject({ state: 'new' })
  const other = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`
  expect(codeOf(await counter().follow(other))).toBe('not-found')
  expect(codeOf(await counter().follow('?'))).toBe('not-found')
  const ledger = value(await readLedger(compartment.db as never, { kind: 'complaint', id, limit: 10 }))
  expect(ledger.lines.map(({ verb }) => verb)).toContain('receive')
})

test('answered, appealed, decided by somebody who had no part in it', async () => {
  at('2026-03-02T11:00:00Z')
  const { code, id } = await complained()
  expect(codeOf(await counter().add(code, { do: 'appeal', text: 'No answer.' }))).toBe('not-now')
  const taken = value(await desks.nurse.act(id, { do: 'acknowledge' }, 1))
  expect(taken.may).toEqual(['answer'])
  expect(codeOf(await desks.nurse.act(id, { do: 'answer', text: 'We were two that day.' }, 1))).toBe('changed')
  const key = randomUUID()
  const once = await desks.nurse.act(id, { do: 'answer', text: 'We were two that day.' }, taken.version, key)
  expect(await desks.nurse.act(id, { do: 'answer', text: 'We were two that day.' }, taken.version, key)).toEqual(once)
  const shown = value(await counter().follow(code))
  expect(shown).toMatchObject({ state: 'answered', appealUntil: '2026-04-01', may: ['more', 'appeal', 'close'] })
  expect(shown.letters.map(({ writer }) => writer)).toEqual(['person', 'first'])
  const appealed = value(await counter().add(code, { do: 'appeal', text: 'It happens each week.' }))
  expect(appealed).toMatchObject({ state: 'appealed', decideBy: '2026-04-01', may: ['more'] })
  expect(codeOf(await desks.nurse.act(id, { do: 'answer', text: 'Again.' }, 4))).toBe('not-now')
  const { version, letters } = value(await desks.officer.open(id))
  expect(letters).toHaveLength(3)
  expect(codeOf(await desks.elsewhere.open(id))).toBe('not-found')
  const decide = { do: 'decide', outcome: 'upheld', text: 'The waiting is to be shortened.' } as const
  expect(value(await desks.officer.act(id, decide, version)).state).toBe('over')
  expect(value(await counter().follow(code))).toMatchObject({ outcome: 'upheld', state: 'over', may: [] })
  expect(value(await desks.nurse.open(id)).letters.at(-1)?.writer).toBe('authority')
})

test('where nobody runs it the authority answers, and another of its officers decides', async () => {
  at('2026-03-02T10:00:00Z')
  const { code, id } = await complained(unnamed)
  expect(codeOf(await desks.nurse.open(id))).toBe('not-found')
  value(await desks.officer.act(id, { do: 'answer', text: 'We asked them.' }, 1))
  value(await counter().add(code, { do: 'appeal', text: 'You did not ask me.' }))
  const { version } = value(await desks.officer.open(id))
  const decide = { do: 'decide', outcome: 'partly', text: 'Both are right.' } as const
  expect(codeOf(await desks.officer.act(id, decide, version))).toBe('second-person')
  expect(codeOf(await desks.second.act(id, decide, version))).toBe('ok')
})

test('what is overdue is seen by the authority as a count, and may be appealed without an answer', async () => {
  at('2026-05-01T10:00:00Z')
  const { code, id } = await complained()
  at('2026-05-06T10:00:00Z')
  expect(value(await desks.nurse.open(id)).isLate).toBe(false)
  at('2026-05-07T10:00:00Z')
  expect(value(await desks.nurse.list({ late: 'yes' })).items.map((each) => each.id)).toContain(id)
  at('2026-06-02T10:00:00Z')
  const own = value(await desks.officer.figures()).find((each) => each.service === service)
  expect(own).toMatchObject({ appealed: 1 })
  expect(own?.late).toBeGreaterThan(0)
  expect(value(await desks.elsewhere.figures())).toEqual([])
  expect(codeOf(await desks.nurse.figures())).toBe('not-found')
  expect(value(await counter().add(code, { do: 'appeal', text: 'Nobody answers.' })).state).toBe('appealed')
  for (const state of ['new', 'acknowledged', 'answered', 'appealed', 'over'] as const) {
    const items = value(await desks.nurse.list({ state })).items
    expect(items.every((each) => each.state === state)).toBe(true)
    expect(value(await desks.nurse.count({ state }))).toBe(items.length)
  }
  const closing = await complained()
  expect(value(await counter().add(closing.code, { do: 'close' })).state).toBe('over')
})

test('over HTTP the same desks answer, a count is for everybody, and a code opens nothing', async () => {
  at('2026-07-01T10:00:00Z')
  const { code, id } = await complained()
  const asked = async (who: keyof typeof people | null, path: string, body?: unknown) => {
    const api = createApi()
    api.onError(answerError)
    api.route('/', complaintsRoutes({ deskOf: async () => (who ? desks[who] : undefined), counter: counter() }))
    const headers = { 'content-type': 'application/json' }
    const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await api.request(`/api/complaints${path}`, init)
    return { status: answer.status, body: await answer.json() }
  }
  const page = await asked('nurse', '?state=new&limit=1')
  expect(page).toMatchObject({ status: 200, body: { items: [{ id, state: 'new', theme: 'waiting' }] } })
  expect(await asked('nurse', '?state=gone')).toMatchObject({ status: 422 })
  expect(await asked(null, '')).toMatchObject({ status: 401 })
  expect(await asked('nurse', `/${id}`)).toMatchObject({ status: 200, body: { letters: [{ text }] } })
  for (const who of ['rival', 'officer'] as const) expect((await asked(who, `/${id}`)).status).toBe(404)
  expect((await asked('nurse', `/${encodeURIComponent(code)}`)).status).toBe(404)
  const answer = { command: { do: 'answer', text: 'We were short of people.' }, version: 1 }
  expect((await asked('rival', `/${id}/acts`, answer)).status).toBe(404)
  expect(await asked('nurse', `/${id}/acts`, answer)).toMatchObject({ status: 200, body: { state: 'answered' } })
  expect((await asked('nurse', `/${id}/acts`, answer)).status).toBe(412)
  expect((await asked('nurse', '/services')).status).toBe(404)
  const counts = await asked('officer', '/services')
  expect(counts.body.items.map((each: { service: string }) => each.service)).toContain(service)
  expect(await asked('officer', '/runners')).toMatchObject({ body: { items: [{ service, provider: house }] } })
  expect(await asked(null, `/services/${service}/count`)).toMatchObject({
    status: 200,
    body: { year: 2026, received: null },
  })
})

test('who runs a service is said by the authority that keeps its listing, of who runs services', async () => {
  expect(codeOf(await desks.elsewhere.nameRunner({ service, provider: house }))).toBe('not-valid')
  expect(codeOf(await desks.officer.nameRunner({ service, provider: authority }))).toBe('not-valid')
  expect(codeOf(await desks.nurse.nameRunner({ service, provider: house }))).toBe('not-found')
  expect(value(await desks.officer.runners())).toMatchObject([{ service, provider: house }])
})

test('everybody reads a count over the floor, of months that are over; the indicator is published', async () => {
  at('2027-02-03T10:00:00Z')
  for (let n = 0; n < 9; n++) {
    const { code, id } = await complained()
    if (n > 7) continue
    value(await desks.nurse.act(id, { do: 'answer', text: 'Yes.' }, 1))
    expect(value(await counter().follow(code)).state).toBe('answered')
  }
  expect(await counter().counts(service)).toEqual({ year: 2027, until: '2027-02-01', received: null, inTime: null })
  at('2027-04-10T10:00:00Z')
  const counts = await counter().counts(service)
  expect(counts).toEqual({ year: 2027, until: '2027-04-01', received: 10, inTime: 100 })
  expect(await counter().counts(unnamed)).toMatchObject({ received: null })
  const plan = { country: 'ZZ', year: 2027, now: new Date('2027-04-01T00:00:00Z'), ...floors }
  const [fact] = await complaintFacts(compartment.db, plan)
  expect(fact).toMatchObject({ indicator: ANSWERED, value: 100, unit: 'percent' })
  expect(loadIndicators().find(({ id }) => id === ANSWERED)).toMatchObject({ hides: 'small-numbers' })
  const [elsewhere] = await complaintFacts(compartment.db, { ...plan, country: 'XV' })
  expect(elsewhere?.value).toBeNull()
})

test('working days leave out Saturdays and Sundays', () => {
  expect(workingDayAfter(new Date('2026-03-05T23:00:00Z'), 3)).toBe('2026-03-10')
  expect(workingDayAfter(new Date('2026-03-07T01:00:00Z'), 1)).toBe('2026-03-09')
})

test('words go by themselves once their time is over; days, counts and the ledger stay, and what waits is kept', async () => {
  at('2030-01-01T10:00:00Z')
  const reach = 'under the old bridge'
  const { code } = value(await counter().complain(service, { theme: 'care', text, name: 'Ada', reach, language: 'en' }))
  const id = value(await desks.nurse.list()).items[0]?.id ?? ''
  const waiting = await complained()
  value(await desks.nurse.act(id, { do: 'answer', text: 'We looked into it.' }, 1))
  const erase = () => eraseComplaints(compartment.db, { keptDays: 365, now: now() })
  await erase()
  // The days of appeal, then the kept time.
  at('2031-01-31T09:00:00Z')
  expect(await erase()).toBe(0)
  expect(value(await counter().follow(code)).letters).toHaveLength(2)
  const clocks = async () => (await clocksOfAll(compartment.db)).map((each) => JSON.stringify(each)).sort()
  const before = await clocks()
  at('2031-01-31T10:00:01Z')
  expect(await erase()).toBe(1)
  expect(await erase()).toBe(0)
  expect(codeOf(await counter().follow(code))).toBe('not-found')
  expect(value(await desks.nurse.open(id))).toMatchObject({
    ...{ name: '', reach: '', letters: [], erased: now().toISOString(), state: 'over', theme: 'care', may: [] },
  })
  expect(await clocks()).toEqual(before)
  expect(value(await counter().follow(waiting.code)).letters).toHaveLength(1)
  const { lines } = value(await readLedger(compartment.db, { kind: 'complaint', id }))
  expect(lines.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['receive', 'answer', 'erase']))
  const { rows } = await sql`select 1 from ledger_salt where kind = 'complaint' and id = ${id}`.execute(compartment.db)
  expect(rows).toEqual([])
})
