// SPDX-License-Identifier: Apache-2.0
import type { ReferenceData } from '../reference.ts'
import type { Entries } from './entries.ts'

const strip = (word: string) =>
  (/^[\x20-\x7e]*$/.test(word) ? word : word.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()

const wordsOf = (name: string) => strip(name).match(/[\p{L}]{5,}/gu) ?? []

/** Words that a misspelling may stand for, and known words that no misspelling is looked for in. */
export const spellingWords = (
  data: ReferenceData,
  entries: Entries,
): { targets: Set<string>; shields: Set<string>; chemicals: Set<string> } => {
  const chemicals = new Set<string>()
  const shields = new Set<string>(data.ordinaryWords.map(strip))
  const targets = new Set<string>()
  for (const name of entries.spellable) {
    const words = wordsOf(name)
    // A word of a longer name may be everyday too: it counts only where the whole name follows.
    for (const word of words) if (words.length > 1 || !shields.has(word)) targets.add(word)
    // Codes of letters and digits are known too, so that `k3tam1ne` is read and `4MMC` is left alone.
    if (name.length < 14 && !name.includes(' ')) {
      const bare = strip(name).replace(/[^\p{L}\p{N}]/gu, '')
      if (bare.length > 2 && !shields.has(bare)) targets.add(bare)
    }
  }
  for (const list of entries.byKey)
    for (const { as } of list) for (const word of wordsOf(as)) if (!targets.has(word)) shields.add(word)
  for (const { name } of data.ordinary) for (const word of wordsOf(name)) if (!targets.has(word)) chemicals.add(word)
  return { targets, shields, chemicals }
}
