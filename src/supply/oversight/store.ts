// SPDX-License-Identifier: Apache-2.0
/** The only SQL of licences. Each function takes a transaction in which an actor sits. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { AttachmentTables } from '#platform/attachments/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import { findByWords } from '#platform/search/index.ts'
import type { Activity, LicenceStatus } from './codes.ts'
import type { LicenceContent, LicenceStep } from './contract.ts'
import type { FindingRow, InspectionRow } from './inspections-store.ts'

export interface LicenceRow extends HandlingColumns {
  id: string
  number: string
  firm: string | null
  status: LicenceStatus
  content: Pick<LicenceContent, 'holder' | 'scope' | 'conditions'>
  activities: Activity[]
  /** `YYYY-MM-DD`. */
  starts_on: string
  ends_on: string
  proposed_by: string | null
  steps: (LicenceStep & { by: string })[]
  recorded_at: Date
  reminded_of: string | null
  version: number
}
export interface OversightTables extends AttachmentTables, EventTables {
  licence: LicenceRow
  inspection: InspectionRow
  finding: FindingRow
}
type Json<Row, Keys extends keyof Row> = Omit<Row, Keys> & { [K in Keys]: RawBuilder<Row[K]> }
export type Trx = Transaction<OversightTables>

export const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`

export const insertLicence = (trx: Trx, row: LicenceRow) =>
  (trx as unknown as Transaction<{ licence: Json<LicenceRow, 'content' | 'steps'> }>)
    .insertInto('licence')
    .values({ ...row, content: json(row.content), steps: json(row.steps) })
    .execute()

export const licenceById = (trx: Trx, id: string): Promise<LicenceRow | undefined> =>
  trx.selectFrom('licence').selectAll().where('id', '=', id).executeTakeFirst()

/** The one that exists for whoever sits here. */
export const onlyLicence = (trx: Trx): Promise<LicenceRow | undefined> =>
  trx.selectFrom('licence').selectAll().limit(1).executeTakeFirst()

type Changes = Pick<LicenceRow, 'status' | 'proposed_by' | 'steps' | 'audience'>

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changeLicence = (
  trx: Trx,
  { id, version }: Pick<LicenceRow, 'id' | 'version'>,
  { steps, ...changes }: Changes,
): Promise<LicenceRow | undefined> =>
  (trx as unknown as Transaction<{ licence: Json<LicenceRow, 'content' | 'steps'> }>)
    .updateTable('licence')
    .set({ ...changes, steps: json(steps), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst() as unknown as Promise<LicenceRow | undefined>

export interface LicenceFilter {
  text?: string | undefined
  activity?: Activity | undefined
  status?: LicenceStatus | undefined
  endsBy?: string | undefined
}

/** More ids than this are not carried from a search into a list. */
const MOST_FOUND = 2000

const matching = async (trx: Trx, { text, activity, status, endsBy }: LicenceFilter, today: string, before?: Place) => {
  let query = trx.selectFrom('licence')
  if (activity !== undefined) query = query.where(sql<boolean>`activities @> array[${activity}]`)
  if (status !== undefined) query = query.where('status', '=', status)
  if (endsBy !== undefined)
    query = query
      .where('status', '=', 'granted')
      .where('starts_on', '<=', today)
      .where('ends_on', '>=', today)
      .where('ends_on', '<=', endsBy)
  if (text === undefined || text === '') return query
  const ids = await findByWords(trx, { kind: 'licence', text, limit: MOST_FOUND, ...(before ? { before } : {}) })
  return query.where(sql<boolean>`id = any(${ids}::uuid[])`)
}

/** Newest first, one more than `limit` where there are more. */
export const listLicences = async (
  trx: Trx,
  filter: LicenceFilter,
  today: string,
  limit: number,
  before?: Place,
): Promise<LicenceRow[]> => {
  const query = (await matching(trx, filter, today, before)).selectAll()
  const paged = before
    ? query.where(sql<boolean>`(recorded_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const countLicences = async (trx: Trx, filter: LicenceFilter, today: string): Promise<number> => {
  const query = await matching(trx, filter, today)
  const { count } = await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** In force on a day and over by another, of which nobody was reminded yet. */
export const endingLicences = (trx: Trx, today: string, by: string): Promise<LicenceRow[]> =>
  trx
    .selectFrom('licence')
    .selectAll()
    .where('status', '=', 'granted')
    .where('ends_on', '>=', today)
    .where('ends_on', '<=', by)
    .where(sql<boolean>`reminded_of is distinct from ends_on`)
    .orderBy('ends_on')
    .limit(500)
    .execute()

export const markReminded = (trx: Trx, { id, ends_on }: Pick<LicenceRow, 'id' | 'ends_on'>) =>
  trx.updateTable('licence').set({ reminded_of: ends_on }).where('id', '=', id).execute()
