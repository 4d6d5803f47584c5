// SPDX-License-Identifier: Apache-2.0
/** From names to the tables that keys.ts searches. */
import { type Alphabet, FOREIGN_IDEOGRAPH, FOREIGN_LETTER, INVISIBLE, plain, UNFOLD } from './alphabet.ts'
import {
  FOUR_BITS,
  follow,
  fourOf,
  isChecked,
  type KeyTables,
  LONGEST,
  mix,
  PAIR_BITS,
  pairOf,
  setBit,
  shiftOf,
  tagOf,
} from './keys.ts'

export interface KeyMaker {
  /** The key of this name, an earlier one where the letters and digits are the same; -1 where it cannot be searched. */
  add(name: string): number
  tables(): KeyTables
}

/** `most`: no more keys than this are going to be added. */
export const makeKeys = (alphabet: Alphabet, most: number): KeyMaker => {
  let bits = 12
  while (1 << bits < most * 1.5) bits++
  const mask = (1 << bits) - 1
  const slots = new Int32Array(1 << bits)
  const tags = new Uint8Array(1 << bits)
  const beginnings = new Uint8Array(1 << bits)
  const shift = shiftOf(slots)
  const beginningShift = shift - 3
  const fours = new Uint8Array(1 << (FOUR_BITS - 3))
  const pairs = new Uint8Array(1 << (PAIR_BITS - 3))
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

  /** Notes the first four letters or digits of a new key, or all of a shorter one. */
  const markShort = (a: number, b: number, c: number, d: number, n: number): void => {
    if (n === 2) setBit(pairs, pairOf(a, b))
    else if (n > 3) setBit(fours, fourOf(a, b, c, d))
    else for (let any = 0; any < 64; any++) setBit(fours, fourOf(a, b, c, any))
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

  return {
    add,
    tables: () => ({
      slots,
      tags,
      beginnings,
      fours,
      pairs,
      pool: pool.slice(0, starts[size]),
      starts: starts.slice(0, size + 1),
    }),
  }
}
