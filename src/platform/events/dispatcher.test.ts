// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { actor, openForTests, type TestTables, tell, until } from './for-tests.ts'
import { type Consumer, openEvents, outboxHealth } from './index.ts'

const database = databaseForTests()
const quiet = () => undefined

const writes = (name: string): Consumer => ({
  name,
  take: async (trx, { id, place }) => {
    await (trx as unknown as Kysely<TestTables>)
      .insertInto('seen')
      .values({ consumer: name, event: id, place })
      .execute()
  },
})

const seenBy = (db: Kysely<TestTables>, consumer: string) =>
  sql<{ event: string; place: string }>`select event, place from seen where consumer = ${consumer} order by turn`
    .execute(db)
    .then(({ rows }) => rows)

const ascending = (places: string[]) => places.every((place, i) => i === 0 || BigInt(place) > BigInt(places[i - 1]!))

/** Writers at once, whose transactions last unequally long, so that ids become visible out of order. */
const write = async (db: Kysely<TestTables>, writers: number, each: number): Promise<string[]> => {
  const ids: string[] = []
  const one = async () => {
    for (let i = 0; i < each; ) {
      try {
        ids.push(await tell(db))
        i++
      } catch {
        await sleep(20) // the database is restarting: it was not acknowledged
      }
    }
  }
  await Promise.all(Array.from({ length: writers }, one))
  return ids
}

const complete = async (db: Kysely<TestTables>, consumers: string[], ids: string[]) => {
  for (const consumer of consumers) {
    let seen: Awaited<ReturnType<typeof seenBy>> = []
    // more may be there than was acknowledged: a commit whose answer was lost
    await until(async () => {
      try {
        seen = await seenBy(db, consumer)
      } catch {
        return false // the database is restarting
      }
      return new Set(ids).isSubsetOf(new Set(seen.map(({ event }) => event)))
    })
    expect(new Set(seen.map(({ event }) => event)).size).toBe(seen.length)
    expect(ascending(seen.map(({ place }) => place))).toBe(true)
  }
}

const programme = (name: string, address: string) => `
  import { openCompartment } from ${JSON.stringify(join(import.meta.dirname, '../database/index.ts'))}
  import { openEvents } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
  const compartment = openCompartment(${JSON.stringify(name)}, ${JSON.stringify(address)})
  const writes = (name) => ({ name, take: (trx, { id, place }) =>
    trx.insertInto('seen').values({ consumer: name, event: id, place }).execute() })
  openEvents({ compartment, address: ${JSON.stringify(address)}, consumers: [writes('one'), writes('two')], onTrouble() {} })
  console.log('dispatching')`

const child = (name: string, address: string): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', programme(name, address)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

test('1,000 events of concurrent writers reach each consumer once, in order, while dispatchers are killed', async () => {
  const { compartment, address } = await openForTests(database, 'killed')
  const { db } = compartment
  let kills = 0
  let writing = true
  const killer = (async () => {
    while (writing || kills < 10) {
      const victim = child('killed', address)
      await once(victim.stdout!, 'data')
      await sleep(Math.random() * 120)
      victim.kill('SIGKILL')
      await once(victim, 'exit')
      kills++
    }
  })()
  const ids: string[] = []
  for (let i = 0; i < 10; i++) {
    ids.push(...(await write(db, 10, 10)))
    const before = kills
    await until(() => kills > before) // so that each part is cut
  }
  writing = false
  await killer
  expect(kills).toBeGreaterThanOrEqual(10)
  const events = openEvents({ compartment, address, consumers: [writes('one'), writes('two')], onTrouble: quiet })
  await complete(db, ['one', 'two'], ids)
  await events.close()
  expect(ids).toHaveLength(1000)
  const { waiting, consumers } = await outboxHealth(db)
  expect(waiting).toBe(0)
  expect(consumers.map(({ name, behind }) => [name, behind])).toEqual([
    ['notifications', 0],
    ['one', 0],
    ['two', 0],
  ])
}, 120_000)

