// SPDX-License-Identifier: Apache-2.0
/**
 * What this room publishes for paragraph 3 of Resolution 2: services accredited, critical criteria met, agreement of appraisers,
 * and how far services see themselves better than others do. What one appraisal found is not public, so no mean of fewer
 * appraisals than the floor is either; who is accredited is, so that count is not hidden.
 */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { standingsOf } from './accreditation.ts'
import { inspectionFacts } from './inspections/facts.ts'
import { type AssuranceTables, type Figure, figuresOf, registered } from './store.ts'

export const ACCREDITED = 'IND-133'
export const CRITICAL_MET = 'IND-078'
export const AGREED = 'IND-080'
export const GAP = 'IND-081'

interface Plan {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  now: Date
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round((values.reduce((a, b) => a + b, 0) / values.length) * 100) / 100

/** Figures of these appraisals and of so many services accredited. Pure. */
export const factsFrom = (all: readonly Figure[], accredited: number, { country, year, now }: Plan): Fact[] => {
  const isShown = all.length >= FLOOR.least
  const count = (key: 'asked' | 'met') => all.reduce((sum, { result }) => sum + result.critical[key], 0)
  const common = {
    ...{ period: String(year), area: country, disaggregation: {}, source: 'health/assurance' },
    ...{ computedAt: now.toISOString(), certainty: 'complete' as const },
  }
  const shown = (indicator: string, unit: string, value: number | null): Fact => ({
    ...{ ...common, indicator, unit, value: isShown ? value : null, floor: FLOOR },
  })
  const gaps = all.flatMap(({ result, self_score }) =>
    result.score === null || self_score === null ? [] : [(self_score - result.score) * 100],
  )
  return [
    { ...common, indicator: ACCREDITED, unit: 'number', value: accredited, floor: null },
    shown(CRITICAL_MET, 'percent', count('asked') === 0 ? null : Math.round((count('met') / count('asked')) * 100)),
    shown(AGREED, 'kappa', mean(all.flatMap(({ agreement }) => agreement.kappa ?? []))),
    shown(GAP, 'points', mean(gaps)),
  ]
}

/** Those of a year, up to a moment. */
export const assuranceFacts = async <T extends AssuranceTables>(wide: Kysely<T>, plan: Plan): Promise<Fact[]> => {
  const db = wide as unknown as Kysely<AssuranceTables>
  const { year, now } = plan
  const decided = (await registered(db)).filter(({ decided_at }) => decided_at < now)
  const accredited = standingsOf(decided, now.toISOString().slice(0, 10)).filter(({ status }) =>
    ['accredited', 'conditional'].includes(status),
  )
  return [
    ...factsFrom(await figuresOf(db, new Date(Date.UTC(year, 0, 1)), now), accredited.length, plan),
    ...(await inspectionFacts(db, plan)),
  ]
}
