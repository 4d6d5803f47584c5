// SPDX-License-Identifier: Apache-2.0
/** The only SQL of listings. Each function takes a transaction in which an actor sits. */
import { type ColumnType, type Insertable, type RawBuilder, type Selectable, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import { holdsWords } from '#platform/search/index.ts'
import type { CallTable } from './calls/desk.ts'
import type { CONCERNS, FoundPlace, ImportReport, LISTED_STATES, ListingContent, OUTCOMES, Source } from './contract.ts'
import type { PairTable } from './duplicates/store.ts'
import { FRESH, OLD } from './fresh.ts'
import { FOUND_TO_HELP } from './prevention.ts'
import type { AskingTable, ContactTable } from './true/store.ts'

interface ListingTable extends HandlingColumns {
  id: string
  source: Source | 'own'
  source_key: string
  source_digest: string
  /** Written as text. */
  content: ColumnType<ListingContent, string, string>
  /** The database’s. */
  organization_id: ColumnType<string | null, never, never>
  /** The database’s. */
  has_phone: ColumnType<boolean, never, never>
  name: string
  city_key: string | null
  region_key: string | null
  country: string
  latitude: number | null
  longitude: number | null
  opens: string | null
  doubtful: string | null
  opens_until: Date | null
  opens_by: string | null
  ages: string | null
  terms: string[]
  languages: string[] | null
  confirmed_on: string | null
  listed_at: Date
  changed_at: Date
  edited_at: Date | null
  left_at: Date | null
  ended_at: Date | null
  reason: string | null
  /** Which listing stands for it. */
  merged_into: ColumnType<string | null, string | null | undefined, string | null>
  /** What its own source says, where fields of another stand in `content`. Written as text. */
  said: ColumnType<ListingContent | null, string | null | undefined, string | null>
  gone_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  version: number
}
export type ListingRow = Selectable<ListingTable>
type Later = 'merged_into' | 'said' | 'gone_at'
export type NewRow = Omit<ListingRow, 'content' | 'organization_id' | 'has_phone' | Later> & { content: string }

interface UploadTable extends HandlingColumns {
  id: string
  source: Source
  name: string
  sha256: string
  bytes: Buffer | null
  report: ColumnType<ImportReport, string, string>
  at: Date
}
interface CorrectionTable extends HandlingColumns {
  id: string
  listing: string
  concerns: (typeof CONCERNS)[number]
  note: string
  received_at: Date
  settled_at: Date | null
  outcome: (typeof OUTCOMES)[number] | null
  version: number
}
interface ImportTable extends HandlingColumns {
  id: string
  source: Source
  sha256: string
  report: ColumnType<ImportReport, string, never>
  at: Date
}
export interface DirectoryTables extends EventTables {
  listing: ListingTable
  listing_import: ImportTable
  listing_upload: UploadTable
  listing_correction: CorrectionTable
  listing_contact: ContactTable
  listing_asking: AskingTable
  listing_pair: PairTable
  listing_call: CallTable
}
type Trx = Transaction<DirectoryTables>

const AT_ONCE = 1000
/** Columns whose JSON comes as text. */
const JSON_COLUMNS = ['content', 'field_markings']

/** Many rows as one value: as a value for each column, naming them took longer than keeping them. */
export const insertListings = async (trx: Trx, rows: readonly NewRow[]): Promise<void> => {
  const names = Object.keys(rows[0] ?? {})
  const taken = names.map((name) =>
    JSON_COLUMNS.includes(name) ? sql`(${sql.ref(name)} #>> '{}')::jsonb` : sql.ref(name),
  )
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await sql`insert into listing (${sql.join(names.map((name) => sql.ref(name)))}) select ${sql.join(taken)}
      from json_populate_recordset(null::listing, ${JSON.stringify(rows.slice(from, from + AT_ONCE))}::json)`.execute(
      trx,
    )
}

export const insertImport = (trx: Trx, row: Insertable<ImportTable>) =>
  trx.insertInto('listing_import').values(row).execute()

/** Of the last import of a source. */
export const lastReport = async (trx: Trx, originator: string, source: Source): Promise<ImportReport | undefined> => {
  const all = trx.selectFrom('listing_import').select('report').where('source', '=', source)
  const row = await all
    .where('originator', '=', originator)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.report
}

export type UploadRow = Selectable<UploadTable>
export const insertUpload = (trx: Trx, row: Insertable<UploadTable>) =>
  trx.insertInto('listing_upload').values(row).execute()

export const uploadById = (trx: Trx, id: string): Promise<UploadRow | undefined> =>
  trx.selectFrom('listing_upload').selectAll().where('id', '=', id).executeTakeFirst()

export const lookedAt = (trx: Trx, id: string, report: ImportReport) =>
  trx
    .updateTable('listing_upload')
    .set({ report: JSON.stringify(report) })
    .where('id', '=', id)
    .execute()

/** Lets go of the bytes of one file, or of all that came before a moment. */
export const emptyUploads = async (trx: Trx, which: { id: string } | { before: Date }): Promise<void> => {
  const all = trx.updateTable('listing_upload').set({ bytes: null })
  await ('id' in which ? all.where('id', '=', which.id) : all.where('at', '<', which.before)).execute()
}

export type CorrectionRow = Selectable<CorrectionTable>
export const insertCorrection = (trx: Trx, row: Insertable<CorrectionTable>) =>
  trx.insertInto('listing_correction').values(row).execute()

export const correctionById = (trx: Trx, id: string): Promise<CorrectionRow | undefined> =>
  trx.selectFrom('listing_correction').selectAll().where('id', '=', id).executeTakeFirst()

/** Those of one listing that nobody settled yet, oldest first. */
export const waitingFor = (trx: Trx, listing: string): Promise<CorrectionRow[]> =>
  trx
    .selectFrom('listing_correction')
    .selectAll()
    .where('listing', '=', listing)
    .where('settled_at', 'is', null)
    .orderBy('received_at')
    .orderBy('id')
    .execute()

export const settleCorrection = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  changes: Pick<CorrectionRow, 'outcome' | 'settled_at'>,
): Promise<CorrectionRow | undefined> =>
  trx
    .updateTable('listing_correction')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export const listingById = (trx: Trx, id: string): Promise<ListingRow | undefined> =>
  trx.selectFrom('listing').selectAll().where('id', '=', id).executeTakeFirst()

