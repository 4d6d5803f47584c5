// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import type { NewCount } from './contract.ts'
import { type LegalAidTables, type Listing, legalAidFacts, legalAidMigrations, openLegalAid } from './index.ts'

const database = databaseForTests()
let db: Kysely<LegalAidTables>
const [lawyers, clinic, ministry] = [randomUUID(), randomUUID(), randomUUID()]
const [court, hospital, bar, hill] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const LISTED = new Map<string, Listing & { runner: string }>(
  [
    { id: court, name: 'Help at the court', terms: ['intervention:rec.legal'], runner: lawyers },
    { id: bar, name: 'Duty lawyers', terms: ['intervention:rec.legal'], runner: lawyers },
    { id: hill, name: 'Help on the hill', terms: ['intervention:rec.legal'], runner: lawyers },
    { id: hospital, name: 'Help at the hospital', terms: ['intervention:psy'], runner: lawyers },
  ].map((each) => [each.id, { ...each, city: 'Karvel' }]),
)
const now = new Date('2026-03-10T10:00:00Z')
const actor = (organisation: string, role: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`legal-aid:${role}`], groups: [], clearance: 'amber' },
  ...{ purposes: ['legal-aid'], ...over },
})
const directory = { find: async () => [...LISTED.values()], open: async (id: string) => LISTED.get(id) }
const deskOf = (who: Actor) => openLegalAid({ db, actor: who, now: () => now, directory })
const [counter, other, overseer] = [actor(lawyers, 'counter'), actor(clinic, 'counter'), actor(ministry, 'overseer')]
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string; where?: string | undefined } }) =>
  outcome.ok ? 'ok' : [outcome.refusal?.code, outcome.refusal?.where].filter(Boolean).join(' ')
const NOBODY = { within6: 0, within24: 0, within48: 0, later: 0, nobody: 0, unknown: 0 }
const counted = (over: Partial<NewCount> = {}): NewCount => ({
  ...{ service: court, month: '2026-02', place: 'custody', clock: 'liberty', ...NOBODY, within6: 4, ...over },
})

beforeAll(async () => {
  const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
  ;({ db } = await database.open<LegalAidTables>('health', {
    ...{ ...platform, events: eventsMigrations, legal: legalAidMigrations },
  }))
})

test('only who runs a service of legal aid counts, and of a month that is over', async () => {
  const refusals: [Actor, Partial<NewCount>, string][] = [
    [counter, { month: '2026-03' }, 'not-valid month'],
    [counter, { month: '2026-13' }, 'not-valid month'],
    [counter, { service: hospital }, 'not-valid service'],
    [counter, { service: randomUUID() }, 'not-valid service'],
    [counter, { within6: -1 }, 'not-valid within6'],
    [counter, { ...NOBODY }, 'not-valid within6'],
    [counter, { place: 'prison' as 'remand' }, 'not-valid place'],
    [other, {}, 'not-valid service'],
    [overseer, {}, 'not-found'],
    [actor(lawyers, 'counter', { purposes: [] }), {}, 'not-found'],
  ]
  for (const [who, over, code] of refusals) expect(codeOf(await deskOf(who).enter(counted(over))), code).toBe(code)
  expect(value(await deskOf(counter).services('help')).map(({ id }) => id)).toEqual([court, bar, hill])
  expect(value(await deskOf(counter).list())).toEqual([])
})

test('the last entered counts; those who spoke with nobody are not in time, the unknown in no share; few people or services are not shown', async () => {
  const enter = async (over: Partial<NewCount>) => value(await deskOf(counter).enter(counted(over)))
  const shares = async () =>
    value(await deskOf(overseer).shares()).map(({ place, clock, percent }) => [place, clock, percent])
  await enter({})
  expect(await shares(), 'four are too few').toEqual([['custody', 'liberty', null]])
  await enter({ within6: 20, within24: 5, within48: 5, later: 6, nobody: 14, unknown: 300 })
  await enter({ clock: 'request', within6: 20 })
  await enter({ place: 'remand', within6: 7, later: 60 })
  await enter({ month: '2025-02', within6: 1_000 })
  const hidden = [
    ['custody', 'liberty', null],
    ['custody', 'request', null],
    ['remand', 'liberty', null],
  ]
  expect(await shares(), 'what one service counted is its own').toEqual(hidden)
  expect(value(await deskOf(counter).list())).toHaveLength(4)
  expect(value(await deskOf(counter).list())[0]).toMatchObject({
    within6: 20,
    nobody: 14,
    serviceName: 'Help at the court',
  })
  await enter({ service: bar, within6: 10, nobody: 10 })
  await enter({ service: hill, within6: 0, unknown: 50 })
  expect(await shares(), 'of two, and of one that knows of nobody').toEqual(hidden)
  await enter({ service: hill, within6: 5, later: 5, unknown: 50 })
  for (const service of [bar, hill]) {
    await enter({ service, clock: 'request', within6: 10 })
    await enter({ service, place: 'remand', within6: 0, later: 20 })
  }
  expect(await shares()).toEqual([
    ['custody', 'liberty', 56],
    ['custody', 'request', 100],
    ['remand', 'liberty', null],
  ])
  for (const who of [other, overseer, actor(lawyers, 'counter', { clearance: 'green' })])
    expect(value(await deskOf(who).list())).toEqual([])
})

test('facts are the shares as they were entered by the end of the month; later ones change nothing of it', async () => {
  const plan = { country: 'ZZ', year: 2026, now: new Date('2026-04-01T00:00:00Z') }
  const facts = await legalAidFacts(db, plan)
  expect(facts.map(({ disaggregation, value: share }) => [disaggregation.place, share])).toEqual([
    ['custody', 56],
    ['custody', 100],
    ['remand', null],
  ])
  expect(facts[0]).toMatchObject({ indicator: 'IND-144', floor: { least: 8 }, area: 'ZZ', period: '2026' })
  expect(await legalAidFacts(db, { ...plan, now: new Date('2026-03-01T00:00:00Z') })).toEqual([])
})
