// SPDX-License-Identifier: Apache-2.0
/** A service all the way: assessed by itself, appraised by two apart, decided by two, known to everybody only then. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations, type Seat, sit } from '#platform/access/index.ts'
import { attachmentMigrations, openAttachments } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { loadIndicators } from '#reference/index.ts'
import type { AssuranceDesk, GivenCaseCommand, QualityCase, Rating, Reply } from './contract.ts'
import { factsFrom } from './facts.ts'
import {
  type AssuranceTables,
  assuranceFacts,
  assuranceMigrations,
  holdAlsoTo,
  openAssurance,
  openQualityRegister,
} from './index.ts'
import { criteriaFor } from './room.ts'
import { figuresOf } from './store.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, attachments: attachmentMigrations, assurance: assuranceMigrations },
}
const clock = { at: new Date('2026-03-02T10:00:00Z') }
const now = () => clock.at
const [house, body, university, peers, rival] = Array.from({ length: 5 }, () => randomUUID()) as [
  ...[string, string, string, string, string],
]
const KINDS: Record<string, string> = {
  ...{ [house]: 'treatment-service', [body]: 'ministry', [university]: 'university', [peers]: 'affected-people' },
  [rival]: 'treatment-service',
}
const personOf = (organisation: string, role: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`assurance:${role}`], groups: [], clearance: 'amber' },
  purposes: ['service-quality'],
})
const people = {
  ...{ provider: personOf(house, 'provider'), rival: personOf(rival, 'provider') },
  ...{ officer: personOf(body, 'officer'), second: personOf(body, 'officer'), third: personOf(body, 'officer') },
  ...{ fourth: personOf(body, 'officer'), scholar: personOf(university, 'appraiser') },
  ...{ peer: personOf(peers, 'appraiser'), tied: personOf(peers, 'appraiser'), stranger: personOf(rival, 'appraiser') },
}
const service = randomUUID()
const listed = { id: service, name: 'House by the Lake', city: 'Karvel', setting: 'outreach' as const }
const directory = {
  find: async () => [listed],
  open: async (id: string) => (id === service ? { ...listed, runner: runner.named } : undefined),
}
const runner: { named: string | undefined } = { named: undefined }
const seats = async (): Promise<Seat[]> =>
  Object.values(people).map((actor) => ({
    organisation: { id: actor.organisation, name: actor.organisation, kind: KINDS[actor.organisation] ?? '' },
    actor,
  }))
const open = () => database.open<AssuranceTables>('health', migrations)
let compartment: Awaited<ReturnType<typeof open>>
let desks: Record<keyof typeof people, AssuranceDesk>
const register = () => openQualityRegister(compartment.db, now)
beforeAll(async () => {
  compartment = await open()
  const { db } = compartment
  const attachments = openAttachments({ db: db as never, folder: database.folder, nodeKey: randomBytes(32) })
  const deskOf = (actor: Actor) => openAssurance({ db, actor, seats, directory, attachments, now })
  desks = Object.fromEntries(Object.entries(people).map(([name, actor]) => [name, deskOf(actor)])) as typeof desks
})
afterAll(() => compartment.close())

type Told<T> = { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string; where?: string } }
const value = <T>(told: Told<T>): T => {
  if (!told.ok) throw new Error(`${told.refusal.code}: ${told.refusal.detail} ${told.refusal.where ?? ''}`)
  return told.value
}
const codeOf = <T>(told: Told<T>) => (told.ok ? 'ok' : told.refusal.code)
const criteria = criteriaFor('outreach')
const all = (reply: Reply, over: Record<string, Reply> = {}): Record<string, Rating> =>
  Object.fromEntries(criteria.map(({ id }) => [id, { reply: over[id] ?? reply, note: 'seen', way: 'interview' }]))
const selfAll = (reply: Reply) =>
  Object.fromEntries(criteria.map(({ id }) => [id, { reply, note: 'Kept in the binder.' }]))
async function* bytes() {
  yield Buffer.from('A policy.')
}
const acting = async (who: keyof typeof people, id: string, command: GivenCaseCommand) => {
  const found = await desks[who].openCase(id)
  const version = found.ok ? found.value.version : 0
  const isOwn = command.do === 'rate' || command.do === 'finish'
  return desks[who].actOnCase(id, command, isOwn && found.ok ? (found.value.mine?.version ?? 0) : version)
}
const does = async (who: keyof typeof people, id: string, command: GivenCaseCommand): Promise<QualityCase> =>
  value(await acting(who, id, command))

/** A new application, with one file that shows an answer. */
const applied = async () => {
  const begun = value(await desks.provider.begin({ service, setting: 'outreach' }))
  const answered = value(await desks.provider.act(begun.id, { do: 'answer', answers: selfAll('met') }, begun.version))
  const file = value(await desks.provider.attach(begun.id, criteria[0]?.id ?? '', 'policy.txt', bytes()))
  const signed = value(await desks.provider.act(begun.id, { do: 'complete' }, answered.version))
  const sent = value(await desks.provider.act(begun.id, { do: 'apply', body }, signed.version))
  return { assessment: begun.id, id: sent.accreditation ?? '', file: file.id }
}
const rated = async (over: Record<string, Reply> = {}) => {
  const { id, ...rest } = await applied()
  await does('officer', id, { do: 'appoint', seat: 1, organisation: university })
  await does('officer', id, { do: 'appoint', seat: 2, organisation: peers })
  for (const who of ['scholar', 'peer'] as const) {
    await does(who, id, { do: 'declare', ties: '' })
    await does(who, id, { do: 'rate', answers: all('met', over) })
    await does(who, id, { do: 'finish' })
  }
  return { id, ...rest }
}
const accredit = { do: 'propose', decision: 'accredited', reason: 'All of it is met.', until: '2029-03-01' } as const

