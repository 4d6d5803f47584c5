// SPDX-License-Identifier: Apache-2.0
/** Prisons against the community in the house: what the directory of the country that the node serves says. */
import { type DirectoryTables, prisonsAgainstCommunity } from '#health/directory/index.ts'
import { compare, type Equivalence, equivalenceFacts } from '#health/equivalence/index.ts'
import { loadServiceMatrix, loadServiceTaxonomy } from '#reference/index.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'

const openComparing = (held: Held, country: string) => {
  const { db } = held.compartment<DirectoryTables>('health')
  const reference = { matrix: loadServiceMatrix(), terms: loadServiceTaxonomy() }
  return async (now: Date) => {
    const listed = await prisonsAgainstCommunity(db, country)
    return { listed, told: compare(listed, reference, { country, today: now.toISOString().slice(0, 10) }) }
  }
}

/** Undefined where this process does not hold the health wing. `country`: of the node; without one that of the invented one. */
export const openEquivalence = (held: Held, country: string | undefined): Equivalence | undefined => {
  const code = packOf(country)?.country.code ?? country?.toUpperCase()
  if (!held.names.includes('health') || code === undefined) return undefined
  const comparing = openComparing(held, code)
  return { compare: async () => (await comparing(new Date())).told }
}

/** Facts of a country as the directory stands, for the month that ended at `now`. */
export const equivalenceFactsOf = async (held: Held, { country, now }: { country: string; now: Date }) => {
  const { listed, told } = await openComparing(held, country)(new Date(now.getTime() - 1))
  return equivalenceFacts(told, listed.prisons, now)
}
