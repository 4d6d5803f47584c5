// SPDX-License-Identifier: Apache-2.0
/** Misspelt words: which name a word stands for, if it stands for one. */
import { compareWith, distance, LONGEST_WORD } from './distance.ts'
import { follow } from './keys.ts'
import { type KnownTables, makeKnown, openKnown, SHIELD, TARGET } from './known.ts'
import { makeNearby, type NearbyTables, openNearby } from './nearby.ts'
import { makeSounds, openSounds, type SoundTables } from './sounds.ts'

export interface Correction {
  word: string
  cost: number
}

/** The nearest name-word first; the same word of other languages may be as near, and only its neighbours tell. */
export interface Corrections extends Correction {
  others: readonly Correction[]
}

/** What another word may differ more than the nearest. */
const AS_NEAR = 0.4
/** As many words are kept beside the nearest. */
export const MOST_OTHERS = 2

export interface Speller {
  /** The name-word that this unknown word most likely stands for; null where there is none or the word is ordinary. */
  correct(word: string): Corrections | null
  isKnown(word: string): boolean
  isTarget(word: string): boolean
}

export type SpellingTables = { known: KnownTables; nearby: NearbyTables; sounds: SoundTables }

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
  const { pool, starts, roles } = known
  const isTarget = (index: number) => roles[index] === TARGET
  return {
    known,
    nearby: makeNearby(pool, starts, sought.size),
    sounds: makeSounds(pool, starts, words.length, isTarget),
  }
}

/** The most that a word of this length may differ. */
const mostCost = (length: number) => (length < 6 ? 0.75 : Math.min(2.1, 0.2 + 0.155 * length))

/** Parts of chemical names that no slip of the pen turns into each other. */
const morpheme = /(?:meth|eth|prop|but)(?:anol|yl)?|met(?=[io])|et(?=il)|pent|hex|chlor|brom|fluor|iod/g
const isOtherCompound = (word: string, name: string): boolean =>
  word.replace(morpheme, '#') === name.replace(morpheme, '#')

/** What a word that only sounds like a name differs. */
const OF_SOUND = 0.8

/** Longer words are no words that spelling knows, nor near to one. */
const ROOM = 64
const LAST = 's'.charCodeAt(0)

export const createSpeller = ({ known, nearby, sounds }: SpellingTables): Speller => {
  const { pool, starts, roles } = known
  const roleOf = openKnown(known)
  const near = openNearby(nearby)
  const soundsLike = openSounds(sounds)
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

  const search = (word: string): Corrections | null => {
    const { length } = word
    if (length > LONGEST_WORD) return null
    const most = mostCost(length)
    const found: Correction[] = []
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
      const last = found[MOST_OTHERS]
      if (isTarget ? last !== undefined && cost >= last.cost : cost >= bestShield) return
      const name = textOf(index)
      if (isOtherCompound(word, name)) return
      if (!isTarget) bestShield = cost
      else {
        const place = found.findIndex((other) => cost < other.cost)
        found.splice(place < 0 ? found.length : place, 0, { word: name, cost })
        found.length = Math.min(found.length, MOST_OTHERS + 1)
      }
    })
    const [best, ...others] = found.filter(({ cost }) => cost < bestShield - 0.05)
    return best ? { ...best, others: others.filter(({ cost }) => cost <= best.cost + AS_NEAR) } : null
  }

  return {
    isTarget: (word) => (read(word, false) & TARGET) !== 0,
    isKnown: (word) => read(word, false) !== 0,
    correct: (word) => {
      if (read(word, true) !== 0) return null
      const found = search(word)
      if (found || word.length > ROOM) return found
      const index = soundsLike(letters, word.length)
      return index < 0 ? null : { word: textOf(index), cost: OF_SOUND, others: [] }
    },
  }
}
