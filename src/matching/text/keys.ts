// SPDX-License-Identifier: Apache-2.0
/** The keys of a lexicon: the letters and digits of each name, filed under a hash, and how names begin. */
import { type Alphabet, FOREIGN_IDEOGRAPH, FOREIGN_LETTER, INVISIBLE, plain, UNFOLD } from './alphabet.ts'

export interface Keys {
  /** The key of this name, an earlier one where the letters and digits are the same; -1 where it cannot be searched. */
  add(name: string): number
  /** False where no name of four letters and digits or more, or of exactly three, begins with these four. */
  beginsWith(a: number, b: number, c: number, d: number): boolean
  /** False where no name goes on like this; only after the numbers of letters that `isChecked` names. */
  begins(hash: number): boolean
  /** False where no name is these two letters or digits and no more. */
  isPair(a: number, b: number): boolean
  /** The key whose letters stand in `line` from `from` on, separators between them left out; -1 where there is none. */
  find(line: Uint16Array, from: number, hash: number, length: number): number
}

/** No name is longer, in letters and digits. */
export const LONGEST = 400

/** The hash of one more letter or digit. */
export const follow = (hash: number, k: number): number => (Math.imul(hash, 0x01000193) + k) | 0

/** Whether a walk asks, after so many letters, if any name begins like this: at the first few, then now and then. */
export const isChecked = (length: number): boolean => (length < 9 ? length > 4 : (length & 3) === 0)

const pairOf = (a: number, b: number) => ((a & 63) << 6) | (b & 63)
const FOUR_BITS = 20
const fourOf = (a: number, b: number, c: number, d: number) =>
  Math.imul((pairOf(a, b) << 12) | pairOf(c, d), 0x9e3779b1) >>> (32 - FOUR_BITS)

const mix = (hash: number): number => {
  const product = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return product ^ (product >>> 13)
}
/** Never 0, which marks an empty slot. */
const tagOf = (mixed: number) => (mixed & 0xff) | 1

const setBit = (bits: Uint8Array, at: number) => {
  bits[at >>> 3] = (bits[at >>> 3] as number) | (1 << (at & 7))
}
const hasBit = (bits: Uint8Array, at: number) => ((bits[at >>> 3] as number) & (1 << (at & 7))) !== 0

/** `most`: no more keys than this are going to be added. */
export const createKeys = (alphabet: Alphabet, most: number): Keys => {
  let bits = 12
  while (1 << bits < most * 1.5) bits++
  const shift = 32 - bits
  const mask = (1 << bits) - 1
  const slots = new Int32Array(1 << bits)
  /** One byte of each hash, so that most look-ups end in a table that stays near the processor. */
  const tags = new Uint8Array(1 << bits)
  /** One bit for each beginning of a name, by its hash: a bit that is not set says surely that no name begins so. */
  const beginnings = new Uint8Array(1 << bits)
  const beginningShift = shift - 3
  const fours = new Uint8Array(1 << (FOUR_BITS - 3))
  const pairs = new Uint8Array(1 << (12 - 3))
  /** The keys one after another, and where each begins. */
  let pool = new Uint16Array(most * 16)
  const starts = new Int32Array(most + 2)
  let size = 0

  /** Writes letters and digits of a name behind the pool; gives how many, 0 where it cannot be searched. */
  const write = (name: string): number => {
    const start = starts[size] as number
    if (start + 2 * name.length + 8 > pool.length) {
      const grown = new Uint16Array(2 * pool.length + 2 * name.length)
      grown.set(pool)
      pool = grown
    }
    let n = 0
    for (let i = 0; i < name.length; i++) {
      const k = alphabet[name.charCodeAt(i)] as number
      if (k === 0 || k === INVISIBLE) continue
      if (k === FOREIGN_LETTER || k === FOREIGN_IDEOGRAPH) return 0
      if (k !== UNFOLD) pool[start + n++] = k
      else
        for (const c of plain(name.charAt(i))) {
          const part = alphabet[c.charCodeAt(0)] as number
          if (part !== 0 && part < FOREIGN_LETTER) pool[start + n++] = part
        }
    }
    return n < 2 || n > LONGEST ? 0 : n
  }

  const isKey = (key: number, start: number, n: number): boolean => {
    const from = starts[key] as number
    if ((starts[key + 1] as number) - from !== n) return false
    for (let i = 0; i < n; i++) if (pool[from + i] !== pool[start + i]) return false
    return true
  }

  const add = (name: string): number => {
    const start = starts[size] as number
    const n = write(name)
    if (n === 0 || size >= most) return -1
    let hash = 0
    // How a name begins is noted on the way, so that a walk can end early: an earlier key of these letters did too.
    for (let i = 0; i < n; i++) {
      hash = follow(hash, pool[start + i] as number)
      if (isChecked(i + 1)) setBit(beginnings, mix(hash) >>> beginningShift)
    }
    const mixed = mix(hash)
    let slot = mixed >>> shift
    for (; tags[slot] !== 0; slot = (slot + 1) & mask)
      if (tags[slot] === tagOf(mixed) && isKey(slots[slot] as number, start, n)) return slots[slot] as number
    slots[slot] = size
    tags[slot] = tagOf(mixed)
    markShort(pool[start] as number, pool[start + 1] as number, pool[start + 2] as number, pool[start + 3] as number, n)
    starts[size + 1] = start + n
    return size++
  }

  /** Notes the first four letters or digits of a new key, or all of a shorter one. */
  const markShort = (a: number, b: number, c: number, d: number, n: number): void => {
    if (n === 2) setBit(pairs, pairOf(a, b))
    else if (n > 3) setBit(fours, fourOf(a, b, c, d))
    else for (let any = 0; any < 64; any++) setBit(fours, fourOf(a, b, c, any))
  }

  const stands = (line: Uint16Array, from: number, key: number): boolean => {
    const end = starts[key + 1] as number
    let at = from
    for (let i = starts[key] as number; i < end; at++) {
      const k = line[at] as number
      if (k === 0 || k === INVISIBLE) continue
      if (k !== pool[i++]) return false
    }
    return true
  }

  return {
    add,
    beginsWith: (a, b, c, d) => hasBit(fours, fourOf(a, b, c, d)),
    begins: (hash) => hasBit(beginnings, mix(hash) >>> beginningShift),
    isPair: (a, b) => hasBit(pairs, pairOf(a, b)),
    find: (line, from, hash, length) => {
      const mixed = mix(hash)
      const tag = tagOf(mixed)
      for (let slot = mixed >>> shift; ; slot = (slot + 1) & mask) {
        const here = tags[slot] as number
        if (here === 0) return -1
        if (here !== tag) continue
        const key = slots[slot] as number
        if ((starts[key + 1] as number) - (starts[key] as number) === length && stands(line, from, key)) return key
      }
    },
  }
}
