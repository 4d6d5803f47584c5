// SPDX-License-Identifier: Apache-2.0
/** The only SQL of reports. Each function takes a transaction in which an actor sits. */
import { sql } from 'kysely'
import type { ReportStatus } from '../codes.ts'
import { json, type ReportRow, type Trx } from '../store.ts'

export const insertReport = (trx: Trx, row: ReportRow) =>
  trx
    .insertInto('report')
    .values({ ...row, content: json(row.content) as never })
    .execute()

export const reportById = (trx: Trx, id: string): Promise<ReportRow | undefined> =>
  trx.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst()

export const reportsOfAlert = (trx: Trx, alert: string) =>
  trx
    .selectFrom('report')
    .select(['id', 'sent_at', 'status', 'feedback'])
    .where('alert', '=', alert)
    .orderBy('sent_at')
    .execute()

/** Newest first, one more than `limit` where there are more. */
export const listReports = (
  trx: Trx,
  {
    status,
    limit,
    before,
  }: { status?: ReportStatus | undefined; limit: number; before?: readonly string[] | undefined },
): Promise<ReportRow[]> => {
  let query = trx.selectFrom('report').selectAll()
  if (status !== undefined) query = query.where('status', '=', status)
  if (before) query = query.where(sql<boolean>`(sent_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
  return query
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const countReports = async (trx: Trx, status: ReportStatus | undefined): Promise<number> => {
  let query = trx.selectFrom('report')
  if (status !== undefined) query = query.where('status', '=', status)
  const { count } = await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

type Changes = Partial<Pick<ReportRow, 'status' | 'feedback' | 'received_at' | 'answered_at'>>

export const changeReport = (
  trx: Trx,
  { id, version }: Pick<ReportRow, 'id' | 'version'>,
  changes: Changes,
): Promise<ReportRow | undefined> =>
  trx
    .updateTable('report')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
