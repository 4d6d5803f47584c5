// SPDX-License-Identifier: Apache-2.0
/** What partnerships publish of themselves for paragraphs 1 and 6 of Resolution 63/1: how many hold, and are looked at in time. */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { FOUR_MS } from './codes.ts'
import { dayOf } from './in-force.ts'
import { inForce, type PartnershipTables } from './store.ts'

export const INDICATORS = { held: 'IND-119', reviewed: 'IND-120' } as const

/** Hides and rounds a table of counts (src/commitments/floor.ts); `*` stands for all of a dimension. */
export type FloorTable = (
  dimensions: readonly (readonly string[])[],
  counts: readonly { at: readonly string[]; count: number }[],
) => { at: string[]; value: number | null }[]

interface FactsPlan {
  db: Kysely<PartnershipTables>
  /** Ids of the organisations of this country. */
  organisations: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  now: Date
  floorTable: FloorTable
}

const TOTAL = '*'

/** Percent, to one decimal, of two counts as they are shown; hidden where either is. */
const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null ? null : Math.min(100, Math.round((part / whole) * 1000) / 10)

/**
 * Of all authorities of a country together, under the floor: where few firms of a field take part, a number would say
 * which. A share is of counts as they are shown.
 */
export const partnershipFacts = async ({ db, organisations, country, now, floorTable }: FactsPlan): Promise<Fact[]> => {
  const today = dayOf(now)
  const own = (await inForce(db, today)).filter(({ authority }) => organisations.includes(authority))
  const dimensions = [[...FOUR_MS], ['in-time', 'late']]
  const stateOf = (review: string) => (today <= review ? 'in-time' : 'late')
  const counts = FOUR_MS.flatMap((m) =>
    ['in-time', 'late'].map((state) => ({
      at: [m, state],
      count: own.filter((each) => each.m === m && stateOf(each.review_on) === state).length,
    })),
  )
  const shown = new Map(floorTable(dimensions, counts).map(({ at, value }) => [at.join(' '), value]))
  const valueAt = (m: string, state: string) => shown.get(`${m} ${state}`) ?? null
  const common = {
    ...{ period: today.slice(0, 4), area: country, source: 'supply/partnerships', floor: FLOOR },
    ...{ computedAt: now.toISOString(), certainty: 'complete' as const },
  }
  const byField = (m: string) => (m === TOTAL ? {} : { field: m })
  return [TOTAL, ...FOUR_MS].flatMap((m) => [
    {
      ...{ ...common, indicator: INDICATORS.held, unit: 'number', disaggregation: byField(m) },
      value: valueAt(m, TOTAL),
    },
    {
      ...{ ...common, indicator: INDICATORS.reviewed, unit: 'percent', disaggregation: byField(m) },
      value: shareOf(valueAt(m, 'in-time'), valueAt(m, TOTAL)),
    },
  ])
}
