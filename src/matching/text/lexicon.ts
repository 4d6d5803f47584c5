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
  alphabet: Alphabet
  /** Number of keys. */
  size: number
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
  /** Where a number of several groups begins, as CAS numbers do, and where a word of fourteen letters does. */
  numbers: number[]
  fourteens: number[]
}
export const createHits = (): Hits => ({
  values: new Int32Array(64),
  length: 0,
  digits: false,
  mixed: false,
  numbers: [],
  fourteens: [],
})

const clear = (hits: Hits) => {
  hits.length = 0
  hits.digits = false
  hits.mixed = false
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

const spread = (hash: number, length: number) => Math.imul(hash ^ Math.imul(length, 0x9e3779b1), 0x85ebca6b)

/** Letters and digits of a name as numbers of the alphabet; empty where one has no number. */
export const keyOf = (alphabet: Alphabet, name: string): number[] => {
  const key: number[] = []
  for (const char of name)
    for (const c of alphabet[char.charCodeAt(0)] === UNFOLD ? plain(char) : char) {
      const number = alphabet[c.charCodeAt(0)] as number
      if (number === FOREIGN_LETTER || number === FOREIGN_IDEOGRAPH || number === UNFOLD) return []
      if (number !== 0 && number !== INVISIBLE) key.push(number)
    }
  return key
}

const isBetween = (k: number) => k === 0 || k === INVISIBLE
const isDigit = (k: number) => k >= ZERO && k <= NINE

export const createLexicon = (alphabet: Alphabet, keys: readonly (readonly number[])[]): Lexicon => {
  let bits = 12
  while (1 << bits < keys.length * 4) bits++
  const shift = 32 - bits
  const slots = new Int32Array(1 << bits)
  const mask = slots.length - 1
  const bloom = new Uint8Array(1 << Math.max(14, bits))
  const bloomShift = 32 - Math.max(14, bits) - 3
  const starts = new Int32Array(keys.length + 1)
  const pool = new Uint16Array(keys.reduce((sum, key) => sum + key.length, 0))
  const endings = new Uint8Array(4096)
  for (const letter of 'snea') endings[alphabet[letter.charCodeAt(0)] as number] = 1
  for (const letter of 'аеиойуыюямьвхت') endings[alphabet[letter.charCodeAt(0)] as number] = 1
  endings[FOREIGN_LETTER] = 0

  keys.forEach((key, id) => {
    const start = starts[id] as number
    pool.set(key, start)
    starts[id + 1] = start + key.length
    let hash = 0
    key.forEach((k, i) => {
      hash = (Math.imul(hash, STEP) + k) | 0
      if ((i & 3) === 3) {
        const bit = spread(hash, i + 1) >>> bloomShift
        bloom[bit >>> 3] = (bloom[bit >>> 3] as number) | (1 << (bit & 7))
      }
    })
    let slot = spread(hash, key.length) >>> shift
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = id + 1
  })

  const same = (text: string, from: number, key: number): boolean => {
    const end = starts[key + 1] as number
    let at = from
    for (let i = starts[key] as number; i < end; i++) {
      let k = alphabet[text.charCodeAt(at++)] as number
      while (k === 0 || k === INVISIBLE) k = alphabet[text.charCodeAt(at++)] as number
      if (k !== pool[i]) return false
    }
    return true
  }

  const find = (text: string, from: number, hash: number, length: number): number => {
    let slot = spread(hash, length) >>> shift
    for (let id = slots[slot] as number; id !== 0; id = slots[slot] as number) {
      const key = id - 1
      if ((starts[key + 1] as number) - (starts[key] as number) === length && same(text, from, key)) return key
      slot = (slot + 1) & mask
    }
    return -1
  }

  const scan = (text: string, out: Hits): boolean => {
    const length = text.length
    clear(out)
    let i = 0
    while (i < length) {
      const first = alphabet[text.charCodeAt(i)] as number
      if (first === 0 || first === INVISIBLE) {
        i++
        continue
      }
      if (first === UNFOLD) return false
      // A walk from here: as many letters as some name goes along.
      let hash = 0
      let before = 0
      let beforeThat = 0
      let n = 0
      let gap = 0
      let last = 0
      let lastEnd = i
      let wordEnd = -1
      let j = i
      for (; j <= length; j++) {
        const k = j < length ? (alphabet[text.charCodeAt(j)] as number) : 0
        if (k === INVISIBLE) continue
        const boundary =
          k === 0
            ? gap === 0
            : n > 0 && gap === 0 && (isDigit(k) !== isDigit(last) || k >= IDEOGRAPH || last >= IDEOGRAPH)
        if (boundary && n > 1) {
          const key = find(text, i, hash, n)
          if (key >= 0) push(out, i, lastEnd, key, 0)
          else if (n > 4 && endings[last] === 1) {
            const one = find(text, i, before, n - 1)
            if (one >= 0) push(out, i, lastEnd, one, 1)
            else if (n > 6) {
              const two = find(text, i, beforeThat, n - 2)
              if (two >= 0) push(out, i, lastEnd, two, 2)
            }
          }
        }
        if (k === 0) {
          if (wordEnd < 0) wordEnd = j
          if (++gap > WIDEST_GAP) break
          continue
        }
        if (wordEnd < 0 && n > 0 && ((isDigit(last) && !isDigit(k)) || last >= IDEOGRAPH || k >= IDEOGRAPH)) wordEnd = j
        if (k === UNFOLD) return false
        if (k === FOREIGN_LETTER || k === FOREIGN_IDEOGRAPH || n === LONGEST) break
        gap = 0
        beforeThat = before
        before = hash
        hash = (Math.imul(hash, STEP) + k) | 0
        n++
        last = k
        lastEnd = j + 1
        if ((n & 3) === 0) {
          const bit = spread(hash, n) >>> bloomShift
          if (((bloom[bit >>> 3] as number) & (1 << (bit & 7))) === 0) break
        }
      }
      // On to the next word, or to the letters after a number.
      if (wordEnd < 0) {
        wordEnd = Math.max(j, i + 1)
        let previous = alphabet[text.charCodeAt(wordEnd - 1)] as number
        while (wordEnd < length) {
          const k = alphabet[text.charCodeAt(wordEnd)] as number
          if (k === 0 || k === UNFOLD || k >= IDEOGRAPH) {
            if (k !== INVISIBLE) break
          } else {
            if (isDigit(previous) && !isDigit(k)) break
            previous = k
          }
          wordEnd++
        }
      }
      if (isDigit(first)) {
        out.digits = true
        const k = alphabet[text.charCodeAt(wordEnd)] as number
        if (k > 0 && !isDigit(k)) out.mixed = true
        // A separator or a few, then a digit again.
        let next = wordEnd
        while (next < length && next < wordEnd + 4 && isBetween(alphabet[text.charCodeAt(next)] as number)) next++
        if (next > wordEnd && isDigit(alphabet[text.charCodeAt(next)] as number)) out.numbers.push(i)
      } else {
        if (wordEnd - i === 14) out.fourteens.push(i)
        if (isDigit(alphabet[text.charCodeAt(wordEnd - 1)] as number)) out.digits = out.mixed = true
      }
      i = wordEnd
    }
    return true
  }

  return { alphabet, size: keys.length, scan }
}
