// SPDX-License-Identifier: Apache-2.0
/** What several compartments tell one person, as one inbox and one stream: a browser holds few connections open. */
import type { Kysely } from 'kysely'
import type { Inbox, InboxItem } from './inbox.ts'
import type { Signals } from './signals.ts'
import { eventStream, type StreamPlan, type Told } from './stream.ts'
import type { EventTables } from './tables.ts'

/** A compartment's events. */
export interface Source {
  name: string
  db: Kysely<EventTables>
  signals: Signals
}

const SEVERAL = ' '
/** A place in each, as one id: `commons:… supply:…`. */
const joined = (places: ReadonlyMap<string, string>): string =>
  [...places].map(([name, id]) => `${name}:${id}`).join(SEVERAL)
const parted = (id: string | undefined): Map<string, string> =>
  new Map(
    (id ?? '')
      .split(SEVERAL)
      .filter((part) => part.includes(':'))
      .map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  )

type Plan = Omit<StreamPlan<EventTables>, 'db' | 'signals'> & { sources: readonly Source[] }
type Turn = { name: string; got: IteratorResult<Told, void> } | { name: string; failed: unknown }

/**
 * As `eventStream`, of several sources: first one `ready`, or one `gap` where any of them has one, then events as each
 * has them. Ends when one of them ends: the actor is gone. A source that the last id does not name begins from now on.
 */
export async function* eventStreams({ sources, lastEventId, ...plan }: Plan): AsyncGenerator<Told, void> {
  const places = parted(lastEventId)
  const streams = new Map(
    sources.map(({ name, db, signals }) => [
      name,
      eventStream({ ...plan, db, signals, lastEventId: places.get(name) }),
    ]),
  )
  const firsts = await Promise.all([...streams].map(async ([name, stream]) => ({ name, got: await stream.next() })))
  places.clear()
  for (const { name, got } of firsts) {
    if (got.done) return
    places.set(name, got.value.id)
  }
  const isGap = firsts.some(({ got }) => got.value?.type === 'gap')
  yield { type: isGap ? 'gap' : 'ready', id: joined(places) }
  // No race of promises: each would leave something at the source that stays silent for as long as it does.
  const came: Turn[] = []
  let wake: () => void = () => undefined
  const take = (turn: Turn) => {
    came.push(turn)
    wake()
  }
  const ask = (name: string, stream: AsyncGenerator<Told, void>) =>
    void stream.next().then(
      (got) => take({ name, got }),
      (failed) => take({ name, failed }),
    )
  for (const [name, stream] of streams) ask(name, stream)
  for (;;) {
    const turn = came.shift()
    if (turn === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      continue
    }
    if ('failed' in turn) throw turn.failed
    const { name, got } = turn
    const stream = streams.get(name)
    if (got.done || !stream) return
    places.set(name, got.value.id)
    yield { ...got.value, id: joined(places) }
    ask(name, stream)
  }
}

/** Several inboxes as one, newest first; a page's `next` holds a place in each. */
export const joinInboxes = (inboxes: ReadonlyMap<string, Inbox>): Inbox => {
  const all = [...inboxes]
  const sum = async (each: (inbox: Inbox) => Promise<number>) =>
    (await Promise.all(all.map(([, inbox]) => each(inbox)))).reduce((a, b) => a + b, 0)
  return {
    list: async ({ after, limit = 20, unread = false } = {}) => {
      const places = parted(after)
      const pages = await Promise.all(
        all.map(async ([name, inbox]) => {
          const from = places.get(name)
          const { items, next } = await inbox.list({ limit, unread, ...(from === undefined ? {} : { after: from }) })
          return { items: items.map((item) => ({ name, item })), next }
        }),
      )
      const found = pages.flatMap(({ items }) => items).sort((a, b) => b.item.at.getTime() - a.item.at.getTime())
      const items = found.slice(0, limit)
      for (const { name, item } of items) places.set(name, item.id)
      const more = found.length > limit || pages.some(({ next }) => next !== null)
      return { items: items.map(({ item }): InboxItem => item), next: more ? joined(places) : null }
    },
    unread: () => sum((inbox) => inbox.unread()),
    markRead: (ids) => sum((inbox) => inbox.markRead(ids)),
  }
}
