// SPDX-License-Identifier: Apache-2.0
/** Numbers, addresses and marks in a paragraph: each kind by its shape, or by the word before it. */
import type { IdentifierType } from '../codes.ts'
import { identifierProblem, normalised } from '../identifiers.ts'
import { overlaps, type Span } from './text.ts'

export interface FoundNumber {
  type: IdentifierType
  value: string
  span: Span
  /** What is wrong with it: it stays out of the report. */
  problem: string | undefined
}

/** All repetitions are bounded, so that no text takes long. The value is the first group, or the whole. */
type Shape = readonly [type: IdentifierType, shape: RegExp]

const NUMBER = String.raw`\.?(?:\s{0,2}(?:numbers?|num[ée]ros?|n[uú]m|nos?|nr|n\.?[°º]|№|#|ref|ID)(?![\p{L}])\.?)?\s{0,2}:?\s{0,2}(?:is\s|was\s|est\s)?#?\s?`
const CODE = String.raw`([A-Z0-9][A-Z0-9/.-]{2,28}[A-Z0-9])(?![\p{L}\p{N}])`
const after = (cue: string, value = CODE) => new RegExp(String.raw`(?<![\p{L}])(?:${cue})${NUMBER}${value}`, 'giu')
const BASE58 = '[1-9A-HJ-NP-Za-km-z]'

