// SPDX-License-Identifier: Apache-2.0
/**
 * Misspelt words. Every word of the lexicon is filed under the hashes of what remains of it when one or two letters are
 * left out; a word of the text is looked up under its own remainders. No strings are made, and the file is built on
 * first need. What a word was taken for is remembered: real text repeats its words.
 */
import { distance, LONGEST_WORD } from './distance.ts'

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

const STEP = 0x01000193
const powers = new Int32Array(LONGEST_WORD + 2)
powers[0] = 1
for (let i = 1; i < powers.length; i++) powers[i] = Math.imul(powers[i - 1] as number, STEP)

const prefix = new Int32Array(LONGEST_WORD + 2)

/** Calls `visit` with the hash of the word and of each remainder with up to `most` letters left out. */
const remainders = (word: string, most: number, visit: (hash: number) => void): void => {
  const n = word.length
  let hash = 0
  for (let i = 0; i < n; i++) {
    hash = (Math.imul(hash, STEP) + word.charCodeAt(i)) | 0
    prefix[i + 1] = hash
  }
  /** Hash of letters from..to, by difference of prefixes. */
  const part = (from: number, to: number) =>
    ((prefix[to] as number) - Math.imul(prefix[from] as number, powers[to - from] as number)) | 0
  visit(hash)
  if (most < 1) return
  for (let i = 0; i < n; i++) {
    if (i > 0 && word.charCodeAt(i) === word.charCodeAt(i - 1)) continue
    visit((Math.imul(prefix[i] as number, powers[n - i - 1] as number) + part(i + 1, n)) | 0)
    if (most < 2) continue
    for (let j = i + 1; j < n; j++) {
      const head = (Math.imul(prefix[i] as number, powers[j - i - 1] as number) + part(i + 1, j)) | 0
      visit((Math.imul(head, powers[n - j - 1] as number) + part(j + 1, n)) | 0)
    }
  }
}

const reach = (length: number) => (length >= 8 ? 2 : length >= 5 ? 1 : 0)
/** The most that a word of this length may differ. */
const mostCost = (length: number) => (length < 6 ? 0.75 : Math.min(2.1, 0.2 + 0.155 * length))

const MEMORY = 60_000
const FILED_BITS = 24

/** Parts of chemical names that no slip of the pen turns into each other. */
const morpheme = /meth|eth|met(?=[io])|et(?=il)|prop|but|pent|hex|chlor|brom|fluor|iod/g
const isOtherCompound = (word: string, name: string): boolean =>
  word.replace(morpheme, '#') === name.replace(morpheme, '#')

/** Of ordinary words, `chemicals` also keep their own misspellings. */
export const createSpeller = (
  targets: ReadonlySet<string>,
  shields: ReadonlySet<string>,
  chemicals: ReadonlySet<string> = new Set(),
): Speller => {
  let words: string[] = []
  let heads = new Int32Array(0)
  let next = new Int32Array(0)
  let owner = new Int32Array(0)
  let hashes = new Int32Array(0)
  let shift = 0
  /** A bit for each hash that is filed: small enough to stay near the processor, and most look-ups end at it. */
  const filed = new Uint32Array(1 << (FILED_BITS - 5))

  const build = () => {
    words = [...targets, ...chemicals].filter((word) => word.length >= 5 && word.length <= LONGEST_WORD)
    let room = 0
    for (const { length } of words) room += 1 + length + (reach(length) === 2 ? (length * (length - 1)) / 2 : 0)
    let bits = 12
    while (1 << bits < room) bits++
    heads = new Int32Array(1 << bits)
    next = new Int32Array(room + 1)
    owner = new Int32Array(room + 1)
    hashes = new Int32Array(room + 1)
    shift = 32 - bits
    let used = 0
    words.forEach((word, id) => {
      remainders(word, reach(word.length), (hash) => {
        const spread = Math.imul(hash, 0x9e3779b1)
        const slot = spread >>> shift
        const bit = spread >>> (32 - FILED_BITS)
        filed[bit >>> 5] = (filed[bit >>> 5] as number) | (1 << (bit & 31))
        next[++used] = heads[slot] as number
        owner[used] = id
        hashes[used] = hash
        heads[slot] = used
      })
    })
    seen = new Int32Array(words.length).fill(-1)
  }

  let seen = new Int32Array(0)
  let round = 0
  const search = (word: string): Correction | null => {
    if (words.length === 0) build()
    round++
    const most = mostCost(word.length)
    let best: Correction | null = null
    let bestShield = Number.POSITIVE_INFINITY
    remainders(word, reach(word.length), (hash) => {
      const spread = Math.imul(hash, 0x9e3779b1)
      const bit = spread >>> (32 - FILED_BITS)
      if (((filed[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return
      for (let at = heads[spread >>> shift] as number; at !== 0; at = next[at] as number) {
        if (hashes[at] !== hash) continue
        const id = owner[at] as number
        if (seen[id] === round) continue
        seen[id] = round
        const candidate = words[id] as string
        if (Math.abs(candidate.length - word.length) > 3) continue
        const cost = distance(word, candidate, Math.min(most, mostCost(candidate.length)))
        if (cost > Math.min(most, mostCost(candidate.length))) continue
        if (isOtherCompound(word, candidate)) continue
        if (!targets.has(candidate)) {
          if (cost < bestShield) bestShield = cost
        } else if (!best || cost < best.cost) best = { word: candidate, cost }
      }
    })
    const found = best as Correction | null
    return found && found.cost < bestShield - 0.05 ? found : null
  }

  const memory = new Map<string, Correction | null>()
  return {
    isTarget: (word) => targets.has(word),
    isKnown: (word) => targets.has(word) || shields.has(word),
    correct: (word) => {
      const known = memory.get(word)
      if (known !== undefined) return known
      if (memory.size >= MEMORY) memory.clear()
      const plural = word.endsWith('s') ? word.slice(0, -1) : word
      const found = targets.has(word) || shields.has(word) || shields.has(plural) ? null : search(word)
      memory.set(word, found)
      return found
    },
  }
}
