// SPDX-License-Identifier: Apache-2.0
/** What early warning publishes of itself for paragraph 7 of Resolution 63/1: how fast, how often, from how many signals. */
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { sit } from '#platform/access/index.ts'
import { ADVISED, filingSeat } from './access.ts'
import type { WarningsPlan } from './inside.ts'
import { firstAdvisories, signalsIn } from './store.ts'

export const INDICATORS = { days: 'IND-113', advisories: 'IND-114', signals: 'IND-115' } as const

const DAY = 86_400_000

/** Of an odd number the middle one, of an even number half way between the two; undefined of none. */
export const medianOf = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

/** Whole days from the day of the first identification to the moment of the advisory. */
const daysBetween = (day: string, moment: Date): number =>
  Math.max(0, Math.floor((moment.getTime() - Date.parse(day)) / DAY))

interface FactsPlan {
  db: WarningsPlan['db']
  /** Organisations whose officers watch for this country. */
  authorities: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  /** The year that is told of. */
  year: number
  now: Date
}

/**
 * Of all authorities of a country together, so that none of them stands out. Advisories are public one by one, and their
 * number hides nothing; signals tell of what befell people, so their number is under the floor. A median of none is no fact.
 */
export const warningFacts = async ({ db, authorities, country, year, now }: FactsPlan): Promise<Fact[]> => {
  const days: number[] = []
  // By id: what two authorities were told of is one signal, and twice four would be above the floor.
  const signals = new Set<string>()
  let advisories = 0
  for (const authority of authorities) {
    const filing = filingSeat(authority)
    await sit(db, { ...filing, purposes: [...filing.purposes, ADVISED] }, async (trx) => {
      const told = await firstAdvisories(trx, authority, year)
      advisories += told.reduce((sum, each) => sum + each.advisories, 0)
      days.push(
        ...told.flatMap(({ identified, published }) => (identified ? [daysBetween(identified, published)] : [])),
      )
      for (const id of await signalsIn(trx, year)) signals.add(id)
    })
  }
  const common = {
    ...{ period: String(year), area: country, disaggregation: {}, source: 'supply/warnings' },
    ...{ computedAt: now.toISOString(), certainty: 'complete' as const },
  }
  const median = medianOf(days)
  const counted = signals.size < FLOOR.least ? null : Math.round(signals.size / FLOOR.round) * FLOOR.round
  return [
    ...(median === undefined
      ? []
      : [{ ...common, indicator: INDICATORS.days, value: median, unit: 'days', floor: null }]),
    { ...common, indicator: INDICATORS.advisories, value: advisories, unit: 'number', floor: null },
    { ...common, indicator: INDICATORS.signals, value: counted, unit: 'number', floor: FLOOR },
  ]
}
