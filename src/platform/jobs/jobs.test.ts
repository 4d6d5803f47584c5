// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseForTests } from '../database/for-tests.ts'
import { type Compartment, openLogins } from '../database/index.ts'
import { openForTests, type TestTables, until } from '../events/for-tests.ts'
import { type Jobs, jobQueue, makeJobs, openJobs } from './index.ts'

const database = databaseForTests()
const things = jobQueue('things', ['thing'], { pause: 1, lifeSign: 10 })
const retried = jobQueue('retried', ['thing'], { pause: 1, retries: 3 })
const slow = jobQueue('slow', ['thing'])
const plans = [{ compartment: 'rooms', queues: [things, retried, slow] }]
const troubles: unknown[] = []

let compartment: Compartment<TestTables>
let address: string
let jobs: Jobs

beforeAll(async () => {
  compartment = (await openForTests(database, 'rooms')).compartment
  const logins = openLogins(join(database.folder, 'logins.json'))
  address = (await makeJobs(database.server.adminUrl, logins, plans)).rooms as string
  expect(await makeJobs(database.server.adminUrl, logins, plans)).toEqual({ rooms: address }) // again, as at each start
  jobs = await openJobs({ compartment: 'rooms', address, onTrouble: (trouble) => troubles.push(trouble), rounds: 1 })
})
afterAll(() => jobs.close())

const add = (queue: typeof things, thing: string) =>
  compartment.db.transaction().execute((trx) => jobs.enqueue(trx, queue, { thing }))

test('a job whose worker was killed runs again', async () => {
  const script = `
    import { openJobs } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    const jobs = await openJobs({ compartment: 'rooms', address: ${JSON.stringify(address)}, onTrouble() {} })
    await jobs.work(${JSON.stringify(things)}, async ({ ids }) => { console.log(ids.thing); await new Promise(() => setInterval(() => {}, 1000)) })`
  const thing = randomUUID()
  const worker = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await add(things, thing)
  const [said] = await once(worker.stdout, 'data')
  expect(String(said).trim()).toBe(thing)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  const ran: string[] = []
  await jobs.work(things, async ({ ids }) => {
    ran.push(ids.thing)
  })
  await until(() => ran.length > 0, 50_000)
  expect(ran).toEqual([thing])
})

test('a job is there when its transaction is committed, and not when it is not', async () => {
  const undone = compartment.db.transaction().execute(async (trx) => {
    await jobs.enqueue(trx, retried, { thing: randomUUID() })
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  const { rows } = await sql`select 1 from rooms_jobs.job where name = 'retried'`.execute(compartment.db)
  expect(rows).toEqual([])
})

test('a job that fails runs again later, and nothing of the error is kept but its kind', async () => {
  let runs = 0
  await jobs.work(retried, async () => {
    if (++runs < 3) throw new TypeError('Jane Planted')
  })
  await add(retried, randomUUID())
  await until(() => runs === 3)
  expect(troubles).toContainEqual({ queue: 'retried', code: 'TypeError' })
  const { rows } = await sql`select output from rooms_jobs.job where name = 'retried'`.execute(compartment.db)
  expect(JSON.stringify(rows)).not.toContain('Planted')
})

test('closing waits for the job under way', async () => {
  const closing = await openJobs({ compartment: 'rooms', address, onTrouble: () => undefined })
  let [begun, ended] = [false, false]
  await closing.work(slow, async () => {
    begun = true
    await new Promise((resolve) => setTimeout(resolve, 1000))
    ended = true
  })
  await add(slow, randomUUID())
  await until(() => begun)
  await closing.close()
  expect(ended).toBe(true)
  const { rows } = await sql`select state from rooms_jobs.job where name = 'slow'`.execute(compartment.db)
  expect(rows).toEqual([{ state: 'completed' }])
})

test('a job carries ids and nothing else', async () => {
  for (const thing of ['Jane Planted', 'jane@example.org', ''])
    await expect(add(things, thing)).rejects.toThrow('not an id')
  const more = { thing: randomUUID(), note: 'x' }
  await expect(compartment.db.transaction().execute((trx) => jobs.enqueue(trx, things, more))).rejects.toThrow(
    'carries',
  )
})

test('the login of the jobs reads no record, and the login of the records touches no job', async () => {
  const client = new pg.Client(address)
  await client.connect()
  for (const statement of [
    'select * from rooms.event',
    'create table rooms_jobs.x ()',
    'select * from rooms.migration',
  ])
    await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
  await client.end()
  for (const statement of [
    'delete from rooms_jobs.job',
    'update rooms_jobs.job set data = null',
    'create table rooms_jobs.x ()',
  ])
    await expect(sql.raw(statement).execute(compartment.db), statement).rejects.toMatchObject({ code: '42501' })
})
