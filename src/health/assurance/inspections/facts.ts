// SPDX-License-Identifier: Apache-2.0
/** What inspections answer for paragraph 3 of Resolution 2: made of those planned, without notice, and findings closed in time. */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import type { AssuranceTables } from '../store.ts'
import { type InspectionFigures, inspectionFigures } from './store.ts'

export const MADE = 'IND-077'
export const UNANNOUNCED = 'IND-134'
export const CLOSED_IN_TIME = 'IND-135'

interface Plan {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  now: Date
}

/** A share of fewer than the floor would tell of single services. Pure. */
export const inspectionFactsFrom = (figures: InspectionFigures, { country, year, now }: Plan): Fact[] => {
  const common = {
    ...{ period: String(year), area: country, disaggregation: {}, source: 'health/assurance', unit: 'percent' },
    ...{ computedAt: now.toISOString(), certainty: 'complete' as const, floor: FLOOR },
  }
  const share = (indicator: string, part: number, all: number): Fact => ({
    ...{ ...common, indicator, value: all >= FLOOR.least ? Math.round((part / all) * 100) : null },
  })
  const { planned, made, unannounced, in_time, late } = figures
  return [
    share(MADE, made, planned),
    share(UNANNOUNCED, unannounced, made),
    share(CLOSED_IN_TIME, in_time, in_time + late),
  ]
}

/** Those of a year, up to a moment. */
export const inspectionFacts = async (db: Kysely<AssuranceTables>, plan: Plan): Promise<Fact[]> =>
  inspectionFactsFrom(await inspectionFigures(db, `${plan.year}-01-01`, plan.now.toISOString().slice(0, 10)), plan)
