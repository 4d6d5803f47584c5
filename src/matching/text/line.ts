// SPDX-License-Identifier: Apache-2.0
/** A line as numbers of the alphabet, and where its words are: what later passes need not work out again. */
import { type Alphabet, BETWEEN, IDEOGRAPH, INVISIBLE, NINE, UNFOLD, ZERO } from './alphabet.ts'

export interface Line {
  /** One number for each UTF-16 unit, with zeros behind the last. */
  units: Uint16Array
  /** Start and end of each word. Letters and the digits behind them are one word, each ideograph is one. */
  words: Int32Array
  /** How many numbers of `words` are filled. */
  filled: number
  /** The line has a digit; letters and digits stand side by side in one word. */
  digits: boolean
  mixed: boolean
}

/** Longer lines are cut before they come here (see reader.ts). */
export const LONGEST_LINE = 1 << 16
const ZEROS = 8

const NONE = 0
// Only a letter and a digit add up to three.
const LETTER = 1
const DIGIT = 2
const SIGN = 4
const HIDDEN = 5
const UNREADABLE = 6
const kinds = new Uint8Array(UNFOLD + 1).fill(LETTER)
kinds[BETWEEN] = NONE
kinds.fill(DIGIT, ZERO, NINE + 1).fill(SIGN, IDEOGRAPH, INVISIBLE)
kinds[INVISIBLE] = HIDDEN
kinds[UNFOLD] = UNREADABLE

export const createLine = (): Line => ({
  units: new Uint16Array(LONGEST_LINE + ZEROS),
  words: new Int32Array(2 * LONGEST_LINE + 2),
  filled: 0,
  digits: false,
  mixed: false,
})

/** False where the text holds characters that must be unfolded first. */
export const readLine = (text: string, alphabet: Alphabet, line: Line): boolean => {
  const { units, words } = line
  const length = Math.min(text.length, LONGEST_LINE)
  let filled = 0
  let digits = false
  let mixed = false
  let before = NONE
  for (let i = 0; i < length; i++) {
    const k = alphabet[text.charCodeAt(i)] as number
    units[i] = k
    const kind = kinds[k] as number
    if ((kind === before && kind !== SIGN) || kind === HIDDEN) continue
    if (kind === UNREADABLE) return false
    const touches = kind + before === LETTER + DIGIT
    if (kind === DIGIT) digits = true
    if (touches) mixed = true
    if (!touches || kind === LETTER) {
      if (before !== NONE) words[filled++] = i
      if (kind !== NONE) words[filled++] = i
    }
    before = kind
  }
  if (before !== NONE) words[filled++] = length
  for (let i = length; i < length + ZEROS; i++) units[i] = 0
  line.filled = filled
  line.digits = digits
  line.mixed = mixed
  return true
}
