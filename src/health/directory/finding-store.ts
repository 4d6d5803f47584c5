// SPDX-License-Identifier: Apache-2.0
/** The SQL of what people look for: places by name, and listings in the order in which they help. An actor sits in each transaction. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { holdsWords, wordsOf } from '#platform/search/index.ts'
import { INSIDE } from './asked.ts'
import type { FoundPlace } from './contract.ts'
import { FRESH, OLD } from './fresh.ts'
import type { Placed } from './nearest.ts'
import { FOUND_TO_HELP } from './prevention.ts'
import type { DirectoryTables, ListingRow } from './store.ts'

type Trx = Transaction<DirectoryTables>

/** Round a city, as far as somebody travels for help. */
export const WITHIN_KM = 50
const KM_A_DEGREE = 111.2

/** Up to the first text that begins otherwise. */
const upTo = (text: string) => `${text}\u{10ffff}`

/** Of directions, not of numbers: the middle of 179° east and 179° west is not Greenwich. */
const MIDDLE = sql`atan2d(avg(sind(longitude)), avg(cosd(longitude)))`

export type Called = FoundPlace & { city_key: string | null }

/** Whether two towns of one name can be one: as near as people travel, or nobody knows where one of them is. */
const isNear = (one: Called, other: Called): boolean => {
  if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null)
    return true
  const turn = Math.abs(one.longitude - other.longitude)
  const east = Math.min(turn, 360 - turn) * Math.cos((one.latitude * Math.PI) / 180)
  return Math.hypot(one.latitude - other.latitude, east) * KM_A_DEGREE <= WITHIN_KM
}

/**
 * Some files write no region. Where one town alone of that name and country can be meant, its services are those of that town: else
 * everybody who seeks there would be asked which of two that are one.
 */
const joined = (rows: readonly Called[]): Called[] => {
  const homes = new Map<Called, Called>()
  for (const row of rows) {
    if (row.city === null || row.region !== null) continue
    const same = rows.filter(
      (each) => each.region !== null && each.city_key === row.city_key && each.country === row.country,
    )
    const [only, ...others] = same.filter((each) => isNear(row, each))
    if (only && others.length === 0) homes.set(row, only)
  }
  return rows
    .filter((row) => !homes.has(row))
    .map((row) => ({
      ...row,
      services: [...homes].reduce((sum, [each, home]) => (home === row ? sum + each.services : sum), row.services),
    }))
    .sort((a, b) => b.services - a.services)
}

