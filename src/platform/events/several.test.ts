// SPDX-License-Identifier: Apache-2.0
/** Two compartments told as one: an inbox page by page, a stream that resumes in both. */
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyOf } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { actor, openForTests, type TestTables, tell, until } from './for-tests.ts'
import {
  type Events,
  type EventTables,
  eventStreams,
  type Inbox,
  joinInboxes,
  openEvents,
  openInbox,
  outboxHealth,
  type Source,
} from './index.ts'

const database = databaseForTests()
const opened: { name: string; db: Kysely<TestTables>; events: Events }[] = []

beforeAll(async () => {
  for (const name of ['rooms', 'halls']) {
    const { compartment, address } = await openForTests(database, name)
    const events = openEvents({ compartment, address, onTrouble: () => undefined })
    opened.push({ name, db: compartment.db, events })
  }
})
afterAll(() => Promise.all(opened.map(({ events }) => events.close())))

const settled = () =>
  until(async () => {
    const health = await Promise.all(opened.map(({ db }) => outboxHealth(db)))
    return health.every(({ waiting, consumers }) => waiting === 0 && consumers.every(({ behind }) => behind === 0))
  })

test('what two compartments sent is one inbox, newest first, each once, page by page', async () => {
  const me = actor()
  const sent: string[] = []
  for (let i = 0; i < 9; i++) {
    const notify = [{ to: [keyOf.account(me.account)], message: 'made', link: '/' }]
    const { db } = opened[i % 3 === 0 ? 0 : 1] as (typeof opened)[0]
    sent.unshift(await tell(db, { notify }))
    await settled()
  }
  const inbox: Inbox = joinInboxes(new Map(opened.map(({ name, db }) => [name, openInbox(db, me)])))
  const seen: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await inbox.list({ limit: 4, ...(after === undefined ? {} : { after }) })
    seen.push(...page.items.map(({ id }) => id))
    after = page.next
  }
  expect(seen).toEqual(sent)
  expect(await inbox.unread()).toBe(9)
  expect(await inbox.markRead(sent.slice(0, 2))).toBe(2)
  expect((await inbox.list({ unread: true })).items.map(({ id }) => id)).toEqual(sent.slice(2))
})

test('one stream tells of both, and goes on in both where it ended', async () => {
  const sources: Source[] = opened.map(({ name, db, events }) => ({
    ...{ name, db: db as unknown as Kysely<EventTables>, signals: events.signals },
  }))
  const [rooms, halls] = opened as [(typeof opened)[0], (typeof opened)[0]]
  const who = actor()
  const open = (lastEventId?: string) => {
    const abort = new AbortController()
    const told = eventStreams({ actor: () => who, sources, lastEventId, signal: abort.signal, poll: 50 })
    return { next: async () => (await told.next()).value, stop: () => abort.abort() }
  }
  const stream = open()
  expect(await stream.next()).toMatchObject({ type: 'ready' })
  const first = await tell(rooms.db)
  expect((await stream.next())?.id).toContain(`rooms:${first}`)
  const second = await tell(halls.db)
  const last = await stream.next()
  expect(last?.id.split(' ')).toEqual([`rooms:${first}`, `halls:${second}`])
  stream.stop()
  const missed = [await tell(halls.db), await tell(rooms.db)]
  const again = open(last?.id)
  expect(await again.next()).toMatchObject({ type: 'ready' })
  const got = [await again.next(), await again.next()].map((told) => told?.id ?? '')
  expect(missed.every((id) => got.some((each) => each.includes(id)))).toBe(true)
  again.stop()
  const strange = open('rooms:nonsense')
  expect(await strange.next()).toMatchObject({ type: 'gap' })
  strange.stop()
})
