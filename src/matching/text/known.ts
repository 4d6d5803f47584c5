// SPDX-License-Identifier: Apache-2.0
/** The words that spelling knows: those to find, those of other chemicals, and ordinary ones that shield a word. */
import { follow, mix, shiftOf } from './keys.ts'

export type KnownTables = {
  /** The code units of all words one behind another, and where each begins. */
  pool: Uint16Array
  starts: Int32Array
  /** Words by their hash, counted from 1; 0 is an empty slot. */
  slots: Int32Array
  /** By word: what it is, see below. */
  roles: Uint8Array
}

/** A word to find; an ordinary word, which no misspelling is looked for in. */
export const TARGET = 1
export const SHIELD = 2

export const makeKnown = (words: readonly string[], roleOf: (word: string) => number): KnownTables => {
  const pool = new Uint16Array(words.reduce((sum, { length }) => sum + length, 0))
  const starts = new Int32Array(words.length + 1)
  let bits = 8
  while (1 << bits < words.length * 2) bits++
  const slots = new Int32Array(1 << bits)
  const shift = shiftOf(slots)
  for (const [i, word] of words.entries()) {
    const start = starts[i] as number
    let hash = 0
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at)
      pool[start + at] = code
      hash = follow(hash, code)
    }
    starts[i + 1] = start + word.length
    let slot = mix(hash) >>> shift
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = i + 1
  }
  return { pool, starts, slots, roles: Uint8Array.from(words, roleOf) }
}

/** The roles of the word of these code units, whose hash is given; 0 where it is none of the known words. */
export const openKnown = ({ pool, starts, slots, roles }: KnownTables) => {
  const shift = shiftOf(slots)
  const mask = slots.length - 1
  const isWord = (index: number, word: Uint16Array, length: number): boolean => {
    const start = starts[index] as number
    if ((starts[index + 1] as number) - start !== length) return false
    for (let i = 0; i < length; i++) if (pool[start + i] !== word[i]) return false
    return true
  }
  return (word: Uint16Array, length: number, hash: number): number => {
    for (let slot = mix(hash) >>> shift; ; slot = (slot + 1) & mask) {
      const index = (slots[slot] as number) - 1
      if (index < 0) return 0
      if (isWord(index, word, length)) return roles[index] as number
    }
  }
}