type Changes = Partial<Omit<NewRow, 'id' | 'version' | keyof HandlingColumns>> & {
  merged_into?: string | null
  said?: string | null
  gone_at?: Date | null
}

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changeListing = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  changes: Changes,
): Promise<ListingRow | undefined> =>
  trx
    .updateTable('listing')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** What of an organisation's listings is asked for. */
export interface Asked {
  originator: string
  text: string
  state?: (typeof LISTED_STATES)[number] | undefined
}

const STATE = {
  listed: sql<boolean>`left_at is null and ended_at is null`,
  asked: sql<boolean>`exists (select from listing_correction where listing = listing.id and settled_at is null)`,
  left: sql<boolean>`left_at is not null and ended_at is null`,
  ended: sql<boolean>`ended_at is not null`,
}
const ownOnes = ({ originator, text, state }: Asked) => {
  const holds = holdsWords('listing', text, sql`listing.id`)
  return sql<boolean>`${sql.join(
    [sql`originator = ${originator}`, ...(holds ? [holds] : []), ...(state ? [STATE[state]] : [])],
    sql` and `,
  )}`
}

type Opens = Pick<ListingRow, 'opens' | 'doubtful' | 'opens_until' | 'opens_by'>

/** Those with hours of which it is not made out far enough ahead when they are open, or by other public holidays. */
export const stalest = (
  trx: Trx,
  { before, digests, limit }: { before: Date; digests: ReadonlyMap<string, string>; limit: number },
): Promise<Pick<ListingRow, 'id' | 'version' | 'content' | 'originator'>[]> =>
  trx
    .selectFrom('listing')
    .select(['id', 'version', 'content', 'originator'])
    .where('opens_until', 'is not', null)
    .where(
      sql<boolean>`(opens_until < ${before} or opens_by is distinct from (${JSON.stringify(Object.fromEntries(digests))}::jsonb ->> country))`,
    )
    .limit(limit)
    .execute()