test('only what applies is asked; what was signed off does not change; nobody else reads it until it is sent', async () => {
  expect(codeOf(await desks.provider.begin({ service: randomUUID(), setting: 'outreach' }))).toBe('not-valid')
  const begun = value(await desks.provider.begin({ service, setting: 'outreach' }))
  expect(begun.questions.map(({ id }) => id)).toEqual(criteria.map(({ id }) => id))
  expect(codeOf(await desks.provider.begin({ service, setting: 'outreach' }))).toBe('not-now')
  expect(codeOf(await desks.provider.act(begun.id, { do: 'complete' }, begun.version))).toBe('not-now')
  const strange = { do: 'answer', answers: { 'PRI-01': { reply: 'met' } } } as const
  expect(codeOf(await desks.provider.act(begun.id, strange, begun.version))).toBe('not-valid')
  const na = Object.fromEntries(criteria.map(({ id }) => [id, { reply: 'not-applicable' as const }]))
  const without = value(await desks.provider.act(begun.id, { do: 'answer', answers: na }, begun.version))
  expect(without.missing).toHaveLength(criteria.length)
  const { version } = value(
    await desks.provider.act(begun.id, { do: 'answer', answers: selfAll('met') }, without.version),
  )
  expect(codeOf(await desks.provider.act(begun.id, { do: 'complete' }, without.version))).toBe('changed')
  expect(codeOf(await desks.rival.open(begun.id))).toBe('not-found')
  const signed = value(await desks.provider.act(begun.id, { do: 'complete' }, version))
  expect(signed).toMatchObject({ status: 'valid', from: '2026-03-02', until: '2027-03-01', may: ['apply'] })
  expect(codeOf(await desks.provider.attach(begun.id, criteria[0]?.id ?? '', 'late.txt', bytes()))).toBe('not-now')
  const tamper = sit(compartment.db, people.provider, (trx) =>
    trx
      .updateTable('quality_assessment')
      .set({ answers: '{}' as never })
      .where('id', '=', begun.id)
      .execute(),
  )
  await expect(tamper).rejects.toThrow('does not change')
  expect(value(await desks.officer.cases())).toEqual([])
})

