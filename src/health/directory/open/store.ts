// SPDX-License-Identifier: Apache-2.0
/** The SQL of what other programs may read. Each function takes a transaction in which an actor sits. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { holdsWords } from '#platform/search/index.ts'
import type { Weekday } from '../contract.ts'
import type { DirectoryTables, ListingRow } from '../store.ts'

type Trx = Transaction<DirectoryTables>

/** What is asked for. What is absent is not asked. */
export interface Asked {
  /** Found by the finder; withdrawn or gone from its source; or either. */
  listed: 'listed' | 'gone' | 'both'
  /** Words of a name, the last may be the beginning of one. */
  words?: string | undefined
  /** For each: one of the texts. */
  name?: { how: 'begins' | 'contains' | 'is'; texts: readonly string[] }[]
  /** For each list: one of these terms of the taxonomy. */
  terms?: (readonly string[])[]
  organizations?: readonly string[] | undefined
  ids?: readonly string[] | undefined
  changed?: { how: '>' | '>=' | '<' | '<='; at: Date }[]
  /** Has a place of its own. */
  isSomewhere?: boolean
  /** Ages as the listing gives them, in years. */
  minimumAge?: number | undefined
  maximumAge?: number | undefined
  day?: Weekday | undefined
  /** Local times of day, `09:00`. */
  opensFrom?: string | undefined
  closesBy?: string | undefined
}

/** In one size: which page of how many. */
export interface Paged {
  /** From 1. */
  page: number
  size: number
  /** Last changed first; else by id. */
  isNewestFirst?: boolean
}

const LISTED = sql<boolean>`(left_at is null and ended_at is null)`

/** What stands in a LIKE pattern for itself. */
const literal = (text: string) => text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')
const isCalled = ({ how, texts }: NonNullable<Asked['name']>[number], column: RawBuilder<unknown>) => {
  if (how === 'is') return sql`${column} = any(${[...texts]}::text[])`
  const patterns = texts.map((text) => (how === 'begins' ? `${literal(text)}%` : `%${literal(text)}%`))
  return sql`lower(${column}) like any(${patterns}::text[])`
}

const hours = ({ day, opensFrom, closesBy }: Asked) =>
  day === undefined && opensFrom === undefined && closesBy === undefined
    ? []
    : [
        // Of what was withdrawn nobody reads the hours, so nobody finds by them either.
        sql`${LISTED} and exists (select from jsonb_array_elements(nullif(content->'schedules', 'null')) as schedule
          where ${day === undefined ? sql`true` : sql`schedule->'byday' ? ${day}`}
          and ${opensFrom === undefined ? sql`true` : sql`schedule->>'opensAt' >= ${opensFrom}`}
          and ${closesBy === undefined ? sql`true` : sql`schedule->>'closesAt' <= ${closesBy}`})`,
      ]

const conditions = (asked: Asked) => {
  const { listed, words = '', name = [], terms = [], organizations, ids, changed = [] } = asked
  const holds = holdsWords('listing', words, sql`listing.id`)
  return sql.join(
    [
      ...(listed === 'both' ? [sql`true`] : [listed === 'listed' ? LISTED : sql`not ${LISTED}`]),
      ...(holds ? [holds] : []),
      ...name.map((each) => isCalled(each, sql`listing.name`)),
      ...terms.map((each) => sql`terms && ${[...each]}::text[]`),
      ...(organizations === undefined ? [] : [sql`organization_id = any(${[...organizations]}::uuid[])`]),
      ...(ids === undefined ? [] : [sql`id = any(${[...ids]}::uuid[])`]),
      ...changed.map(({ how, at }) => sql`changed_at ${sql.raw(how)} ${at}`),
      ...(asked.isSomewhere ? [sql`city_key is not null`] : []),
      ...(asked.minimumAge === undefined ? [] : [sql`(content->>'minimumAge')::int >= ${asked.minimumAge}`]),
      ...(asked.maximumAge === undefined ? [] : [sql`(content->>'maximumAge')::int <= ${asked.maximumAge}`]),
      ...hours(asked),
    ],
    sql` and `,
  )
}

const pageOf = ({ page, size, isNewestFirst = false }: Paged) =>
  sql`order by ${isNewestFirst ? sql`changed_at desc, id` : sql`id`} limit ${size} offset ${(page - 1) * size}`

export const readListings = async (trx: Trx, asked: Asked, paged: Paged): Promise<ListingRow[]> => {
  const { rows } = await sql<ListingRow>`select * from listing where ${conditions(asked)}
    ${pageOf(paged)}`.execute(trx)
  return rows
}

export const countListings = async (trx: Trx, asked: Asked): Promise<number> => {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from listing where ${conditions(asked)}`.execute(trx)
  return rows[0]?.count ?? 0
}

/** Those whose id comes after, in order of their ids. */
export const listingsAfter = async (
  trx: Trx,
  asked: Asked,
  after: string | null,
  limit: number,
): Promise<ListingRow[]> => {
  const { rows } = await sql<ListingRow>`select * from listing where ${conditions(asked)}
    and ${after === null ? sql`true` : sql`id > ${after}::uuid`} order by id limit ${limit}`.execute(trx)
  return rows
}

export interface OrganizationRow {
  id: string
  name: string
  is_listed: boolean
  changed_at: Date
}

const organizations = (asked: Asked) => {
  const { listed, name = [], ids, changed = [] } = asked
  const one = sql`select organization_id as id, min(content->>'organization') as name, bool_or(${LISTED}) as is_listed,
    max(changed_at) as changed_at from listing where organization_id is not null
    and ${ids === undefined ? sql`true` : sql`organization_id = any(${[...ids]}::uuid[])`} group by organization_id`
  const all = [
    listed === 'both' ? sql`true` : listed === 'listed' ? sql`is_listed` : sql`not is_listed`,
    ...name.map((each) => isCalled(each, sql`name`)),
    ...changed.map(({ how, at }) => sql`changed_at ${sql.raw(how)} ${at}`),
  ]
  return sql`from (${one}) organization where ${sql.join(all, sql` and `)}`
}

/** Of `asked`: `listed`, `name`, `ids` and `changed`. */
export const readOrganizations = async (trx: Trx, asked: Asked, paged: Paged): Promise<OrganizationRow[]> => {
  const { rows } = await sql<OrganizationRow>`select * ${organizations(asked)} ${pageOf(paged)}`.execute(trx)
  return rows
}

export const countOrganizations = async (trx: Trx, asked: Asked): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${organizations(asked)}`.execute(trx)
  return rows[0]?.count ?? 0
}

/** Changes with whatever changes in any listing. */
export const stateOf = async (trx: Trx): Promise<{ stamp: string; changed: Date | null }> => {
  const { rows } = await sql<{ stamp: string; changed: Date | null }>`
    select concat(count(*), '-', sum(version)) as stamp, max(changed_at) as changed from listing`.execute(trx)
  return rows[0] ?? { stamp: '', changed: null }
}