/** Its version stays: nothing that it says has changed. */
export const keepOpens = (trx: Trx, { id, version }: { id: string; version: number }, opens: Opens) =>
  trx.updateTable('listing').set(opens).where('id', '=', id).where('version', '=', version).execute()

/** Those of an organisation by name, one more than `limit` where there are more. */
export const ownListings = (trx: Trx, asked: Asked, limit: number, after?: Place): Promise<ListingRow[]> => {
  const query = trx.selectFrom('listing').selectAll().where(ownOnes(asked))
  const paged = after ? query.where(sql<boolean>`(name, id) > (${after[0]}, ${after[1]}::uuid)`) : query
  return paged
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
}

export const countOwn = async (trx: Trx, asked: Asked): Promise<number> => {
  const { count } = await trx
    .selectFrom('listing')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(ownOnes(asked))
    .executeTakeFirstOrThrow()
  return count
}

export interface KnownRow
  extends Pick<
    ListingRow,
    'id' | 'source_key' | 'source_digest' | 'edited_at' | 'left_at' | 'confirmed_on' | 'version' | 'name'
  > {
  merged_into: string | null
  gone_at: Date | null
  /** Of those merged into it, whose own source still has them. */
  others: string[]
  /** Another listing that is found may mean the same service, and nobody decided yet. */
  is_paired: boolean
  /** Whether it was written into the listing that stands for it. */
  kept_edited: boolean
}

/** What is known of a source, by its keys. */
export const knownOf = async (trx: Trx, originator: string, source: Source): Promise<Map<string, KnownRow>> => {
  const { rows } = await sql<KnownRow>`
    with other as (select merged_into as id, array_agg(id) as ids from listing
        where originator = ${originator} and merged_into is not null and left_at is null group by merged_into),
      paired as (select pair.a as id, pair.b as by from listing_pair pair where state = 'open'
        union all select pair.b, pair.a from listing_pair pair where state = 'open')
    select listing.id, listing.source_key, listing.source_digest, listing.edited_at, listing.left_at, listing.confirmed_on,
      listing.version, listing.name, listing.merged_into, listing.gone_at, coalesce(other.ids, '{}') as others,
      exists (select from paired join listing found on found.id = paired.by
        where paired.id = listing.id and found.left_at is null and found.ended_at is null) as is_paired,
      coalesce((select kept.edited_at is not null from listing kept where kept.id = listing.merged_into), false)
        as kept_edited
    from listing left join other on other.id = listing.id
    where listing.originator = ${originator} and listing.source = ${source}`.execute(trx)
  return new Map(rows.map((row) => [row.source_key, row]))
}

export const markLeft = async (trx: Trx, ids: readonly string[], at: Date): Promise<void> => {
  if (ids.length === 0) return
  await sql`update listing set left_at = ${at}, changed_at = ${at}, version = version + 1
    where id = any(${[...ids]}::uuid[])`.execute(trx)
}

/** Up to the first text that begins otherwise. */
const upTo = (text: string) => `${text}\u{10ffff}`

/** Of directions, not of numbers: the middle of 179° east and 179° west is not Greenwich. */
const MIDDLE = sql`atan2d(avg(sind(longitude)), avg(cosd(longitude)))`

