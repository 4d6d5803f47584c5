// SPDX-License-Identifier: Apache-2.0
/**
 * Parcels and listings: things that come one by one, each judged by itself and by what it hangs together with. What differs between
 * the two is data: a shape, a file, keys that several have in common, and facts.
 */
import type { z } from 'zod'
import type { SuspicionLeg } from '../codes.ts'
import type { KnownGood } from '../orders/goods.ts'
import type { FactsOf } from '../rules/vocabulary.ts'

export type ItemLeg = Extract<SuspicionLeg, 'parcel' | 'listing'>

/** What every item has. Moments are ISO 8601. */
export interface Item {
  ref: string
  at: string
}

/** One that came before, within `PAST_DAYS`. */
export interface Past<T> {
  item: T
  /** Whether it was not loaded, or taken down. */
  isStopped: boolean
  found: readonly Pick<KnownGood, 'id'>[]
}

export interface Recognised {
  found: readonly KnownGood[]
  /** Ids of everything that the words name, controlled or not. */
  ids: readonly string[]
  /** Ids that a tariff heading names. */
  idsOfHeading(hs6: string): readonly string[]
  hsOf(id: string): readonly string[]
  /** Ids that a text names in plain words: neither misspelt nor disguised. */
  plainIds(text: string): readonly string[]
}

export interface ItemKind<T extends Item> {
  leg: ItemLeg
  /** Of a file; the first is the number. */
  columns: readonly string[]
  needed: readonly string[]
  shape: z.ZodType<T>
  /** Of a row of a file, to be checked by the shape. */
  newOf(of: (column: string) => string): unknown
  /** What it has in common with others. */
  keysOf(item: T): string[]
  /** Whether two that share a key belong together: parts of pictures agree by chance too. */
  isAlike(item: T, other: T): boolean
  /** Whom somebody looks at. */
  nameOf(item: T): string
  /** What is looked up, and how much of it. */
  goodsIn(item: T): { text: string; grams?: number }
  /** `past`: all that have a key in common with it, oldest first. */
  factsOf(item: T, past: readonly Past<T>[], goods: Recognised): FactsOf
}

/** Days for which what came before counts. */
export const PAST_DAYS = 90
const DAY_MS = 86_400_000

export const within = <T extends Item>(past: readonly Past<T>[], at: string, days: number): Past<T>[] => {
  const since = Date.parse(at) - days * DAY_MS
  return past.filter(({ item }) => Date.parse(item.at) > since)
}

/** A day without a time is taken as its noon. */
export const momentOfRow = (at: string) => (/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T12:00:00Z` : at)
