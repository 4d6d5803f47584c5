// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { type Context, Hono } from 'hono'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, accessMigrations } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import {
  answerError,
  clientAddress,
  createApi,
  limitRate,
  logged,
  logTo,
  networkOf,
  packed,
  readCursor,
  requestMigrations,
  sitOnce,
  writeCursor,
} from './index.ts'

const database = databaseForTests()
const CREATE = `create table thing (id uuid primary key default gen_random_uuid());
  grant select, insert on thing to {login};`
const open = async () => {
  const things = database.migrations('things', { '0001-create-thing.sql': CREATE })
  return database.open<{ thing: { id: string } }>('rooms', {
    access: accessMigrations,
    request: requestMigrations,
    things,
  })
}
const actor: Actor = {
  account: randomUUID(),
  organisation: randomUUID(),
  roles: [],
  groups: [],
  clearance: 'clear',
  purposes: [],
}

test('a request sent ten times at once with one key has one effect and one answer', async () => {
  const { db } = await open()
  const asked = { key: randomUUID(), what: { make: 'a thing' } }
  const make = () =>
    sitOnce(db, actor, asked, async (trx): Promise<Outcome<string>> => {
      const { id } = await sql<{ id: string }>`insert into thing default values returning id`
        .execute(trx)
        .then(({ rows }) => rows[0]!)
      return ok(id)
    })
  const answers = await Promise.all(Array.from({ length: 10 }, make))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await db.selectFrom('thing').selectAll().execute()).toHaveLength(1)
})

test('a key is refused for another request, and is another account’s own', async () => {
  const { db } = await open()
  const key = randomUUID()
  const answer = (who: Actor, what: string) => sitOnce(db, who, { key, what }, () => Promise.resolve(ok(what)))
  expect(await answer(actor, 'a')).toEqual(ok('a'))
  expect(await answer(actor, 'b')).toMatchObject({ refusal: { code: 'key-reused' } })
  expect(await answer({ ...actor, account: randomUUID() }, 'b')).toEqual(ok('b'))
  // The same person at another organisation's desk is told nothing of what was answered at this one.
  expect(await answer({ ...actor, organisation: randomUUID() }, 'c')).toEqual(ok('c'))
})

test('an answer does not outlive its day, whoever comes back', async () => {
  const { db } = await open()
  const say = (who: Actor, what: string) =>
    sitOnce(db, who, { key: 'a key of a day', what }, () => Promise.resolve(ok(what)))
  await say(actor, 'old')
  const owner = new pg.Client(database.server.adminUrl.replace(/\/[^/]*$/, '/passerelle'))
  await owner.connect()
  await owner.query("update rooms.request set made_at = now() - interval '25 hours' where key = 'a key of a day'")
  await say({ ...actor, account: randomUUID() }, 'somebody else')
  const { rows } = await owner.query("select account from rooms.request where key = 'a key of a day'")
  await owner.end()
  expect(rows.map(({ account }) => account)).not.toContain(actor.account)
  expect(await say(actor, 'new')).toEqual(ok('new'))
})

test('an effect that fails keeps no key: it can be tried again', async () => {
  const { db } = await open()
  const asked = { key: randomUUID(), what: 'x' }
  await expect(sitOnce(db, actor, asked, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room')
  expect(await sitOnce(db, actor, asked, () => Promise.resolve(ok(1)))).toEqual(ok(1))
  expect(await sitOnce(db, actor, asked, () => Promise.resolve(refuse('late', 'Too late.')))).toEqual(ok(1))
})

test('a refusal keeps no key: what is put right may come with it', async () => {
  const { db } = await open()
  const key = randomUUID()
  const ask = (what: string) =>
    sitOnce(db, actor, { key, what }, () =>
      Promise.resolve(what === '' ? refuse('not-valid', 'It needs a reason.') : ok(what)),
    )
  expect(await ask('')).toMatchObject({ refusal: { code: 'not-valid' } })
  expect(await ask('moved')).toEqual(ok('moved'))
  expect(await ask('gone')).toMatchObject({ refusal: { code: 'key-reused' } })
})

test('a cursor is read as it was written, and anything else is refused', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, id) => {
      expect(readCursor(writeCursor([value, id]))).toEqual(ok([value, id]))
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(typeof readCursor(text).ok).toBe('boolean')
    }),
  )
})

