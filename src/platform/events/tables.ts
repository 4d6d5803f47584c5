// SPDX-License-Identifier: Apache-2.0
import { type Generated, type Kysely, sql, type Transaction } from 'kysely'

/** Whom an event is told to, and by which message. */
export interface Notify {
  /** Keys of accounts, roles or organisations (`keyOf`). */
  to: string[]
  /** Key of a message, in every language, of the room that announces. */
  message: string
  /** What the message names: counts, codes, dates. Never a record's content. */
  values?: Record<string, string | number>
  /** Path of the page that shows the record. */
  link?: string
}

interface EventRow {
  id: string
  turn: Generated<string>
  place: string | null
  kind: string
  record: string
  /** JSON text going in. */
  data: string
  notify: string
  at: Generated<Date>
  originator: string
  audience: string[]
  marking: number
  purposes: string[]
}

export interface EventTables {
  event: EventRow
  event_reader: { name: string; place: string; failures: number; retry_at: Date | null; trouble: string | null }
  event_channel: { name: string }
  notification: {
    event: string
    place: string
    recipient: string
    message: string
    values: string
    link: string | null
    at: Date
  }
  notification_read: { event: string; reader: string; at: Generated<Date> }
}

/**
 * A database or transaction that has these tables among others, as one that has these tables. Kysely's types are not
 * variant in their tables, so that functions that know fewer tables would otherwise refuse callers that know more.
 */
export const narrow = <T extends EventTables>(db: Kysely<T>) => db as unknown as Kysely<EventTables>
export const narrowTransaction = <T extends EventTables>(trx: Transaction<T>) =>
  trx as unknown as Transaction<EventTables>

/** Lets the rest of this transaction see and place every event. For handing them on; never while an actor sits. */
export const becomeDispatcher = async (trx: Kysely<EventTables>): Promise<void> => {
  await sql`select set_config('app.dispatcher', 'on', true)`.execute(trx)
}

export const leaveDispatcher = async (trx: Kysely<EventTables>): Promise<void> => {
  await sql`select set_config('app.dispatcher', '', true)`.execute(trx)
}
