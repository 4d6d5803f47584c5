// SPDX-License-Identifier: Apache-2.0
/** What a page says with a word of a service that is not open: who said it, and the numbers of where to go instead. For loaders. */
import type { Word } from '#health/continuity/contract.ts'
import type { Found } from '#health/directory/contract.ts'

/** Names of those who said it, by id. */
export const whoSaid = async (
  words: readonly Word[],
  nameOf: (id: string) => Promise<string | undefined>,
): Promise<Record<string, string>> => {
  const ids = new Set(
    words.flatMap(({ organisation, beside }) => [organisation, ...(beside ? [beside.organisation] : [])]),
  )
  const named = await Promise.all([...ids].map(async (id) => [id, await nameOf(id)] as const))
  return Object.fromEntries(named.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const])))
}

/** By the id of each alternative that is a service: the numbers that its own listing gives today. */
export const numbersInstead = async (
  words: readonly Word[],
  phonesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found['phones']>>,
): Promise<Record<string, Found['phones']>> => {
  const ids = new Set(words.flatMap(({ alternatives }) => alternatives.flatMap(({ service }) => service?.id ?? [])))
  return ids.size === 0 ? {} : Object.fromEntries(await phonesOf([...ids]))
}
