// SPDX-License-Identifier: Apache-2.0
/** What follows for paragraph 12 of Resolution 2: the gap per prison, prisons with agonist treatment and with needles. Listings are public. */
import type { Fact } from '#commitments/contract.ts'
import type { Listed } from './compare.ts'
import type { Comparison } from './contract.ts'

export const GAP = 'IND-049'
export const AGONIST = 'IND-047'
export const NEEDLES = 'IND-048'

const TERMS = { [AGONIST]: /^intervention:phar\.oat(\.|$)/, [NEEDLES]: /^intervention:hr\.nsp(\.|$)/ }

/**
 * The mean gap of prisons of which everything is known, and the shares of all listed prisons that name agonist treatment and a
 * programme of needles; partial as long as something is not known. Without a prison there is no fact.
 */
export const equivalenceFacts = (
  { prisons, country, day }: Comparison,
  listed: readonly Listed[],
  now: Date,
): Fact[] => {
  if (prisons.length === 0) return []
  const known = prisons.filter(({ unknown }) => unknown === 0)
  const common = {
    ...{ period: day.slice(0, 7), area: country, disaggregation: {}, source: 'health/equivalence', floor: null },
    ...{ computedAt: now.toISOString() },
    certainty: known.length === prisons.length ? ('complete' as const) : ('partial' as const),
  }
  const shares = Object.entries(TERMS).map(([indicator, term]) => {
    const ids = new Set(listed.filter(({ terms }) => terms.some((each) => term.test(each))).map(({ id }) => id))
    const naming = prisons.filter(({ listings }) => listings.some(({ id }) => ids.has(id))).length
    return { ...common, indicator, unit: 'percent', value: Math.round((naming / prisons.length) * 1000) / 10 }
  })
  const mean = known.reduce((sum, { gap }) => sum + gap, 0) / known.length
  return [
    ...(known.length > 0 ? [{ ...common, indicator: GAP, unit: 'number', value: Math.round(mean * 10) / 10 }] : []),
    ...shares,
  ]
}