/** Cities, in regions that are called so where any is named, and regions, that are called so or begin so; most services first. */
export const placesCalled = async (trx: Trx, called: string, regions?: readonly string[]): Promise<FoundPlace[]> => {
  const inRegion = regions === undefined ? sql`true` : sql`region_key = any(${[...regions]}::text[])`
  const isRegion = regions === undefined ? sql`region_key = ${called}` : sql`false`
  const { rows } = await sql<Called>`
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
  return joined(exact.length > 0 ? exact : rows).map(({ city_key: _, ...place }) => place)
}

export interface Wanted {
  text: string
  /** One of these terms; null: whatever. */
  terms: readonly string[] | null
  /** Those that have one of these come first; of several lists, those that fit most. */
  first: readonly (readonly string[])[]
  age: number | undefined
  /** Moments as a multirange, of which one is enough, and now. */
  when: { spans: string; now: Date } | null
  /** Who has the term is left out, unless it has one of the others too. */
  leftOut: { term: string; unless: readonly string[] } | null
  isFree: boolean
  isTested: boolean
  language: string | undefined
  place: (FoundPlace & { city_key: string | null; region_key: string | null }) | null
  /** Kilometres round a place. */
  within: number
  /** Instead the nearest few, however far: of these, or of all. */
  isNearest: boolean
  among?: readonly string[]
}

/** How many of the nearest are shown where none is near. */
export const NEAREST = 5
/** An array, since an id that is in a list may be looked up, and one in a query beside an `or` reads every listing. */
const nearest = (wanted: Wanted, country: string) =>
  sql`listing.id = any(array(select id from listing
    where ${wanted.among ? sql`id = any(${[...wanted.among]}::uuid[])` : sql`true`}
      and ${matching({ ...wanted, isNearest: false, place: null })} and ${country === '' ? sql`true` : sql`country = ${country}`} and latitude is not null
    order by ${metresFrom(wanted.place)}, id limit ${NEAREST}))`

const near = (wanted: Wanted, place: NonNullable<Wanted['place']>) => {
  const { city, city_key, region_key, country, latitude, longitude } = place
  const { within } = wanted
  const here = sql`country = ${country} and region_key is not distinct from ${region_key}`
  // By telephone or online alone: it helps wherever its area is.
  const remote = sql`(city_key is null and country = ${country} and (region_key is null or region_key = ${region_key}))`
  if (city === null) return sql`(${here} or ${remote})`
  // Without a region and a position it may be this town of that name.
  const homeless = sql`country = ${country} and region_key is null and latitude is null`
  const own = sql`(city_key = ${city_key} and (${here} or ${homeless}))`
  if (latitude === null || longitude === null) return sql`(${own} or ${remote})`
  if (wanted.isNearest) return sql`(${nearest(wanted, country)} or ${remote})`
  const [tall, wide] = [
    within / KM_A_DEGREE,
    within / (KM_A_DEGREE * Math.max(0.01, Math.cos((latitude * Math.PI) / 180))),
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

const MOST_WORDS = 8
/** The last word of a text that counts, which may be the beginning of one; undefined where there are no words. */
export const lastSought = (text: string): string | undefined => wordsOf(text).slice(0, MOST_WORDS).at(-1)

/** Every word stands in it, the last one may be the beginning of one; undefined where there are no words. */
const namedSo = (text: string): RawBuilder<unknown> | undefined => {
  const words = wordsOf(text).slice(0, MOST_WORDS)
  const last = words.pop()
  if (last === undefined) return undefined
  const begins = sql`exists (select from unnest(named) each where each ^@ ${last})`
  return words.length === 0 ? begins : sql`(named @> ${words}::text[] and ${begins})`
}

const matching = (wanted: Wanted): RawBuilder<unknown> => {
  const { text, terms, age, when, leftOut, isFree, isTested, language, place } = wanted
  // Round a place its services are few: their own words are looked through. Of a country those are looked up that have the words.
  const isRound = wanted.among !== undefined || (place !== null && !wanted.isNearest)
  const holds = isRound ? namedSo(text) : holdsWords('listing', text, sql`listing.id`)
  const all = [
    sql`left_at is null and ended_at is null`,
    ...(holds ? [holds] : []),
    ...(terms === null ? [] : [sql`terms && ${[...terms]}::text[]`]),
    ...(isFree ? [sql`'cost:free' = any(terms)`] : []),
    ...(isTested ? [sql`terms && ${[...FOUND_TO_HELP]}::text[]`] : []),
    // Who is not known to be left out stays in: the page says that it is not known.
    ...(age === undefined ? [] : [sql`(ages is null or ages @> ${age}::int)`]),
    ...(when === null
      ? []
      : [
          sql`(opens is null or opens_until <= ${when.now} or opens && ${when.spans}::tstzmultirange or doubtful && ${when.spans}::tstzmultirange)`,
        ]),
    ...(leftOut === null ? [] : [sql`(not ${leftOut.term} = any(terms) or terms && ${[...leftOut.unless]}::text[])`]),
    ...(language === undefined ? [] : [sql`(languages is null or ${language} = any(languages))`]),
    ...(place === null ? [] : [near(wanted, place)]),
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
  /** Whether what stands inside prisons and police stations comes after what is open to everybody. */
  isInsideApart: boolean
  /** They come after all others: nobody is led there because it is open and near. */
  held: readonly string[]
  after?: Rank
}

/** Of a prison, and of nothing outside. */
const INSIDE_ALONE = sql`(terms && ${[...INSIDE]}::text[] and not exists (select from unnest(terms) own
  where own like 'setting:%' and own <> all(${[...INSIDE]}::text[])))`

/**
 * Open now, then closed, then where hours are not known, then what stands inside prisons, then places that people may not leave; in each, what fits, is free, freshly confirmed, can be called, is near, and
 * is of a quality that was checked.
 * `total` counts all that match, also those of other pages, and `farthest` are the metres to the last of them; null and 0 where this page is empty. What is ordered is narrow, and
 * whole rows are read of one page alone: of fourteen thousand that match, most of the time went into carrying their text.
 */
export const findListings = async (
  trx: Trx,
  wanted: Wanted,
  { now, limit, shut, accredited, held, isInsideApart, after }: Page,
): Promise<{ rows: PlacedRow[]; total: number | null; farthest: number }> => {
  const order = sql.raw('rank_open, rank_first, rank_free, rank_confirmed, rank_reach, metres, rank_quality, found')
  // At the moment, or at one of those that were asked for.
  const at = (column: RawBuilder<unknown>) =>
    wanted.when ? sql`${column} && ${wanted.when.spans}::tstzmultirange` : sql`${column} @> ${now}::timestamptz`
  const { rows } = await sql<PlacedRow & { total: number; farthest: number }>`
    with ranked as materialized (select id as found,
      (case when ${isInsideApart ? INSIDE_ALONE : sql`false`} then 3 when id = any(${[...held]}::uuid[]) then 4 when id = any(${[...shut]}::uuid[]) then 1 when opens is null or opens_until <= ${now} then 2 when ${at(sql`opens`)} then 0
        when ${at(sql`doubtful`)} then 2 else 1 end) as rank_open,
      ${
        wanted.first.length === 0
          ? sql`0`
          : sql.join(
              wanted.first.map((terms) => sql`(case when terms && ${[...terms]}::text[] then 0 else 1 end)`),
              sql` + `,
            )
      }
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
    select listing.*, page.*, (select count(*)::int from ranked) as total, (select max(metres) from ranked) as farthest
    from page join listing on listing.id = page.found order by ${order}`.execute(trx)
  return { rows, total: rows[0]?.total ?? null, farthest: rows[0]?.farthest ?? 0 }
}

/** Towns whose names begin with one of these letters, most services first. */
export const townsFrom = async (trx: Trx, letters: readonly string[]): Promise<Called[]> => {
  const begins = letters.map((letter) => sql`(city_key >= ${letter} and city_key < ${upTo(letter)})`)
  const { rows } = await sql<Called>`
    select min(content->'location'->>'city') as city, city_key, min(content->'location'->>'region') as region, country,
      count(*)::int as services, avg(latitude) as latitude, ${MIDDLE} as longitude
    from listing where left_at is null and ended_at is null and (${sql.join(begins, sql` or `)})
    group by city_key, region_key, country order by services desc`.execute(trx)
  return joined(rows)
}

/** All that have a position. */
export const placedListings = async (trx: Trx): Promise<Placed[]> => {
  const { rows } = await sql<Placed>`select id, country, latitude, longitude from listing
    where left_at is null and ended_at is null and latitude is not null`.execute(trx)
  return rows
}

/** Towns of which most is listed. */
export const townsListed = async (trx: Trx, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ city: string }>`select min(content->'location'->>'city') as city from listing
    where left_at is null and ended_at is null and city_key is not null
    group by city_key order by count(*) desc, 1 limit ${limit}`.execute(trx)
  return rows.map(({ city }) => city)
}

/** Rows of words that are read for a name; what is called by a more common one stands everywhere. */
const MOST_NAMED = 1000
/** Ids of all in which a word stands or begins one; undefined where it is a common one. */
export const idsNamed = async (trx: Trx, word: string): Promise<ReadonlySet<string> | undefined> => {
  const { rows } = await sql<{ record: string }>`select record from word
    where kind = 'listing' and word >= ${word} and word < ${upTo(word)} limit ${MOST_NAMED}`.execute(trx)
  return rows.length < MOST_NAMED ? new Set(rows.map(({ record }) => record)) : undefined
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
