// SPDX-License-Identifier: Apache-2.0
/** The only SQL of continuity. What takes a transaction needs an actor that sits in it. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import { ALTERNATIVE_HOURS, type Alternative, type Word } from './contract.ts'

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
  stands: boolean
  stretch: string
  begun_at: Date
  first_said_at: Date
  named_at: Date | null
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
/** More than a country’s directory holds: a bound, and no page. */
const MOST_CLOSED = 20_000

export const insertWord = (trx: Trx, row: WordRow) =>
  trx
    .insertInto('continuity_word')
    .values({ ...row, alternatives: sql`${JSON.stringify(row.alternatives)}::jsonb` as never })
    .execute()
export const insertVolume = (trx: Trx, row: VolumeRow) => trx.insertInto('continuity_volume').values(row).execute()
export const insertBaseline = (trx: Trx, row: BaselineRow) =>
  trx.insertInto('continuity_baseline').values(row).execute()

/** One at a time speaks of a service: whether a word stands depends on those before it. */
export const lockService = (trx: Trx, service: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`continuity ${service}`}, 0))`.execute(trx)

export type ReadRow = WordRow & { entry: string }
/** The last word of the authorities on each of these services, or of its providers. */
export const newestBy = async (trx: Trx, by: Word['by'], services: readonly string[]): Promise<ReadRow[]> => {
  const { rows } = await sql<ReadRow>`select distinct on (service) *, expected::text as expected from continuity_word
    where service = any(${services}::uuid[]) and by = ${by} order by service, entry desc`.execute(trx)
  return rows
}

/**
 * The word that stands of each service, as at a moment: the last of its providers where it counts and is the newer, else the
 * authority’s. A provider’s milder word takes back its own severer one, and leaves what the authority said.
 */
const lastOf = (services: readonly string[] | null, before: Date | null = null) =>
  sql`last as (select distinct on (service) * from (
      select distinct on (service, by) * from continuity_word
      where (${services}::uuid[] is null or service = any(${services}::uuid[]))
        and (${before}::timestamptz is null or said_at < ${before}) order by service, by, entry desc) said
    where stands order by service, entry desc)`
const LAST = lastOf(null)
/** The word that stands of each of these. */
export const standing = async (trx: Trx, services: readonly string[]): Promise<ReadRow[]> => {
  const { rows } = await sql<ReadRow>`with ${lastOf(services)} select *, expected::text as expected from last`.execute(
    trx,
  )
  return rows
}

/** Not open as usual; the newest first. */
export const notOpenRows = async (trx: Trx): Promise<ReadRow[]> => {
  const { rows } = await sql<ReadRow>`with ${LAST} select *, expected::text as expected from last
    where state <> 'open' order by entry desc limit ${MOST_CLOSED}`.execute(trx)
  return rows
}

/** Somebody can be helped there within a day: by a number, or by a service that is not closed by now. */
const HELPED = sql`exists (select from jsonb_array_elements(last.alternatives) other
  where (other ->> 'hours')::integer <= ${ALTERNATIVE_HOURS} and coalesce(other #>> '{service,id}', '')
    not in (select shut.service::text from last shut where shut.state = 'closed'))`
/** The word that stands of each service: without an alternative first, then what is not open, then the newest. */
export const listRows = async (
  trx: Trx,
  { organisation, limit, offset }: { organisation: string | null; limit: number; offset: number },
): Promise<ReadRow[]> => {
  const { rows } = await sql<ReadRow>`with ${LAST} select *, expected::text as expected from last
    where ${organisation}::uuid is null or exists (select from continuity_word own
      where own.service = last.service and own.originator = ${organisation}::uuid)
    order by case when state in ('closed', 'moved') and not ${HELPED} then 0 when state <> 'open' then 1 else 2 end, entry desc
    limit ${limit} offset ${offset}`.execute(trx)
  return rows
}

/** How many services stood how, at a moment. */
export const statesAt = async (trx: Trx, before: Date): Promise<{ state: Word['state']; services: number }[]> => {
  const { rows } = await sql<{ state: Word['state']; services: number }>`with ${lastOf(null, before)}
    select state, count(*)::integer as services from last group by state`.execute(trx)
  return rows
}

export interface Stretch {
  state: Word['state']
  begun_at: Date
  first_said_at: Date
  named_at: Date | null
  /** When the next word says that it was over. */
  ended_at: Date | null
}
/** Each stretch in which a service was not open, as it was known at `until`, where it was first said after `since`. */
export const stretchesIn = async (trx: Trx, since: Date, until: Date): Promise<Stretch[]> => {
  const { rows } = await sql<Stretch>`select state, begun_at, first_said_at, named_at,
      (select min(other.since) from continuity_word other where other.service = own.service and other.entry > own.entry
        and other.stretch <> own.stretch and (other.stands or own.by = 'provider') and other.said_at < ${until}) as ended_at
    from (select distinct on (stretch) * from continuity_word
      where stands and state <> 'open' and first_said_at >= ${since} and said_at < ${until}
      order by stretch, entry desc) own`.execute(trx)
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
