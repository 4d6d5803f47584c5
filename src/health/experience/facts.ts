// SPDX-License-Identifier: Apache-2.0
/** What this room publishes for paragraph 3 of Resolution 2: what people experienced, in the last quarter that is over. */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { countryScore, lastQuarter } from './results.ts'
import { allSums, type ExperienceTables } from './store.ts'

export const EXPERIENCE = 'IND-085'

/** `country`: ISO 3166-1 alpha-2. `now`: the end of the month that is told of. */
export const experienceFacts = async <T extends ExperienceTables>(
  wide: Kysely<T>,
  { country, now }: { country: string; now: Date },
): Promise<Fact[]> => {
  const quarter = lastQuarter(now)
  const sums = await allSums(wide as unknown as Kysely<ExperienceTables>)
  const own = sums.filter((each) => each.country === country && each.quarter === quarter)
  return [
    {
      ...{ indicator: EXPERIENCE, period: quarter, area: country, disaggregation: {}, source: 'health/experience' },
      ...{ value: countryScore(own), unit: '0-100', floor: FLOOR, computedAt: now.toISOString() },
      // Of those who were given a code and answered.
      certainty: 'partial',
    },
  ]
}
