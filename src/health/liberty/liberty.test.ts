// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import type { NewRestraint } from './contract.ts'
import {
  type LibertyTables,
  libertyFacts,
  libertyMigrations,
  libertyRoutes,
  openLiberty,
  openLibertyRegister,
  type PlaceFound,
} from './index.ts'

const database = databaseForTests()
let db: Kysely<LibertyTables>
let today = new Date('2026-03-02T10:00:00Z')
const [house, clinic, body] = [randomUUID(), randomUUID(), randomUUID()]
const [lake, hill] = [randomUUID(), randomUUID()]
const places = new Map<string, PlaceFound>(
  [lake, hill].map((id, n) => [id, { id, name: `Place ${n}`, city: null }] as const),
)
const actor = (organisation: string, role: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`liberty:${role}`], groups: [], clearance: 'amber' },
  ...{ purposes: ['liberty'], ...over },
})
const runners = new Map<string, string>([
  [lake, house],
  [hill, house],
])
const open = async (id: string) => {
  const place = places.get(id)
  return place && { ...place, runner: runners.get(id) }
}
const deskOf = (who: Actor) =>
  openLiberty({
    ...{ db, actor: who, now: () => today },
    directory: { find: async () => [...places.values()], open },
  })
const [keeper, other, overseer] = [actor(house, 'keeper'), actor(clinic, 'keeper'), actor(body, 'overseer')]
const register = () => openLibertyRegister(db, () => today)
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string; where?: string | undefined } }) =>
  outcome.ok ? 'ok' : [outcome.refusal?.code, outcome.refusal?.where].filter(Boolean).join(' ')
const entry = (over: Partial<NewRestraint> = {}): NewRestraint => ({
  ...{ service: lake, kind: 'seclusion', reason: 'safety-of-others', authorisedBy: 'doctor' },
  ...{ began: '2026-03-02T09:00:00Z', ...over },
})

beforeAll(async () => {
  const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
  ;({ db } = await database.open<LibertyTables>('health', {
    ...{ ...platform, events: eventsMigrations, liberty: libertyMigrations },
  }))
})

test('an entry is read by its place and by who watches over places, ended and reviewed by the place alone', async () => {
  const entered = value(await deskOf(keeper).enter(entry()))
  expect(entered).toMatchObject({ ended: null, isEndingMissing: false, isLate: false, may: ['end', 'withdraw'] })
  today = new Date('2026-03-04T10:00:00Z')
  const read = value(await deskOf(overseer).open(entered.id))
  expect(read).toMatchObject({ isEndingMissing: true, may: [], serviceName: 'Place 0' })
  const strangers = [
    other,
    actor(house, 'keeper', { purposes: ['care'] }),
    actor(house, 'keeper', { roles: ['assurance:provider'] }),
    actor(body, 'overseer', { clearance: 'green' }),
    actor(house, 'keeper', { roles: [], groups: ['liberty:overseers'] }),
  ]
  for (const stranger of strangers) {
    expect(codeOf(await deskOf(stranger).open(entered.id))).toBe('not-found')
    const listed = await deskOf(stranger).list()
    expect(listed.ok ? listed.value : []).toEqual([])
  }
  const end = { do: 'end', ended: '2026-03-02T12:00:00Z', injury: 'yes' } as const
  for (const nobody of [overseer, other]) expect(codeOf(await deskOf(nobody).act(entered.id, end, 1))).toBe('not-found')
  const early = { ...end, ended: '2026-03-02T08:00:00Z' }
  expect(codeOf(await deskOf(keeper).act(entered.id, early, 1))).toBe('not-valid ended')
  expect(codeOf(await deskOf(keeper).act(entered.id, { do: 'review' }, 1))).toBe('not-now')
  const key = randomUUID()
  const once = value(await deskOf(keeper).act(entered.id, end, 1, key))
  expect(value(await deskOf(keeper).act(entered.id, end, 1, key))).toEqual(once)
  expect(codeOf(await deskOf(keeper).act(entered.id, { do: 'review' }, 1))).toBe('changed version')
  today = new Date('2026-03-06T10:00:00Z')
  expect(value(await deskOf(overseer).open(entered.id)).isReviewMissing).toBe(true)
  const reviewed = value(await deskOf(keeper).act(entered.id, { do: 'review' }, once.version))
  expect(reviewed).toMatchObject({ injury: 'yes', isReviewMissing: false, may: ['withdraw'] })
  const lines = await (db as unknown as Kysely<{ ledger_line: { kind: string; verb: string } }>)
    .selectFrom('ledger_line')
    .select('verb')
    .where('kind', '=', 'restraint')
    .execute()
  expect(lines.map(({ verb }) => verb)).toEqual(['enter', 'read', 'end', 'read', 'review'])
})

