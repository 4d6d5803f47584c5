// SPDX-License-Identifier: Apache-2.0
/** A line as the letters and digits that it has, one behind another, and where its words begin. */
import { type Alphabet, BETWEEN, IDEOGRAPH, INVISIBLE, NINE, UNFOLD, ZERO } from './alphabet.ts'

export interface Line {
  /** Letters and digits as numbers of the alphabet; a zero for each gap too wide for a name, and behind the last. */
  letters: Uint16Array
  /** By letter: its place in the text, doubled, and one more where something stands before it. */
  places: Int32Array
  /**
   * Where in `letters` each word begins: letters and the digits behind them are one word, each ideograph is one, and
   * so is a zero. Behind the last stands the number of letters.
   */
  words: Int32Array
  /** How many words there are. */
  count: number
  /** The line has a digit; letters and digits stand side by side in one word; something invisible stands in it. */
  digits: boolean
  mixed: boolean
  hidden: boolean
}

/** Longer lines are cut before they come here (see reader.ts). */
export const LONGEST_LINE = 1 << 16
/** Characters that may stand between two letters of one name: ` - `, `, `, ` - (`. */
const WIDEST_GAP = 4
/** As many letters behind the last are asked for. */
const ZEROS = 6

// Names of this file's own: those of others are looked up again for each letter.
const longest = LONGEST_LINE
const NONE = 0
// Only a letter and a digit add up to three.
const LETTER = 1
const DIGIT = 2
const SIGN = 4
const KINDS = 8

/** Each code unit's number in the alphabet and above it its kind, so that one look-up gives both. */
const KIND_SHIFT = 12
const NUMBERS = (1 << KIND_SHIFT) - 1
/** From here on a code unit is invisible, or must be unfolded first. */
const unseen = 6 << KIND_SHIFT
const unfolded = 7 << KIND_SHIFT

const withKinds = (alphabet: Alphabet): Uint16Array =>
  alphabet.map((k) => {
    if (k >= INVISIBLE) return k === UNFOLD ? unfolded : unseen
    const kind = k === BETWEEN ? NONE : k >= IDEOGRAPH ? SIGN : k >= ZERO && k <= NINE ? DIGIT : LETTER
    return (kind << KIND_SHIFT) | k
  })

/*
 * What the kind of one unit and that of the unit before it say. Read from a table and added up, since a processor cannot
 * guess where words end: branches there would take longer than all the rest.
 */
const BEGINS = 1
const KEPT = 2
const BEHIND_GAP = 4
const HAS_DIGIT = 8
const IS_MIXED = 16
const IN_GAP = 0xff00
const steps = new Uint16Array(KINDS * KINDS)
for (const before of [NONE, LETTER, DIGIT, SIGN]) {
  steps[before * KINDS + NONE] = IN_GAP
  for (const kind of [LETTER, DIGIT, SIGN]) {
    const isMixed = before + kind === LETTER + DIGIT
    const begins = (kind !== before || kind === SIGN) && !(isMixed && kind === DIGIT)
    steps[before * KINDS + kind] =
      KEPT |
      (begins ? BEGINS : 0) |
      (before === NONE ? BEHIND_GAP : 0) |
      (kind === DIGIT ? HAS_DIGIT : 0) |
      (isMixed ? IS_MIXED : 0)
  }
}

export interface LineReader {
  /** What was read last. */
  line: Line
  /** False where the text holds characters that must be unfolded first. */
  read(text: string): boolean
}

/** Reads one line after another into the same tables: a line costs no memory. */
export const createLineReader = (alphabet: Alphabet): LineReader => {
  const letters = new Uint16Array(2 * LONGEST_LINE + ZEROS)
  const places = new Int32Array(2 * LONGEST_LINE + ZEROS)
  const words = new Int32Array(2 * LONGEST_LINE + 1)
  const line: Line = { letters, places, words, count: 0, digits: false, mixed: false, hidden: false }
  const units = withKinds(alphabet)

  const read = (text: string): boolean => {
    const length = Math.min(text.length, longest)
    let n = 0
    let count = 0
    let gap = 0
    let before = NONE
    let seen = 0
    let hidden = false
    for (let i = 0; i < length; i++) {
      const unit = units[text.charCodeAt(i)] as number
      if (unit >= unseen) {
        if (unit >= unfolded) return false
        hidden = true
        continue
      }
      const kind = unit >> KIND_SHIFT
      const step = steps[before * KINDS + kind] as number
      if (gap > WIDEST_GAP && kind !== NONE) {
        letters[n] = 0
        words[count++] = n++
      }
      seen |= step
      words[count] = n
      count += step & BEGINS
      letters[n] = unit & NUMBERS
      places[n] = 2 * i + ((step & BEHIND_GAP) >> 2)
      n += (step & KEPT) >> 1
      gap = (gap + 1) & (step >> 8)
      before = kind
    }
    words[count] = n
    // One by one: for so few, `fill` takes as long as half the line.
    for (let i = 0; i < ZEROS; i++) letters[n + i] = 0
    line.count = count
    line.digits = (seen & HAS_DIGIT) !== 0
    line.mixed = (seen & IS_MIXED) !== 0
    line.hidden = hidden
    return true
  }
  return { line, read }
}
