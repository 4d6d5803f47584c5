// SPDX-License-Identifier: Apache-2.0
/** The keys of a lexicon: the letters and digits of each name, filed under a hash, and how names begin. */

export interface Keys {
  /** False where no name of four letters and digits or more, or of exactly three, begins with these four. */
  beginsWith(a: number, b: number, c: number, d: number): boolean
  /** False where no name goes on like this; only after the numbers of letters that `isChecked` names. */
  begins(hash: number): boolean
  /** False where no name is these two letters or digits and no more. */
  isPair(a: number, b: number): boolean
  /** The key of these letters, so many from `from` on; -1 where there is none. */
  find(letters: Uint16Array, from: number, hash: number, length: number): number
}

/** What make-keys.ts makes of the names; all that a search needs. */
export type KeyTables = {
  /** Keys by the hash of their letters; how many slots there are is a power of two. */
  slots: Int32Array
  /** One byte of each hash, so that most look-ups end in a table that stays near the processor. 0: an empty slot. */
  tags: Uint8Array
  /** One bit for each beginning of a name, by its hash: a bit that is not set says surely that no name begins so. */
  beginnings: Uint8Array
  /** One bit for the first four letters of each name, and for each name of two letters. */
  fours: Uint8Array
  pairs: Uint8Array
  /** The letters of all keys one after another, and where each key begins. */
  pool: Uint16Array
  starts: Int32Array
}

/** No name is longer, in letters and digits. */
export const LONGEST = 400

/** The hash of one more letter or digit. */
export const follow = (hash: number, k: number): number => (Math.imul(hash, 0x01000193) + k) | 0

/** Whether a walk asks, after so many letters, if any name begins like this: at the first few, then now and then. */
export const isChecked = (length: number): boolean => (length < 9 ? length > 4 : (length & 3) === 0)

export const PAIR_BITS = 12
export const pairOf = (a: number, b: number) => ((a & 63) << 6) | (b & 63)
export const FOUR_BITS = 20
export const fourOf = (a: number, b: number, c: number, d: number, bits = FOUR_BITS) =>
  Math.imul((pairOf(a, b) << 12) | pairOf(c, d), 0x9e3779b1) >>> (32 - bits)

export const mix = (hash: number): number => {
  const product = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return product ^ (product >>> 13)
}
/** Never 0, which marks an empty slot. */
export const tagOf = (mixed: number) => (mixed & 0xff) | 1
/** A mixed hash is shifted by so many bits to give a slot, and by three fewer to give the bit of a beginning. */
export const shiftOf = ({ length }: Int32Array) => Math.clz32(length) + 1

export const hasBit = (bits: Uint8Array, at: number): boolean => ((bits[at >>> 3] as number) & (1 << (at & 7))) !== 0
export const setBit = (bits: Uint8Array, at: number): void => {
  bits[at >>> 3] = (bits[at >>> 3] as number) | (1 << (at & 7))
}

export const openKeys = ({ slots, tags, beginnings, fours, pairs, pool, starts }: KeyTables): Keys => {
  const shift = shiftOf(slots)
  const beginningShift = shift - 3
  const mask = slots.length - 1

  const stands = (letters: Uint16Array, from: number, key: number, length: number): boolean => {
    const start = starts[key] as number
    if ((starts[key + 1] as number) - start !== length) return false
    for (let i = 0; i < length; i++) if (letters[from + i] !== pool[start + i]) return false
    return true
  }

  return {
    beginsWith: (a, b, c, d) => hasBit(fours, fourOf(a, b, c, d)),
    begins: (hash) => hasBit(beginnings, mix(hash) >>> beginningShift),
    isPair: (a, b) => hasBit(pairs, pairOf(a, b)),
    find: (letters, from, hash, length) => {
      const mixed = mix(hash)
      const tag = tagOf(mixed)
      for (let slot = mixed >>> shift; ; slot = (slot + 1) & mask) {
        const here = tags[slot] as number
        if (here === 0) return -1
        if (here !== tag) continue
        const key = slots[slot] as number
        if (stands(letters, from, key, length)) return key
      }
    },
  }
}
