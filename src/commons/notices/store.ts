// SPDX-License-Identifier: Apache-2.0
/** The only SQL of notices. Each function takes a transaction in which an actor sits. */
import { sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { AttachmentTables } from '#platform/attachments/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import type { PeerTables } from '#platform/peers/index.ts'
import { findByWords } from '#platform/search/index.ts'

export interface NoticeRow extends HandlingColumns {
  id: string
  title: string
  body: string
  contact: string
  posted_at: Date
  withdrawn_at: Date | null
  reason: string | null
  attachments: string[]
  version: number
}
export interface NoticeTables extends EventTables, AttachmentTables, PeerTables {
  notice: NoticeRow
}
type Trx = Transaction<NoticeTables>

export const insertNotice = (trx: Trx, row: NoticeRow) => trx.insertInto('notice').values(row).execute()

export const noticeById = (trx: Trx, id: string): Promise<NoticeRow | undefined> =>
  trx.selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirst()

export interface NoticeFilter {
  text?: string | undefined
  from?: string | undefined
  state?: 'posted' | 'withdrawn' | undefined
}

/** More ids than this are not carried from a search into a list. */
const MOST_FOUND = 2000

const matching = async (trx: Trx, { text, from, state }: NoticeFilter, before?: Place, limit = MOST_FOUND) => {
  let query = trx.selectFrom('notice')
  if (from !== undefined) query = query.where('originator', '=', from)
  if (state !== undefined) query = query.where('withdrawn_at', state === 'posted' ? 'is' : 'is not', null)
  if (text === undefined || text === '') return query
  // A filter besides may thin out what was found, so that more is asked for than one page.
  const wanted = from === undefined && state === undefined ? limit : MOST_FOUND
  const ids = await findByWords(trx, { kind: 'notice', text, limit: wanted, ...(before ? { before } : {}) })
  return query.where(sql<boolean>`id = any(${ids}::uuid[])`)
}

/** Newest first, one more than `limit` where there are more. */
export const listNotices = async (
  trx: Trx,
  filter: NoticeFilter,
  limit: number,
  before?: Place,
): Promise<NoticeRow[]> => {
  const query = (await matching(trx, filter, before, limit + 1)).selectAll()
  const paged = before
    ? query.where(sql<boolean>`(posted_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('posted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const countNotices = async (trx: Trx, filter: NoticeFilter): Promise<number> => {
  const query = await matching(trx, filter)
  const { count } = await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const withdrawNotice = (
  trx: Trx,
  { id, version, reason, at }: { id: string; version: number; reason: string; at: Date },
): Promise<NoticeRow | undefined> =>
  trx
    .updateTable('notice')
    .set({ withdrawn_at: at, reason, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('withdrawn_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