test('who asks too often is told how long to wait, and others are served', async () => {
  let now = 0
  const api = createApi()
  api.use(limitRate({ quota: 2, seconds: 60, callerOf: (c) => c.req.header('x-from') ?? '', now: () => now }))
  api.get('/', (c) => c.text('here'))
  const ask = (from: string) => api.request('/', { headers: { 'x-from': from } })
  expect((await ask('a')).headers.get('ratelimit')).toBe('"requests";r=1;t=60')
  await ask('a')
  const refused = await ask('a')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
  expect((await ask('b')).status).toBe(200)
  now = 61_000
  expect((await ask('a')).status).toBe(200)
})

test('a quiet limit says nothing of who asked before, neither by its headers nor by when it refuses', async () => {
  const refusedAt = new Set<number>()
  for (let i = 0; i < 60; i++) {
    const api = createApi()
    api.use(limitRate({ quota: 3, seconds: 60, callerOf: () => 'one network', isQuiet: true, now: () => 0 }))
    api.get('/', (c) => c.text('here'))
    let count = 1
    for (let answer = await api.request('/'); answer.status === 200; answer = await api.request('/')) {
      expect([...answer.headers.keys()].filter((name) => name.startsWith('ratelimit'))).toEqual([])
      count++
    }
    refusedAt.add(count)
  }
  expect([Math.min(...refusedAt), Math.max(...refusedAt)]).toEqual([4, 7])
})

test('an answer that a handler makes by itself carries the limit too, and what is exempt is never counted', async () => {
  const api = createApi()
  const isExempt = (c: Context) => c.req.path === '/well'
  api.use(limitRate({ quota: 1, seconds: 60, callerOf: () => Promise.resolve('a'), isExempt, now: () => 0 }))
  api.get('/', () => new Response('raw'))
  api.get('/well', (c) => c.text('yes'))
  for (let i = 0; i < 3; i++) {
    const well = await api.request('/well')
    expect([well.status, well.headers.get('ratelimit')]).toEqual([200, null])
  }
  const { headers } = await api.request('/')
  expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([
    '"requests";r=0;t=60',
    '"requests";q=1;w=60',
  ])
  const refused = await api.request('/')
  expect([refused.status, refused.headers.get('content-type'), refused.headers.get('ratelimit')]).toEqual([
    429,
    'application/problem+json',
    '"requests";r=0;t=60',
  ])
})

test('a client is whom the outermost trusted proxy heard; a header that nobody vouches for is not believed', async () => {
  const said = async (header: string, proxies: number) => {
    const api = createApi()
    api.get('/', (c) => c.text(clientAddress(c, proxies)))
    const env = { incoming: { socket: { remoteAddress: '10.0.0.1' } } }
    return (await api.request('/', { headers: { 'x-forwarded-for': header } }, env)).text()
  }
  expect(await said('192.0.2.1', 0)).toBe('10.0.0.1')
  expect(await said('198.51.100.9, 192.0.2.1', 1)).toBe('192.0.2.1')
  expect(await said('198.51.100.9, 192.0.2.1, 10.0.0.2', 2)).toBe('192.0.2.1')
  expect(await said('', 1)).toBe('10.0.0.1')
})

test('addresses of one IPv6 network are one caller, those of two are two', () => {
  const groups = fc.array(fc.constantFrom('0', '0', '1', '00ab', 'FFFF'), { minLength: 8, maxLength: 8 })
  const spelled = (address: string[]) => new URL(`http://[${address.join(':')}]`).hostname.slice(1, -1)
  const half = (address: string[]) => address.slice(0, 4).join(':')
  fc.assert(
    fc.property(groups, groups, (one, other) => {
      expect(networkOf(one.join(':'))).toBe(networkOf(spelled(one)))
      expect(networkOf(one.join(':')) === networkOf(spelled(other))).toBe(half(one) === half(other))
      expect(networkOf(spelled(one))).toBe(networkOf([...one.slice(0, 4), ...other.slice(4)].join(':')))
    }),
  )
  fc.assert(fc.property(fc.ipV6(), (address) => /^[^:]+(:[^:]+){3}::\/64$|^\d+(\.\d+){3}$/.test(networkOf(address))))
  expect(networkOf('2001:db8:1:2:3::4')).toBe(networkOf('2001:DB8:1:2::'))
  expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:0:1::1'))
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1')
})

