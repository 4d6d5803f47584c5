// SPDX-License-Identifier: Apache-2.0
import type { ReferenceData } from '../reference.ts'
import type { Entries } from './entries.ts'
import { variantsOf } from './variants.ts'

const strip = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const wordsOf = (name: string) => strip(name).match(/[\p{L}]{5,}/gu) ?? []

/** Words that a misspelling may stand for, and known words that no misspelling is looked for in. */
export const spellingWords = (
  data: ReferenceData,
  entries: Entries,
): { targets: Set<string>; shields: Set<string> } => {
  const targets = new Set<string>()
  const shields = new Set<string>(data.ordinaryWords.map(strip))
  const others: string[] = []
  for (const list of entries.senses)
    for (const { kind, as, nameKind, tier, language } of list) {
      const wanted = kind === 'substance' && tier !== 'everyday' && nameKind !== 'iupac' && nameKind !== 'salt'
      if (!wanted || /[()[\]]/.test(as) || as.split(' ').length > 4) {
        others.push(as)
        continue
      }
      for (const word of wordsOf(as)) targets.add(word)
      if (/^[\p{L} -]+$/u.test(as) && as.length < 30)
        for (const form of variantsOf(as, language === 'ru' ? 'ru' : 'en'))
          for (const word of wordsOf(form)) targets.add(word)
      // Codes of letters and digits are known, so that `k3tam1ne` is read and `4MMC` is left alone.
      const bare = strip(as).replace(/[^\p{L}\p{N}]/gu, '')
      if (bare.length > 2 && bare.length < 12) targets.add(bare)
    }
  for (const name of others) for (const word of wordsOf(name)) if (!targets.has(word)) shields.add(word)
  for (const { name } of data.ordinary) for (const word of wordsOf(name)) if (!targets.has(word)) shields.add(word)
  return { targets, shields }
}
