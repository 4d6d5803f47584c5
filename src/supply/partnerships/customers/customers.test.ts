// SPDX-License-Identifier: Apache-2.0
/** What a maker of presses knows of its customers: its own alone, corrected, concluded with reasons, reminded of, gone in time. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, type Seat, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { matches, readLedger } from '#platform/ledger/index.ts'
import { codeOf, migrations, personOf, value } from '../house.testing.ts'
import { CHECKS, type CustomersDesk, type NewCustomer } from './contract.ts'
import { missingOf, monthsAfter } from './customer.ts'
import { openCustomers } from './desk.ts'
import { keepCustomers } from './keeping.ts'
import { type CustomerTables, customersSeen } from './store.ts'

const database = databaseForTests()
const clock = { at: new Date('2026-03-02T10:00:00Z') }
const [maker, rival, authority, customs, supervision] = Array.from({ length: 5 }, () => randomUUID()) as [
  ...[string, string, string, string, string],
]
const PRESS = { id: 'tablet-press-rotary', name: { en: 'Rotary tablet press', fr: 'Presse rotative' } }
const people = {
  checker: personOf(maker, { roles: ['partnerships:customers'] }),
  second: personOf(maker, { roles: ['partnerships:customers'] }),
  director: personOf(maker, { roles: ['partnerships:signatory', 'partnerships:reader'] }),
  rival: personOf(rival, { roles: ['partnerships:customers'], clearance: 'red' }),
  officer: personOf(authority, { roles: ['partnerships:officer', 'partnerships:customers'], clearance: 'red' }),
  inspector: personOf(supervision, { roles: ['partnerships:officer', 'oversight:inspector'], clearance: 'red' }),
}
const open = () => database.open<CustomerTables>('supply', migrations)
let compartment: Awaited<ReturnType<typeof open>>
let desks: Record<keyof typeof people, CustomersDesk>
const deskOf = (actor: Actor) =>
  openCustomers({
    ...{ db: compartment.db, actor, now: () => clock.at },
    recognise: (words) => (/press/i.test(words) ? PRESS.id : undefined),
    known: (id) => (id === PRESS.id ? PRESS : undefined),
    seats: async () =>
      [
        { id: authority, name: 'Authority', kind: 'authority' },
        { id: customs, name: 'Customs', kind: 'customs' },
        { id: supervision, name: 'Inspectorate', kind: 'inspectorate' },
      ].map((organisation): Seat => ({ organisation, actor: people.officer })),
  })
beforeAll(async () => {
  compartment = await open()
  desks = Object.fromEntries(Object.entries(people).map(([name, actor]) => [name, deskOf(actor)])) as typeof desks
})
afterAll(() => compartment.close())

const told = (over: Partial<NewCustomer> = {}): NewCustomer => ({
  ...{ name: 'Vitamin Works', registration: 'ZZ-55', country: 'ZZ', address: '4 Mill Lane', premises: 'factory' },
  equipment: [{ asked: 'ZP-9 rotary press', count: 2 }, { asked: 'a kettle' }],
  ...{ use: 'Tablets of vitamin C.', ...over },
})
const CHECKED = { identity: 'seen', licence: 'seen', payment: 'transfer', transport: 'delivered' } as const
const satisfied = { do: 'conclude', result: 'satisfied', reason: 'All papers fit.', review: '2027-03-01' } as const

test('nobody is satisfied before identity, licence, payment and transport are known; months end where they end', () => {
  const checks = fc.record({
    identity: fc.constantFrom(...CHECKS.identity),
    licence: fc.constantFrom(...CHECKS.licence),
    visit: fc.constantFrom(...CHECKS.visit),
    payment: fc.constantFrom(...CHECKS.payment),
    transport: fc.constantFrom(...CHECKS.transport),
  })
  fc.assert(
    fc.property(checks, (drawn) => {
      const isWhole =
        drawn.identity === 'seen' &&
        ['seen', 'not-needed'].includes(drawn.licence) &&
        drawn.payment !== 'unknown' &&
        drawn.transport !== 'unknown'
      expect(missingOf({ checks: drawn }).length === 0).toBe(isWhole)
    }),
    { numRuns: 100 },
  )
  expect([monthsAfter('2026-01-31', 1), monthsAfter('2024-02-29', 12), monthsAfter('2026-11-30', 3)]).toEqual([
    ...['2026-02-28', '2025-02-28', '2027-02-28'],
  ])
})

test('a record says what matching takes the equipment for, and is concluded once what matters was checked', async () => {
  const { checker, second } = desks
  const kept = value(await checker.record(told(), 'key-of-the-form'))
  expect(value(await checker.record(told(), 'key-of-the-form')).id).toBe(kept.id)
  expect(kept.equipment.map(({ id, count }) => [id, count])).toEqual([
    [PRESS.id, 2],
    [null, 1],
  ])
  expect(kept).toMatchObject({ result: 'open', review: '2026-04-01', keptUntil: '2029-03-02' })
  expect(await checker.act(kept.id, satisfied, kept.version)).toMatchObject({
    refusal: { code: 'not-now', where: 'identity' },
  })
  const corrected = value(
    await second.act(kept.id, { do: 'correct', customer: told({ checks: CHECKED }) }, kept.version),
  )
  expect(codeOf(await checker.act(kept.id, satisfied, kept.version))).toBe('changed')
  for (const review of ['2026-03-02', '2029-03-02'])
    expect(codeOf(await checker.act(kept.id, { ...satisfied, review }, corrected.version))).toBe('not-valid')
  const done = value(await checker.act(kept.id, satisfied, corrected.version))
  expect(done).toMatchObject({ result: 'satisfied', review: '2027-03-01', missing: [] })
  expect(done.steps.map(({ did, by }) => [did, by])).toEqual([
    ['record', people.checker.account],
    ['correct', people.second.account],
    ['satisfied', people.checker.account],
  ])
  // What is written anew was not looked at yet.
  const again = value(
    await checker.act(kept.id, { do: 'correct', customer: told({ checks: CHECKED, note: 'Moved.' }) }, done.version),
  )
  expect(again.result).toBe('open')
  const { lines } = value(await readLedger(compartment.db as never, { kind: 'customer', id: kept.id }))
  expect(lines.map(({ verb }) => verb)).toEqual(['correct', 'conclude', 'correct', 'record'])
})

test('a natural person is named with a reason alone', async () => {
  const person = told({ name: 'Somebody', isPerson: true })
  expect(await desks.checker.record(person)).toMatchObject({ refusal: { code: 'not-valid', where: 'necessity' } })
  const kept = value(await desks.checker.record({ ...person, necessity: 'A sole trader, who signs the order.' }))
  expect(kept.necessity).toContain('sole trader')
})

test('it is for those of the firm who check customers, and for nobody else by any way', async () => {
  const { checker, rival: other, director, officer } = desks
  const [{ id, version } = { id: '', version: 0 }] = value(await checker.list())
  for (const desk of [other, director, officer]) {
    expect(await desk.open(id)).toEqual(await desk.open(randomUUID()))
    expect(codeOf(await desk.act(id, satisfied, version))).toBe('not-found')
    expect(codeOf(await desk.remove(id, version))).toBe('not-found')
    const listed = await desk.list()
    expect(listed.ok ? listed.value : []).toEqual([])
  }
  expect(director.may).toEqual([])
  // Nor does the table itself give it to them, nor an event tell of it.
  for (const actor of [people.rival, people.director, people.officer]) {
    const seen = await sit(compartment.db, actor, async (trx) => [
      ...(await customersSeen(trx)),
      ...(await sql`select 1 from event where record = ${id}`.execute(trx)).rows,
    ])
    expect(seen).toEqual([])
  }
})

test('a firm hands one record to an authority, whose officers read that one alone, and takes it back; supervision never gets one', async () => {
  const { checker, officer, inspector, rival: other } = desks
  const { id } = value(await checker.record(told({ name: 'Talmor Trading' })))
  const hand = async (to: string[], reason = 'It asked for plates without a name.') =>
    checker.act(id, { do: 'hand', to, reason }, value(await checker.open(id)).version)
  expect(value(await checker.authorities()).map((each) => each.id)).toEqual([authority, customs])
  expect(await hand([authority], '')).toMatchObject({ refusal: { code: 'not-valid', where: 'reason' } })
  expect(await hand([supervision])).toMatchObject({ refusal: { code: 'not-valid', where: 'to' } })
  value(await hand([authority]))
  const seen = value(await officer.open(id))
  expect(seen).toMatchObject({ firm: maker, isOwn: false, handedTo: [authority], steps: [], name: 'Talmor Trading' })
  expect(seen.handedWhy).toContain('plates')
  expect(value(await officer.list()).map((each) => each.id)).toEqual([id])
  expect(codeOf(await officer.act(id, satisfied, seen.version))).toBe('not-found')
  expect(codeOf(await officer.remove(id, seen.version))).toBe('not-found')
  for (const desk of [inspector, other]) expect(codeOf(await desk.open(id))).toBe('not-found')
  const heard = async () => {
    const { rows } = await sit(compartment.db, people.officer, async (trx) =>
      sql<{ kind: string }>`select kind from event where record = ${id}`.execute(trx),
    )
    return rows.map(({ kind }) => kind)
  }
  expect(await heard()).toEqual(['customer.handed'])
  // Why it goes to somebody else, or is taken from them, is not for who reads it already; nor how often.
  value(await hand([authority, customs], 'Customs asked for it.'))
  expect(value(await officer.open(id))).toEqual({
    ...value(await officer.open(id)),
    handedWhy: seen.handedWhy,
    version: 0,
  })
  expect(value(await officer.open(id)).handedTo).toEqual([authority])
  value(await hand([], ''))
  expect(await officer.open(id)).toEqual(await officer.open(randomUUID()))
  expect(await heard()).toEqual([])
  expect(value(await checker.open(id)).steps.flatMap(({ did, to }) => (did === 'hand' ? [to] : []))).toEqual([
    [authority],
    [authority, customs],
    [],
  ])
  value(await checker.remove(id, value(await checker.open(id)).version))
})

test('a firm is reminded once of a review; what is over or removed is gone with its words and its salt', async () => {
  const { checker } = desks
  const keep = (day: string) => keepCustomers(compartment.db, new Date(`${day}T08:00:00Z`))
  const [first, second] = value(await checker.list())
  expect(await keep('2026-03-10')).toEqual({ reminded: 0, removed: 0 })
  expect(await keep('2026-03-20')).toEqual({ reminded: 2, removed: 0 })
  expect(await keep('2026-03-21')).toEqual({ reminded: 0, removed: 0 })
  const { id = '', version = 0 } = first ?? {}
  expect(codeOf(await checker.remove(id, version))).toBe('changed') // the reminder is a change too
  value(await checker.remove(id, version + 1))
  expect(await checker.open(id)).toEqual(await checker.open(randomUUID()))
  expect(await matches(compartment.db as never, 'customer', id, 'x')).toBe('erased')
  expect(await keep(second?.keptUntil ?? '')).toEqual({ reminded: 0, removed: 0 })
  expect(await keep('2029-03-03')).toEqual({ reminded: 0, removed: 1 })
  expect(value(await checker.list())).toEqual([])
  expect(await matches(compartment.db as never, 'customer', second?.id ?? '', 'x')).toBe('erased')
})
