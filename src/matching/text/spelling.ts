// SPDX-License-Identifier: Apache-2.0
/** Misspelt words: which name a word stands for, if it stands for one. */
import { distance } from './distance.ts'
import { createNearby, type Nearby } from './nearby.ts'

export interface Correction {
  word: string
  cost: number
}

export interface Speller {
  /** The name-word that this unknown word most likely stands for; null where there is none or the word is ordinary. */
  correct(word: string): Correction | null
  isKnown(word: string): boolean
  isTarget(word: string): boolean
}

/** The most that a word of this length may differ. */
const mostCost = (length: number) => (length < 6 ? 0.75 : Math.min(2.1, 0.2 + 0.155 * length))

/** Parts of chemical names that no slip of the pen turns into each other. */
const morpheme = /(?:meth|eth|prop|but)(?:anol|yl)?|met(?=[io])|et(?=il)|pent|hex|chlor|brom|fluor|iod/g
const isOtherCompound = (word: string, name: string): boolean =>
  word.replace(morpheme, '#') === name.replace(morpheme, '#')

/** Of ordinary words, `chemicals` also keep their own misspellings. */
export const createSpeller = (
  targets: ReadonlySet<string>,
  shields: ReadonlySet<string>,
  chemicals: ReadonlySet<string> = new Set(),
): Speller => {
  const words = [...targets, ...chemicals]
  let nearby: Nearby | undefined
  const search = (word: string): Correction | null => {
    nearby ??= createNearby(words)
    const most = mostCost(word.length)
    let best: Correction | null = null
    let bestShield = Number.POSITIVE_INFINITY
    nearby(word, (index) => {
      const candidate = words[index] as string
      if (Math.abs(candidate.length - word.length) > 3) return
      const limit = Math.min(most, mostCost(candidate.length))
      const cost = distance(word, candidate, limit)
      if (cost > limit || isOtherCompound(word, candidate)) return
      if (!targets.has(candidate)) {
        if (cost < bestShield) bestShield = cost
      } else if (!best || cost < best.cost) best = { word: candidate, cost }
    })
    const found = best as Correction | null
    return found && found.cost < bestShield - 0.05 ? found : null
  }

  /** True for a word to find, false for a shielding one: one look-up where two sets would take two. */
  const known = new Map<string, boolean>()
  for (const word of shields) known.set(word, false)
  for (const word of targets) known.set(word, true)
  const isShieldedPlural = (word: string) => word.endsWith('s') && shields.has(word.slice(0, -1))
  return {
    isTarget: (word) => known.get(word) === true,
    isKnown: (word) => known.has(word),
    correct: (word) => (known.has(word) || isShieldedPlural(word) ? null : search(word)),
  }
}
