// SPDX-License-Identifier: Apache-2.0
/** The only SQL of advice. Each function takes a transaction in which an actor sits. */
import { sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import type { AdviceGiven, State } from './contract.ts'

export interface AdviceRow extends HandlingColumns {
  id: string
  severity: AdviceGiven['severity']
  urgency: AdviceGiven['urgency']
  regions: string[]
  texts: AdviceGiven['texts']
  given_at: Date
  expires_at: Date
  withdrawn_at: Date | null
  reason: string | null
  version: number
}
export interface AdviceTables extends EventTables {
  advice: AdviceRow
  advice_acknowledgement: { advice: string; organisation: string; account: string; at: Date }
}
type Trx = Transaction<AdviceTables>
/** With when the reader's own organisation acknowledged it. */
export type ReadRow = AdviceRow & { acknowledged_at: Date | null }

/** Answers whether it is new: what came before is not written again. */
export const insertAdvice = async (trx: Trx, { texts, ...row }: AdviceRow): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await (
    trx as unknown as Transaction<{ advice: Omit<AdviceRow, 'texts'> & { texts: string } }>
  )
    .insertInto('advice')
    .values({ ...row, texts: JSON.stringify(texts) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Answers the row as it is then; undefined where it is not there or was withdrawn before. */
export const withdrawAdvice = (trx: Trx, id: string, at: Date, reason: string): Promise<AdviceRow | undefined> =>
  trx
    .updateTable('advice')
    .set({ withdrawn_at: at, reason, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

export interface AdviceFilter {
  state?: State | undefined
  unread?: 'yes' | undefined
}

/** The acknowledgement is the reader's own: no other exists here. */
const matching = (trx: Trx, { state, unread }: AdviceFilter, now: Date) => {
  let query = trx.selectFrom('advice').leftJoin('advice_acknowledgement', 'advice_acknowledgement.advice', 'advice.id')
  if (state === 'withdrawn') query = query.where('withdrawn_at', 'is not', null)
  if (state === 'in-force') query = query.where('withdrawn_at', 'is', null).where('expires_at', '>', now)
  if (state === 'expired') query = query.where('withdrawn_at', 'is', null).where('expires_at', '<=', now)
  if (unread !== undefined) query = query.where('advice_acknowledgement.at', 'is', null)
  return query
}

/** Newest first, one more than `limit` where there are more. */
export const listAdvice = (
  trx: Trx,
  filter: AdviceFilter,
  { limit, before, now }: { limit: number; before?: Place | undefined; now: Date },
): Promise<ReadRow[]> => {
  const query = matching(trx, filter, now).selectAll('advice').select('advice_acknowledgement.at as acknowledged_at')
  const paged = before
    ? query.where(sql<boolean>`(given_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const countAdvice = async (trx: Trx, filter: AdviceFilter, now: Date): Promise<number> => {
  const query = matching(trx, filter, now).select(({ fn }) => fn.countAll<string>().as('count'))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

export const adviceById = (trx: Trx, id: string): Promise<ReadRow | undefined> =>
  matching(trx, {}, new Date())
    .selectAll('advice')
    .select('advice_acknowledgement.at as acknowledged_at')
    .where('advice.id', '=', id)
    .executeTakeFirst()

/** Once for an organisation; the first who said so stays. */
export const insertAcknowledgement = async (
  trx: Trx,
  row: AdviceTables['advice_acknowledgement'],
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('advice_acknowledgement')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
