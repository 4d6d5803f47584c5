// SPDX-License-Identifier: Apache-2.0
/** The only SQL of feeds. Each function takes a transaction in which an actor sits. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'

export interface FeedRow extends HandlingColumns {
  id: string
  name: string
  address: string
  collection: string
  username: string
  key: Buffer
  least: number
  reaches: string[]
  status: 'active' | 'paused'
  added_after: string | null
  next: string | null
  page_size: number
  next_try: Date
  failures: number
  trouble: string | null
  heard_at: Date | null
  made_at: Date
  version: number
}
export interface ReceivedRow extends HandlingColumns {
  id: string
  feed: string
  stix_id: string
  type: string
  name: string
  modified: string | null
  made_by: string | null
  added: string | null
  object: unknown
  received_at: Date
}
export interface FeedRefusalRow extends HandlingColumns {
  id: string
  feed: string
  at: Date
  stix_id: string
  place: string
  code: string
  why: string
}
export interface FeedTables extends EventTables {
  feed: FeedRow
  received: ReceivedRow
  feed_refusal: FeedRefusalRow
}
type Trx = Transaction<FeedTables>

const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`

export const insertFeed = (trx: Trx, row: FeedRow) => trx.insertInto('feed').values(row).execute()
export const feedById = (trx: Trx, id: string) =>
  trx.selectFrom('feed').selectAll().where('id', '=', id).executeTakeFirst()
export const listFeeds = (trx: Trx) => trx.selectFrom('feed').selectAll().orderBy('made_at').execute()

/** Ids of those whose time has come, and in whose name they are fetched. */
export const dueFeeds = (trx: Trx, now: Date) =>
  trx
    .selectFrom('feed')
    .select(['id', 'originator'])
    .where('status', '=', 'active')
    .where('next_try', '<=', now)
    .orderBy('next_try')
    .limit(20)
    .execute()

type FeedChanges = Partial<
  Pick<FeedRow, 'status' | 'added_after' | 'next' | 'page_size' | 'next_try' | 'failures' | 'trouble' | 'heard_at'>
>
export const changeFeed = (trx: Trx, id: string, changes: FeedChanges) =>
  trx.updateTable('feed').set(changes).where('id', '=', id).execute()

/** As its keeper changes it; undefined where it has another version by now. */
export const actOnFeed = (trx: Trx, { id, version }: { id: string; version: number }, changes: FeedChanges) =>
  trx
    .updateTable('feed')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export const receivedByStixIds = (trx: Trx, feed: string, ids: readonly string[]) =>
  trx
    .selectFrom('received')
    .select(['id', 'stix_id', 'modified', 'marking'])
    .where('feed', '=', feed)
    .where(sql<boolean>`stix_id = any(${ids}::text[])`)
    .execute()

export const insertReceived = (trx: Trx, { object, ...row }: ReceivedRow) =>
  trx
    .insertInto('received')
    .values({ ...row, object: json(object) })
    .execute()

type ReceivedChanges = Partial<
  Pick<ReceivedRow, 'type' | 'name' | 'modified' | 'made_by' | 'added' | 'object' | 'received_at' | 'marking'>
>
export const changeReceived = (trx: Trx, id: string, { object, ...changes }: ReceivedChanges) =>
  trx
    .updateTable('received')
    .set({ ...changes, ...(object === undefined ? {} : { object: json(object) }) })
    .where('id', '=', id)
    .execute()

export const insertRefusals = async (trx: Trx, rows: readonly FeedRefusalRow[]) => {
  if (rows.length > 0)
    await trx
      .insertInto('feed_refusal')
      .values([...rows])
      .execute()
}
export const listRefusals = (trx: Trx, limit: number) =>
  trx.selectFrom('feed_refusal').selectAll().orderBy('at', 'desc').orderBy('id').limit(limit).execute()
export const countRefusals = async (trx: Trx, feed: string): Promise<number> => {
  const { count } = await trx
    .selectFrom('feed_refusal')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('feed', '=', feed)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const receivedById = (trx: Trx, id: string) =>
  trx.selectFrom('received').selectAll().where('id', '=', id).executeTakeFirst()

/** Newest first, one more than `limit` where there are more. */
export const listReceived = (trx: Trx, limit: number, before?: Place) => {
  const query = trx.selectFrom('received').selectAll()
  const paged = before
    ? query.where(sql<boolean>`(received_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}