test('a line of the log has the pattern of the route and nothing that was sent', async () => {
  const file = join(database.folder, 'log/requests.jsonl')
  const api = createApi()
  api.use(logged(logTo(file)))
  api.get('/things/:id', (c) => c.text('one'))
  const answer = await api.request('/things/amina-k?name=amina', { headers: { authorization: 'amina' } })
  await api.request('/nothing/amina')
  const lines = readFileSync(file, 'utf8')
  expect(lines).not.toContain('amina')
  const [first, second] = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(first).toMatchObject({ route: '/things/:id', status: 200, request: answer.headers.get('x-request-id') })
  expect(second).toMatchObject({ route: 'page', status: 404 })
})

test('a database that goes away in mid-request is told as such, and the next request is served', async () => {
  const { db } = await open()
  const api = createApi()
  api.onError(answerError)
  api.get('/', async (c) => c.json((await sql`select 1 as one`.execute(db)).rows))
  api.get('/slow', async (c) => c.json((await sql`select pg_sleep(60)`.execute(db)).rows))
  const slow = api.request('/slow')
  const admin = new pg.Client(database.server.adminUrl)
  await admin.connect()
  const asleep = "select from pg_stat_activity where usename = 'passerelle_rooms' and query like 'select pg_sleep%'"
  await expect.poll(async () => (await admin.query(asleep)).rowCount).toBe(1)
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'passerelle_rooms'")
  await admin.end()
  const answer = await slow
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  expect(((await answer.json()) as { detail: string }).detail).toContain('Nothing was saved')
  await expect.poll(async () => (await api.request('/')).status).toBe(200)
})

test('a full disk is told as such, in the language of the reader', async () => {
  const { db } = await open()
  const api = createApi()
  api.onError(answerError)
  api.get('/', async (c) => {
    await sql`do $$ begin raise exception using errcode = 'disk_full'; end $$`.execute(db)
    return c.body(null)
  })
  const answer = await api.request('/', { headers: { 'accept-language': 'fr' } })
  const { code, title, detail } = (await answer.json()) as { code: string; title: string; detail: string }
  expect([answer.status, code]).toEqual([507, 'no-room'])
  expect(title).toContain('plus de place')
  expect(detail).toContain('Nothing was saved')
})

test('a line of the log that cannot be written undoes nothing, and the next one says that it is missing', async () => {
  const api = createApi()
  api.onError(answerError)
  api.use(logged(logTo('/dev/full')))
  api.get('/', (c) => c.text('done'))
  expect((await api.request('/')).status).toBe(200)
  const folder = join(database.folder, 'log')
  const log = logTo(join(folder, 'requests.log'))
  renameSync(folder, `${folder}-away`)
  log({ request: 'lost' })
  mkdirSync(folder)
  log({ request: 'kept' })
  const lines = readFileSync(join(folder, 'requests.log'), 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ request: 'kept', missing: 1 }])
})

test('a whole page or record comes packed to whoever takes gzip, and as it is to everybody else', async () => {
  const page = `<!doctype html>${'<p>Words that come again.</p>'.repeat(200)}`
  const site = new Hono().use(packed)
  site.get('/page', (c) => c.html(page, 404))
  site.get('/small', (c) => c.html('<p>Little.</p>'))
  site.get('/table', (c) => c.text(page))
  site.get('/record', (c) => c.json({ page }, 200, { etag: '"7"', 'content-type': 'application/fhir+json' }))
  site.get('/lines', (c) => c.body(page, 200, { 'content-type': 'application/x-ndjson' }))
  const ask = (path: string, accepted?: string) =>
    site.request(path, accepted === undefined ? {} : { headers: { 'accept-encoding': accepted } })
  const answer = await ask('/page', 'br, gzip;q=0.5')
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([404, 'gzip'])
  expect(gunzipSync(await answer.arrayBuffer()).toString()).toBe(page)
  for (const accepted of [undefined, 'br', 'gzip;q=0', 'gzip; q=0.0, br']) {
    const plain = await ask('/page', accepted)
    expect([plain.headers.get('content-encoding'), plain.headers.get('vary'), await plain.text()]).toEqual([
      null,
      'accept-encoding',
      page,
    ])
  }
  expect(await (await ask('/small', 'gzip')).text()).toBe('<p>Little.</p>')
  const record = await ask('/record', 'gzip')
  expect([record.headers.get('content-encoding'), record.headers.get('etag')]).toEqual(['gzip', 'W/"7"'])
  expect(JSON.parse(gunzipSync(await record.arrayBuffer()).toString())).toEqual({ page })
  expect((await ask('/record')).headers.get('etag')).toBe('"7"')
  for (const made of ['/table', '/lines']) expect((await ask(made, 'gzip')).headers.get('content-encoding')).toBeNull()
})
