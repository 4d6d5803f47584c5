// SPDX-License-Identifier: Apache-2.0
/**
 * Exact search for any number of names in one pass. A name is its letters and digits without what stands between
 * them, so `1,4-butanediol`, `1.4 Butane Diol` and `1 4 butanediol` are one key. A walk begins at each word, carries a
 * hash forward, and ends where no name goes on. Hits are compared letter by letter, so two keys are never confused.
 */
import { type Alphabet, FOREIGN_LETTER, IDEOGRAPH, INVISIBLE, NINE, UNFOLD, ZERO } from './alphabet.ts'
import { append, clear, type Hits } from './hits.ts'
import { follow, isChecked, type KeyTables, LONGEST, openKeys } from './keys.ts'
import { createLine, readLine } from './line.ts'

export interface Lexicon {
  /** Writes what it sees to `out`; false where the line holds characters that must be unfolded first. */
  scan(text: string, out: Hits): boolean
}

/** Characters that may stand between two letters of one name: ` - `, `, `, `) [`. */
const WIDEST_GAP = 3
/** How many separators may stand between two groups of one number. */
const WIDEST_BETWEEN = 4
/** Letters that inflect a name: plurals, cases, genders. */
const ENDINGS = 'sneaаеиойуыюямьвхт'

/** Latin letters are numbered from 1 on, digits behind them. */
const LETTERS = ZERO - 1

const isLatin = (k: number) => k > 0 && k <= LETTERS
const isCapital = (code: number) => code >= 65 && code <= 90
const isDigit = (k: number) => k >= ZERO && k <= NINE
/** A word ends between these two letters or digits though nothing stands between them. */
const isEdge = (a: number, b: number) => isDigit(a) !== isDigit(b) || a >= IDEOGRAPH || b >= IDEOGRAPH

export const createLexicon = (alphabet: Alphabet, keys: KeyTables): Lexicon => {
  const { begins, beginsWith, find, isPair } = openKeys(keys)
  const endings = new Uint8Array(UNFOLD + 1)
  for (const letter of ENDINGS) endings[alphabet[letter.charCodeAt(0)] as number] = 1
  endings[FOREIGN_LETTER] = 0
  const line = createLine()
  const { units, words } = line

  const push = (out: Hits, start: number, end: number, key: number, ending: number): void => {
    append(out.found, start)
    append(out.found, end)
    append(out.found, key)
    append(out.found, ending)
  }

  /** A word ends after `n` letters: they may be a name with an inflected ending of one letter or two. */
  const inflected = (from: number, to: number, before: number, beforeThat: number, n: number, out: Hits): void => {
    if (n < 5) return
    const one = find(units, from, before, n - 1)
    if (one >= 0) {
      push(out, from, to, one, 1)
      return
    }
    const two = n > 6 ? find(units, from, beforeThat, n - 2) : -1
    if (two >= 0) push(out, from, to, two, 2)
  }

  /** Follows names from the word that begins at `from`, as many letters as some name goes along, and adds hits. */
  const walk = (from: number, out: Hits): void => {
    let hash = 0
    let before = 0
    let beforeThat = 0
    let n = 0
    let gap = 0
    let last = 0
    let end = from
    for (let i = from; ; i++) {
      const k = units[i] as number
      if (k === INVISIBLE) continue
      if (n > 1 && gap === 0 && (k === 0 || isEdge(last, k)) && (n > 2 || isPair(units[from] as number, last))) {
        const whole = find(units, from, hash, n)
        if (whole >= 0) push(out, from, end, whole, 0)
        else if (endings[last] === 1) inflected(from, end, before, beforeThat, n, out)
      }
      if (k === 0) {
        if (++gap > WIDEST_GAP) return
        continue
      }
      if (n === LONGEST) return
      gap = 0
      beforeThat = before
      before = hash
      hash = follow(hash, k)
      n++
      last = k
      end = i + 1
      if (!isChecked(n) || begins(hash)) continue
      // No name goes on like this, but one may have ended a letter or two ago, before an inflected ending.
      const next = units[end] as number
      if (next === 0) {
        if (endings[last] === 1) inflected(from, end, before, beforeThat, n, out)
      } else if (endings[next] === 1 && units[end + 1] === 0) inflected(from, end + 1, hash, before, n + 1, out)
      return
    }
  }

  /** The first letter or digit from `at` on; 0 where a wide gap or the end of the line comes first. */
  const near = (at: number): number => {
    let to = at
    while (to < at + WIDEST_GAP && (units[to] === 0 || units[to] === INVISIBLE)) to++
    return to
  }

  /** Most words begin like no name: their first four letters or digits tell. */
  const mayBegin = (from: number): boolean => {
    const a = units[from] as number
    const b = units[from + 1] as number
    const c = units[from + 2] as number
    const d = units[from + 3] as number
    // Four letters side by side: no name of two ends among them.
    if (a <= LETTERS && isLatin(b) && isLatin(c) && isLatin(d)) return beginsWith(a, b, c, d)
    const second = near(from + 1)
    const third = near(second + 1)
    const fourth = near(third + 1)
    const next = units[second] as number
    return beginsWith(a, next, units[third] as number, units[fourth] as number) || isPair(a, next)
  }

  /** Keeps where a long word or a number begins that may be an InChIKey or a CAS number. */
  const note = (text: string, from: number, to: number, next: number, out: Hits): void => {
    if (isDigit(units[from] as number)) {
      if (next > to && next <= to + WIDEST_BETWEEN && isDigit(units[next] as number)) append(out.numbers, from)
    } else if (to - from === 14) append(out.fourteens, from)
    else if (to - from === 1 && isCapital(text.charCodeAt(from))) out.single = true
  }

  const scan = (text: string, out: Hits): boolean => {
    clear(out)
    if (!readLine(text, alphabet, line)) return false
    out.digits = line.digits
    out.mixed = line.mixed
    const { filled } = line
    for (let w = 0; w < filled; w += 2) {
      const from = words[w] as number
      note(text, from, words[w + 1] as number, w + 2 < filled ? (words[w + 2] as number) : 0, out)
      if (mayBegin(from)) walk(from, out)
    }
    return true
  }

  return { scan }
}