/** Cities, and regions, that are called so or begin so; most services first. */
export const placesCalled = async (trx: Trx, called: string, region: string | undefined): Promise<FoundPlace[]> => {
  const inRegion = region === undefined ? sql`true` : sql`region_key = ${region}`
  const isRegion = region === undefined ? sql`region_key = ${called}` : sql`false`
  const { rows } = await sql<FoundPlace & { city_key: string | null }>`
    select min(content->'location'->>'city') as city, city_key, min(content->'location'->>'region') as region, country,
      count(*)::int as services, avg(latitude) as latitude, ${MIDDLE} as longitude
    from listing
    where left_at is null and ended_at is null and city_key >= ${called} and city_key < ${upTo(called)} and ${inRegion}
    group by city_key, region_key, country
    union all
    select null, null, min(content->'location'->>'region'), country, count(*)::int, avg(latitude), ${MIDDLE}
    from listing where left_at is null and ended_at is null and ${isRegion}
    group by region_key, country
    order by services desc limit 40`.execute(trx)
  const exact = rows.filter(({ city_key, city }) => city === null || city_key === called)
  return (exact.length > 0 ? exact : rows).map(({ city_key: _, ...place }) => place)
}

export interface Wanted {
  text: string
  /** One of these terms; null: whatever. */
  terms: readonly string[] | null
  /** Those that have one of these come first. */
  first: readonly string[]
  age: number | undefined
  isFree: boolean
  isTested: boolean
  language: string | undefined
  place: (FoundPlace & { city_key: string | null; region_key: string | null }) | null
}

/** Round a city, as far as somebody travels for help. */
export const WITHIN_KM = 50
const KM_A_DEGREE = 111.2

const near = ({ city, city_key, region_key, country, latitude, longitude }: NonNullable<Wanted['place']>) => {
  const here = sql`country = ${country} and region_key is not distinct from ${region_key}`
  // By telephone or online alone: it helps wherever its area is.
  const remote = sql`(city_key is null and country = ${country} and (region_key is null or region_key = ${region_key}))`
  if (city === null) return sql`(${here} or ${remote})`
  const own = sql`(city_key = ${city_key} and ${here})`
  if (latitude === null || longitude === null) return sql`(${own} or ${remote})`
  const [tall, wide] = [
    WITHIN_KM / KM_A_DEGREE,
    WITHIN_KM / (KM_A_DEGREE * Math.max(0.01, Math.cos((latitude * Math.PI) / 180))),
  ]
  // What lies across the antimeridian has a number a whole turn away.
  const turns = [
    longitude,
    ...(longitude + wide > 180 ? [longitude - 360] : longitude - wide < -180 ? [longitude + 360] : []),
  ]
  const along = turns.map((east) => sql`longitude between ${east - wide} and ${east + wide}`)
  const box = sql`(latitude between ${latitude - tall} and ${latitude + tall} and (${sql.join(along, sql` or `)}))`
  return sql`(${box} or ${own} or ${remote})`
}

/** Metres on a sphere (haversine). What has no position of its own is as near as can be, or where nobody knows. */
const FARTHEST = 100_000_000
const metresFrom = (place: Wanted['place']): RawBuilder<number> => {
  if (place === null || place.latitude === null || place.longitude === null) return sql`0`
  const { latitude: north, longitude: east } = place
  return sql`case when latitude is null then case when city_key is null then 0 else ${FARTHEST}::int end else
    round(12742000 * asin(sqrt(least(1, power(sin(radians(latitude - ${north}::float8) / 2), 2)
      + cos(radians(${north}::float8)) * cos(radians(latitude))
      * power(sin(radians(longitude - ${east}::float8) / 2), 2)))))::int end`
}

