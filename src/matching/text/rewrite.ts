// SPDX-License-Identifier: Apache-2.0
/**
 * The line as it was probably meant: disguises undone and misspelt words corrected. The lexicon then searches the
 * rewritten line, so a misspelt word of `acetc anhydride` is found as a part of the whole name.
 */
import type { Folded } from './fold.ts'
import { isOfPieces } from './pieces.ts'
import type { Correction, Speller } from './spelling.ts'

export type Change = 'spelling' | 'lookalike' | 'signs'

/** A place of the rewritten line that differs from what was written. */
export interface Changed {
  start: number
  end: number
  kind: Change
  cost: number
}

export interface Rewritten extends Folded {
  changes: Changed[]
  /** A word is built like the names of a family (see families.ts). */
  family: boolean
  /** A changed word may be another one, which the next round takes. */
  more: boolean
}

/**
 * Null where nothing in the line seems to mean something else than it says. `covered` tells what is already found. Each
 * round, counted from 0, takes the next nearest word for each that is misspelt.
 */
export type Rewriter = (
  text: string,
  covered: (start: number, end: number) => boolean,
  round?: number,
) => Rewritten | null

const lookalikes: Record<string, string> = {
  а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', һ: 'h', і: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm', н: 'h', о: 'o', р: 'p', ѕ: 's', т: 't', у: 'y', х: 'x', п: 'n', г: 'r', ё: 'e', ь: 'b',
  α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'y', χ: 'x', μ: 'm', ω: 'w', ɑ: 'a', ɡ: 'g', ⅼ: 'l', ո: 'n', օ: 'o', ѡ: 'w', ԛ: 'q', ν́: 'v',
} // biome-ignore format: a table
const signs: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
  '|': 'l',
  '£': 'l',
  '¢': 'c',
  '+': 't',
  '2': 'z',
  '6': 'b',
}

// What a character of a word is; 0 for what stands between words.
const LATIN = 1
const ACCENTED = 2
const DIGIT = 4
const OTHER = 8
/** Signs that stand for letters inside a word. */
const SIGN = 16
const LETTER = LATIN | ACCENTED | OTHER
const kinds = new Uint8Array(65536)
kinds.fill(LATIN, 65, 91).fill(LATIN, 97, 123).fill(DIGIT, 48, 58)
kinds.fill(ACCENTED, 0xc0, 0x250).fill(OTHER, 0x370, 0x530).fill(OTHER, 0x251, 0x252).fill(OTHER, 0x261, 0x262)
for (const sign of '@$!*€|+£#') kinds[sign.charCodeAt(0)] = SIGN
const isLetter = (code: number) => ((kinds[code] as number) & LETTER) !== 0
const isSign = (code: number) => kinds[code] === SIGN

const strip = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** `fentaaanyl` → `fentanyl`: no name has three letters of a kind in a row. */
const unrepeat = (word: string) => {
  for (let i = 2; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code === word.charCodeAt(i - 1) && code === word.charCodeAt(i - 2)) return word.replace(/(.)\1{2,}/g, '$1')
  }
  return word
}

/** German and Dutch write the salt together with the name: `Codeinphosphat`. */
const glued =
  /^([a-z]{4,}?)(hydrochlorid|dihydrochlorid|hydrobromid|phosphat|hydrogenphosphat|citrat|sulfat|tartrat|hydrogentartrat|fumarat|maleat|acetat|oxalat|nitrat|mesilat|succinat|base|pulver|powder|kristalle|crystals|tabletten|tropfen|blatter|ol|oil)e?s?n?$/

interface Fix {
  text: string
  kind: Change
  cost: number
  others?: readonly Correction[]
}

/** `1`, `!` and `|` are any letter that is one stroke. */
const fill = (token: string, stroke: string): string => {
  let filled = ''
  for (let i = 0; i < token.length; i++) {
    const c = token[i] as string
    const isStroke = c === '1' || c === '!' || c === '|'
    filled += isLetter(token.charCodeAt(i)) ? c : isStroke ? stroke : (signs[c] ?? c)
  }
  return filled.toLowerCase()
}

