// SPDX-License-Identifier: Apache-2.0
/** Health services in prison against those outside, by what the directory says. Days are `YYYY-MM-DD`. */
import type { TermName } from '#reference/index.ts'

/**
 * `listed`: a service of the prison names it. `not-listed`: none does, though its listing was confirmed within a year and names
 * what it offers. `unknown`: nobody confirmed it since, or it names nothing: not known is not no.
 */
export const STANDINGS = ['listed', 'not-listed', 'unknown'] as const
export type Standing = (typeof STANDINGS)[number]

export interface ComparedPrison {
  /** Who runs it, as far as its listings say. */
  name: string
  city: string | null
  /** Listings that were taken together: their names are those of the place, and their pages say more. */
  listings: { id: string; name: string }[]
  /** By kind of intervention, in the order of `kinds`. */
  standings: Standing[]
  /** Kinds that the community has and this prison does not list. */
  gap: number
  unknown: number
}

export interface Comparison {
  country: string
  day: string
  /** Core kinds that some listed service outside prisons names, with how many do. */
  kinds: { id: string; name: TermName; community: number }[]
  /** Core kinds that no listed service outside names: nothing to be equal to, which is said; with the listings in prisons that do. */
  absent: { name: TermName; inPrison: { id: string; name: string }[] }[]
  prisons: ComparedPrison[]
}

/** Everybody's: the directory is public, and so is what follows from it. */
export interface Equivalence {
  compare(): Promise<Comparison>
}
