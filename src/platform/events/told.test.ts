// SPDX-License-Identifier: Apache-2.0
/** Inboxes and streams: who is told what, how often, and until when. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, keyOf, sit } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import type { Compartment } from '../database/index.ts'
import { listen } from '../http/index.ts'
import { actor, bank, openForTests, police, type TestTables, tell, until } from './for-tests.ts'
import {
  type Events,
  eventRoutes,
  eventStream,
  type Notify,
  openEvents,
  openInbox,
  outboxHealth,
  rehandle,
  type Told,
} from './index.ts'
import { look } from './looks.ts'

const database = databaseForTests()
let compartment: Compartment<TestTables>
let db: Kysely<TestTables>
let address: string
let events: Events

beforeAll(async () => {
  ;({ compartment, address } = await openForTests(database, 'rooms'))
  db = compartment.db
  events = openEvents({ compartment, address, onTrouble: () => undefined })
})
afterAll(() => events.close())

const settled = () =>
  until(async () => {
    const { waiting, consumers } = await outboxHealth(db)
    return waiting === 0 && consumers.length > 0 && consumers.every(({ behind }) => behind === 0)
  })
const notify = (...to: string[]): Notify[] => [{ to, message: 'made', values: { count: 1 }, link: '/things/1' }]

test('an inbox holds its own, once an event, newest first, page by page, and remembers what was read', async () => {
  const me = actor({ roles: ['officer'] })
  const other = actor({ roles: ['officer'] })
  const mine = keyOf.account(me.account)
  const ids: string[] = []
  for (let i = 0; i < 7; i++) ids.unshift(await tell(db, { notify: notify(mine, keyOf.role(police, 'officer')) }))
  await settled()
  const inbox = openInbox(db, me)
  const first = (await inbox.list({ limit: 4 })).items
  const second = (await inbox.list({ limit: 4, after: first[3]!.id })).items
  expect([...first, ...second].map(({ id }) => id)).toEqual(ids)
  expect(first[0]).toMatchObject({ kind: 'thing.made', message: 'made', values: { count: 1 }, link: '/things/1' })
  expect(await inbox.unread()).toBe(7)
  expect(await inbox.markRead([ids[0]!, randomUUID(), 'not an id'])).toBe(1)
  expect(await inbox.markRead([ids[0]!])).toBe(0)
  expect(await inbox.unread()).toBe(6)
  expect((await inbox.list({ limit: 1 })).items[0]?.read).toBe(true)
  expect((await inbox.list({ unread: true })).items).toHaveLength(6)
  expect(await openInbox(db, other).unread()).toBe(7) // the role's, which this account has not read
  expect(await inbox.markRead('all')).toBe(6)
  expect(await inbox.unread()).toBe(0)
  const none = openInbox(db, actor())
  expect([await none.list(), await none.unread(), await none.markRead(ids)]).toEqual([{ items: [], next: null }, 0, 0])
})

test('a notification is made once, though its event is handed over again', async () => {
  const me = actor()
  const id = await tell(db, { notify: notify(keyOf.account(me.account)) })
  await settled()
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('app.dispatcher', 'on', true)`.execute(trx)
    await sql`update event_reader set place = 0 where name = 'notifications'`.execute(trx)
  })
  await tell(db)
  await settled()
  expect((await openInbox(db, me).list()).items.map((item) => item.id)).toEqual([id])
})

test('a notification of what one may not see, or no longer, is not there', async () => {
  const me = actor({ organisation: bank })
  const record = randomUUID()
  const hidden = notify(keyOf.account(me.account))
  const handling = { marking: 'amber', purposes: ['control'] } as const
  await tell(db, { notify: hidden }) // the record is not for this organisation
  await tell(db, { record, notify: hidden, audience: [keyOf.organisation(police), keyOf.organisation(bank)] })
  await settled()
  const inbox = openInbox(db, me)
  expect(await inbox.unread()).toBe(1)
  await sit(db, actor(), (trx) => rehandle(trx, record, { ...handling, audience: [keyOf.organisation(police)] }))
  expect([await inbox.unread(), await inbox.list()]).toEqual([0, { items: [], next: null }])
})

/** Reads until `done`, then leaves. */
const read = async (
  who: Actor | (() => Actor | undefined),
  lastEventId: string | undefined,
  done: (told: Told[]) => boolean,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
) => {
  const leaving = new AbortController()
  const asked = typeof who === 'function' ? who : () => who
  const stream = eventStream({ actor: asked, db, signals: events.signals, lastEventId, signal: leaving.signal })
  const told: Told[] = []
  for await (const each of stream) {
    told.push(each)
    if (told.length === 1) void meanwhile()
    if (done(told)) leaving.abort()
  }
  return told
}
const idsOf = (told: Told[]) => told.filter(({ type }) => type === 'event').map(({ id }) => id)

