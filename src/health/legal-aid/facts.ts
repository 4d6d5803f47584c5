// SPDX-License-Identifier: Apache-2.0
/**
 * What this room publishes for paragraph 4 of Resolution 2: the share of people who spoke with a lawyer in time, by kind of place
 * and by what starts the clock. No total is shown, from which a hidden place could be worked out, and no number of people.
 */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import type { Share } from './contract.ts'
import { type LegalAidTables, type Sum, sumsBefore } from './store.ts'

export const TIMELY = 'IND-144'

interface Plan {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  /** The end of the month that is told of. */
  now: Date
}

const floored = (count: number) => Math.round(count / FLOOR.round) * FLOOR.round
/** A share of fewer services would be one’s own to whoever knows the other’s. */
const LEAST_SERVICES = 3
/** Whole percent; null where either number is small, or few services counted. */
export const shareFrom = ({ place, clock, services, in_time, people }: Sum): Share => {
  const isShown = services >= LEAST_SERVICES && in_time >= FLOOR.least && people >= FLOOR.least
  return { place, clock, percent: isShown ? Math.round((floored(in_time) / floored(people)) * 100) : null }
}

export const legalAidFacts = async (db: Kysely<LegalAidTables>, { country, year, now }: Plan): Promise<Fact[]> =>
  (await sumsBefore(db, now)).map(shareFrom).map(({ place, clock, percent }) => ({
    ...{ indicator: TIMELY, period: String(year), area: country, disaggregation: { place, clock } },
    ...{ value: percent, unit: 'percent', floor: FLOOR, source: 'health/legal-aid' },
    ...{ computedAt: now.toISOString(), certainty: 'partial' as const },
  }))
