// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, matches } from '#platform/ledger/index.ts'
import type { AdviceGiven } from './contract.ts'
import {
  type AdviceTables,
  adviceMigrations,
  isConcerned,
  openAdvice,
  type Service,
  takeAdvice,
  takeAdviceBack,
} from './index.ts'
import { adviceById } from './store.ts'
import { contentOf } from './view.ts'

const database = databaseForTests()
const migrations = {
  access: accessMigrations,
  request: requestMigrations,
  ledger: ledgerMigrations,
  events: eventsMigrations,
  advice: adviceMigrations,
}
const areas = [
  { code: 'ZZ-NO', parent: null },
  { code: 'ZZ-NO-1', parent: 'ZZ-NO' },
  { code: 'ZZ-NO-11', parent: 'ZZ-NO-1' },
  { code: 'ZZ-CE', parent: null },
]
const service = (area: string | null, kind = 'treatment-service', country = 'ZZ'): Service => ({
  id: randomUUID(),
  kind,
  country,
  area,
})
const [here, part, elsewhere, national, police] = [
  service('ZZ-NO'),
  service('ZZ-NO-11'),
  service('ZZ-CE'),
  service(null),
  service('ZZ-NO', 'police'),
] as const
const services = [here, part, elsewhere, national, police]
const actorOf = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['advice:reader'], groups: [], clearance: 'amber' },
  ...{ purposes: ['health-protection'], ...over },
})
const advice: AdviceGiven = {
  ...{ severity: 'Severe', urgency: 'Immediate', regions: ['ZZ-NO'], expires: '2026-12-24T00:00:00.000Z' },
  texts: { en: { headline: 'Strong tablets', text: 'Keep naloxone at hand.', reviewed: true } },
}
let now = new Date('2026-11-22T10:00:00Z')
let opened: Promise<Awaited<ReturnType<typeof make>>> | undefined
const make = async () => {
  const { db } = await database.open<AdviceTables>('health', migrations)
  return { db, deskOf: (actor: Actor) => openAdvice({ db, actor, now: () => now }) }
}
const open = () => {
  opened ??= make()
  return opened
}
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

test('it concerns services in its regions, in parts of them and in the whole country, and no one else', () => {
  const whom = (regions: string[]) => services.filter((each) => isConcerned(each, regions, areas))
  expect(whom(['ZZ-NO'])).toEqual([here, part, national])
  expect(whom(['ZZ-NO-1'])).toEqual([here, part, national])
  expect(whom(['ZZ'])).toEqual([here, part, elsewhere, national])
  expect(whom(['XV'])).toEqual([])
  const codes = fc.constantFrom('ZZ', 'ZZ-NO', 'ZZ-NO-1', 'ZZ-NO-11', 'ZZ-CE')
  fc.assert(
    fc.property(codes, codes, (area, region) => {
      const isPart = area.startsWith(region) || region.startsWith(area)
      return isConcerned(service(area === 'ZZ' ? null : area), [region], areas) === isPart
    }),
  )
})

test('it comes once, is read by the services concerned alone, and is acknowledged by each for itself', async () => {
  const { db, deskOf } = await open()
  const id = randomUUID()
  expect(value(await takeAdvice(db, id, advice, { services, areas }))).toEqual({ isNew: true, services: 3 })
  expect(value(await takeAdvice(db, id, advice, { services, areas })).isNew).toBe(false)
  const reader = actorOf(here.id)
  const desk = deskOf(reader)
  expect(value(await desk.open(id))).toMatchObject({ state: 'in-force', acknowledged: null, texts: advice.texts })
  expect(value(await desk.count({ unread: 'yes' }))).toBe(1)
  for (const other of [
    actorOf(elsewhere.id),
    actorOf(police.id),
    actorOf(here.id, { roles: [] }),
    actorOf(here.id, { purposes: [] }),
  ]) {
    expect(codeOf(await deskOf(other).open(id))).toBe('not-found')
    expect(codeOf(await deskOf(other).acknowledge(id, 1))).toBe('not-found')
  }
  const first = value(await desk.acknowledge(id, 1, 'a-key-of-mine'))
  expect(first.acknowledged).not.toBeNull()
  now = new Date(now.getTime() + 60_000)
  expect(value(await deskOf(actorOf(here.id)).acknowledge(id, 1)).acknowledged).toBe(first.acknowledged)
  expect(value(await desk.count({ unread: 'yes' }))).toBe(0)
  // Another service sees the advice, and neither that nor when this one read it.
  expect(value(await deskOf(actorOf(part.id)).open(id)).acknowledged).toBeNull()
  const row = await sit(db, reader, (trx) => adviceById(trx, id))
  expect(await sit(db, reader, (trx) => matches(trx, 'advice', id, contentOf(row!)))).toBe(true)
})

test('past its day it has expired; withdrawn it says when and why, and whoever read it before is told', async () => {
  const { db, deskOf } = await open()
  const desk = deskOf(actorOf(national.id))
  const [old, wrong] = [randomUUID(), randomUUID()]
  value(
    await takeAdvice(db, old, { ...advice, regions: ['ZZ'], expires: '2026-11-22T09:00:00.000Z' }, { services, areas }),
  )
  value(await takeAdvice(db, wrong, { ...advice, regions: ['ZZ'] }, { services, areas }))
  expect(value(await desk.open(old)).state).toBe('expired')
  const withdrawn = { at: new Date('2026-11-22T11:00:00Z'), reason: 'Another batch.' }
  expect(await takeAdviceBack(db, wrong, withdrawn)).toBe(true)
  expect(await takeAdviceBack(db, wrong, withdrawn)).toBe(false)
  expect(await takeAdviceBack(db, randomUUID(), withdrawn)).toBe(false)
  expect(value(await desk.open(wrong))).toMatchObject({
    state: 'withdrawn',
    withdrawn: { reason: 'Another batch.' },
    version: 2,
  })
  expect(codeOf(await desk.acknowledge(wrong, 1))).toBe('changed')
  for (const [state, ids] of [
    ['expired', [old]],
    ['withdrawn', [wrong]],
  ] as const)
    expect(value(await desk.list({ state })).items.map(({ id }) => id)).toEqual(ids)
  // A repetition that comes late does not bring it back.
  expect(value(await takeAdvice(db, wrong, advice, { services, areas })).isNew).toBe(false)
  expect(value(await desk.open(wrong)).state).toBe('withdrawn')
})

test.each<[string, object]>([
  ['a field that is not named', { who: 'an officer' }],
  ['no text', { texts: {} }],
  ['no region', { regions: [] }],
  ['a severity that CAP does not have', { severity: 'High' }],
])('%s is refused', async (_what, over) => {
  const { db } = await open()
  expect(codeOf(await takeAdvice(db, randomUUID(), { ...advice, ...over } as AdviceGiven, { services, areas }))).toBe(
    'not-valid',
  )
})
