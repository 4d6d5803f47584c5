// SPDX-License-Identifier: Apache-2.0
/** Who said what a page tells of services that are not open, by id: for loaders. */
import type { Word } from '#health/continuity/contract.ts'

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
