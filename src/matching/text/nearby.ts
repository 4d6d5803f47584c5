// SPDX-License-Identifier: Apache-2.0
/**
 * Which of many words may be meant by one that is none of them. Each is filed under the hashes of what remains of its
 * beginning when one or two letters are left out; a word of the text is looked up under its own remainders. No strings
 * are made. Words that look alike at the beginning and nowhere else are told apart by the letters that they have.
 */
import { LONGEST_WORD } from './distance.ts'

/** Calls `visit` with the index of each word that may be meant by these letters, once. */
export type Nearby = (word: Uint16Array, length: number, visit: (index: number) => void) => void

export type NearbyTables = {
  /** Where the remainders of each slot begin, one behind another. As many bits of a hash are the slot as count words. */
  slots: Int32Array
  /** For each remainder the index of its word, and above it what the slot does not say of the hash. */
  filed: Int32Array
  /** Two bits for each hash that is filed: small enough to stay near the processor, and most look-ups end at it. */
  bits: Int32Array
  /** By word: one bit for each letter that it has. */
  letters: Int32Array
}

/** How many letters may be left out of a word of this length. */
const reach = (length: number) => (length >= 8 ? 2 : length >= 5 ? 1 : 0)
/** Of longer words only the beginning is filed; the rest is left to the comparison. */
const HEAD = 7

const STEP = 0x01000193
const SPREAD = 0x9e3779b1
const powers = new Int32Array(HEAD)
powers[0] = 1
for (let i = 1; i < HEAD; i++) powers[i] = Math.imul(powers[i - 1] as number, STEP)

/** At most so many remainders: the beginning itself, without one letter, without two. */
const MOST = 1 + HEAD + (HEAD * (HEAD - 1)) / 2
const remainders = new Int32Array(MOST)
const firsts = new Int32Array(HEAD)
const seconds = new Int32Array(HEAD)

/**
 * Writes the remainders of a word, spread over 32 bits, and gives how many there are. A letter counts by its place, and
 * one place less behind each letter left out; so each remainder is a sum of one part for either letter.
 */
const readRemainders = (word: Uint16Array, from: number, length: number): number => {
  const n = Math.min(length, HEAD)
  const most = reach(length)
  let whole = 0
  let moved = 0
  let movedTwice = 0
  for (let i = 0; i < n; i++) {
    const code = word[from + i] as number
    const onceMoved = i > 0 ? Math.imul(code, powers[i - 1] as number) : 0
    const twiceMoved = i > 1 ? Math.imul(code, powers[i - 2] as number) : 0
    seconds[i] = (moved - movedTwice - twiceMoved) | 0
    firsts[i] = (whole - moved - onceMoved) | 0
    whole = (whole + Math.imul(code, powers[i] as number)) | 0
    moved = (moved + onceMoved) | 0
    movedTwice = (movedTwice + twiceMoved) | 0
  }
  remainders[0] = Math.imul(whole, SPREAD)
  let filled = 1
  for (let i = 0; i < n && most > 0; i++) {
    if (i > 0 && word[from + i] === word[from + i - 1]) continue
    const first = firsts[i] as number
    remainders[filled++] = Math.imul(first + moved, SPREAD)
    if (most > 1)
      for (let j = i + 1; j < n; j++)
        remainders[filled++] = Math.imul(first + (seconds[j] as number) + movedTwice, SPREAD)
  }
  return filled
}

/** One bit for each letter that a word has. */
const lettersOf = (word: Uint16Array, from: number, length: number): number => {
  let letters = 0
  for (let i = from; i < from + length; i++) letters |= 1 << ((word[i] as number) & 31)
  return letters
}
const ones = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const FILED_BITS = 18
const bitsOf = (hash: number): number => (1 << (hash & 31)) | (1 << ((hash >>> 5) & 31))

/**
 * Files the first `count` words of `pool`, which begin at `starts`. Words shorter than five letters are near to
 * nothing, and longer ones than `LONGEST_WORD` are not compared.
 */
export const makeNearby = (pool: Uint16Array, starts: Int32Array, count: number): NearbyTables => {
  /** Calls `visit` for each word that is filed, its remainders read. */
  const each = (visit: (index: number, remainders: number, from: number, length: number) => void) => {
    for (let index = 0; index < count; index++) {
      const from = starts[index] as number
      const length = (starts[index + 1] as number) - from
      if (reach(length) > 0 && length <= LONGEST_WORD) visit(index, readRemainders(pool, from, length), from, length)
    }
  }
  const slotBits = Math.max(8, 32 - Math.clz32(count))
  const slots = new Int32Array((1 << slotBits) + 1)
  const bits = new Int32Array(1 << FILED_BITS)
  each((_, n) => {
    for (let i = 0; i < n; i++) {
      const hash = remainders[i] as number
      const slot = hash >>> (32 - slotBits)
      slots[slot] = (slots[slot] as number) + 1
      const at = hash >>> (32 - FILED_BITS)
      bits[at] = (bits[at] as number) | bitsOf(hash)
    }
  })
  for (let slot = 0, sum = 0; slot < slots.length; slot++) slots[slot] = sum += slots[slot] as number
  const filed = new Int32Array(slots.at(-1) as number)
  const letters = new Int32Array(count)
  each((index, n, from, length) => {
    letters[index] = lettersOf(pool, from, length)
    for (let i = 0; i < n; i++) {
      const hash = remainders[i] as number
      const slot = hash >>> (32 - slotBits)
      const place = (slots[slot] as number) - 1
      slots[slot] = place
      filed[place] = (hash << slotBits) | index
    }
  })
  return { slots, filed, bits, letters }
}

export const openNearby = ({ slots, filed, bits, letters }: NearbyTables): Nearby => {
  const slotBits = 31 - Math.clz32(slots.length - 1)
  const indices = (1 << slotBits) - 1
  const seen = new Int32Array(letters.length)
  let round = 0
  return (word, length, visit) => {
    round++
    const own = lettersOf(word, 0, length)
    const n = readRemainders(word, 0, length)
    for (let i = 0; i < n; i++) {
      const hash = remainders[i] as number
      const wanted = bitsOf(hash)
      if (((bits[hash >>> (32 - FILED_BITS)] as number) & wanted) !== wanted) continue
      const slot = hash >>> (32 - slotBits)
      const rest = hash << slotBits
      const end = slots[slot + 1] as number
      for (let at = slots[slot] as number; at < end; at++) {
        const one = filed[at] as number
        if ((one & ~indices) !== rest) continue
        const index = one & indices
        const theirs = letters[index] as number
        if (ones(own & ~theirs) > 2 || ones(theirs & ~own) > 2) continue
        if (seen[index] === round) continue
        seen[index] = round
        visit(index)
      }
    }
  }
}
