// SPDX-License-Identifier: Apache-2.0
/** The only SQL of continuity. What takes a transaction needs an actor that sits in it. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Alternative, Word } from './contract.ts'

export interface WordRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  city: string | null
  region: string | null
  by: Word['by']
  state: Word['state']
  since: Date
  expected: string | null
  reasons: Word['reasons']
  alternatives: Alternative[]
  said_at: Date
}
export interface VolumeRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  /** The first day of the month. */
  month: string
  contacts: number
  entered_at: Date
}
export interface BaselineRow extends HandlingColumns {
  id: string
  year: number
  named_at: Date
}
export interface ContinuityTables extends EventTables {
  continuity_word: WordRow
  continuity_volume: VolumeRow
  continuity_baseline: BaselineRow
}
export type Trx = Transaction<ContinuityTables>

const MOST = 500

export const insertWord = (trx: Trx, row: WordRow) =>
  trx
    .insertInto('continuity_word')
    .values({ ...row, alternatives: sql`${JSON.stringify(row.alternatives)}::jsonb` as never })
    .execute()
export const insertVolume = (trx: Trx, row: VolumeRow) => trx.insertInto('continuity_volume').values(row).execute()
export const insertBaseline = (trx: Trx, row: BaselineRow) =>
  trx.insertInto('continuity_baseline').values(row).execute()

interface Asked {
  service?: string | null
  /** Services of which this organisation said something. */
  organisation?: string | null
  /** As it stood at that moment. */
  before?: Date | null
}

/** The newest word on each service, or on one. */
export const newestWords = async (
  trx: Trx,
  { service = null, organisation = null, before = null }: Asked = {},
): Promise<WordRow[]> => {
  const { rows } = await sql<WordRow>`select last.*, expected::text as expected from (
      select distinct on (service) * from continuity_word
      where (${service}::uuid is null or service = ${service}::uuid)
        and (${before}::timestamptz is null or said_at < ${before}) order by service, entry desc) last
    where ${organisation}::uuid is null or exists (select from continuity_word own
      where own.service = last.service and own.originator = ${organisation}::uuid)
    order by entry desc`.execute(trx)
  return rows
}

/** What the organisation that sits here entered last of each service and month. */
export const ownVolumes = async (
  trx: Trx,
): Promise<Pick<VolumeRow, 'service' | 'service_name' | 'month' | 'contacts'>[]> => {
  const { rows } =
    await sql<VolumeRow>`select service, service_name, to_char(month, 'YYYY-MM') as month, contacts from (
      select distinct on (service, month) * from continuity_volume order by service, month, entry desc) last
    order by month desc, service_name limit ${MOST}`.execute(trx)
  return rows
}

/** Null where no authority named one. */
export const baselineYear = async (trx: Trx): Promise<number | null> =>
  (await trx.selectFrom('continuity_baseline').select('year').orderBy(sql`entry`, 'desc').limit(1).executeTakeFirst())
    ?.year ?? null

export interface Beside {
  month: string
  services: number
  contacts: number
  before: number
}
/** Needs no actor. `first` and `beyond`: first days of months. */
export const besides = async (
  db: Kysely<ContinuityTables>,
  { baseline, first, beyond }: { baseline: number; first: string; beyond: string },
): Promise<Beside[]> => {
  const { rows } =
    await sql<Beside>`select to_char(month, 'YYYY-MM') as month, services, contacts::float8, before::float8
    from contacts_beside(${baseline}, ${first}::date, ${beyond}::date)`.execute(db)
  return rows
}
