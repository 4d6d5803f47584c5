// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseForTests } from '../database/for-tests.ts'
import { openCompartment } from '../database/index.ts'
import {
  type Actor,
  accessMigrations,
  columnsOf,
  derived,
  type Handling,
  handlingOf,
  keyOf,
  keysOf,
  MARKINGS,
  readable,
  sit,
  whoSees,
} from './index.ts'

interface Row {
  id: string
  text: string
  originator: string
  audience: string[]
  marking: number
  purposes: string[]
}

const database = databaseForTests()
const CREATE = `create table record (id uuid primary key, text text not null);
  select protect('record');
  grant select, insert, update on record to {login};`

const open = async () => {
  const records = database.migrations('records', { '0001-create-record.sql': CREATE })
  const { db } = await database.open<{ record: Row }>('rooms', { access: accessMigrations, records })
  return db
}

/** As the cluster's owner: statistics are the owner's to make. */
const analyse = async () => {
  const address = Object.assign(new URL(database.server.adminUrl), { pathname: '/passerelle' })
  const owner = openCompartment('rooms', address.href)
  await sql`analyze record`.execute(owner.db)
  await owner.close()
}

const [police, bank] = [randomUUID(), randomUUID()]
const actor = (over: Partial<Actor> = {}): Actor => ({
  account: randomUUID(),
  organisation: police,
  roles: [],
  groups: [],
  clearance: 'red',
  purposes: ['control'],
  ...over,
})
const row = (over: Partial<Row> = {}): Row => ({
  id: randomUUID(),
  text: 'x',
  originator: police,
  audience: [keyOf.organisation(police)],
  marking: 2,
  purposes: ['control'],
  ...over,
})

test('without an actor no row exists, and with one only those that name it', async () => {
  const db = await open()
  const own = row()
  await sit(db, actor(), (trx) => trx.insertInto('record').values(own).execute())
  expect(await db.selectFrom('record').selectAll().execute()).toEqual([])
  const seen = (who: Actor) => sit(db, who, (trx) => trx.selectFrom('record').select('id').execute())
  expect(await seen(actor())).toEqual([{ id: own.id }])
  expect(await seen(actor({ organisation: bank }))).toEqual([])
  expect(await seen(actor({ clearance: 'green' }))).toEqual([])
  expect(await seen(actor({ purposes: ['research'] }))).toEqual([])
})

test('nobody writes in the name of another organisation, and only the originator changes a row', async () => {
  const db = await open()
  const forged = row({ originator: bank })
  const insert = (values: Row) => sit(db, actor(), (trx) => trx.insertInto('record').values(values).execute())
  await expect(insert(forged)).rejects.toMatchObject({ code: '42501' })
  const shared = row({ audience: [keyOf.organisation(police), keyOf.organisation(bank)] })
  await insert(shared)
  const change = (who: Actor) =>
    sit(db, who, (trx) => trx.updateTable('record').set({ text: 'y' }).where('id', '=', shared.id).execute())
  expect((await change(actor({ organisation: bank })))[0]?.numUpdatedRows).toBe(0n)
  expect((await change(actor()))[0]?.numUpdatedRows).toBe(1n)
})

test('what one actor set does not reach the next that takes the connection', async () => {
  const db = await open()
  await Promise.all(Array.from({ length: 12 }, () => sit(db, actor(), () => Promise.resolve())))
  for (let i = 0; i < 12; i++) {
    const { rows } = await sql<{ keys: string[] }>`select actor_keys() as keys`.execute(db)
    expect(rows[0]?.keys).toEqual([])
  }
})

test('where one of the settings is absent or empty, nothing is seen', async () => {
  const own = row()
  const author = await open()
  await sit(author, actor(), (trx) => trx.insertInto('record').values(own).execute())
  const all = { keys: keysOf(actor()).join(' '), clearance: '4', purposes: 'control' }
  const db = await open()
  const seenWith = (settings: Record<string, string>) =>
    db.transaction().execute(async (trx) => {
      for (const [name, value] of Object.entries(settings))
        await sql`select set_config(${`app.${name}`}, ${value}, true)`.execute(trx)
      const rows = await trx.selectFrom('record').select('id').where('id', '=', own.id).execute()
      return rows.length
    })
  const without = (name: string) => Object.fromEntries(Object.entries(all).filter(([each]) => each !== name))
  // The first is a connection that never knew the settings; after it they are there, and empty where nothing is set.
  expect(await seenWith({})).toBe(0)
  for (const name of Object.keys(all)) {
    expect(await seenWith(without(name)), `without ${name}`).toBe(0)
    expect(await seenWith({ ...all, [name]: '' }), `${name} empty`).toBe(0)
    expect(await seenWith(all)).toBe(1)
  }
})

