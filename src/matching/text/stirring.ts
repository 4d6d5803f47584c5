// SPDX-License-Identifier: Apache-2.0
/**
 * The first filter: which words of a line may begin a name that stirs it (see entries.ts). Of most lines no word does,
 * and nothing else of them is looked at. Its tables are small enough to stay beside the processor.
 *
 * It loses nothing. A walk from a word (see lexicon.ts) finds a name whose letters are those of the line from there on,
 * whatever stands between them; so the first six, or all where the name has fewer, are looked up here. A name ends
 * where a run of letters or digits does. So a shorter one is looked up only where the first run is no longer than it,
 * or than it and an ending: of one letter behind four, of two behind five, and of none behind fewer.
 */
import { NINE, ZERO } from './alphabet.ts'
import { STILL } from './entries.ts'
import { follow, fourOf, type KeyTables, PAIR_BITS, pairOf, setBit } from './keys.ts'
import type { Line } from './line.ts'

export type StirringTables = {
  /** One bit for each name of two letters or digits, and for the first four of each that has as many. */
  pairs: Uint8Array
  fours: Uint8Array
  /** Two bits for the first six letters or digits of each other name. */
  heads: Int32Array
}

const first = ZERO
const last = NINE
const HEAD = 6
const HEAD_BITS = 13
/** Fewer than keys.ts keeps: these are fewer names. */
const FOUR_BITS = 18

const below = (a: number, b: number) => (a - b) >>> 31
/** 1 where both are digits or neither is. */
const sameKind = (a: number, b: number) => 1 - (isDigit(a) ^ isDigit(b))
const isDigit = (k: number) => below(first - 1, k) & below(k, last + 1)
const bitOf = (bits: Uint8Array, at: number) => ((bits[at >>> 3] as number) >>> (at & 7)) & 1

const spread = (hash: number) => Math.imul(hash, 0x9e3779b1)
const wordOf = (spread: number) => spread >>> (32 - HEAD_BITS)
const bitsOf = (spread: number) => (1 << (spread >>> 3)) | (1 << (spread >>> 9))

export const makeStirring = ({ pool, starts }: KeyTables, wanted: Uint8Array): StirringTables => {
  const pairs = new Uint8Array(1 << (PAIR_BITS - 3))
  const fours = new Uint8Array(1 << (FOUR_BITS - 3))
  const heads = new Int32Array(1 << HEAD_BITS)
  for (let key = 0; key < wanted.length; key++) {
    if (wanted[key] === STILL) continue
    const from = starts[key] as number
    const head = pool.subarray(from, Math.min(starts[key + 1] as number, from + HEAD))
    const [a, b, c, d] = head as unknown as [number, number, number, number]
    if (head.length === 2) setBit(pairs, pairOf(a, b))
    else {
      const hash = spread(head.reduce(follow, 0))
      heads[wordOf(hash)] = (heads[wordOf(hash)] as number) | bitsOf(hash)
    }
    if (head.length > 3) setBit(fours, fourOf(a, b, c, d, FOUR_BITS))
  }
  return { pairs, fours, heads }
}

/** Whether a name that stirs a line may begin with the word of this number, counted from 0. */
export type MayStir = (word: number) => boolean

export const openStirring = ({ pairs, fours, heads }: StirringTables, { letters, words }: Line): MayStir => {
  const isHead = (hash: number): number => {
    const wanted = bitsOf(spread(hash))
    return ((heads[wordOf(spread(hash))] as number) & wanted) === wanted ? 1 : 0
  }
  return (word) => {
    const first = words[word] as number
    const end = words[word + 1] as number
    const a = letters[first] as number
    const b = letters[first + 1] as number
    const c = letters[first + 2] as number
    const three = follow(follow(follow(0, a), b), c)
    // 0 where digits are behind letters.
    const run = (end - first) & -sameKind(a, letters[end - 1] as number)
    const isFour = bitOf(fours, fourOf(a, b, c, letters[first + 3] as number, FOUR_BITS))
    // Without a branch until all are told: of which length a word is, a processor cannot guess.
    const short = (bitOf(pairs, pairOf(a, b)) & below(run, 3)) | (isHead(three) & below(run, 4))
    if ((isFour | short) === 0) return false
    if (short === 1) return true
    const four = follow(three, letters[first + 3] as number)
    const five = follow(four, letters[first + 4] as number)
    const six = follow(five, letters[first + 5] as number)
    return (isHead(six) | (isHead(five) & below(run, 8)) | (isHead(four) & below(run, 6))) === 1
  }
}
