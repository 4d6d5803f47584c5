// SPDX-License-Identifier: Apache-2.0
/**
 * What one natural person may have for themselves. Such an order is judged by no red flag and reported by nobody: this platform
 * is for illicit supply, and a name here can cost somebody work, freedom or treatment. Limits are a country's
 * (`countries/xx/thresholds.csv`); without a limit of a dimension nothing of it is taken for own use.
 */
import type { KnownGood } from './goods.ts'
import type { Order } from './order.ts'

/** Grams, millilitres, pieces. */
export type OwnUse = Readonly<Partial<Record<'mass' | 'volume' | 'count', number>>>

const DIMENSIONS = {
  kg: ['mass', 1000],
  g: ['mass', 1],
  mg: ['mass', 0.001],
  L: ['volume', 1000],
  mL: ['volume', 1],
  '{piece}': ['count', 1],
} as const

/** Whether a person ordered only what is known, in amounts that are said, within every limit, and no machine. */
export const isOwnUse = ({ customer, items }: Order, goods: readonly KnownGood[], limits: OwnUse = {}): boolean => {
  if (!customer.isPerson || goods.length === 0) return false
  const sums = new Map<'mass' | 'volume' | 'count', number>()
  for (const { item, goods: kind } of goods) {
    const { quantity, count } = items[item] ?? {}
    if (kind === 'tableting' || kind === 'apparatus' || !quantity || !count) return false
    const [dimension, per] = DIMENSIONS[quantity.unit]
    sums.set(dimension, (sums.get(dimension) ?? 0) + Number(quantity.value) * per * count)
  }
  return [...sums].every(([dimension, sum]) => sum <= (limits[dimension] ?? 0))
}

/**
 * Whether it is no more than one person may have for themselves: medicines and other substances under control of 1961 and 1971 alone, of a mass
 * that is known. Of a parcel or a listing, of which nobody knows who orders.
 */
export const isOwnAmount = (goods: readonly KnownGood[], { mass = 0 }: OwnUse = {}): boolean =>
  goods.length > 0 &&
  goods.every(({ goods: kind, kilograms }) => kind === 'drug' && kilograms !== undefined && kilograms * 1000 <= mass)

/** The limits of a country pack. */
export const ownUseOf = (thresholds: readonly { id: string; value: number }[]): OwnUse => {
  const of = (id: string) => thresholds.find((each) => each.id === id)?.value
  const found = { mass: of('own-use-mass'), volume: of('own-use-volume'), count: of('own-use-count') }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as OwnUse
}
