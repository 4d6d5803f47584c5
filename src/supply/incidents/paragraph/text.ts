// SPDX-License-Identifier: Apache-2.0
/** A paragraph as words with their places, sentences and language. Every scan here is linear. */

export type Span = [number, number]
export type Language = 'en' | 'fr' | 'es' | 'ru' | 'ar'

export interface Word {
  /** As written. */
  raw: string
  /** Lower case, without accents. */
  key: string
  start: number
  end: number
}

export interface Page {
  text: string
  words: Word[]
  language: Language
  /** Number of the sentence at a place of the text. */
  sentenceAt(place: number): number
  /** Index of the first word that begins at or after this place. */
  wordAt(place: number): number
}

/** Something found: what, and where, in words and in characters. */
export interface Hit<T> {
  value: T
  first: number
  /** Index of the word after its last. */
  past: number
  start: number
  end: number
}

export const keyOf = (raw: string): string =>
  // Most words, and the fast way for them.
  /^[\0-\x7f]*$/.test(raw) ? raw.toLowerCase() : raw.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: raw, index }) => ({
    raw,
    key: keyOf(raw),
    start: index,
    end: index + raw.length,
  }))

/** Whether a name could begin so: a capital, or a script that has none. */
export const isCapital = (raw: string): boolean => /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(raw)

/** After these a full stop ends no sentence. */
const SHORT = new Set(
  'no nr n co ltd inc corp pvt pty tel st dr mr mrs approx ca art ref ext sr sra av ave nos vs fig hab env plc cia ing'.split(
    ' ',
  ),
)
/** A line shorter than this ends by intention; a longer one was wrapped. */
const WRAPPED = 60

const endsOfSentences = (text: string): number[] => {
  const ends: number[] = []
  let line = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (character === '\n') {
      if (at - line < WRAPPED || text[at + 1] === '\n') ends.push(at)
      line = at + 1
    } else if (character === '!' || character === '?' || character === '؟' || character === '。') ends.push(at)
    else if (character === '.' && /[\s"»”)]|^$/.test(text[at + 1] ?? '')) {
      let from = at
      while (from > 0 && at - from < 8 && /[\p{L}\p{N}]/u.test(text[from - 1] as string)) from--
      const before = text.slice(from, at)
      const next = text.slice(at + 1, at + 3).trimStart()[0] ?? ''
      // A single letter belongs to an abbreviation such as B.V.; after Ltd. or S.A. a capital may begin a sentence.
      const initial = before.length === 1 && /\p{L}/u.test(before)
      const firm = initial || /^(?:ltd|inc|co|corp|plc|cia)$/i.test(before)
      if (
        firm ? isCapital(next) && !/^[A-Z]\./.test(text.slice(at + 1, at + 4).trimStart()) : !SHORT.has(keyOf(before))
      )
        ends.push(at)
    }
  }
  return ends
}

const COMMON: Record<'en' | 'fr' | 'es', Set<string>> = {
  en: new Set('the of and was were in at by from with to on has have is for been which'.split(' ')),
  fr: new Set('la le les des du une est sont dans par avec aux sur ont et au qui pour'.split(' ')),
  es: new Set('el los las del una y con por fue fueron que en al para se es su fecha empresa ha haber'.split(' ')),
}

const languageOf = (text: string, words: readonly Word[]): Language => {
  const count = { en: 0, fr: 0, es: 0, ru: 0, ar: 0 }
  for (const { key } of words) {
    for (const language of ['en', 'fr', 'es'] as const) if (COMMON[language].has(key)) count[language]++
    if (/^\p{Script=Cyrillic}/u.test(key)) count.ru++
    else if (/^\p{Script=Arabic}/u.test(key)) count.ar++
  }
  count.fr += [...text.matchAll(/(?<![\p{L}\p{N}])[dlDL]['’]\p{Ll}/gu)].length
  const [best] = Object.entries(count).sort(([, a], [, b]) => b - a)
  return best && best[1] > 0 ? (best[0] as Language) : 'en'
}

/** How many of the sorted numbers are below `limit`. */
const below = (sorted: readonly number[], limit: number): number => {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] as number) < limit) from = middle + 1
    else to = middle
  }
  return from
}

export const pageOf = (text: string): Page => {
  const words = wordsOf(text)
  const ends = endsOfSentences(text)
  const starts = words.map(({ start }) => start)
  return {
    text,
    words,
    language: languageOf(text, words),
    sentenceAt: (place) => below(ends, place),
    wordAt: (place) => below(starts, place),
  }
}

/** Finds phrases of whole words; where several begin at one word, the longest. Later rows win over earlier ones. */
export const phrases = <T>(rows: Iterable<readonly [T, string]>) => {
  const byFirst = new Map<string, { keys: string[]; value: T }[]>()
  for (const [value, phrase] of rows) {
    const keys = wordsOf(phrase).map(({ key }) => key)
    const [first] = keys
    if (first === undefined) continue
    const known = byFirst.get(first) ?? []
    byFirst.set(
      first,
      [{ keys, value }, ...known].sort((a, b) => b.keys.length - a.keys.length),
    )
  }
  /** The phrase that begins at this word. */
  const at = ({ words }: Pick<Page, 'words'>, first: number): Hit<T> | undefined => {
    const word = words[first]
    const found =
      word && byFirst.get(word.key)?.find(({ keys }) => keys.every((key, n) => words[first + n]?.key === key))
    if (!word || !found) return undefined
    const past = first + found.keys.length
    return { value: found.value, first, past, start: word.start, end: (words[past - 1] as Word).end }
  }
  const all = (page: Pick<Page, 'words'>): Hit<T>[] => {
    const hits: Hit<T>[] = []
    for (let first = 0; first < page.words.length; first++) {
      const hit = at(page, first)
      if (!hit) continue
      hits.push(hit)
      first = hit.past - 1
    }
    return hits
  }
  return { at, all }
}

/** Rows of a table written as `value: phrase; phrase`, one a line. */
export const table = (lines: string): [string, string][] =>
  lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const colon = line.indexOf(':')
      const value = line.slice(0, colon).trim()
      return line
        .slice(colon + 1)
        .split(';')
        .map((phrase): [string, string] => [value, phrase.trim()])
    })

export const overlaps = ([start, end]: Span, others: readonly Span[]): boolean =>
  others.some(([from, to]) => start < to && from < end)
