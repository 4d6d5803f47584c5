// SPDX-License-Identifier: Apache-2.0
/**
 * Events as they happen, for one actor. A subscriber is a place and nothing more: each event is read when the
 * subscriber is ready for it, with who the actor is at that moment, so a slow one holds no memory and one who lost
 * access gets nothing further. Ids are the events' own: a running number would tell how much happens out of sight.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { type Actor, sit } from '../access/index.ts'
import { look } from './looks.ts'
import type { Signals } from './signals.ts'
import { becomeDispatcher, type EventTables, narrow } from './tables.ts'

export interface ToldEvent {
  kind: string
  record: string
  data: Record<string, string | number | boolean>
  at: Date
}

/**
 * What a stream says. First `ready` or, where the stream cannot go on from the id that was given, `gap`: load afresh.
 * Each with the id to resume from.
 */
export type Told = { type: 'ready' | 'gap'; id: string } | { type: 'event'; id: string; event: ToldEvent }

export interface StreamPlan<T extends EventTables> {
  /** Who it is for, asked before every event; undefined ends the stream. */
  actor: () => Promise<Actor | undefined> | Actor | undefined
  db: Kysely<T>
  signals: Signals
  /** Id of the last event that the subscriber got; absent: from now on. */
  lastEventId?: string | undefined
  signal?: AbortSignal | undefined
  /** Only events of these kinds. */
  kinds?: readonly string[] | undefined
  /** Milliseconds after which it looks by itself. */
  poll?: number
}

/** Resume from here: nothing had happened that this actor may see. */
const BEGINNING = 'beginning'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** How long a stream outlives its database before it ends and the subscriber resumes by itself. */
const PATIENCE = 60_000

/** Tries again while the database is away. */
const patiently = async <R>(signal: AbortSignal | undefined, work: () => Promise<R>): Promise<R> => {
  const end = Date.now() + PATIENCE
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (signal?.aborted || Date.now() > end) throw error
      await sleep(250)
    }
  }
}

interface Start {
  told: Told
  place: string
}

const startNow = (db: Kysely<EventTables>, actor: Actor, type: 'ready' | 'gap'): Promise<Start> =>
  sit(db, actor, async (trx) => {
    const { rows } = await sql<{ horizon: string; id: string | null }>`
      select reader.place as horizon,
        (select id from event where place <= reader.place order by place desc limit 1) as id
      from event_reader reader where name = 'dispatch'`.execute(trx)
    return { told: { type, id: rows[0]?.id ?? BEGINNING }, place: rows[0]?.horizon ?? '0' }
  })

const placeOf = (db: Kysely<EventTables>, id: string): Promise<string | undefined> =>
  db.transaction().execute(async (trx) => {
    await becomeDispatcher(trx) // only to find the place; the event itself may be out of the actor's sight by now
    const row = await trx.selectFrom('event').select('place').where('id', '=', id).executeTakeFirst()
    return row?.place ?? undefined
  })

const startFrom = async (db: Kysely<EventTables>, actor: Actor, id: string | undefined): Promise<Start> => {
  if (id === undefined) return startNow(db, actor, 'ready')
  if (id === BEGINNING) return { told: { type: 'ready', id }, place: '0' }
  const place = UUID.test(id) ? await placeOf(db, id) : undefined
  return place === undefined ? startNow(db, actor, 'gap') : { told: { type: 'ready', id }, place }
}

/** Yields until `signal` aborts, the actor is gone, or the database stays away for a minute (which throws). */
export async function* eventStream<T extends EventTables>(plan: StreamPlan<T>): AsyncGenerator<Told, void> {
  const { actor, signals, signal, kinds, poll = 5000 } = plan
  const db = narrow(plan.db)
  const first = await actor()
  if (!first) return
  const start = await patiently(signal, () => startFrom(db, first, plan.lastEventId))
  let { place } = start
  yield start.told
  while (!signal?.aborted) {
    const seen = signals.count('placed')
    const found = await patiently(signal, async () => {
      const who = await actor()
      return who ? { row: await look(db, { actor: who, place, kinds }) } : undefined
    })
    if (!found) return
    const { row } = found
    if (row.id) {
      const { id, kind, record, data, at } = row
      place = row.place
      yield { type: 'event', id, event: { kind, record, data, at } }
    } else place = row.horizon
    // Behind the horizon nothing has a place yet: whoever has come so far has nothing to look for.
    if (place === row.horizon) await signals.past('placed', seen, poll, signal)
  }
}