/** What letters with digits or signs among them stand for, where that is a name; `1` and `!` are i or l. */
const readSigns = (token: string, speller: Speller): Fix | null => {
  const starred = /[*#]/.test(token)
  if (starred) {
    const [bare] = [token.replace(/[*#]/g, '').toLowerCase()]
    const stars = token.length - bare.length
    if (bare.length < 4 || stars > 3) return null
    for (const filler of ['a', 'e', 'i', 'o']) {
      const filled = token.toLowerCase().replace(/[*#]/g, filler)
      const found = speller.correct(filled)
      const word = speller.isKnown(filled) ? filled : found?.word
      if (
        word &&
        word.length === token.length &&
        [...word].every((c, i) => token[i] === '*' || token[i] === '#' || c === token[i]?.toLowerCase())
      )
        return { text: word, kind: 'signs', cost: 0.4 }
    }
    return null
  }
  // `MD5`, `SHA1`, `H264`: digits behind capitals are no disguise.
  if (/^[\p{L}]{1,4}\d+$/u.test(token)) return null
  const [filled, tall] = [fill(token, 'i'), /[1!|]/.test(token) ? fill(token, 'l') : null]
  const forms = tall === null ? [filled] : [filled, tall]
  for (const form of forms) if (speller.isKnown(form)) return { text: form, kind: 'signs', cost: 0.3 }
  for (const form of forms) {
    const found = form.length >= 6 ? speller.correct(form) : null
    if (found && found.cost <= 0.8) return { text: found.word, kind: 'signs', cost: 0.3 + found.cost }
  }
  return null
}

const inRound = (fix: Fix, round: number): Fix => {
  const other = round > 0 ? fix.others?.[round - 1] : undefined
  return other ? { text: other.word, kind: fix.kind, cost: other.cost } : fix
}

/** `kind`: of all its characters together. */
const fixOf = (token: string, kind: number, speller: Speller): Fix | null => {
  if (kind & OTHER && kind & (LATIN | ACCENTED)) {
    const seen = [...token.toLowerCase()].map((c) => lookalikes[c] ?? c).join('')
    const word = strip(seen)
    if (speller.isKnown(word)) return { text: seen, kind: 'lookalike', cost: 0 }
    const found = /^[a-z]{5,}$/.test(word) ? speller.correct(word) : null
    if (found) return { text: found.word, kind: 'lookalike', cost: found.cost }
    return /^[\x20-\x7e]+$/.test(seen) ? { text: seen, kind: 'lookalike', cost: 0.2 } : null
  }
  if (kind & (DIGIT | SIGN)) return readSigns(token, speller)
  if (token.length < 5) return null
  const word = unrepeat(kind === LATIN ? token.toLowerCase() : strip(token))
  if (word.length < token.length && speller.isKnown(word)) return { text: word, kind: 'signs', cost: 0.3 }
  const salted = word.length > 9 ? glued.exec(word) : null
  if (
    salted &&
    (salted[1] as string).length + (salted[2] as string).length > 9 &&
    speller.isTarget(salted[1] as string)
  )
    return { text: `${salted[1]} ${salted[2]}`, kind: 'signs', cost: 0 }
  const found = speller.correct(word)
  return found && { text: found.word, kind: 'spelling', cost: found.cost, others: found.others }
}

const QUIET = 1 << 15
/** Each way begins with a letter of its own and looks back from there, so that most places of a word end at once. */
const familial =
  /(?<=\w{3})fentan[iy]l\w?$|(?<=\w{2})nitaze\w*$|(?<=\w{3})cathinon\w?$|inaca$|ica$|nbo(?:me|h|f|md)?$|^(?:meo|ho|aco)$|lsd$|lad$|gaclone$/i

const HYPHEN = 45
const isBracket = (code: number) => code === 40 || code === 41 || code === 91 || code === 93
/** A word between a hyphen and a bracket or a number, `-2-propanone`, `(phenyl`: maybe a piece of a systematic name. */
const isSystematic = (text: string, start: number, end: number): boolean => {
  if (end - start < 4) return false
  const before = text.charCodeAt(start - 1)
  const after = text.charCodeAt(end)
  return (
    (before === HYPHEN && (isDigit(text.charCodeAt(start - 2)) || isBracket(text.charCodeAt(start - 2)))) ||
    (after === HYPHEN && (isDigit(text.charCodeAt(end + 1)) || isBracket(text.charCodeAt(end + 1)))) ||
    (isBracket(before) && (isBracket(after) || isDigit(text.charCodeAt(start - 2)))) ||
    (before === HYPHEN && isBracket(after))
  )
}

const isDigit = (code: number) => code >= 48 && code <= 57
/** `CH19-DOL0D0-820389`: between two numbers, letters with digits among them are a piece of a number too. */
const isInSerial = (text: string, start: number, end: number): boolean =>
  text[start - 1] === '-' &&
  isDigit(text.charCodeAt(start - 2)) &&
  text[end] === '-' &&
  isDigit(text.charCodeAt(end + 1))

export const createRewriter = (speller: Speller): Rewriter => {
  // Words that turned out to mean nothing else: real text repeats its words. One hash is the place, another is kept.
  const quiet = new Int32Array(QUIET)

  return (text, covered, round = 0) => {
    let changes: Changed[] | null = null
    let family = false
    let more = false
    const parts: string[] = []
    const places: number[] = []
    let done = 0
    let length = 0
    const copy = (to: number) => {
      parts.push(text.slice(done, to))
      for (let i = done; i < to; i++) places.push(i)
      length += to - done
      done = to
    }
    for (let i = 0; i < text.length; i++) {
      const start = i
      let kind = 0
      let first = 0
      let second = 0
      for (; i < text.length; i++) {
        const code = text.charCodeAt(i)
        const here = kinds[code] as number
        if (here === 0) break
        kind |= here
        first = (Math.imul(first, 31) + code) | 0
        second = Math.imul(second ^ code, 0x01000193)
      }
      if ((kind & LETTER) === 0) continue
      // A sign at the edge is punctuation: `pills!`, `+49`.
      let end = i
      let from = start
      if (kind & SIGN) {
        while (end > from && isSign(text.charCodeAt(end - 1))) end--
        while (from < end && isSign(text.charCodeAt(from)) && text[from] !== '$' && text[from] !== '@') from++
        kind = 0
        for (let at = from; at < end; at++) kind |= kinds[text.charCodeAt(at)] as number
      }
      const size = end - from
      if (!family && (kind & (DIGIT | SIGN)) === 0 && isSystematic(text, from, end))
        family = isOfPieces(text.slice(from, end))
      if (size < 3 || size > 40 || (size < 5 && (kind & (DIGIT | SIGN | OTHER)) === 0)) {
        const joined = text.charCodeAt(end) === 45 || text.charCodeAt(from - 1) === 45
        if (size > 1 && size < 5 && joined && familial.test(text.slice(from, end))) family = true
        continue
      }
      if (kind & DIGIT && isInSerial(text, from, end)) continue
      const slot = first & (QUIET - 1)
      if (quiet[slot] === second) continue
      const token = text.slice(from, end)
      if (familial.test(token)) {
        family = true
        continue
      }
      const fixed = fixOf(token, kind, speller)
      if (fixed === null) {
        quiet[slot] = second
        continue
      }
      if (covered(from, end)) continue
      const seen = inRound(fixed, round)
      if (round < (fixed.others?.length ?? 0)) more = true
      changes ??= []
      copy(from)
      changes.push({ start: length, end: length + seen.text.length, kind: seen.kind, cost: seen.cost })
      parts.push(seen.text)
      for (let n = 0; n < seen.text.length; n++) places.push(Math.min(from + n, end - 1))
      length += seen.text.length
      done = end
    }
    if (!changes) return family ? { text, at: new Uint32Array(0), changes: [], family, more } : null
    copy(text.length)
    places.push(text.length)
    return { text: parts.join(''), at: Uint32Array.from(places), changes, family, more }
  }
}