test('streams that one signal wakes each get their own, and nothing of who was asked for beside them', async () => {
  const people = Array.from({ length: 7 }, (_, i) =>
    actor({ organisation: i % 2 === 0 ? police : bank, clearance: i < 3 ? 'green' : 'red' }),
  )
  const own = new Map(people.map(({ account }) => [account, [] as string[]]))
  const write = async () => {
    for (let i = 0; i < 21; i++) {
      const one = people[i % people.length] as Actor
      const audience = i % 3 === 0 ? people.map(({ organisation }) => keyOf.organisation(organisation)) : []
      const marking = i % 3 === 0 ? 'amber' : 'green'
      const id = await tell(db, { audience: [keyOf.account(one.account), ...audience], marking })
      const reached = i % 3 === 0 ? people.filter(({ clearance }) => clearance === 'red') : [one]
      for (const { account } of reached) own.get(account)?.push(id)
    }
    await tell(db, { kind: 'thing.over', audience: [keyOf.everyone], marking: 'green' })
  }
  const over = (told: Told[]) => told.some((each) => each.type === 'event' && each.event.kind === 'thing.over')
  let ready = 0
  const all = people.map((who) =>
    read(who, undefined, over, async () => {
      if (++ready === people.length) await write()
    }),
  )
  for (const [i, told] of (await Promise.all(all)).entries())
    expect(idsOf(told).slice(0, -1)).toEqual(own.get((people[i] as Actor).account))
})

test('what is asked for many at once is what the policy of the table answers to each', async () => {
  const some = <T>(all: readonly T[]) => all.filter(() => Math.random() < 0.5)
  const one = <T>(all: readonly [T, ...T[]]) => all[Math.floor(Math.random() * all.length)] as T
  const markings = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
  const purposes = ['control', 'health', 'research']
  const people = Array.from({ length: 25 }, () =>
    actor({
      ...{ organisation: one([police, bank]), roles: some(['officer', 'reader']), groups: some([police, bank]) },
      ...{ clearance: one(markings), purposes: some(purposes) },
    }),
  )
  const keys = people.flatMap(({ account, organisation }) => [
    ...[keyOf.account(account), keyOf.organisation(organisation)],
    ...['officer', 'reader'].map((role) => keyOf.role(organisation, role)),
  ])
  for (let i = 0; i < 60; i++) {
    const audience = [...some(keys.slice(0, 6)), one(keys as [string])]
    await tell(db, { audience, marking: one(markings), purposes: [one(['control', 'health', 'research'])] })
  }
  await settled()
  const { rows } = await sql<{ place: string }>`select place from event_reader where name = 'dispatch'`.execute(db)
  const horizon = Number(rows[0]?.place)
  let seen = 0
  for (const place of [horizon - 60, horizon - 20, horizon - 5, horizon].map(String))
    for (const [n, found] of (await Promise.all(people.map((who) => look(db, { actor: who, place })))).entries()) {
      const alone = await sit(db, people[n] as Actor, (trx) =>
        sql<{ id: string }>`select id from event where place > ${place} order by place limit 1`.execute(trx),
      )
      expect(found.id ?? undefined).toBe(alone.rows[0]?.id)
      if (found.id) seen++
    }
  expect(seen).toBeGreaterThan(20)
})

