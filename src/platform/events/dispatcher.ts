// SPDX-License-Identifier: Apache-2.0
/**
 * Gives events their place and hands them to consumers. Each step is one transaction that first takes an advisory lock
 * of the compartment, so that two dispatchers never do the same at once: lock and work end together, whatever ends them.
 * Places are given to committed events only and become visible in their order, so a reader that keeps its last place
 * skips nothing. A consumer's writes and its new place are one transaction, so it does its work exactly once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Signal, Signals } from './signals.ts'
import type { EventTables, Notify } from './tables.ts'

export interface DispatchedEvent {
  id: string
  /** Order of dispatch: grows, may have gaps. Not for anybody outside. */
  place: string
  kind: string
  record: string
  data: Record<string, string | number | boolean>
  notify: Notify[]
  at: Date
}

export interface Consumer {
  /** Stable: under this name it is known how far the consumer has come. */
  name: string
  /**
   * Takes one event. What it writes through `trx` is kept exactly once. Anything outside this database must go by a job
   * enqueued in `trx`: a step may be rolled back and run again.
   */
  take(trx: Transaction<EventTables>, event: DispatchedEvent): Promise<void>
}

const BATCH = 200
/** Milliseconds for which consumers leave the processor to the streams that an event wakes at the same moment. */
const SCREENS_FIRST = 10
/** A consumer that fails is tried again after 1 s, 2 s, 4 s and so on, at most each minute. */
const LONGEST_RETRY = 60

/** Gives the events that have none their place; answers how many. */
const givePlaces = async (db: Kysely<EventTables>): Promise<number> => {
  const { rows } = await sql<{ given: number }>`select give_places(${BATCH}) as given`.execute(db)
  return rows[0]?.given ?? 0
}

/** Runs `work` if no other dispatcher is handing over; `fallback` otherwise. */
const alone = <T>(db: Kysely<EventTables>, fallback: T, work: (trx: Transaction<EventTables>) => Promise<T>) =>
  db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ got: boolean }>`select set_config('app.dispatcher', 'on', true),
      pg_try_advisory_xact_lock(hashtext('passerelle dispatch'), hashtext(current_schema())) as got`.execute(trx)
    return rows[0]?.got ? work(trx) : fallback
  })

const behind = async (db: Kysely<EventTables>, consumers: readonly Consumer[]): Promise<Consumer[]> => {
  const names = consumers.map(({ name }) => name)
  const { rows } = await sql<{ name: string }>`select * from readers_behind(${names}) as name`.execute(db)
  return consumers.filter(({ name }) => rows.some((row) => row.name === name))
}

interface Progress {
  taken: number
  failed?: unknown
}

const nextEvents = async (trx: Transaction<EventTables>, name: string, limit: number) => {
  const { rows } = await sql<DispatchedEvent>`
    select id, event.place, kind, record, data, notify, at from event
    where event.place > (select place from event_reader where name = ${name}
      and (retry_at is null or retry_at <= clock_timestamp()))
    order by event.place limit ${limit}`.execute(trx)
  return rows
}

const handOver = (db: Kysely<EventTables>, { name, take }: Consumer, limit: number): Promise<number> =>
  alone(db, 0, async (trx) => {
    await sql`insert into event_reader (name) values (${name}) on conflict do nothing`.execute(trx)
    const events = await nextEvents(trx, name, limit)
    for (const event of events) await take(trx, event)
    const last = events.at(-1)
    if (last)
      await sql`update event_reader set place = ${last.place}, failures = 0, retry_at = null, trouble = null
        where name = ${name}`.execute(trx)
    return events.length
  })

/** The kind of an error, never its text: that may quote a row. */
const kindOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'unknown')
}

const writeFailure = (db: Kysely<EventTables>, name: string, error: unknown) =>
  alone(db, undefined, async (trx) => {
    await sql`update event_reader set failures = failures + 1, trouble = ${kindOf(error)},
        retry_at = clock_timestamp() + make_interval(secs => least(${LONGEST_RETRY}, power(2, least(failures, 10))))
      where name = ${name}`.execute(trx)
  })

/** Hands a batch over; where that fails, one by one, so that only the event that fails waits. */
const serve = async (db: Kysely<EventTables>, consumer: Consumer): Promise<Progress> => {
  try {
    return { taken: await handOver(db, consumer, BATCH) }
  } catch {
    let taken = 0
    try {
      while ((await handOver(db, consumer, 1)) > 0) taken++
      return { taken }
    } catch (failed) {
      await writeFailure(db, consumer.name, failed)
      return { taken, failed }
    }
  }
}

export interface DispatcherPlan {
  db: Kysely<EventTables>
  signals: Signals
  consumers: readonly Consumer[]
  /** Told of what went wrong, by code and consumer, without content. */
  onTrouble(trouble: { consumer?: string; code: string }): void
  /** Milliseconds after which it looks by itself. */
  poll?: number
}

/**
 * Dispatches until closed; several may run, in this process or others, and one works at a time. Places are given apart from
 * handing over: whoever waits for an event at a screen does not wait for what consumers do with the one before.
 */
export const startDispatcher = ({ db, signals, consumers, onTrouble, poll = 1000 }: DispatcherPlan) => {
  const closing = new AbortController()
  const handAll = async (): Promise<number> => {
    await sleep(SCREENS_FIRST)
    let most = 0
    for (const consumer of await behind(db, consumers)) {
      if (closing.signal.aborted) break
      const { taken, failed } = await serve(db, consumer)
      most = Math.max(most, taken)
      if (failed !== undefined) onTrouble({ consumer: consumer.name, code: kindOf(failed) })
    }
    return most
  }
  /** Works whenever it is woken; at once again where there may be more than it took. */
  const run = async (woken: Signal, work: () => Promise<number>) => {
    while (!closing.signal.aborted) {
      const seen = signals.count(woken)
      const worked = await work().catch((error) => {
        onTrouble({ code: kindOf(error) }) // the database is away: wait and look again
        return 0
      })
      if (worked < BATCH) await signals.past(woken, seen, poll, closing.signal)
    }
  }
  const running = Promise.all([run('announced', () => givePlaces(db)), run('placed', handAll)])
  return {
    close: async () => {
      closing.abort()
      await running
    },
  }
}