test('the planner knows how much an actor sees, before it looks', async () => {
  const db = await open()
  const [all, none] = [actor({ organisation: bank }), actor({ organisation: randomUUID() })]
  await sit(db, all, (trx) =>
    sql`insert into record (id, text, originator, audience, marking, purposes)
      select gen_random_uuid(), 'x', ${bank}, array[${keyOf.organisation(bank)}], 1, array['control']
      from generate_series(1, 5000)`.execute(trx),
  )
  await analyse()
  const expected = (who: Actor) =>
    sit(db, who, async (trx) => {
      const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
        explain (format json) select * from record`.execute(trx)
      return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows']
    })
  expect(await expected(all)).toBeGreaterThan(4000)
  expect(await expected(none)).toBeLessThan(100)
})

const organisations = Array.from({ length: 3 }, () => randomUUID())
const anActor = fc.record({
  account: fc.constantFrom('a', 'b'),
  organisation: fc.constantFrom(...organisations),
  roles: fc.subarray(['officer', 'inspector']),
  groups: fc.subarray(['group:1', 'group:2']),
  clearance: fc.constantFrom(...MARKINGS),
  purposes: fc.subarray(['control', 'care']),
})
const someone = fc.oneof(
  fc.constantFrom(keyOf.everyone, keyOf.account('a'), 'group:1', 'group:2'),
  fc.constantFrom(...organisations).map(keyOf.organisation),
  fc.constantFrom(...organisations).map((id) => keyOf.role(id, 'officer')),
)
const aRow = fc.record({
  audience: fc.uniqueArray(someone, { minLength: 1, maxLength: 3 }),
  marking: fc.nat(4),
  purposes: fc.subarray(['control', 'care'], { minLength: 1 }),
})
/** What the predicate must say, in words of its own. */
const maySee = (who: Actor, { audience, marking, purposes }: Pick<Row, 'audience' | 'marking' | 'purposes'>) =>
  audience.some((key) => keysOf(who).includes(key)) &&
  marking <= MARKINGS.indexOf(who.clearance) &&
  purposes.some((purpose) => who.purposes.includes(purpose))

test('the predicate says of drawn actors and rows what a plain reading says', async () => {
  const db = await open()
  const author = actor()
  const drawn = fc.sample(aRow, { numRuns: 150, seed: 7 }).map((over) => row(over))
  await sit(db, author, (trx) => trx.insertInto('record').values(drawn).execute())
  const ids = drawn.map(({ id }) => id)
  await fc.assert(
    fc.asyncProperty(anActor, async (who) => {
      const seen = await sit(db, who, (trx) => trx.selectFrom('record').select('id').where('id', 'in', ids).execute())
      const expected = drawn.filter((each) => maySee(who, each)).map(({ id }) => id)
      expect(seen.map(({ id }) => id).sort()).toEqual(expected.sort())
    }),
    { numRuns: 100 },
  )
})

const aHandling: fc.Arbitrary<Handling> = fc.record({
  originator: fc.constantFrom(...organisations),
  audience: fc.uniqueArray(someone, { minLength: 1, maxLength: 4 }),
  marking: fc.constantFrom(...MARKINGS),
  purposes: fc.subarray(['control', 'care'], { minLength: 1 }),
  fields: fc.dictionary(fc.constantFrom('text', 'name'), fc.constantFrom(...MARKINGS)),
  originatorControlled: fc.boolean(),
  keptUntil: fc.constantFrom(null, '2027-01-01', '2026-12-01'),
})

test('who will see a record is who then sees it, in the database', async () => {
  const db = await open()
  await fc.assert(
    fc.asyncProperty(aHandling, fc.array(anActor, { minLength: 1, maxLength: 4 }), async (handling, actors) => {
      const id = randomUUID()
      const author = actor({ organisation: handling.originator })
      await sit(db, author, (trx) =>
        trx
          .insertInto('record')
          .values({ id, text: 'x', ...columnsOf(handling) } as never)
          .execute(),
      )
      const seats = actors.map((who) => ({
        organisation: { id: who.organisation, name: '', kind: '' },
        actor: who,
      }))
      for (const seat of seats) {
        const said = whoSees({ text: 'x' }, handling, [seat]).length
        const seen = await sit(db, seat.actor, (trx) =>
          trx.selectFrom('record').selectAll().where('id', '=', id).execute(),
        )
        expect(seen).toHaveLength(said)
        if (seen[0]) expect(handlingOf(seen[0] as never)).toEqual(handling)
      }
    }),
    { numRuns: 60 },
  )
})

test('what is derived is never seen by anyone who may not see every parent', () => {
  fc.assert(
    fc.property(aHandling, aHandling, fc.constantFrom(...organisations), anActor, (a, b, originator, who) => {
      const outcome = derived(originator, [a, b])
      if (!outcome.ok) return
      const seat = { organisation: { id: '', name: '', kind: '' }, actor: who }
      const sees = (handling: Handling) => whoSees({}, handling, [seat]).length > 0
      if (sees(outcome.value)) expect([sees(a), sees(b)]).toEqual([true, true])
      expect([a, b].some((parent) => parent.originatorControlled && parent.originator !== originator)).toBe(false)
    }),
  )
})

test('a field that needs more clearance is absent, except to the originator', () => {
  const handling = { ...fc.sample(aHandling, 1)[0]!, originator: bank, fields: { name: 'red' as const } }
  expect(readable({ name: 'x', text: 'y' }, handling, actor({ clearance: 'amber' }))).toEqual({ text: 'y' })
  expect(readable({ name: 'x' }, handling, actor({ clearance: 'clear', organisation: bank }))).toEqual({ name: 'x' })
})

test('a field that a key withholds is absent for whom it alone lets in, and there for whom another one does', () => {
  const audience = ['agreement:1', keyOf.organisation(bank)]
  const handling = { ...fc.sample(aHandling, 1)[0]!, originator: police, audience, fields: {} }
  const withheld = { 'agreement:1': ['name'] }
  const record = { name: 'x', text: 'y' }
  const reads = (over: Partial<Actor>) =>
    readable(record, handling, actor({ groups: ['agreement:1'], withheld, ...over }))
  const stranger = { organisation: randomUUID() }
  expect(reads(stranger)).toEqual({ text: 'y' })
  expect(reads({ organisation: bank })).toEqual(record)
  expect(reads({ ...stranger, groups: ['agreement:1', 'group:2'] })).toEqual({ text: 'y' })
  expect(reads({ ...stranger, withheld: {} })).toEqual(record)
})
