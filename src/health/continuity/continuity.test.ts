// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import type { NewWord } from './contract.ts'
import {
  type ContinuityTables,
  continuityFacts,
  continuityMigrations,
  type Found,
  openContinuity,
  openContinuityRegister,
} from './index.ts'

const database = databaseForTests()
let db: Kysely<ContinuityTables>
let today = new Date('2026-03-10T10:00:00Z')
const [house, clinic, authority] = [randomUUID(), randomUUID(), randomUUID()]
const [lake, hill, shore] = [randomUUID(), randomUUID(), randomUUID()]
const places = new Map<string, Found>(
  [lake, hill, shore].map(
    (id, n) => [id, { id, name: `Service ${n}`, city: 'Karvel', region: null, timeZone: null }] as const,
  ),
)
const actor = (organisation: string, role: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`continuity:${role}`], groups: [], clearance: 'amber' },
  ...{ purposes: ['continuity'], ...over },
})
const runners = new Map<string, string>([
  [lake, house],
  [shore, house],
])
const open = async (id: string) => {
  const place = places.get(id)
  return place && { ...place, runner: runners.get(id) }
}
const deskOf = (who: Actor) =>
  openContinuity({
    ...{ db, actor: who, now: () => today },
    directory: { find: async () => [...places.values()], open },
  })
const [keeper, other, overseer] = [actor(house, 'keeper'), actor(clinic, 'keeper'), actor(authority, 'overseer')]
const register = () => openContinuityRegister(db, () => today)
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string; where?: string | undefined } }) =>
  outcome.ok ? 'ok' : [outcome.refusal?.code, outcome.refusal?.where].filter(Boolean).join(' ')
const closed = (over: Partial<NewWord> = {}): NewWord => ({
  ...{ service: lake, state: 'closed', since: '2026-03-10T08:00:00Z', reasons: ['staff'], ...over },
})

beforeAll(async () => {
  const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
  ;({ db } = await database.open<ContinuityTables>('health', {
    ...{ ...platform, events: eventsMigrations, continuity: continuityMigrations },
  }))
})

test('a service is closed for everybody at once; a day later without an alternative, whoever watches over it sees so', async () => {
  expect(await register().of(lake)).toBeUndefined()
  value(await deskOf(keeper).say(closed()))
  expect(await register().of(lake)).toMatchObject({ state: 'closed', by: 'provider', due: '2026-03-11T08:00:00.000Z' })
  expect([...(await register().notOpen()).keys()]).toEqual([lake])
  expect(value(await deskOf(overseer).list()).items[0]).toMatchObject({ service: lake, isLate: false })
  today = new Date('2026-03-11T08:00:01Z')
  expect(value(await deskOf(overseer).list()).items[0]).toMatchObject({ service: lake, isLate: true })
  const far = { kind: 'service', service: hill, hours: 48 } as const
  value(await deskOf(keeper).say(closed({ alternatives: [far] })))
  expect(await register().of(lake), '48 hours are no alternative').toMatchObject({ isLate: true })
  const near = { kind: 'mobile', telephone: '+000 555 0140', hours: 12 } as const
  value(await deskOf(keeper).say(closed({ alternatives: [near, far] })))
  const [first, second] = (await register().of(lake))?.alternatives ?? []
  expect(first).toEqual({ ...near, service: null, isClosed: false })
  expect(second?.service).toEqual({ id: hill, name: 'Service 1' })
  expect(await register().of(lake), 'named a second late').toMatchObject({ due: null, isLate: false, wasLate: true })
  value(await deskOf(keeper).say({ service: lake, state: 'open', since: '2026-03-11T08:00:00Z' }))
  expect(await register().notOpen()).toEqual(new Map())
})

test('what cannot be is refused where it stands, and says nothing to anybody', async () => {
  const before = await register().of(lake)
  const refusals: [Partial<NewWord>, string][] = [
    [{ since: '2026-03-12T08:00:00Z' }, 'not-valid since'],
    [{ since: '2025-01-12T08:00:00Z' }, 'not-valid since'],
    [{ expected: '2026-03-01' }, 'not-valid expected'],
    [{ state: 'open' }, 'not-valid reasons'],
    [{ service: randomUUID() }, 'not-valid service'],
    [{ alternatives: [{ kind: 'telephone', hours: 2 }] }, 'not-valid alternatives.0'],
    [{ alternatives: [{ kind: 'service', service: lake, hours: 2 }] }, 'not-valid alternatives'],
    [{ alternatives: [{ kind: 'telephone', telephone: 'call us', hours: 2 }] }, 'not-valid alternatives.0.telephone'],
  ]
  for (const [over, code] of refusals) expect(codeOf(await deskOf(keeper).say(closed(over)))).toBe(code)
  expect(await register().of(lake)).toEqual(before)
})

