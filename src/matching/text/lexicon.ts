// SPDX-License-Identifier: Apache-2.0
import {
  type Alphabet,
  FOREIGN_IDEOGRAPH,
  FOREIGN_LETTER,
  IDEOGRAPH,
  INVISIBLE,
  NINE,
  plain,
  UNFOLD,
  ZERO,
} from './alphabet.ts'

/**
 * Exact search for any number of names in one pass. A name is its letters and digits without what stands between
 * them, so `1,4-butanediol`, `1.4 Butane Diol` and `1 4 butanediol` are one key. A walk begins at each word, carries a
 * hash forward, and ends early: every fourth letter a bit table says whether any name begins like this. Hits are
 * compared letter by letter, so two keys are never confused.
 */
export interface Lexicon {
  /** The key of this name, an earlier one where the letters and digits are the same; -1 where it cannot be searched. */
  add(name: string): number
  /** Adds hits to `out`; false where the line holds characters that must be unfolded first. */
  scan(text: string, out: Hits): boolean
}

/** What one pass over a line saw. Reused from line to line, so a quiet line allocates nothing. */
export interface Hits {
  /** Flat numbers, four a hit: start, end, key, letters of an inflected ending left out. */
  values: Int32Array
  length: number
  /** The line has a digit; letters and digits stand side by side in one word. */
  digits: boolean
  mixed: boolean
  /** A letter stands alone. */
  single: boolean
  /** Where a number of several groups begins, as CAS numbers do, and where a word of fourteen letters does. */
  numbers: number[]
  fourteens: number[]
}
export const createHits = (): Hits => ({
  values: new Int32Array(64),
  length: 0,
  digits: false,
  mixed: false,
  single: false,
  numbers: [],
  fourteens: [],
})

const clear = (hits: Hits) => {
  hits.length = 0
  hits.digits = false
  hits.mixed = false
  hits.single = false
  if (hits.numbers.length > 0) hits.numbers = []
  if (hits.fourteens.length > 0) hits.fourteens = []
}

const push = (hits: Hits, start: number, end: number, key: number, ending: number) => {
  if (hits.length + 4 > hits.values.length) {
    const grown = new Int32Array(hits.values.length * 2)
    grown.set(hits.values)
    hits.values = grown
  }
  hits.values[hits.length++] = start
  hits.values[hits.length++] = end
  hits.values[hits.length++] = key
  hits.values[hits.length++] = ending
}

const STEP = 0x01000193
/** Characters that may stand between two letters of one name: ` - `, `, `, `) [`. */
const WIDEST_GAP = 3
const LONGEST = 400
/** Longer lines are cut before they come here (see reader.ts). */
export const LONGEST_LINE = 1 << 16

const spread = (hash: number, length: number) => Math.imul(hash ^ Math.imul(length, 0x9e3779b1), 0x85ebca6b)

const isDigit = (k: number) => k >= ZERO && k <= NINE
/** Never 0, which marks an empty slot. */
const tagOf = (mixed: number) => (mixed & 0xff) | 1
const isLatin = (k: number) => k > 0 && k <= 26
const isLetter = (k: number) => k > 0 && !isDigit(k) && k < INVISIBLE
const isBetween = (k: number) => k === 0 || k === INVISIBLE
const prefixOf = (a: number, b: number, c: number, d: number) => ((a * 27 + b) * 27 + c) * 27 + d

const setBit = (bits: Uint8Array, at: number) => {
  bits[at >>> 3] = (bits[at >>> 3] as number) | (1 << (at & 7))
}
const hasBit = (bits: Uint8Array, at: number) => ((bits[at >>> 3] as number) & (1 << (at & 7))) !== 0