test('a stream that is cut at every turn and resumed tells everything once', async () => {
  const ids: string[] = []
  const me = actor()
  let last = (await read(me, undefined, () => true))[0]!.id
  const writing = (async () => {
    const one = async () => {
      for (let i = 0; i < 12; i++) ids.push(await tell(db))
    }
    await Promise.all([one(), one(), one(), one(), one()])
  })()
  const told: string[] = []
  while (told.length < 60) {
    const some = 2 + Math.floor(Math.random() * 5)
    const part = await read(me, last, (so) => so.length >= some || told.length + idsOf(so).length >= 60)
    expect(part[0]).toEqual({ type: 'ready', id: last })
    told.push(...idsOf(part))
    last = part.at(-1)!.id
  }
  await writing
  expect(told).toHaveLength(60)
  expect(new Set(told)).toEqual(new Set(ids))
})

test('an id that is not known is answered by a gap', async () => {
  for (const id of [randomUUID(), '12', "'; drop table event"]) {
    const [first] = await read(actor(), id, () => true)
    expect(first?.type).toBe('gap')
  }
})

test('each event is asked for: one who loses access in the middle gets nothing more', async () => {
  const record = randomUUID()
  const both = { audience: [keyOf.organisation(police), keyOf.organisation(bank)] }
  let who: Actor = actor({ organisation: bank })
  const start = (await read(who, undefined, () => true))[0]!.id
  const first = await tell(db, { record, ...both })
  const second = await tell(db, { record, ...both })
  const third = await tell(db, { ...both })
  await settled()
  const lose = async (told: Told[]) => {
    if (idsOf(told).length !== 1) return
    await sit(db, actor(), (trx) =>
      rehandle(trx, record, { audience: [keyOf.organisation(police)], marking: 'amber', purposes: ['control'] }),
    )
  }
  const stream = eventStream({ actor: () => who, db, signals: events.signals, lastEventId: start, poll: 100 })
  const told: Told[] = []
  for await (const each of stream) {
    told.push(each)
    await lose(told)
    if (each.id === third) break
  }
  expect(idsOf(told)).toEqual([first, third])
  expect(idsOf(told)).not.toContain(second)
  // and by who asks: the account leaves the organisation, or signs out, in mid-stream
  const again = eventStream({ actor: () => who, db, signals: events.signals, lastEventId: start, poll: 50 })
  await again.next()
  who = actor({ organisation: randomUUID() })
  const nothing = again.next()
  expect(await Promise.race([nothing, new Promise((resolve) => setTimeout(resolve, 400, 'silence'))])).toBe('silence')
  who = undefined as unknown as Actor
  expect(await nothing).toEqual({ done: true, value: undefined })
})

test('an event that nobody may see reaches nobody', async () => {
  const nobody = { audience: ['group:none'], notify: notify('group:none', keyOf.role(police, 'officer')) }
  const all = [actor({ roles: ['officer'] }), actor({ organisation: bank, roles: ['officer'] })]
  const starts = await Promise.all(all.map(async (who) => (await read(who, undefined, () => true))[0]!.id))
  const hidden = await tell(db, nobody)
  const end = await tell(db, { audience: [keyOf.everyone], marking: 'clear' })
  for (const [i, who] of all.entries()) {
    expect(idsOf(await read(who, starts[i], (told) => idsOf(told).length > 0))).toEqual([end])
    expect((await openInbox(db, who).list({ limit: 100 })).items.map(({ id }) => id)).not.toContain(hidden)
  }
  const { rows } = await sql<{ event: string }>`select event from notification`.execute(db)
  expect(rows).toEqual([]) // nor one who sits at no desk
})

test('no number that a subscriber gets tells how much happens out of its sight', async () => {
  const id = await tell(db)
  await settled()
  const told = await read(
    actor(),
    undefined,
    (so) => so.length > 1,
    () => tell(db),
  )
  const [ready, event] = told
  expect(ready).toEqual({ type: 'ready', id })
  expect(event).toEqual({
    type: 'event',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    event: { kind: 'thing.made', record: expect.any(String), data: {}, at: expect.any(Date) },
  })
})