test('nobody speaks or counts for a service of which no authority said that they run it; the authority does', async () => {
  expect(codeOf(await deskOf(keeper).say(closed({ service: hill })))).toBe('not-valid service')
  runners.set(hill, house)
  const word = closed({ service: hill, since: '2026-03-11T07:00:00Z' })
  expect(codeOf(await deskOf(other).say(word))).toBe('not-valid service')
  expect(codeOf(await deskOf(other).say(closed()))).toBe('not-valid service')
  expect(codeOf(await deskOf(other).count({ service: hill, month: '2026-02', contacts: 9 }))).toBe('not-valid service')
  expect(value(await deskOf(overseer).say(word)).by).toBe('authority')
  expect(value(await deskOf(other).list()).items).toEqual([])
  expect(value(await deskOf(keeper).list()).items.map(({ service }) => service)).toEqual([lake])
  for (const role of ['assurance:officer', 'directory:editor']) {
    const stranger = deskOf(actor(authority, 'keeper', { roles: [role] }))
    expect(stranger.may).toEqual([])
    expect(codeOf(await stranger.say(word))).toBe('not-found')
    expect(codeOf(await stranger.volumes())).toBe('not-found')
  }
})

test('an authority’s word stands until an authority lifts it; what the provider says milder is shown beside it', async () => {
  const [say, by] = [async (who: Actor, over: Partial<NewWord>) => value(await deskOf(who).say(closed(over))), shore]
  const at = { service: by, since: '2026-03-11T07:30:00Z' }
  await say(overseer, { ...at, state: 'reduced' })
  const told = await say(keeper, { ...at, state: 'open', reasons: [] })
  expect(told).toMatchObject({ state: 'reduced', by: 'authority', beside: { state: 'open', organisation: house } })
  expect(await register().of(by)).toEqual(told)
  expect(await say(keeper, { ...at, state: 'closed' })).toMatchObject({ state: 'closed', by: 'provider', beside: null })
  expect(await say(keeper, { ...at, state: 'open', reasons: [] }), 'back to what the authority said').toMatchObject({
    ...{ state: 'reduced', by: 'authority', beside: { state: 'open' } },
  })
  expect(await say(overseer, { ...at, state: 'open', reasons: [] })).toMatchObject({ state: 'open', beside: null })
  expect(await say(keeper, { ...at, state: 'reduced' })).toMatchObject({ state: 'reduced', by: 'provider' })
  await say(keeper, { ...at, state: 'open', reasons: [] })
})

test('an alternative that is closed is refused; where one closes later, a day begins from then', async () => {
  const service = { kind: 'service', service: shore, hours: 2 } as const
  const at = { since: '2026-03-11T07:00:00Z' }
  value(await deskOf(keeper).say(closed({ service: shore, ...at })))
  const refusal = await deskOf(keeper).say(closed({ ...at, alternatives: [service] }))
  expect(codeOf(refusal)).toBe('not-valid closed')
  value(await deskOf(keeper).say(closed({ service: shore, state: 'open', reasons: [], ...at })))
  expect(value(await deskOf(keeper).say(closed({ ...at, alternatives: [service] })))).toMatchObject({ due: null })
  const now = '2026-03-11T08:00:00.000Z'
  const telephone = { kind: 'telephone', telephone: '+000 555 0140', hours: 1 } as const
  value(await deskOf(keeper).say(closed({ service: shore, since: now, alternatives: [telephone] })))
  expect(await register().of(lake)).toMatchObject({
    ...{ due: '2026-03-12T08:00:00.000Z', isLate: false, alternatives: [{ isClosed: true }] },
  })
  const { items } = value(await deskOf(overseer).list())
  expect(items.findIndex((each) => each.service === lake)).toBeLessThan(items.findIndex(({ due }) => due === null))
  for (const each of [lake, shore])
    value(await deskOf(keeper).say(closed({ ...at, service: each, state: 'open', reasons: [] })))
})