/** `most`: no more keys than this are going to be added. */
export const createLexicon = (alphabet: Alphabet, most: number): Lexicon => {
  let bits = 12
  while (1 << bits < most * 1.5) bits++
  const shift = 32 - bits
  const slots = new Int32Array(1 << bits)
  const mask = slots.length - 1
  /** One byte of each hash, so that most look-ups end in a table that stays in the cache. */
  const tags = new Uint8Array(1 << bits)
  const bloom = new Uint8Array(1 << (bits - 1))
  const bloomShift = 32 - (bits - 1) - 3
  /** The keys one after another, and where each begins. */
  let pool = new Uint16Array(most * 16)
  const starts = new Int32Array(most + 2)
  let size = 0
  /** One bit for each four Latin letters: whether a name begins with them. */
  const prefixes = new Uint8Array((prefixOf(26, 26, 26, 26) >>> 3) + 1)
  /** The same for the first three letters or digits of any script, folded into a small table. */
  const starts3 = new Uint8Array(1 << 13)
  /** The same for whole names of two or three letters: most short words are none. */
  const shorts = new Uint8Array(1 << 13)
  const endings = new Uint8Array(4096)
  for (const letter of 'sneaаеиойуыюямьвхт') endings[alphabet[letter.charCodeAt(0)] as number] = 1
  endings[FOREIGN_LETTER] = 0

  /** Writes letters and digits of a name behind the pool; gives how many, 0 where one has no number. */
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
    return n < 2 && !(n === 1 && (pool[start] as number) >= IDEOGRAPH) ? 0 : n
  }

  const samePool = (key: number, start: number, n: number): boolean => {
    const from = starts[key] as number
    if ((starts[key + 1] as number) - from !== n) return false
    for (let i = 0; i < n; i++) if (pool[from + i] !== pool[start + i]) return false
    return true
  }

  const add = (name: string): number => {
    const start = starts[size] as number
    const n = write(name)
    if (n === 0 || n > LONGEST || size >= most) return -1
    let hash = 0
    for (let i = 0; i < n; i++) hash = (Math.imul(hash, STEP) + (pool[start + i] as number)) | 0
    const mixed = spread(hash, n)
    let slot = mixed >>> shift
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const key = (slots[slot] as number) - 1
      if (samePool(key, start, n)) return key
    }
    if (n < 4) setBit(shorts, mixed >>> 16)
    slots[slot] = size + 1
    tags[slot] = tagOf(mixed)
    mark(start, n)
    starts[size + 1] = start + n
    return size++
  }

  /** Notes how a new key begins, so that a walk can end early. */
  const mark = (start: number, n: number): void => {
    let hash = 0
    for (let i = 0; i < n; i++) {
      hash = (Math.imul(hash, STEP) + (pool[start + i] as number)) | 0
      if (i === 2) setBit(starts3, spread(hash, 3) >>> 16)
      if ((i & 3) === 3) setBit(bloom, spread(hash, i + 1) >>> bloomShift)
    }
    const [a, b, c, d] = [pool[start], pool[start + 1], pool[start + 2], pool[start + 3]] as [
      number,
      number,
      number,
      number,
    ]
    if (n > 3 && isLatin(a) && isLatin(b) && isLatin(c) && isLatin(d)) setBit(prefixes, prefixOf(a, b, c, d))
  }

  /** The line as numbers of the alphabet, with zeros behind it: reading a string again and again is slow. */
  const line = new Uint16Array(LONGEST_LINE + WIDEST_GAP + 2)
  const read = (text: string, length: number): boolean => {
    for (let i = 0; i < length; i++) {
      const k = alphabet[text.charCodeAt(i)] as number
      if (k === UNFOLD) return false
      line[i] = k
    }
    line.fill(0, length, length + WIDEST_GAP + 2)
    return true
  }

  const same = (from: number, key: number): boolean => {
    const end = starts[key + 1] as number
    let at = from
    for (let i = starts[key] as number; i < end; at++) {
      const k = line[at] as number
      if (k === 0 || k === INVISIBLE) continue
      if (k !== pool[i++]) return false
    }
    return true
  }

  const find = (from: number, hash: number, length: number): number => {
    const mixed = spread(hash, length)
    const tag = tagOf(mixed)
    for (let slot = mixed >>> shift; ; slot = (slot + 1) & mask) {
      const here = tags[slot] as number
      if (here === 0) return -1
      if (here !== tag) continue
      const key = (slots[slot] as number) - 1
      if ((starts[key + 1] as number) - (starts[key] as number) === length && same(from, key)) return key
    }
  }

  /**
   * Follows names from the word that begins at `from`, as many letters as some name goes along, and adds hits. Gives
   * where the word ends, -1 where that was not seen.
   */
  const walk = (from: number, out: Hits): number => {
    let hash = 0
    let before = 0
    let beforeThat = 0
    let n = 0
    let gap = 0
    let last = 0
    let lastEnd = from
    let wordEnd = -1
    for (let j = from; ; j++) {
      const k = line[j] as number
      if (k === INVISIBLE) continue
      if (k === 0) {
        if (gap === 0 && n > 1) end(from, lastEnd, hash, before, beforeThat, n, last, out)
        if (wordEnd < 0) wordEnd = j
        if (++gap > WIDEST_GAP) return wordEnd
        continue
      }
      if (n > 0 && gap === 0 && (isDigit(k) !== isDigit(last) || k >= IDEOGRAPH || last >= IDEOGRAPH)) {
        if (n > 1) end(from, lastEnd, hash, before, beforeThat, n, last, out)
        if (wordEnd < 0 && !isDigit(k)) wordEnd = j
      }
      if (k === FOREIGN_LETTER || k === FOREIGN_IDEOGRAPH || n === LONGEST) return wordEnd
      gap = 0
      beforeThat = before
      before = hash
      hash = (Math.imul(hash, STEP) + k) | 0
      n++
      last = k
      lastEnd = j + 1
      if (n === 3) {
        const bit = spread(hash, 3) >>> 16
        if (!hasBit(starts3, bit)) return wordEnd
      } else if ((n & 3) === 0) {
        const bit = spread(hash, n) >>> bloomShift
        if (!hasBit(bloom, bit)) {
          // No name goes on like this, but one may have ended a letter or two ago, before an inflected ending.
          const next = line[j + 1] as number
          if (next === 0) end(from, lastEnd, hash, before, beforeThat, n, last, out)
          else if (endings[next] === 1 && line[j + 2] === 0)
            end(from, lastEnd + 1, (Math.imul(hash, STEP) + next) | 0, hash, before, n + 1, next, out)
          return wordEnd
        }
      }
    }
  }

  /** A word ends: the letters so far may be a name, or a name with an inflected ending. */
  const end = (
    from: number,
    to: number,
    hash: number,
    before: number,
    beforeThat: number,
    n: number,
    last: number,
    out: Hits,
  ): void => {
    if (n < 4 && !hasBit(shorts, spread(hash, n) >>> 16)) return
    const whole = find(from, hash, n)
    if (whole >= 0) {
      push(out, from, to, whole, 0)
      return
    }
    if (n < 5 || endings[last] !== 1) return
    const one = find(from, before, n - 1)
    if (one >= 0) {
      push(out, from, to, one, 1)
      return
    }
    const two = n > 6 ? find(from, beforeThat, n - 2) : -1
    if (two >= 0) push(out, from, to, two, 2)
  }

  /** The end of the word, or of the number at its beginning. */
  const skip = (from: number): number => {
    let previous = line[from - 1] as number
    let at = from
    for (; ; at++) {
      const k = line[at] as number
      if (k === INVISIBLE) continue
      if (k === 0 || k >= IDEOGRAPH || (isDigit(previous) && !isDigit(k))) break
      previous = k
    }
    return at
  }

  const note = (from: number, to: number, first: number, out: Hits): void => {
    if (!isDigit(first)) {
      const size = to - from
      if (size === 14) out.fourteens.push(from)
      if (size === 1) out.single = true
      if (isDigit(line[to - 1] as number)) out.digits = out.mixed = true
      return
    }
    out.digits = true
    if (isLetter(line[to] as number)) out.mixed = true
    // A separator or a few, then a digit again.
    let next = to
    while (next < to + 4 && isBetween(line[next] as number)) next++
    if (next > to && isDigit(line[next] as number)) out.numbers.push(from)
  }

  const scan = (text: string, out: Hits): boolean => {
    const length = Math.min(text.length, LONGEST_LINE)
    clear(out)
    if (!read(text, length)) return false
    let i = 0
    while (i < length) {
      const first = line[i] as number
      if (first === 0) {
        i++
        continue
      }
      let to = -1
      if (first <= 26 && i + 4 <= length) {
        const second = line[i + 1] as number
        const third = line[i + 2] as number
        const fourth = line[i + 3] as number
        // Most words begin like no name: four letters and one look-up tell.
        if (isLatin(second) && isLatin(third) && isLatin(fourth)) {
          const prefix = prefixOf(first, second, third, fourth)
          if (!hasBit(prefixes, prefix)) to = skip(i + 4)
        }
      }
      if (to < 0) {
        if (first === INVISIBLE) {
          i++
          continue
        }
        to = walk(i, out)
        if (to <= i) to = skip(i + 1)
      }
      note(i, to, first, out)
      i = to
    }
    return true
  }

  return { add, scan }
}