test('what is met by a bare word is said before it is signed, recorded with the signature, and told to body and appraisers alone', async () => {
  const begun = value(await desks.provider.begin({ service, setting: 'outreach' }))
  const bare = Object.fromEntries(criteria.map(({ id }) => [id, { reply: 'met' as const }]))
  const answered = value(await desks.provider.act(begun.id, { do: 'answer', answers: bare }, begun.version))
  expect(answered.result.shown).toMatchObject({ met: criteria.length, bare: criteria.map(({ id }) => id) })
  const [first, ...rest] = criteria
  value(await desks.provider.attach(begun.id, first?.id ?? '', 'policy.txt', bytes()))
  const shown = {
    ...{ met: criteria.length, bare: rest.map(({ id }) => id) },
    critical: rest.filter(({ isCritical }) => isCritical).length,
  }
  const signed = value(await desks.provider.act(begun.id, { do: 'complete' }, answered.version))
  expect(signed.result.shown).toEqual(shown)
  const kept = await sit(compartment.db, people.provider, (trx) =>
    trx.selectFrom('quality_assessment').select('result').where('id', '=', begun.id).executeTakeFirst(),
  )
  expect(kept?.result?.shown).toEqual(shown)
  const id = value(await desks.provider.act(begun.id, { do: 'apply', body }, signed.version)).accreditation ?? ''
  await does('officer', id, { do: 'appoint', seat: 1, organisation: university })
  const told = async (who: keyof typeof people) => value(await desks[who].openCase(id)).shown
  expect([await told('officer'), await told('provider'), await told('scholar')]).toEqual([shown, null, null])
  await does('scholar', id, { do: 'declare', ties: '' })
  expect(await told('scholar')).toEqual(shown)
})

test('once an authority said who runs a service, nobody else assesses it or applies for it', async () => {
  runner.named = house
  expect(codeOf(await desks.rival.begin({ service, setting: 'outreach' }))).toBe('not-valid')
  const begun = value(await desks.provider.begin({ service, setting: 'outreach' }))
  const answered = value(await desks.provider.act(begun.id, { do: 'answer', answers: selfAll('met') }, begun.version))
  const signed = value(await desks.provider.act(begun.id, { do: 'complete' }, answered.version))
  runner.named = rival
  expect(codeOf(await desks.provider.act(begun.id, { do: 'apply', body }, signed.version))).toBe('not-valid')
  runner.named = undefined
})

test('two appraise apart: neither sees the other’s answers, nor the service’s before declaring; a tie or one’s own house bars', async () => {
  const { id, assessment, file } = await applied()
  expect(codeOf(await desks.officer.openCase(id))).toBe('ok')
  expect(codeOf(await desks.scholar.openCase(id))).toBe('not-found')
  expect(codeOf(await acting('officer', id, { do: 'appoint', seat: 1, organisation: house }))).toBe('conflict')
  await does('officer', id, { do: 'appoint', seat: 1, organisation: university })
  await does('officer', id, { do: 'appoint', seat: 2, organisation: peers })
  expect(value(await desks.scholar.openCase(id)).questions).toEqual([])
  expect(codeOf(await desks.scholar.download(assessment, file))).toBe('not-found')
  await does('tied', id, { do: 'declare', ties: 'I worked there until last year.' })
  expect(codeOf(await acting('tied', id, { do: 'declare', ties: '' }))).toBe('conflict')
  expect(value(await desks.officer.openCase(id)).left).toEqual([peers])
  await does('scholar', id, { do: 'declare', ties: '' })
  expect(value(await desks.scholar.openCase(id)).questions).toHaveLength(criteria.length)
  const downloaded = value(await desks.scholar.download(assessment, file))
  expect(await new Response(downloaded.body).text()).toBe('A policy.')
  expect(codeOf(await desks.peer.download(assessment, file))).toBe('not-found')
  await does('peer', id, { do: 'declare', ties: '' })
  // Whose seat is taken is nobody else's any more.
  expect(codeOf(await desks.tied.openCase(id))).toBe('not-found')
  const [first, second] = [criteria[0]?.id ?? '', criteria[1]?.id ?? '']
  await does('scholar', id, { do: 'rate', answers: all('met', { [first]: 'partly', [second]: 'not' }) })
  await does('scholar', id, { do: 'finish' })
  const blind = value(await desks.peer.openCase(id))
  expect([blind.mine?.answers, blind.differences, blind.agreement]).toEqual([{}, [], null])
  expect(blind.seats.map(({ isDone }) => isDone)).toEqual([null, null])
  for (const who of ['peer', 'officer', 'provider'] as const) {
    const told = await sit(compartment.db, people[who], (trx) => trx.selectFrom('appraisal').selectAll().execute())
    expect(JSON.stringify(told), who).not.toContain('seen')
  }
  expect(codeOf(await acting('peer', id, { do: 'finish' }))).toBe('not-now')
  await does('peer', id, { do: 'rate', answers: all('met') })
  const both = await does('peer', id, { do: 'finish' })
  expect(both).toMatchObject({ state: 'applied', agreement: { rated: criteria.length, same: criteria.length - 2 } })
  expect(both.differences.map((each) => each.id)).toEqual([first, second])
  expect(value(await desks.provider.openCase(id))).toMatchObject({ differences: [], agreement: null, questions: [] })
  const meant = {
    [first]: { reply: 'partly', note: 'On paper alone.' },
    [second]: { reply: 'met', note: 'Seen.' },
  } as const
  const half = await does('scholar', id, { do: 'settle', answers: meant })
  expect(half.state).toBe('applied')
  const done = await does('peer', id, { do: 'settle', answers: meant })
  expect(done).toMatchObject({ state: 'appraised', result: { direct: 1, unknown: 0 } })
  const { lines } = value(await readLedger(compartment.db, { kind: 'accreditation', id }))
  expect(lines.map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(['apply', 'appoint', 'declare', 'rate', 'finish', 'settle']),
  )
})

