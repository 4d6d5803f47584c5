// SPDX-License-Identifier: Apache-2.0
/**
 * What this room publishes for paragraphs 3 and 4 of Resolution 2: how often somebody was held or shut in, and of how many
 * places it is said whether people may leave. Entries are of persons: small numbers are hidden.
 */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { sit } from '#platform/access/index.ts'
import { ANYONE } from './access.ts'
import { foundIn } from './places.ts'
import { floored, yearBefore } from './register.ts'
import { countsOf, type LibertyTables, statements } from './store.ts'

export const RESTRAINED = 'IND-140'
export const SAID = 'IND-141'
export const UNLICENSED = 'IND-086'

interface Plan {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  /** The end of the month that is told of. */
  now: Date
}

export const libertyFacts = async (db: Kysely<LibertyTables>, { country, year, now }: Plan): Promise<Fact[]> => {
  const { since, until } = yearBefore(now)
  const total = (await countsOf(db, since, until)).reduce((sum, { entries }) => sum + entries, 0)
  const said = await sit(db, ANYONE, (trx) => statements(trx))
  const places = new Set(said.filter(({ stated_at }) => stated_at < now).map(({ service }) => service))
  const common = {
    ...{ period: String(year), area: country, disaggregation: {}, source: 'health/liberty', unit: 'number' },
    ...{ computedAt: now.toISOString(), certainty: 'partial' as const },
  }
  return [
    { ...common, indicator: RESTRAINED, value: floored(total), floor: FLOOR },
    { ...common, indicator: SAID, value: places.size, floor: null },
    { ...common, indicator: UNLICENSED, value: await foundIn(db, since, until), floor: null },
  ]
}
