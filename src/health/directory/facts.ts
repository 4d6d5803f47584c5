// SPDX-License-Identifier: Apache-2.0
/**
 * What this room publishes of itself for Resolution 2: whether listings are kept true (paragraphs 13 and 16), and how many
 * services are free (preamble, P9 and P13) or care for children (paragraph 11), and how many were right when they were called (paragraph 16). Listings are public and of no person, so the indicators hide nothing.
 */
import { type Kysely, sql } from 'kysely'
import type { Fact } from '#commitments/contract.ts'
import { sit } from '#platform/access/index.ts'
import { ANYONE } from './access.ts'
import { accuracyAt } from './calls/desk.ts'
import type { DirectoryTables } from './store.ts'

export const INDICATORS = {
  fresh: 'IND-016',
  free: 'IND-012',
  exact: 'IND-014',
  functional: 'IND-015',
  childcare: 'IND-089',
} as const

/** IND-016: a listing is fresh for so many days after somebody confirmed it. */
const FRESH_DAYS = 90

interface Plan {
  /** ISO 3166-1 alpha-2: whose services are counted. */
  country: string
  /** The end of the month that is told of. */
  now: Date
}

const share = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10

/**
 * Of all listings of a node in the country, as they stand now. Free is counted of those that are confirmed, and only where the
 * listing says so: where it says nothing of cost the share is partial. A share of nothing is no fact.
 */
export const directoryFacts = async (db: Kysely<DirectoryTables>, { country, now }: Plan): Promise<Fact[]> => {
  const counted = await sit(db, ANYONE, async (trx) => {
    const { rows } = await sql<{ listed: number; fresh: number; free: number; silent: number; childcare: number }>`
      select count(*)::int as listed, count(*) filter (where is_fresh)::int as fresh,
        count(*) filter (where is_fresh and 'cost:free' = any(terms))::int as free,
        count(*) filter (where is_fresh and 'intervention:rec.child' = any(terms))::int as childcare,
        count(*) filter (where is_fresh and not exists (select from unnest(terms) term where term like 'cost:%'
          and term <> 'cost:unknown'))::int as silent
      from (select terms, coalesce(confirmed_on > ${now}::timestamptz::date - ${FRESH_DAYS}::int, false) as is_fresh
        from listing where country = ${country} and left_at is null and ended_at is null) listed`.execute(trx)
    return rows[0]
  })
  const { listed = 0, fresh = 0, free = 0, silent = 0, childcare = 0 } = counted ?? {}
  const accuracy = await accuracyAt(db, now, country)
  const common = {
    ...{
      period: new Date(now.getTime() - 1).toISOString().slice(0, 7),
      area: country,
      disaggregation: {},
      source: 'health/directory',
    },
    ...{ unit: 'percent', floor: null, computedAt: now.toISOString() },
  }
  return [
    ...(listed === 0
      ? []
      : [{ ...common, indicator: INDICATORS.fresh, value: share(fresh, listed), certainty: 'complete' as const }]),
    ...(fresh === 0
      ? []
      : [
          {
            ...{ ...common, indicator: INDICATORS.free, value: share(free, fresh) },
            certainty: silent === 0 ? ('complete' as const) : ('partial' as const),
          },
          // At least: a listing that does not name it may have it nevertheless.
          {
            ...{ ...common, indicator: INDICATORS.childcare, value: share(childcare, fresh) },
            certainty: 'partial' as const,
          },
        ]),
    // A sample: of too few calls nothing is told.
    ...(['exact', 'functional'] as const).flatMap((kind) => {
      const share = accuracy[kind]
      if (share === null) return []
      const value = Math.round(share * 1000) / 10
      return [{ ...common, indicator: INDICATORS[kind], value, certainty: 'estimated' as const }]
    }),
  ]
}
