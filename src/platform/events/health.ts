// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely'
import { becomeDispatcher, type EventTables, narrow } from './tables.ts'

/** Totals for whoever keeps the compartment: no event, no record, no person. */
export interface OutboxHealth {
  /** Events that have no place yet. */
  waiting: number
  /** When the oldest of them was announced. */
  oldest: Date | null
  consumers: { name: string; behind: number; failures: number; trouble: string | null; retryAt: Date | null }[]
}

/** How far the compartment's outbox is behind. Counts only what has been announced, whoever may see it. */
export const outboxHealth = <T extends EventTables>(wide: Kysely<T>): Promise<OutboxHealth> =>
  narrow(wide)
    .transaction()
    .execute(async (trx) => {
      await becomeDispatcher(trx)
      const { rows } = await sql<{ waiting: string; oldest: Date | null }>`
        select count(*) as waiting, min(at) as oldest from event where place is null`.execute(trx)
      const readers = await sql<OutboxHealth['consumers'][number]>`
        select name, (select count(*)::int from event where event.place > r.place) as behind, failures, trouble,
          retry_at as "retryAt" from event_reader r where name <> 'dispatch' order by name`.execute(trx)
      return {
        waiting: Number(rows[0]?.waiting ?? 0),
        oldest: rows[0]?.oldest ?? null,
        consumers: readers.rows,
      }
    })
