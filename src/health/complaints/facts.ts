// SPDX-License-Identifier: Apache-2.0
/** What this room publishes for paragraph 3 of Resolution 2: complaints answered with reasons by their day (CPL-02). */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { type ComplaintsTables, clocksOfAll } from './store.ts'
import { type Floors, inTimeOf, yearOf } from './view.ts'

export const ANSWERED = 'IND-084'

interface Plan extends Floors {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  now: Date
}

/** Of complaints of the year whose day is past or that were answered, in the country; of counts over the floor alone. */
export const complaintFacts = async <T extends ComplaintsTables>(
  wide: Kysely<T>,
  { country, year, now, ...floors }: Plan,
): Promise<Fact[]> => {
  const rows = await clocksOfAll(wide as unknown as Kysely<ComplaintsTables>)
  const own = yearOf(rows, year, now).filter((row) => row.country === country)
  return [
    {
      ...{ indicator: ANSWERED, period: String(year), area: country, disaggregation: {}, source: 'health/complaints' },
      ...{ value: inTimeOf(own, now, floors), unit: 'percent', floor: FLOOR },
      ...{ computedAt: now.toISOString(), certainty: 'complete' },
    },
  ]
}
