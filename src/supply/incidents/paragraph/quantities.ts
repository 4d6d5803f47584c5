// SPDX-License-Identifier: Apache-2.0
/** Amounts that are of goods, in the unit that a person would write. */
import type { Amount } from '#matching/index.ts'
import type { UNITS } from '../codes.ts'
import type { Page, Span } from './text.ts'

type Unit = (typeof UNITS)[number]

export interface Quantity {
  value: string
  unit: Unit
}

/** A decimal number written as text, times ten to the power of `places`. */
const shifted = (value: string, places: number): string => {
  const [whole = '', part = ''] = value.split('.')
  const digits = whole + part.padEnd(places, '0')
  const point = whole.length + places
  return `${digits.slice(0, point)}.${digits.slice(point)}`
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}

const TABLETS = /tab|compr|cp|pill|pastil|cachet|таб|قرص|أقراص|حب/iu

/** `1,200 kg` is a thousand in English and one in French, `1.200 kg` the other way round. */
const LIKE_THOUSANDS = /(?<![\d.,])\d{1,3}([.,])\d{3}(?![\d.,])/

/** In the unit that a person would write; undefined where the text could mean two amounts, or none of goods. */
const quantityOf = ({ text, value, unit, packaging }: Amount, language: Page['language']): Quantity | undefined => {
  if (unit === '%' || unit === 'mol/L' || value === null) return undefined
  let told = value
  const separator = LIKE_THOUSANDS.exec(text)?.[1]
  if (separator === '.' && language === 'es') told = shifted(value, 3)
  else if (separator === '.' && language === 'fr') return undefined
  else if (separator === ',' && language !== 'en' && language !== 'ar') return undefined
  const number = Number(told)
  if (!(number > 0) || number >= 1e9) return undefined
  const made = (digits: string, of: Unit): Quantity | undefined =>
    /^\d{1,12}(?:\.\d{1,6})?$/.test(digits) ? { value: digits, unit: of } : undefined
  if (unit === '1')
    return packaging !== undefined || !/\p{L}/u.test(text) || /^\d+\s?[x×]$/u.test(text.trim())
      ? undefined
      : made(told, TABLETS.test(text) ? '{tablet}' : '{piece}')
  if (unit === 'm3') return number >= 0.001 ? made(shifted(told, 3), 'L') : made(shifted(told, 6), 'mL')
  return number >= 1 ? made(told, 'kg') : number >= 0.001 ? made(shifted(told, 3), 'g') : made(shifted(told, 6), 'mg')
}

/** Weights that are not the goods' own. */
const OTHER_WEIGHT =
  /(?:\b(?:per|par|por|pro)|\/|gross|total gross|tare|brut|bruto|street value|capacity|capacit[ée]|concealed in|hidden in|among|behind|dissimul[ée]e?s? (?:dans|parmi|derri[èe]re)|cach[ée]e?s? (?:dans|parmi|derri[èe]re)|ocult[oa]s? en(?:tre)?)\s?(?:weight|poids|peso|of|de|a|an|un|une)?[\s:]{0,3}$/iu

export interface Owned {
  quantity: Quantity
  span: Span
}

/** `1 kg from USD 4,000`: what it costs, not what there was. */
const PRICE =
  /^\s?(?:from|for|at|à partir de|à|pour|por|a|desde|=|:|–|-)?\s?(?:USD|EUR|GBP|US\$|[$€£]|\d[\d\s.,]{0,9}\s?(?:USD|EUR|GBP|[$€£]|euros?|dollars?))/iu

/** Milligrams beside tablets are what one of them holds. */
const STRENGTH = /\d\s?(?:mg|µg|mcg|мг|ملغ)$/iu

const sentenceAround = ({ text }: Page, [start, end]: Span) => text.slice(Math.max(0, start - 60), end + 60)

/** `9 kg of 3-MMC` is no 9 kg times 3: the number belongs to the name. */
const withoutLocant = ({ text }: Page, amount: Amount): Amount => {
  const [start, end] = amount.span
  const tail = /\s(?:of|de|von|zu|по|à|a)\s{1,2}(\d{1,3})$/iu.exec(amount.text)
  if (!tail || amount.packs === undefined || !/^(?:[-,'’′]\S|\p{L})/u.test(text.slice(end, end + 2))) return amount
  const { packs, ...rest } = amount
  const value = String(Number((Number(amount.value) / packs).toPrecision(12)))
  return { ...rest, value, text: amount.text.slice(0, tail.index), span: [start, start + tail.index] }
}

/** Left out: strengths, prices, weights of something else, and what could mean two amounts. */
export const amountsOfGoods = (page: Page, amounts: readonly Amount[], isTaken: (span: Span) => boolean): Owned[] =>
  amounts.flatMap((read): Owned[] => {
    const amount = withoutLocant(page, read)
    const strength = STRENGTH.test(amount.text) && TABLETS.test(sentenceAround(page, amount.span))
    const quantity = quantityOf(amount, page.language)
    const before = page.text.slice(Math.max(0, amount.span[0] - 30), amount.span[0])
    const price = PRICE.test(page.text.slice(amount.span[1], amount.span[1] + 25))
    return quantity && !strength && !price && !isTaken(amount.span) && !OTHER_WEIGHT.test(before)
      ? [{ quantity, span: amount.span }]
      : []
  })