test('nothing is lost or repeated when the database crashes and recovers in the middle', async () => {
  const { compartment, address } = await openForTests(database, 'crashed')
  const { db } = compartment
  const events = openEvents({ compartment, address, consumers: [writes('one')], onTrouble: quiet })
  let crashes = 0
  let writing = true
  const crasher = (async () => {
    while (writing && crashes < 4) {
      await sleep(300)
      try {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
        process.kill(rows[0]?.pid ?? 0, 'SIGKILL') // PostgreSQL then ends every session and recovers from its log
        crashes++
      } catch {
        // it is recovering
      }
    }
  })()
  const ids = await write(db, 8, 50)
  writing = false
  await crasher
  expect(crashes).toBeGreaterThan(0)
  await complete(db, ['one'], ids)
  const after = await tell(db)
  await complete(db, ['one'], [...ids, after])
  await events.close()
})

test('an event whose transaction commits late is not skipped', async () => {
  const { compartment, address } = await openForTests(database, 'late')
  const events = openEvents({ compartment, address, consumers: [writes('one')], onTrouble: quiet })
  const { db } = compartment
  let early = ''
  const slow = sit(db, actor(), async (trx) => {
    const { announce } = await import('./index.ts')
    const handling = { audience: ['everyone'], marking: 'clear', purposes: ['control'] } as const
    const late = await announce(trx, { kind: 'thing.late', record: early || crypto.randomUUID(), ...handling })
    early = await tell(db) // a later turn, committed first
    await until(async () => (await seenBy(db, 'one')).length === 1)
    return late
  })
  const late = await slow
  await until(async () => (await seenBy(db, 'one')).length === 2)
  expect((await seenBy(db, 'one')).map(({ event }) => event)).toEqual([early, late])
  await events.close()
})

test('two dispatchers never work at once', async () => {
  const { compartment, address } = await openForTests(database, 'two')
  let working = 0
  let most = 0
  const watched: Consumer = {
    name: 'watched',
    take: async (trx, event) => {
      most = Math.max(most, ++working)
      await sleep(2)
      await writes('watched').take(trx, event)
      working--
    },
  }
  const plan = { compartment, address, consumers: [watched], onTrouble: quiet }
  const both = [openEvents(plan), openEvents(plan)]
  const ids = await write(compartment.db, 8, 20)
  await complete(compartment.db, ['watched'], ids)
  expect(most).toBe(1)
  await Promise.all(both.map((each) => each.close()))
})

test('a consumer that fails waits and goes on; others do not wait, and no text of the error is kept', async () => {
  const { compartment, address } = await openForTests(database, 'failing')
  const { db } = compartment
  let broken = true
  const failing: Consumer = {
    name: 'failing',
    take: async (trx, event) => {
      if (broken && event.kind === 'thing.bad') throw new TypeError('Jane Planted lives at 1 Secret Street')
      await writes('failing').take(trx, event)
    },
  }
  const told: unknown[] = []
  const events = openEvents({
    compartment,
    address,
    consumers: [failing, writes('other')],
    onTrouble: (trouble) => told.push(trouble),
  })
  const ids = [await tell(db), await tell(db, { kind: 'thing.bad' }), await tell(db)]
  await complete(db, ['other'], ids)
  await until(async () => (await outboxHealth(db)).consumers.some(({ failures }) => failures > 0))
  expect((await seenBy(db, 'failing')).map(({ event }) => event)).toEqual([ids[0]])
  const health = await outboxHealth(db)
  expect(health.consumers[0]).toMatchObject({ name: 'failing', behind: 2, trouble: 'TypeError' })
  expect(JSON.stringify([health, told])).not.toContain('Planted')
  broken = false
  await complete(db, ['failing'], ids)
  await events.close()
})

test('an event of a transaction that is rolled back was never there', async () => {
  const { compartment } = await openForTests(database, 'undone')
  const undone = sit(compartment.db, actor(), async (trx) => {
    const { announce } = await import('./index.ts')
    const handling = { audience: ['everyone'], marking: 'clear', purposes: ['control'] } as const
    await announce(trx, { kind: 'thing.made', record: crypto.randomUUID(), ...handling })
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  expect((await outboxHealth(compartment.db)).waiting).toBe(0)
})