test('two officers decide; until the second signs the public knows nothing; conditions, suspension and appeal follow', async () => {
  const { id } = await rated()
  expect(await register().of(service)).toBeUndefined()
  expect(codeOf(await acting('provider', id, accredit))).toBe('not-now')
  expect(codeOf(await acting('officer', id, { ...accredit, until: '2026-01-01' }))).toBe('not-valid')
  const proposed = await does('officer', id, accredit)
  expect(proposed.proposal).toMatchObject({ decision: 'accredited', isMine: true })
  expect(value(await desks.provider.openCase(id)).proposal).toBeNull()
  expect(await register().of(service)).toBeUndefined()
  expect(codeOf(await acting('officer', id, { do: 'sign' }))).toBe('second-person')
  await does('second', id, { do: 'sign' })
  expect(await register().of(service)).toMatchObject({ status: 'accredited', since: '2026-03-02', until: '2029-03-01' })
  expect(codeOf(await acting('provider', id, { do: 'appeal', reason: 'x' }))).toBe('not-now')
  await does('officer', id, { do: 'propose', decision: 'suspended', reason: 'The doors were locked.' })
  expect((await register().of(service))?.status).toBe('accredited')
  await does('second', id, { do: 'sign' })
  expect((await register().of(service))?.status).toBe('suspended')
  await does('provider', id, { do: 'appeal', reason: 'They were not.' })
  const again = { do: 'propose', decision: 'conditional', reason: 'Doors open.', until: '2028-03-01' } as const
  const conditions = ['An unannounced visit within three months']
  expect(codeOf(await acting('officer', id, { ...again, conditions }))).toBe('conflict')
  expect(codeOf(await acting('third', id, again))).toBe('not-valid')
  await does('third', id, { ...again, conditions })
  expect(codeOf(await acting('second', id, { do: 'sign' }))).toBe('conflict')
  const decided = await does('fourth', id, { do: 'sign' })
  expect(decided.decisions.map(({ decision }) => decision)).toEqual(['accredited', 'suspended', 'conditional'])
  const public_ = await register().of(service)
  expect(public_).toMatchObject({ status: 'conditional', conditions, history: [{}, {}, {}] })
  // What everybody reads names nobody and gives no reason and no answer.
  expect(JSON.stringify([public_, await register().list(), await register().changes()])).not.toMatch(
    new RegExp([people.officer.account, people.second.account, house, body, 'locked', 'They were', 'seen'].join('|')),
  )
  expect((await register().changes()).map(({ decision }) => decision)).toEqual([
    'conditional',
    'suspended',
    'accredited',
  ])
  const erase = sit(compartment.db, people.officer, (trx) =>
    trx.deleteFrom('accreditation_decision' as never).execute(),
  )
  await expect(erase).rejects.toThrow('permission denied')
  // Nor does a fault of the desk let one of them do what another may: the database says so too.
  const alone = async (who: keyof typeof people, change: object) =>
    sit(compartment.db, people[who], (trx) =>
      trx.updateTable('accreditation').set(change).where('id', '=', id).executeTakeFirst(),
    )
  await expect(alone('provider', { state: 'accredited' })).rejects.toThrow('two officers decided')
  await expect(alone('officer', { state: 'accredited' })).rejects.toThrow('two officers decided')
  await expect(alone('scholar', { proposal: '{}' })).rejects.toThrow('the body alone')
  await expect(alone('officer', { appeal: 'No.' })).rejects.toThrow('provider alone')
  await expect(alone('officer', { result: null })).rejects.toThrow('Appraisers alone')
})