test('what is entered late, in the future, long ago, or of no service is told or refused, and nothing else fits in', async () => {
  today = new Date('2026-03-06T10:00:00Z')
  expect(value(await deskOf(keeper).enter(entry({ reason: 'punishment' }))).isLate).toBe(true)
  const refused: [Partial<NewRestraint> & { note?: string }, string][] = [
    [{ began: '2026-03-07T00:00:00Z' }, 'not-valid began'],
    [{ began: '2024-03-07T00:00:00Z' }, 'not-valid began'],
    [{ ended: '2026-03-01T00:00:00Z' }, 'not-valid ended'],
    [{ service: randomUUID() }, 'not-valid service'],
    [{ note: 'Mr Dupont' }, 'not-valid input'],
  ]
  for (const [over, code] of refused) expect(codeOf(await deskOf(keeper).enter(entry(over)))).toBe(code)
  expect(codeOf(await deskOf(overseer).enter(entry()))).toBe('not-found')
})

test('the sign says who says what, disputes show, and a number is public at eight, after its month', async () => {
  expect(await register().of(hill)).toBeUndefined()
  const state = (who: Actor, canLeave: 'yes' | 'no', bases: 'remand'[] = []) =>
    deskOf(who).state({ service: hill, canLeave, bases })
  expect(codeOf(await state(keeper, 'yes', ['remand']))).toBe('not-valid bases')
  value(await state(keeper, 'no', ['remand']))
  today = new Date('2026-03-07T10:00:00Z')
  value(await state(keeper, 'yes'))
  expect(await register().of(hill)).toMatchObject({ canLeave: 'yes', restraints: null, said: [{ by: 'provider' }] })
  today = new Date('2026-03-08T10:00:00Z')
  value(await state(overseer, 'no'))
  const disputed = await register().of(hill)
  expect(disputed).toMatchObject({ canLeave: 'disputed', name: 'Place 1' })
  expect(disputed?.said.map(({ organisation, by, canLeave, on }) => [organisation, by, canLeave, on])).toEqual([
    [body, 'overseer', 'no', '2026-03-08'],
    [house, 'provider', 'yes', '2026-03-07'],
  ])
  for (let n = 0; n < 8; n++) value(await deskOf(keeper).enter(entry({ service: hill, began: '2026-03-08T09:00:00Z' })))
  const shown = async (moment: string) => {
    today = new Date(moment)
    return (await register().of(hill))?.restraints
  }
  expect([await shown('2026-03-31T23:00:00Z'), await shown('2026-04-01T00:00:00Z')]).toEqual([null, 10])
  const facts = await libertyFacts(db, { country: 'ZZ', year: 2026, now: today })
  expect(facts.map(({ indicator, value: figure }) => [indicator, figure])).toEqual([
    ['IND-140', 10],
    ['IND-141', 1],
    ['IND-086', 0],
  ])
  const [one] = value(await deskOf(keeper).list()).filter(({ service }) => service === hill)
  value(await deskOf(keeper).act(one?.id ?? '', { do: 'withdraw', why: 'twice' }, 1))
  expect(await shown('2026-04-01T00:00:00Z')).toBeNull()
  expect((await register().list()).map(({ service }) => service)).toEqual([hill])
})

test('only whom an authority named as running a place enters for it or says whether people may leave; who watches over it may', async () => {
  runners.delete(lake)
  today = new Date('2026-04-02T10:00:00Z')
  const began = '2026-04-02T09:00:00Z'
  expect(codeOf(await deskOf(other).enter(entry({ began })))).toBe('not-valid service')
  expect(codeOf(await deskOf(other).state({ service: lake, canLeave: 'yes' }))).toBe('not-valid service')
  expect(codeOf(await deskOf(keeper).state({ service: lake, canLeave: 'no' }))).toBe('not-valid service')
  runners.set(lake, house)
  expect(codeOf(await deskOf(other).enter(entry({ began })))).toBe('not-valid service')
  value(await deskOf(keeper).enter(entry({ began })))
  value(await deskOf(overseer).state({ service: lake, canLeave: 'no' }))
})

test('over HTTP a place enters, nobody else reads, and everybody reads the sign', async () => {
  let who: Actor | undefined = keeper
  const api = libertyRoutes({ deskOf: async () => who && deskOf(who), register: register() })
  const ask = (path: string, body?: unknown) =>
    api.request(`/api/liberty${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    })
  today = new Date('2026-05-02T10:00:00Z')
  const entered = await ask('/restraints', entry({ service: lake, began: '2026-05-02T09:00:00Z' }))
  expect(entered.status).toBe(201)
  const { id, version } = await entered.json()
  const end = { command: { do: 'end', ended: '2026-05-02T09:30:00Z', injury: 'no' }, version }
  expect((await ask(`/restraints/${id}/acts`, end)).status).toBe(200)
  expect((await ask(`/restraints/${id}/acts`, end)).status).toBe(412)
  expect((await ask('/statements', { service: lake, canLeave: 'no' })).status).toBe(201)
  who = other
  expect((await ask(`/restraints/${id}`)).status).toBe(404)
  expect((await (await ask('/restraints')).json()).items.map((each: { id: string }) => each.id)).not.toContain(id)
  expect((await ask('/unlicensed')).status).toBe(404)
  who = undefined
  expect((await ask('/restraints')).status).toBe(401)
  const { items } = await (await ask('/signs')).json()
  expect(items.map((each: { service: string }) => each.service)).toContain(lake)
})