test('over HTTP: headers, signs of life, resuming, an end when the session ends', async () => {
  let who: Actor | undefined = actor()
  const sources = [{ name: 'things', db, signals: events.signals }]
  const plan = { sources, heartbeat: 100, limit: 2, follow: () => () => who }
  const api = eventRoutes({ ...plan, path: '/api/events' })
  const listening = await listen(api.fetch, '127.0.0.1', 0)
  const url = `http://127.0.0.1:${listening.port}/api/events`
  const open = async (headers: Record<string, string> = {}) => {
    const response = await fetch(url, { headers })
    let text = ''
    const done = (async () => {
      for await (const chunk of response.body!) text += new TextDecoder().decode(chunk)
    })().catch(() => undefined)
    return { response, text: () => text, done }
  }
  const first = await open()
  expect(first.response.headers.get('content-type')).toContain('text/event-stream')
  expect(first.response.headers.get('x-accel-buffering')).toBe('no')
  expect(first.response.headers.get('cache-control')).toContain('no-transform')
  await until(() => first.text().includes('event: ready\n'))
  const id = await tell(db, { data: { part: 1 } })
  await until(() => first.text().includes(`id: things:${id}\ndata: {"kind":"thing.made"`))
  await until(() => first.text().includes(': still here'))
  const next = await tell(db)
  const second = await open({ 'last-event-id': `things:${id}` })
  await until(() => second.text().includes(next))
  expect(second.text().match(/^id: /gm)).toHaveLength(2) // ready, and what came after
  expect((await fetch(url)).status).toBe(429) // two are open
  who = undefined
  await Promise.all([first.done, second.done])
  expect((await fetch(url)).status).toBe(404)
  who = actor()
  const leaving = new AbortController()
  for (let i = 0; i < 2; i++) expect((await fetch(url, { signal: leaving.signal })).status).toBe(200) // free again
  leaving.abort()
  await until(async () => {
    const answer = await fetch(url) // whoever goes away frees a place
    await answer.body?.cancel()
    return answer.ok
  })
  await listening.close()
})

test('a subscriber that takes nothing is let go, and its place is free', async () => {
  const sources = [{ name: 'things', db, signals: events.signals }]
  const plan = { sources, patience: 150, limit: 1, follow: () => () => actor() }
  const api = eventRoutes({ ...plan, path: '/api/events' })
  const silent = await api.request('/api/events')
  expect((await api.request('/api/events')).ok).toBe(false)
  await until(async () => (await api.request('/api/events')).ok)
  await expect(silent.text()).rejects.toThrow('took nothing')
})

test('a stream outlives a crash of the database and loses nothing', async () => {
  const before = await tell(db)
  await settled()
  const stream = eventStream({ actor, db, signals: events.signals, poll: 300 })
  expect((await stream.next()).value).toEqual({ type: 'ready', id: before })
  const next = stream.next()
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL') // PostgreSQL ends every session and recovers from its log
  let id = ''
  await until(async () => {
    id = await tell(db).catch(() => '')
    return id !== ''
  })
  expect((await next).value).toMatchObject({ type: 'event', id })
  const soon = await tell(db)
  expect((await stream.next()).value).toMatchObject({ id: soon })
  await stream.return()
})

test('many subscribers share one listening connection', async () => {
  const leaving = new AbortController()
  const plan = { actor, db, signals: events.signals, signal: leaving.signal }
  const streams = Array.from({ length: 40 }, () => eventStream(plan))
  await Promise.all(streams.map((stream) => stream.next()))
  const next = streams.map((stream) => stream.next())
  const listening = async () => {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity where usename = current_user and query like 'listen %'`.execute(db)
    return rows.length
  }
  await until(async () => (await listening()) > 0)
  expect(await listening()).toBe(1)
  const id = await tell(db)
  const told = await Promise.all(next)
  expect(new Set(told.map(({ value }) => (value as Told).id))).toEqual(new Set([id]))
  leaving.abort()
})
