// SPDX-License-Identifier: Apache-2.0
/** What this room publishes for paragraph 3 of Resolution 2: visits made, and recommendations answered by their day. */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { countsOf, type VisitsTables } from './store.ts'

export const HELD = 'IND-142'
export const IN_TIME = 'IND-143'

interface Plan {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  /** The end of the month that is told of. */
  now: Date
  /** How counts may be shown: those of commitments, handed in. */
  floored(count: number): number | null
  shareOf(part: number | null, whole: number | null): number | null
}

/** Of the twelve months before `now`. */
export const visitFacts = async (
  db: Kysely<VisitsTables>,
  { country, year, now, floored, shareOf }: Plan,
): Promise<Fact[]> => {
  const since = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), 1))
  const { held, due, in_time } = await countsOf(db, since, now)
  const common = {
    ...{ period: String(year), area: country, disaggregation: {}, source: 'health/visits' },
    ...{ computedAt: now.toISOString(), certainty: 'complete' as const, floor: FLOOR },
  }
  return [
    { ...common, indicator: HELD, value: floored(held), unit: 'number' },
    { ...common, indicator: IN_TIME, value: shareOf(floored(in_time), floored(due)), unit: 'percent' },
  ]
}