const matching = ({ text, terms, age, isFree, isTested, language, place }: Wanted) => {
  const holds = holdsWords('listing', text, sql`listing.id`)
  const all = [
    sql`left_at is null and ended_at is null`,
    ...(holds ? [holds] : []),
    ...(terms === null ? [] : [sql`terms && ${[...terms]}::text[]`]),
    ...(isFree ? [sql`'cost:free' = any(terms)`] : []),
    ...(isTested ? [sql`terms && ${[...FOUND_TO_HELP]}::text[]`] : []),
    // Who is not known to be left out stays in: the page says that it is not known.
    ...(age === undefined ? [] : [sql`(ages is null or ages @> ${age}::int)`]),
    ...(language === undefined ? [] : [sql`(languages is null or ${language} = any(languages))`]),
    ...(place === null ? [] : [near(place)]),
  ]
  return sql`${sql.join(all, sql` and `)}`
}

/** By what is found is ordered: numbers, the lower the sooner, and the id. */
export type Rank = readonly [
  ...[open: number, first: number, free: number, confirmed: number, reach: number, metres: number, quality: number],
  id: string,
]
export interface PlacedRow extends ListingRow {
  rank_open: number
  rank_first: number
  rank_free: number
  rank_confirmed: number
  rank_reach: number
  metres: number
  rank_quality: number
}

interface Page {
  now: Date
  limit: number
  /** Closed, whatever their hours say. */
  shut: readonly string[]
  accredited: readonly string[]
  after?: Rank
}

/**
 * Open now, then closed, then where hours are not known; in each, what fits, is free, freshly confirmed, can be called, is near, and
 * is of a quality that was checked.
 * `total` counts all that match, also those of other pages; null where this page is empty. What is ordered is narrow, and
 * whole rows are read of one page alone: of fourteen thousand that match, most of the time went into carrying their text.
 */
export const findListings = async (
  trx: Trx,
  wanted: Wanted,
  { now, limit, shut, accredited, after }: Page,
): Promise<{ rows: PlacedRow[]; total: number | null }> => {
  const order = sql.raw('rank_open, rank_first, rank_free, rank_confirmed, rank_reach, metres, rank_quality, found')
  const { rows } = await sql<PlacedRow & { total: number }>`
    with ranked as materialized (select id as found,
      (case when id = any(${[...shut]}::uuid[]) then 1 when opens is null or opens_until <= ${now} then 2 when opens @> ${now}::timestamptz then 0
        when doubtful @> ${now}::timestamptz then 2 else 1 end) as rank_open,
      (case when terms && ${[...wanted.first]}::text[] then 0 else 1 end)
        + (case when ${wanted.language ?? ''} = any(languages) then 0 else 1 end) as rank_first,
      case when 'cost:free' = any(terms) then 0 else 1 end as rank_free,
      case when confirmed_on is null then 3 when confirmed_on >= ${now}::timestamptz::date - ${FRESH}::int then 0
        when confirmed_on >= ${now}::timestamptz::date - ${OLD}::int then 1 else 2 end
        as rank_confirmed,
      case when has_phone then 0 else 1 end as rank_reach,
      ${metresFrom(wanted.place)} as metres,
      case when id = any(${[...accredited]}::uuid[]) then 0 else 1 end as rank_quality
    from listing where ${matching(wanted)}),
    page as (select * from ranked ${after ? sql`where (${order}) > (${sql.join([...after])})` : sql``}
      order by ${order} limit ${limit + 1})
    select listing.*, page.*, (select count(*)::int from ranked) as total
    from page join listing on listing.id = page.found order by ${order}`.execute(trx)
  return { rows, total: rows[0]?.total ?? null }
}

/** When any listing last changed, to the microsecond, as text; null where there is none. */
export const lastChange = async (trx: Trx): Promise<string | null> => {
  const { rows } = await sql<{ at: string }>`
    select changed_at::text as at from listing order by changed_at desc limit 1`.execute(trx)
  return rows[0]?.at ?? null
}

export const countFound = async (trx: Trx, wanted: Wanted): Promise<number> => {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from listing where ${matching(wanted)}`.execute(trx)
  return rows[0]?.count ?? 0
}
