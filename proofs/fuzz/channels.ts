// SPDX-License-Identifier: Apache-2.0
/** Every way by which a record may reach someone. A channel answers which records it revealed to an actor, or how many. */
import { randomUUID } from 'node:crypto'
import { type NoticesDesk, noticesRoutes } from '#commons/notices/index.ts'
import type { Actor } from '#platform/access/index.ts'
import { eventStream, openInbox } from '#platform/events/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import { isTold, mayEdit, mayReadContact, maySee } from './oracle.ts'
import type { Kept, World } from './world.ts'

type Rule = (actor: Actor, record: Kept) => boolean
export interface Channel {
  rule: Rule
  ask(world: World, actor: Actor): Promise<Set<string> | number>
}

/** Asks of each record by itself. */
const each = async (world: World, reveals: (record: Kept) => Promise<boolean>): Promise<Set<string>> => {
  const seen = new Set<string>()
  for (const record of world.records) if (await reveals(record)) seen.add(record.id)
  return seen
}

const pages = async (desk: NoticesDesk, query: Parameters<NoticesDesk['list']>[0] = {}): Promise<Set<string>> => {
  const seen = new Set<string>()
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await desk.list({ ...query, limit: 7, ...(cursor === undefined ? {} : { cursor }) })
    if (!page.ok) throw new Error(page.refusal.detail)
    for (const { id } of page.value.items) seen.add(id)
    cursor = page.value.next
  }
  return seen
}

const http = (world: World, actor: Actor) => {
  const api = createApi()
  api.onError(answerError)
  api.route(
    '/',
    noticesRoutes(() => Promise.resolve(world.deskOf(actor))),
  )
  return api
}

const IDLE = 150

const streamed = async ({ compartment, events }: World, actor: Actor): Promise<Set<string>> => {
  const seen = new Set<string>()
  const stop = new AbortController()
  let idle = setTimeout(() => stop.abort(), IDLE * 4)
  const plan = { actor: () => actor, db: compartment.db, signals: events.signals, signal: stop.signal }
  for await (const told of eventStream({ ...plan, lastEventId: 'beginning' })) {
    if (told.type === 'event') seen.add(told.event.record)
    clearTimeout(idle)
    idle = setTimeout(() => stop.abort(), IDLE)
  }
  clearTimeout(idle)
  return seen
}

const inboxOf = async ({ compartment }: World, actor: Actor): Promise<Set<string>> => {
  const inbox = openInbox(compartment.db, actor)
  const seen = new Set<string>()
  for (let after: string | undefined; ; ) {
    const { items, next } = await inbox.list({ limit: 10, ...(after === undefined ? {} : { after }) })
    for (const { record } of items) seen.add(record)
    if (next === null) return seen
    after = next
  }
}

export const CHANNELS: Record<string, Channel> = {
  detail: {
    rule: maySee,
    ask: (world, actor) => each(world, async ({ id }) => (await world.deskOf(actor).read(id)).ok),
  },
  field: {
    rule: mayReadContact,
    ask: (world, actor) =>
      each(world, async ({ id }) => {
        const read = await world.deskOf(actor).read(id)
        return read.ok && read.value.contact !== undefined
      }),
  },
  list: { rule: maySee, ask: (world, actor) => pages(world.deskOf(actor)) },
  count: {
    rule: maySee,
    ask: async (world, actor) => {
      const counted = await world.deskOf(actor).count()
      return counted.ok ? counted.value : -1
    },
  },
  filter: {
    rule: maySee,
    ask: async (world, actor) => {
      const seen = new Set<string>()
      for (const from of world.organisations)
        for (const state of ['posted', 'withdrawn'] as const)
          for (const id of await pages(world.deskOf(actor), { from, state })) seen.add(id)
      return seen
    },
  },
  search: {
    rule: maySee,
    ask: (world, actor) =>
      each(world, async ({ word }) => {
        const found = await world.deskOf(actor).list({ text: word.slice(0, 20) })
        return found.ok && found.value.items.length > 0
      }),
  },
  'search, counted': {
    rule: maySee,
    ask: async (world, actor) => {
      const counted = await world.deskOf(actor).count({ text: 'meet' })
      return counted.ok ? counted.value : -1
    },
  },
  viewers: {
    rule: mayEdit,
    ask: (world, actor) => each(world, async ({ id }) => (await world.deskOf(actor).viewers(id)).ok),
  },
  error: {
    rule: mayEdit,
    ask: (world, actor) =>
      each(world, async ({ id }) => {
        const desk = world.deskOf(actor)
        const [there, nowhere] = [await desk.withdraw(id, 'x', 99), await desk.withdraw(randomUUID(), 'x', 99)]
        return JSON.stringify(there) !== JSON.stringify(nowhere)
      }),
  },
  stream: { rule: maySee, ask: streamed },
  notification: { rule: isTold, ask: inboxOf },
  'unread count': {
    rule: isTold,
    ask: ({ compartment }, actor) => openInbox(compartment.db, actor).unread(),
  },
  'HTTP detail': {
    rule: maySee,
    ask: async (world, actor) => {
      const api = http(world, actor)
      const nowhere = await (await api.request(`/api/notices/${randomUUID()}`)).text()
      return each(world, async ({ id }) => {
        const answer = await api.request(`/api/notices/${id}`)
        return answer.status !== 404 || answer.headers.has('etag') || (await answer.text()) !== nowhere
      })
    },
  },
  file: {
    rule: maySee,
    ask: (world, actor) =>
      each(world, async ({ id, file }) => {
        const answer = await world.deskOf(actor).download(id, file)
        return answer.ok || answer.refusal.code !== 'not-found'
      }),
  },
  'HTTP list': {
    rule: maySee,
    ask: async (world, actor) => {
      const answer = await http(world, actor).request('/api/notices?limit=100')
      return new Set(((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id))
    },
  },
}

/**
 * Which channels cover a desk method. Writing reveals no record that was there before, and a preview none at all: it names
 * organisations, which everyone who is signed in may know.
 */
export const METHODS: Record<keyof Omit<NoticesDesk, 'may'>, string[]> = {
  post: [],
  preview: [],
  receive: [],
  held: [],
  download: ['file'],
  partners: [],
  deliveries: ['viewers'],
  read: ['detail', 'field'],
  list: ['list', 'filter', 'search'],
  count: ['count', 'search, counted'],
  viewers: ['viewers'],
  withdraw: ['error'],
}

/** The same for routes that need someone to be signed in. */
export const ROUTES: Record<string, string[]> = {
  'GET /api/notices': ['HTTP list'],
  'GET /api/notices/{id}': ['HTTP detail'],
  'GET /api/notices/{id}/attachments/{attachment}': ['file'],
  'POST /api/notices/attachments': [],
  'POST /api/notices': [],
  'POST /api/notices/{id}/withdrawal': ['error'],
}
