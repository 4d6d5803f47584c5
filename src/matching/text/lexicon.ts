// SPDX-License-Identifier: Apache-2.0
/**
 * Exact search for any number of names in one pass. A name is its letters and digits without what stands between
 * them, so `1,4-butanediol`, `1.4 Butane Diol` and `1 4 butanediol` are one key. A walk begins at each word, carries a
 * hash forward, and ends where no name goes on. Hits are compared letter by letter, so two keys are never confused.
 */
import { type Alphabet, FOREIGN_LETTER, IDEOGRAPH, NINE, UNFOLD, ZERO } from './alphabet.ts'
import { append, capitalBit, clear, type Hits, type Numbers } from './hits.ts'
import { follow, isChecked, type KeyTables, LONGEST, openKeys } from './keys.ts'
import { createLineReader } from './line.ts'
import { openStirring, type StirringTables } from './stirring.ts'

export interface Lexicon {
  /** Writes what it sees to `out`; false where the line holds characters that must be unfolded first. */
  scan(text: string, out: Hits): boolean
  /** Only what may stir the line, and numbers that are grouped like CAS numbers: most lines need no more. */
  look(text: string, out: Hits): boolean
  /** Writes where the numbers of the line last looked at have their last digits. */
  ends(out: Numbers): void
  /** Writes all that the line last looked at holds, in place of what `look` wrote. */
  complete(out: Hits): void
}

/** How many separators may stand between two groups of one number. */
const WIDEST_BETWEEN = 4
/** Letters that inflect a name: plurals, cases, genders. */
const ENDINGS = 'sneaаеиойуыюямьвхт'

const isDigit = (k: number) => k >= ZERO && k <= NINE
/** A word ends between these two letters or digits though nothing stands between them. */
const isEdge = (a: number, b: number) => isDigit(a) !== isDigit(b) || a >= IDEOGRAPH || b >= IDEOGRAPH

export const createLexicon = (alphabet: Alphabet, keys: KeyTables, stirring: StirringTables): Lexicon => {
  const { begins, beginsWith, find, isPair } = openKeys(keys)
  const endings = new Uint8Array(UNFOLD + 1)
  for (const letter of ENDINGS) endings[alphabet[letter.charCodeAt(0)] as number] = 1
  endings[FOREIGN_LETTER] = 0
  const { line, read: readLine } = createLineReader(alphabet)
  const { letters, places, words } = line
  const mayStir = openStirring(stirring, line)

  const placeOf = (letter: number) => (places[letter] as number) >>> 1
  /** Something stands before this letter, or the line ends there. */
  const isApart = (letter: number) => letters[letter] === 0 || ((places[letter] as number) & 1) === 1

  const push = (out: Hits, first: number, n: number, key: number, ending: number): void => {
    append(out.found, placeOf(first))
    append(out.found, placeOf(first + n - 1) + 1)
    append(out.found, key)
    append(out.found, ending)
  }

  /** A word ends after `n` letters: they may be a name with an inflected ending of one letter or two. */
  const inflected = (first: number, before: number, beforeThat: number, n: number, out: Hits): void => {
    if (n < 5) return
    const one = find(letters, first, before, n - 1)
    if (one >= 0) {
      push(out, first, n, one, 1)
      return
    }
    const two = n > 6 ? find(letters, first, beforeThat, n - 2) : -1
    if (two >= 0) push(out, first, n, two, 2)
  }

  /** Follows names from the word that begins at `first`, as many letters as some name goes along, and adds hits. */
  const walk = (first: number, out: Hits): void => {
    let hash = 0
    let before = 0
    let beforeThat = 0
    let n = 0
    let last = 0
    for (let at = first; ; at++) {
      const k = letters[at] as number
      if (n > 1 && (isApart(at) || isEdge(last, k)) && (n > 2 || isPair(letters[first] as number, last))) {
        const whole = find(letters, first, hash, n)
        if (whole >= 0) push(out, first, n, whole, 0)
        else if (endings[last] === 1) inflected(first, before, beforeThat, n, out)
      }
      if (k === 0 || n === LONGEST) return
      beforeThat = before
      before = hash
      hash = follow(hash, k)
      n++
      last = k
      if (!isChecked(n) || begins(hash)) continue
      // No name goes on like this, but one may have ended a letter or two ago, before an inflected ending.
      if (isApart(at + 1)) {
        if (endings[last] === 1) inflected(first, before, beforeThat, n, out)
      } else if (endings[letters[at + 1] as number] === 1 && isApart(at + 2)) inflected(first, hash, before, n + 1, out)
      return
    }
  }

  /** Most words begin like no name: their first four letters or digits tell. */
  const mayBegin = (first: number): boolean => {
    const a = letters[first] as number
    const b = letters[first + 1] as number
    return beginsWith(a, b, letters[first + 2] as number, letters[first + 3] as number) || isPair(a, b)
  }

  /** Where the word behind this one begins, in letters; one zero between them is left out. */
  const behind = (end: number): number => (letters[end] === 0 ? end + 1 : end)
  const digitsFrom = (first: number): number => {
    let at = first
    while (isDigit(letters[at] as number) && (at === first || !isApart(at))) at++
    return at - first
  }

  /** Two, then one digit behind a number, as in a CAS number; or digits that all stand alone. */
  const mayBeCas = (first: number, end: number): boolean => {
    const second = behind(end)
    const digits = digitsFrom(second)
    if (end - first === 1) return digits === 1
    return digits === 2 && end - first < 8 && digitsFrom(behind(second + 2)) === 1
  }

  /** Keeps where a number begins that another stands behind: it may be a CAS number. */
  const noteNumber = (first: number, end: number, out: Hits): void => {
    const next = behind(end)
    if (!isDigit(letters[next] as number)) return
    const between = placeOf(next) - placeOf(end - 1) - 1
    if (between <= WIDEST_BETWEEN || line.hidden) append(out.numbers, placeOf(first))
  }

  const read = (text: string, out: Hits): boolean => {
    clear(out)
    if (!readLine(text)) return false
    out.digits = line.digits
    out.mixed = line.mixed
    return true
  }

  const look = (text: string, out: Hits): boolean => {
    if (!read(text, out)) return false
    const { count, hidden } = line
    for (let w = 0; w < count; w++) {
      const first = words[w] as number
      const end = words[w + 1] as number
      if (isDigit(letters[first] as number)) {
        if (hidden || mayBeCas(first, end)) noteNumber(first, end, out)
      } else if (end - first === 14) append(out.fourteens, placeOf(first))
      else if (end - first === 1) out.capitals |= capitalBit(text.charCodeAt(placeOf(first)))
      if (mayStir(w)) walk(first, out)
    }
    return true
  }

  const ends = (out: Numbers): void => {
    out.length = 0
    for (let w = 1; w <= line.count; w++) {
      const last = (words[w] as number) - 1
      if (isDigit(letters[last] as number)) append(out, placeOf(last))
    }
  }

  const complete = (out: Hits): void => {
    out.found.length = 0
    out.numbers.length = 0
    for (let w = 0; w < line.count; w++) {
      const first = words[w] as number
      if (isDigit(letters[first] as number)) noteNumber(first, words[w + 1] as number, out)
      if (mayBegin(first)) walk(first, out)
    }
  }

  const scan = (text: string, out: Hits): boolean => {
    if (!read(text, out)) return false
    complete(out)
    return true
  }

  return { scan, look, ends, complete }
}