const SHAPES: readonly Shape[] = [
  ['url', /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"'«»“”]{3,500}/giu],
  ['url', /(?<![\p{L}\p{N}./@])(?:[a-z2-7]{56}|[a-z2-7]{16})\.onion(?:\/[^\s<>"'«»“”]{0,200})?/giu],
  ['email', /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/giu],
  ['wallet', /(?<![\p{L}\p{N}])bc1[02-9ac-hj-np-z]{11,71}(?![\p{L}\p{N}])/gu],
  ['wallet', /(?<![\p{L}\p{N}])0x[0-9a-fA-F]{40}(?![\p{L}\p{N}])/gu],
  ['wallet', new RegExp(String.raw`(?<![\p{L}\p{N}])(?:T${BASE58}{33}|[13]${BASE58}{25,34})(?![\p{L}\p{N}])`, 'gu')],
  ['container', /(?<![\p{L}\p{N}])[A-Z]{3}[UJZ][ -]?\d{3}[ .]?\d{3}[ -/]{0,2}\d(?!\d)(?![\p{L}])/gu],
  ['s10', /(?<![\p{L}\p{N}])[A-Z]{2} ?(?:\d ?){9}[A-Z]{2}(?![\p{L}\p{N}])/gu],
  ['iban', /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu],
  ['imo', /(?<![\p{L}])IMO(?:\s{0,2}(?:number|no|nr|n[°º]))?[\s.:#]{0,3}(\d{7})(?!\d)/giu],
  ['air-waybill', after('AWB|MAWB|HAWB|air ?waybill|LTA|lettre de transport a[ée]rien|gu[ií]a a[ée]rea', String.raw`(\d{3}[ -]?\d{4}[ -]?\d{4})(?!\d)`)],
  ['bill-of-lading', after('B/L|BL|bill of lading|connaissement|conocimiento de embarque')],
  ['seal', after('seal|scell[ée]|plomb|precinto|пломба', String.raw`((?:[A-Z]{1,4}[ -]?)?\d{3,12}[A-Z]?)(?![\p{L}\p{N}])`)],
  ['invoice', after('(?:commercial )?invoice|facture|factura|инвойс')],
  ['phone', /(?<![\p{L}\p{N}+])\+\d(?:[\s().-]{0,3}\d){6,16}(?!\d)/gu],
  ['phone', after('tel|t[ée]l|phone|t[ée]l[ée]phone|tel[ée]fono|whatsapp|mobile', String.raw`(00\d(?:[ ().-]{0,2}\d){7,15})(?!\d)`)],
  ['plate', after('(?:licen[cs]e |number |registration )?plates?|registration|registered as|immatricul[ée]e?s?|immatriculation|plaque|matr[ií]cula|госномер', String.raw`([A-Z0-9]{1,5}(?:[ -][A-Z0-9]{1,4}){1,3}|[A-Z]{1,3}\d{2,5}[A-Z]{0,3})(?![\p{L}\p{N}])`)],
  ['handle', /(?<![\p{L}\p{N}._%+@/-])@([\p{L}_][\p{L}\p{N}_.]{2,40}[\p{L}\p{N}_])/gu],
  ['handle', after('telegram|wickr|threema|session|signal|instagram|wechat', String.raw`(?:handle |user |username |id )?[“"'«]?([a-z][a-z0-9_.]{3,40}\d[a-z0-9_]{0,20}|[a-z]{2,20}[_.][a-z0-9_.]{2,40})(?![\p{L}\p{N}])`)],
  ['imprint', /(?<![\p{L}])(?:imprint(?:ed)?|stamped|embossed|marked|logo|empreinte|marqu[ée]e?s?|estampill[ée]e?s?|frapp[ée]e?s?|impresi[oó]n)\s{0,2}:?\s{0,2}(?:(?:of|with|de|du|d[’']un)\s)?(?:(?:the|le|la|un|a)\s)?(?:(?:logo|imprint|letters|lettres|inscription|sigle)\s)?[“"'‘«]\s?([^“”"'’»\n]{1,24}?)\s?[”"'’»]/giu],
  ['imprint', /(?<![\p{L}])(?:imprint(?:ed)?|stamped|embossed|empreinte|estampill[ée]e?s?)\s{0,2}:?\s{0,2}(?:(?:with|of)\s)?(?:(?:the|le|la)\s)?([A-Z]{0,4}\d{1,4}[A-Z]{0,3})(?![\p{L}\p{N}])/giu],
] // biome-ignore format: a table

/** Shapes that ordinary text has by chance: only whole ones are told. */
const CHANCE = new Set<IdentifierType>(['iban', 'wallet', 'handle', 'plate', 'url', 'email', 'phone'])
/** Where the word before must be in capitals or the value have a digit: `seal the`, `plate was`. */
const NEEDS_DIGIT = new Set<IdentifierType>(['bill-of-lading', 'seal', 'invoice', 'plate'])
const NO_CAPITALS = new Set<IdentifierType>([
  'handle',
  'url',
  'email',
  'wallet',
  'imprint',
  'phone',
  'imo',
  'air-waybill',
])

const trimmed = (type: IdentifierType, value: string) =>
  type === 'url' ? value.replace(/[).,;:!?\]]{1,5}$/, '') : value.replace(/[.,;:/ -]{1,5}$/, '')

const isLikely = (type: IdentifierType, value: string): boolean => {
  if (NEEDS_DIGIT.has(type) && !/\d/.test(value)) return false
  if (type === 'wallet' && /^[13T]/.test(value)) return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)
  return NO_CAPITALS.has(type) || value === value.toUpperCase()
}

/** In the order of the text, none over another; the earlier shapes take first. */
export const numbersIn = (text: string): FoundNumber[] => {
  const found: FoundNumber[] = []
  const taken: Span[] = []
  for (const [type, shape] of SHAPES)
    for (const match of text.matchAll(shape)) {
      const value = trimmed(type, match[1] ?? match[0])
      const start = match.index + match[0].lastIndexOf(match[1] ?? match[0])
      const span: Span = [start, start + value.length]
      if (!isLikely(type, value) || overlaps(span, taken)) continue
      const problem = identifierProblem(type, value)
      const told = type === 'iban' && /IBAN[^\p{L}\p{N}]{0,4}$/iu.test(text.slice(Math.max(0, start - 10), start))
      if (problem !== undefined && CHANCE.has(type) && !told) continue
      taken.push(span)
      found.push({ type, value: type === 'imprint' ? value : value.trim(), span, problem })
    }
  const seen = new Set<string>()
  return found
    .sort((a, b) => a.span[0] - b.span[0])
    .filter(({ type, value }) => {
      const key = `${type} ${normalised(type, value)}`
      return !seen.has(key) && seen.add(key)
    })
}
