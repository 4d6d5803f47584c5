// SPDX-License-Identifier: Apache-2.0
/** Misspelt words: which name a word stands for, if it stands for one. */
import { compareWith, distance, LONGEST_WORD } from './distance.ts'
import { follow } from './keys.ts'
import { type KnownTables, makeKnown, openKnown, SHIELD, TARGET } from './known.ts'
import { makeNearby, type NearbyTables, openNearby } from './nearby.ts'

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

export type SpellingTables = { known: KnownTables; nearby: NearbyTables }

/** Of ordinary words, `chemicals` also keep their own misspellings. */
export const makeSpelling = (
  targets: ReadonlySet<string>,
  shields: ReadonlySet<string>,
  chemicals: ReadonlySet<string> = new Set(),
): SpellingTables => {
  const sought = new Set([...targets, ...chemicals])
  const words = [...new Set([...sought, ...shields])]
  const roleOf = (word: string) => (targets.has(word) ? TARGET : 0) | (shields.has(word) ? SHIELD : 0)
  const known = makeKnown(words, roleOf)
  return { known, nearby: makeNearby(known.pool, known.starts, sought.size) }
}

/** The most that a word of this length may differ. */
const mostCost = (length: number) => (length < 6 ? 0.75 : Math.min(2.1, 0.2 + 0.155 * length))

/** Parts of chemical names that no slip of the pen turns into each other. */
const morpheme = /(?:meth|eth|prop|but)(?:anol|yl)?|met(?=[io])|et(?=il)|pent|hex|chlor|brom|fluor|iod/g
const isOtherCompound = (word: string, name: string): boolean =>
  word.replace(morpheme, '#') === name.replace(morpheme, '#')

/** Longer words are no words that spelling knows, nor near to one. */
const ROOM = 64
const LAST = 's'.charCodeAt(0)

export const createSpeller = ({ known, nearby }: SpellingTables): Speller => {
  const { pool, starts, roles } = known
  const roleOf = openKnown(known)
  const near = openNearby(nearby)
  const letters = new Uint16Array(ROOM)

  /** The roles of a word, whose letters are left in `letters`; with those of what it is the plural of where asked for. */
  const read = (word: string, plural: boolean): number => {
    const { length } = word
    if (length > ROOM) return 0
    let hash = 0
    let before = 0
    for (let i = 0; i < length; i++) {
      const code = word.charCodeAt(i)
      letters[i] = code
      before = hash
      hash = follow(hash, code)
    }
    const role = roleOf(letters, length, hash)
    if (role !== 0 || !plural || letters[length - 1] !== LAST) return role
    return roleOf(letters, length - 1, before) & SHIELD
  }

  const textOf = (index: number) => String.fromCharCode(...pool.subarray(starts[index], starts[index + 1]))

  const search = (word: string): Correction | null => {
    const { length } = word
    if (length > LONGEST_WORD) return null
    const most = mostCost(length)
    let best: Correction | null = null
    let bestShield = Number.POSITIVE_INFINITY
    compareWith(letters, length)
    near(letters, length, (index) => {
      const from = starts[index] as number
      const candidate = (starts[index + 1] as number) - from
      if (Math.abs(candidate - length) > 3) return
      const limit = Math.min(most, mostCost(candidate))
      const cost = distance(pool, from, candidate, limit)
      if (cost > limit) return
      const isTarget = ((roles[index] as number) & TARGET) !== 0
      // What is no better than what is found already need not be looked at again.
      if (isTarget ? best !== null && cost >= best.cost : cost >= bestShield) return
      const name = textOf(index)
      if (isOtherCompound(word, name)) return
      if (isTarget) best = { word: name, cost }
      else bestShield = cost
    })
    const found = best as Correction | null
    return found && found.cost < bestShield - 0.05 ? found : null
  }

  return {
    isTarget: (word) => (read(word, false) & TARGET) !== 0,
    isKnown: (word) => read(word, false) !== 0,
    correct: (word) => (read(word, true) === 0 ? search(word) : null),
  }
}
