// SPDX-License-Identifier: Apache-2.0
/**
 * Which of many words may be meant by one that is none of them. Each is filed under the hashes of what remains of its
 * beginning when one or two letters are left out; a word of the text is looked up under its own remainders. No strings
 * are made. Words that look alike at the beginning and nowhere else are told apart by the letters that they have.
 */
import { LONGEST_WORD } from './distance.ts'

/** Calls `visit` with the index of each word that may be meant, once. */
export type Nearby = (word: string, visit: (index: number) => void) => void

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
const readRemainders = (word: string): number => {
  const n = Math.min(word.length, HEAD)
  const most = reach(word.length)
  let whole = 0
  let moved = 0
  let movedTwice = 0
  for (let i = 0; i < n; i++) {
    const code = word.charCodeAt(i)
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
    if (i > 0 && word.charCodeAt(i) === word.charCodeAt(i - 1)) continue
    const first = firsts[i] as number
    remainders[filled++] = Math.imul(first + moved, SPREAD)
    if (most > 1)
      for (let j = i + 1; j < n; j++)
        remainders[filled++] = Math.imul(first + (seconds[j] as number) + movedTwice, SPREAD)
  }
  return filled
}

/** One bit for each letter that a word has. */
const lettersOf = (word: string): number => {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31)
  return letters
}
const count = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const FILED_BITS = 18
const bitsOf = (hash: number): number => (1 << (hash & 31)) | (1 << ((hash >>> 5) & 31))
/** Numbers for each filed remainder: its hash, the letters and the index of its word. */
const WIDTH = 3

/** Words shorter than five letters are near to nothing, and longer ones than `LONGEST_WORD` are not compared. */
export const createNearby = (words: readonly string[]): Nearby => {
  const isFiled = ({ length }: string) => reach(length) > 0 && length <= LONGEST_WORD
  let room = 0
  for (const word of words) if (isFiled(word)) room += readRemainders(word)
  let bits = 12
  while (1 << bits < room) bits++
  const shift = 32 - bits
  /** Where the remainders of each slot begin, one behind another. */
  const slots = new Int32Array((1 << bits) + 1)
  const entries = new Int32Array(WIDTH * room)
  /** Two bits for each hash that is filed: small enough to stay near the processor, and most look-ups end at it. */
  const filed = new Int32Array(1 << FILED_BITS)
  const each = (visit: (slot: number, hash: number, index: number) => void) =>
    words.forEach((word, index) => {
      const n = isFiled(word) ? readRemainders(word) : 0
      for (let i = 0; i < n; i++) visit((remainders[i] as number) >>> shift, remainders[i] as number, index)
    })
  each((slot, hash) => {
    slots[slot] = (slots[slot] as number) + 1
    const at = hash >>> (32 - FILED_BITS)
    filed[at] = (filed[at] as number) | bitsOf(hash)
  })
  for (let slot = 0, sum = 0; slot < slots.length; slot++) slots[slot] = sum += slots[slot] as number
  const letters = Int32Array.from(words, lettersOf)
  each((slot, hash, index) => {
    const at = ((slots[slot] as number) - 1) * WIDTH
    slots[slot] = (slots[slot] as number) - 1
    entries[at] = hash
    entries[at + 1] = letters[index] as number
    entries[at + 2] = index
  })

  const seen = new Int32Array(words.length)
  let round = 0
  return (word, visit) => {
    round++
    const own = lettersOf(word)
    const n = readRemainders(word)
    for (let i = 0; i < n; i++) {
      const hash = remainders[i] as number
      const bits = bitsOf(hash)
      if (((filed[hash >>> (32 - FILED_BITS)] as number) & bits) !== bits) continue
      const slot = hash >>> shift
      const end = (slots[slot + 1] as number) * WIDTH
      for (let at = (slots[slot] as number) * WIDTH; at < end; at += WIDTH) {
        if (entries[at] !== hash) continue
        const theirs = entries[at + 1] as number
        if (count(own & ~theirs) > 2 || count(theirs & ~own) > 2) continue
        const index = entries[at + 2] as number
        if (seen[index] === round) continue
        seen[index] = round
        visit(index)
      }
    }
  }
}
