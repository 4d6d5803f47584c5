// SPDX-License-Identifier: Apache-2.0
/** The only SQL of inspections and findings. Each function takes a transaction in which an actor sits. */
import { sql } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { Place } from '#platform/http/index.ts'
import type { FindingStatus, InspectionStatus } from './codes.ts'
import type { Finding } from './inspection-shapes.ts'
import type { Trx } from './store.ts'

export interface InspectionRow extends HandlingColumns {
  id: string
  licence: string
  firm: string | null
  holder: string
  announced: boolean
  brief: string
  /** `YYYY-MM-DD`. */
  planned_on: string
  status: InspectionStatus
  visited_on: string | null
  report: string | null
  reason: string | null
  recorded_at: Date
  version: number
}
export interface FindingRow extends HandlingColumns {
  id: string
  inspection: string
  number: number
  firm: string | null
  severity: Finding['severity']
  found: string
  action: string
  due_on: string
  status: FindingStatus
  answer: string | null
  answered_at: Date | null
  note: string | null
  closed_at: Date | null
  /** Of what was reminded last. */
  reminded: 'due' | 'late' | null
  version: number
}

export const insertInspection = (trx: Trx, row: InspectionRow) => trx.insertInto('inspection').values(row).execute()
export const insertFindings = (trx: Trx, rows: FindingRow[]) =>
  rows.length === 0 ? Promise.resolve([]) : trx.insertInto('finding').values(rows).execute()

export const inspectionById = (trx: Trx, id: string): Promise<InspectionRow | undefined> =>
  trx.selectFrom('inspection').selectAll().where('id', '=', id).executeTakeFirst()
export const findingById = (trx: Trx, id: string): Promise<FindingRow | undefined> =>
  trx.selectFrom('finding').selectAll().where('id', '=', id).executeTakeFirst()

/** In the order of their numbers. */
export const findingsOf = (trx: Trx, inspections: readonly string[]): Promise<FindingRow[]> =>
  trx
    .selectFrom('finding')
    .selectAll()
    .where(sql<boolean>`inspection = any(${inspections}::uuid[])`)
    .orderBy('number')
    .execute()

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changeInspection = (
  trx: Trx,
  { id, version }: Pick<InspectionRow, 'id' | 'version'>,
  changes: Partial<Pick<InspectionRow, 'status' | 'visited_on' | 'report' | 'reason' | 'audience'>>,
): Promise<InspectionRow | undefined> =>
  trx
    .updateTable('inspection')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export const changeFinding = (
  trx: Trx,
  { id, version }: Pick<FindingRow, 'id' | 'version'>,
  changes: Partial<Pick<FindingRow, 'status' | 'answer' | 'answered_at' | 'note' | 'closed_at'>>,
): Promise<FindingRow | undefined> =>
  trx
    .updateTable('finding')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** Findings that are not closed and were not reminded of yet: whose day is over, and whose day is at `by` the latest. */
export const dueFindings = (trx: Trx, today: string, by: string): Promise<FindingRow[]> =>
  trx
    .selectFrom('finding')
    .selectAll()
    .where('status', '<>', 'closed')
    .where(
      sql<boolean>`((due_on < ${today}::date and reminded is distinct from 'late')
        or (due_on >= ${today}::date and due_on <= ${by}::date and reminded is null))`,
    )
    .orderBy('due_on')
    .limit(500)
    .execute()

export const markFinding = (trx: Trx, { id }: Pick<FindingRow, 'id'>, reminded: 'due' | 'late') =>
  trx.updateTable('finding').set({ reminded }).where('id', '=', id).execute()

export interface InspectionFilter {
  status?: InspectionStatus | undefined
  licence?: string | undefined
}

const matching = (trx: Trx, { status, licence }: InspectionFilter) => {
  let query = trx.selectFrom('inspection')
  if (status !== undefined) query = query.where('status', '=', status)
  if (licence !== undefined) query = query.where('licence', '=', licence)
  return query
}

/** Newest first, one more than `limit` where there are more. */
export const listInspections = (
  trx: Trx,
  filter: InspectionFilter,
  limit: number,
  before?: Place,
): Promise<InspectionRow[]> => {
  const query = matching(trx, filter).selectAll()
  const paged = before
    ? query.where(sql<boolean>`(recorded_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const countInspections = async (trx: Trx, filter: InspectionFilter): Promise<number> => {
  const query = matching(trx, filter).select(({ fn }) => fn.countAll<string>().as('count'))
  return Number((await query.executeTakeFirstOrThrow()).count)
}