test('said again of the same stretch, with another beginning, a closure is as old as it was; so is its clock', async () => {
  const before = today
  today = new Date('2026-03-13T10:00:00Z')
  value(await deskOf(keeper).say(closed({ since: '2026-03-13T06:00:00Z' })))
  today = new Date('2026-03-14T07:00:00Z')
  const again = { since: '2026-03-14T07:00:00Z', state: 'moved' } as const
  expect(value(await deskOf(keeper).say(closed(again)))).toMatchObject({
    ...{ state: 'moved', since: '2026-03-13T06:00:00.000Z', due: '2026-03-14T06:00:00.000Z', isLate: true },
  })
  const telephone = { kind: 'telephone', telephone: '+000 555 0140', hours: 1 } as const
  expect(value(await deskOf(keeper).say(closed({ ...again, alternatives: [telephone] })))).toMatchObject({
    ...{ due: null, isLate: false, wasLate: true },
  })
  value(await deskOf(keeper).say(closed({ since: '2026-03-14T07:00:00Z', state: 'open', reasons: [] })))
  today = before
})

test('contacts stand beside the same month of a year before: of three who entered both, over the floor; each one’s number is its own', async () => {
  const months = async (who: Actor) => value(await deskOf(who).volumes())
  value(await deskOf(keeper).count({ service: lake, month: '2026-02', contacts: 90 }))
  value(await deskOf(keeper).count({ service: lake, month: '2019-02', contacts: 100 }))
  expect((await months(overseer)).baseline).toBeNull()
  expect(codeOf(await deskOf(keeper).compareWith({ year: 2019 }))).toBe('not-found')
  value(await deskOf(overseer).compareWith({ year: 2019 }))
  expect((await months(overseer)).months[0], 'of one').toEqual({ month: '2026-02', percent: null, services: 1 })
  expect((await months(overseer)).own).toEqual([])
  // Entered for one of both months alone: it counts in neither.
  runners.set(lake, clinic)
  value(await deskOf(other).count({ service: lake, month: '2026-01', contacts: 40 }))
  runners.set(lake, house)
  expect((await months(overseer)).months[1]).toEqual({ month: '2026-01', percent: null, services: 0 })
  value(await deskOf(keeper).count({ service: hill, month: '2026-02', contacts: 4 }))
  value(await deskOf(keeper).count({ service: hill, month: '2019-02', contacts: 50 }))
  expect((await months(overseer)).months[0], 'of two').toEqual({ month: '2026-02', percent: null, services: 2 })
  value(await deskOf(keeper).count({ service: shore, month: '2019-02', contacts: 50 }))
  value(await deskOf(keeper).count({ service: shore, month: '2026-02', contacts: 26 }))
  expect((await months(overseer)).months[0]).toEqual({ month: '2026-02', percent: 60, services: 3 })
  value(await deskOf(keeper).count({ service: lake, month: '2026-02', contacts: 2 }))
  value(await deskOf(keeper).count({ service: shore, month: '2026-02', contacts: 1 }))
  expect((await months(overseer)).months[0], 'seven are too few').toMatchObject({ percent: null, services: 3 })
  expect((await months(other)).own.map(({ contacts }) => contacts)).toEqual([40])
  expect(codeOf(await deskOf(keeper).count({ service: lake, month: '2026-03', contacts: 2 }))).toBe('not-valid month')
})

test('facts say how services stand, how long it took to say so, and the share of contacts', async () => {
  value(await deskOf(keeper).count({ service: lake, month: '2026-02', contacts: 90 }))
  value(await deskOf(keeper).count({ service: shore, month: '2026-02', contacts: 26 }))
  const facts = await continuityFacts(db, { country: 'ZZ', year: 2026, now: new Date('2026-03-31T00:00:00Z') })
  const of = (indicator: string, state?: string) =>
    facts.find((each) => each.indicator === indicator && each.disaggregation.state === state)?.value
  expect([of('IND-094', 'open'), of('IND-094', 'closed'), of('IND-094', 'moved')]).toEqual([2, 1, 0])
  expect(of('IND-095'), 'by the first word of each stretch').toBe(1)
  expect(of('IND-145'), 'two of five that lasted a day or named one').toBe(40)
  expect(of('IND-093')).toBe(60)
  const before = await continuityFacts(db, { country: 'ZZ', year: 2026, now: new Date('2026-02-01T00:00:00Z') })
  expect(before.map(({ indicator, value }) => [indicator, value])).toEqual([
    ['IND-093', null],
    ...Array.from({ length: 4 }, () => ['IND-094', 0]),
  ])
})
