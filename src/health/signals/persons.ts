// SPDX-License-Identifier: Apache-2.0
/**
 * Looks in free text for what points to one person: a signal is about an event, and nothing about a person may stand in
 * it. Too much is found rather than too little: whoever writes is told what and where, and writes it otherwise. A name
 * without a title cannot be told from other words; the form says so.
 */

export const MARKS = ['email', 'telephone', 'number', 'date', 'age', 'name', 'address'] as const
export type Mark = (typeof MARKS)[number]

export interface Found {
  mark: Mark
  /** As it stands there. */
  text: string
  /** `[start, end)`, in UTF-16 units. */
  span: [number, number]
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november'],
  ...['december', 'janvier', 'février', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'aout'],
  ...['septembre', 'octobre', 'novembre', 'décembre', 'decembre', 'jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug'],
  ...['sept?', 'oct', 'nov', 'dec', 'janv', 'févr', 'juil', 'déc'],
].join('|')

/** In the order in which they are asked: what one takes, none after it does. */
const PATTERNS: readonly [Mark, RegExp][] = [
  ['email', /[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}.-]+/giu],
  ['address', /\b(?:https?:\/\/|www\.)\S+/giu],
  ['date', /(?<![\d-])(?:19|20)\d\d\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?(?:[0-2]?\d|3[01])(?![\d-])/gu],
  ['date', /(?<![\d-])(?:[0-2]?\d|3[01])\s?[-/.]\s?(?:[0-2]?\d|3[01])\s?[-/.]\s?(?:(?:19|20)\d\d|\d\d)(?![\d-])/gu],
  [
    'date',
    new RegExp(`\\b(?:[0-2]?\\d|3[01])(?:st|nd|rd|th|er)?\\s+(?:of\\s+)?(?:${MONTHS})\\b\\.?(?:\\s+\\d{4})?`, 'giu'),
  ],
  ['date', new RegExp(`\\b(?:${MONTHS})\\.?\\s+(?:[0-2]?\\d|3[01])(?:st|nd|rd|th)?\\b(?!\\s?(?:mg|g|kg|ml|%))`, 'giu')],
  ['date', /(?:\bborn|\bné(?:e|\(e\))?|\bd\.?o\.?b\.?|date of birth|date de naissance)[^.\n]{0,20}\d{2,4}/giu],
  ['age', /\b\d{1,3}\s?(?:-\s?)?(?:years?[\s-]old|year[\s-]old|y\/?o|yrs?\b|ans\b)/giu],
  ['age', /\b(?:aged?|âgée?s?(?: de)?)\s(?:of\s)?\d{1,3}\b/giu],
  [
    'name',
    /\b(?:M(?:rs?|s|iss|me|lle)?|m(?:rs?|iss|me|lle)|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle)\b\.?\s+\p{Lu}[\p{L}'’-]+/gu,
  ],
  ['name', /\b(?:named|called|nommée?|appelée?|[Pp]atiente?)\s+\p{Lu}\p{Ll}[\p{L}'’-]*\s+\p{Lu}[\p{L}'’-]+/gu],
  ['telephone', /\+\d[\d\s().-]{5,}\d/gu],
  ['telephone', /(?<![\d.,-])\(?0\d{0,4}\)?(?:[\s./-]?\d{2,4}){2,5}(?!\d)/gu],
  ['number', /\b\p{L}{1,4}[-/]?\d{5,}\b/giu],
  ['number', /(?<![\d.,])\d{6,}(?![\d.,]?\d)/gu],
  ['number', /(?<![\d,])\d{2,4}(?:[ ./-]\d{2,4}){2,}(?![\d,])/gu],
]

/** Whether this is a CAS number by its check digit: two to seven digits, two, and one that follows from them. */
const isCas = (text: string): boolean => {
  const digits = /^(\d{2,7})-(\d\d)-(\d)$/.exec(text.trim())
  if (!digits) return false
  const [, first = '', second = '', check] = digits
  const sum = [...`${first}${second}`].reverse().reduce((total, digit, at) => total + Number(digit) * (at + 1), 0)
  return sum % 10 === Number(check)
}
const CAS = /(?<![\d-])\d{2,7}-\d\d-\d(?![\d-])/g

/** What in this text points to one person, in the order of the text. A CAS number is none. */
export const findPersons = (text: string): Found[] => {
  const blank = (given: string, [start, end]: [number, number]) =>
    given.slice(0, start) + '_'.repeat(end - start) + given.slice(end)
  let rest = text
  for (const { 0: cas, index } of text.matchAll(CAS)) if (isCas(cas)) rest = blank(rest, [index, index + cas.length])
  const found: Found[] = []
  for (const [mark, pattern] of PATTERNS)
    for (const { 0: taken, index } of rest.matchAll(pattern)) {
      const span: [number, number] = [index, index + taken.length]
      found.push({ mark, text: text.slice(...span), span })
      rest = blank(rest, span)
    }
  return found.sort((a, b) => a.span[0] - b.span[0])
}