test('a critical criterion that is not met caps the result: nobody can accredit it, and no other answer makes up for it', async () => {
  const critical = criteria.find(({ isCritical }) => isCritical)?.id ?? ''
  const { id } = await rated({ [critical]: 'not' })
  const found = value(await desks.officer.openCase(id))
  expect(found).toMatchObject({ state: 'appraised', open: ['refused'], result: { isCapped: true, notMet: [critical] } })
  expect(found.result?.score).toBeGreaterThan(0.9)
  expect(codeOf(await acting('officer', id, accredit))).toBe('critical')
  const partly = await rated({ [critical]: 'partly' })
  expect(value(await desks.officer.openCase(partly.id)).open).toEqual(['conditional', 'refused'])
})

test('how many are accredited is published; what appraisals found only as a mean of as many as the floor asks', async () => {
  const plan = { country: 'ZZ', year: 2026, now: new Date('2026-04-01T00:00:00Z') }
  const facts = await assuranceFacts(compartment.db, plan)
  expect(facts.map(({ indicator, value }) => [indicator, value])).toEqual([
    ...[
      ['IND-133', 1],
      ['IND-078', null],
      ['IND-080', null],
      ['IND-081', null],
      ...[
        ['IND-077', null],
        ['IND-134', null],
        ['IND-135', null],
      ],
    ],
  ])
  expect(await assuranceFacts(compartment.db, { ...plan, now: new Date('2026-03-01T00:00:00Z') })).toMatchObject([
    { value: 0 },
    ...Array.from({ length: 6 }, () => ({ value: null })),
  ])
  const figures = await figuresOf(compartment.db, new Date('2026-01-01'), plan.now)
  expect(figures.length).toBeGreaterThan(2)
  const many = Array.from({ length: 8 }, (_, n) => figures[n % figures.length]).filter((each) => each !== undefined)
  const shown = factsFrom(many, 1, plan)
  expect(factsFrom(many.slice(1), 1, plan)[1]?.value).toBeNull()
  for (const { value: told } of shown) expect(typeof told).toBe('number')
  const units = new Map(loadIndicators().map(({ id, units }) => [id, units]))
  for (const { indicator, unit } of [...shown, ...facts]) expect(units.get(indicator)).toContain(unit)
})

test('what the country adds is asked like the rest, and the assessment says by which version', async () => {
  const [model] = criteriaFor('telehealth')
  holdAlsoTo([{ ...(model as (typeof criteria)[number]), id: 'ZZ-RGT-01', settings: ['telehealth'], isCritical: true }])
  try {
    const { id, criteria: version } = value(await desks.provider.begin({ service, setting: 'telehealth' }))
    expect(version).toMatch(/^[0-9a-f]{8}\+[0-9a-f]{8}$/)
    const asked = value(await desks.provider.open(id)).questions.map((each) => each.id)
    expect(asked).toContain('ZZ-RGT-01')
    expect(asked).toHaveLength(criteriaFor('telehealth').length)
    expect(criteriaFor('outreach')).toEqual(criteria)
  } finally {
    holdAlsoTo([])
  }
})
