// SPDX-License-Identifier: Apache-2.0
/** Who keeps a listing: of the other rooms of health, which must know whose it is. Everybody may read it anyway. */
import { type Kysely, sql } from 'kysely'
import { keyOf, sit } from '#platform/access/index.ts'
import { ANYONE, EDITOR, FINDING } from './access.ts'
import { isId } from './seat.ts'
import { type DirectoryTables, listingById } from './store.ts'

export interface KeptListing {
  id: string
  name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** Id of the organisation that looks after the listing; whose service it is the directory does not know. */
  keeper: string
}

/** Undefined where nothing is listed under this id by now. */
export const keptListing = async (db: Kysely<DirectoryTables>, id: string): Promise<KeptListing | undefined> => {
  const row = isId(id) ? await sit(db, ANYONE, (trx) => listingById(trx, id)) : undefined
  if (!row || row.ended_at !== null) return undefined
  return { id, name: row.name, country: row.country, keeper: row.originator }
}

export interface Editors {
  /** The key of those who look after a listing. */
  key: string
  /** That they carry. */
  purpose: string
}
/** Whom another room tells something of a listing. */
export const editorsOf = async (db: Kysely<DirectoryTables>, id: string): Promise<Editors | undefined> => {
  const kept = await keptListing(db, id)
  return kept && { key: keyOf.role(kept.keeper, EDITOR), purpose: FINDING }
}

/** A listed service in a prison or remand prison. */
export interface PrisonListing {
  id: string
  /** Of the service, as everybody knows the place. */
  name: string
  /** The prison as far as the listing says it: its organisation, else the name of the service. */
  prison: string
  city: string | null
  terms: string[]
  /** `YYYY-MM-DD` on which somebody last confirmed it; null where nobody did. */
  confirmed: string | null
}

/** What is listed in prisons of a country, and how many listed services outside name each kind of intervention. */
export const prisonsAgainstCommunity = (db: Kysely<DirectoryTables>, country: string) =>
  sit(db, ANYONE, async (trx) => {
    const inPrison = sql`exists (select from unnest(terms) term where term ~ '^setting:cj\\.(prison|remand)')`
    const listed = sql`country = ${country} and left_at is null and ended_at is null`
    const prisons =
      await sql<PrisonListing>`select id, name, coalesce(nullif(content->>'organization', ''), name) as prison,
      content->'location'->>'city' as city, terms, confirmed_on::text as confirmed
      from listing where ${listed} and ${inPrison} order by 3, 4, name limit 2000`.execute(trx)
    const community = await sql<{ intervention: string; services: number }>`
      select split_part(split_part(term, ':', 2), '.', 1) as intervention, count(distinct id)::int as services
      from listing, unnest(terms) term
      where ${listed} and not ${inPrison} and term like 'intervention:%' group by 1`.execute(trx)
    return { prisons: prisons.rows, community: new Map(community.rows.map((row) => [row.intervention, row.services])) }
  })
