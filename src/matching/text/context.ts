// SPDX-License-Identifier: Apache-2.0
/** What the line says besides a name: the topics of its words, its amounts, a price. */
import type { ReadAmount } from './amounts.ts'
import { isBargained } from './bargain.ts'
import type { Feature } from './certainty.ts'
import type { Topic } from './vocabulary.ts'

export interface TopicHit {
  start: number
  end: number
  topic: Topic
}

export interface LineContext {
  /** From left to right. */
  topics(): readonly TopicHit[]
  amounts(): readonly ReadAmount[]
  price(): boolean
  /** So many for so much, or so much each. */
  bargain(): boolean
  picture(): boolean
  /** The line is written in capitals throughout, so capitals say nothing. */
  shouted(): boolean
  words(): number
}

const priced =
  /[$€£¥₽₴₹]\s?\d|\d\s?(?:[$€£¥₽₴₹]|eur\b|euros?\b|usd\b|btc\b|gbp\b|bucks\b|quid\b|балл|руб|р\b|balles\b|元|块|دولار|ريال)/i
const small = new Set(
  'g gr gm gram grams gramme grammes gramm gramo gramos mg mgs mcg ug µg μg oz ounce ounces г гр грамм мг мкг 克 毫克 غ غرام جرام ملغ'.split(
    ' ',
  ),
)

/** Pictures that stand for a thing sold: a plug, a pill, a leaf, a mushroom, snow, ice, a syringe. */
const pictured = /[🔌💊❄🧊💉☘🥶⛄]/u

/** Of a long line only its beginning is looked at for a price or for capitals. */
const HEAD = 4000

/** Made on first need. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

export const createContext = (
  text: string,
  topics: () => readonly TopicHit[],
  amounts: () => readonly ReadAmount[],
): LineContext => ({
  topics,
  amounts,
  price: once(() => priced.test(text.slice(0, HEAD))),
  bargain: once(() => isBargained(text.slice(0, HEAD))),
  picture: once(() => pictured.test(text.slice(0, HEAD))),
  shouted: once(() => !/\p{Ll}/u.test(text.slice(0, HEAD))),
  words: once(() => text.slice(0, HEAD).split(/\s+/).length),
})

/** Kilograms. Spices and teas are sold by ten grams and more. */
const FEW_GRAMS = 0.0052

/** What is sold by the gram, the ounce or the microgram: 0.1 to 30 g, up to 600 µg. */
export const isRetail = ({ unit, value, packs }: ReadAmount): boolean => {
  if (unit !== 'kg' || (packs !== undefined && packs > 1)) return false
  const kg = Number(value)
  return (kg >= 0.0001 && kg <= 0.0301) || (kg >= 2e-8 && kg < 6e-7)
}

const goods: Topic = 'goods'
/** Of these topics any number of words count once. */
const counted: Topic[] = [
  'deal',
  'sale',
  'quality',
  'form',
  'dose',
  'use',
  'drug',
  'plant',
  'medicine',
  'pills',
  'chemical',
  'trade',
  'machine',
]

export type Domain = 'drug' | 'plant' | 'medicine' | 'chemical' | 'machine'

/** Which topics speak for which kind of thing: pills for a medicine, a drum for a chemical. */
const speaksFor: Record<Domain, ReadonlySet<Topic>> = {
  drug: new Set<Topic>(['deal', 'sale', 'quality', 'form', 'dose', 'use', 'drug', 'pills']),
  plant: new Set<Topic>(['deal', 'sale', 'quality', 'form', 'dose', 'use', 'drug', 'plant']),
  medicine: new Set<Topic>(['deal', 'sale', 'quality', 'dose', 'use', 'drug', 'pills', 'medicine']),
  chemical: new Set<Topic>(['deal', 'sale', 'quality', 'form', 'chemical', 'trade', 'drug']),
  machine: new Set<Topic>(['machine', 'pills']),
}

/** How far the words of a long text still speak for a name. */
const REACH = 160

export const contextFeatures = (context: LineContext, start: number, end: number, domain: Domain): Feature[] => {
  const features: Feature[] = []
  const seen = new Set<Topic>()
  let goodsWords = 0
  for (const hit of context.topics()) {
    if (hit.start < end && hit.end > start) continue
    if (hit.end < start - REACH || hit.start > end + REACH) continue
    if (hit.topic === goods) goodsWords++
    else if (speaksFor[domain].has(hit.topic)) seen.add(hit.topic)
  }
  for (const topic of counted) if (seen.has(topic)) features.push(`line: ${topic}` as Feature)
  if (goodsWords > 0) features.push('line: goods')
  if (goodsWords > 1) features.push('line: more goods')
  // No amount says anything about a machine.
  if (domain === 'machine') return features
  let tiny = 0
  let isSmall = false
  let isLarge = false
  let pieces = false
  let percent = false
  let grams = false
  let milligrams = false
  for (const amount of context.amounts()) {
    const { unit, written, span } = amount
    if (span[0] >= end + REACH || span[1] <= start - REACH || (span[0] < end && span[1] > start)) continue
    if (written === 'mg' || written === 'мг') milligrams = true
    if (unit === '%') percent = true
    else if (unit === '1') pieces = true
    else if (isRetail(amount)) {
      tiny++
      if (Number(amount.value) >= 1e-4 && Number(amount.value) < FEW_GRAMS && !/^m|^мг/.test(written)) grams = true
    } else if (small.has(written)) isSmall = true
    else isLarge = true
  }
  if (tiny > 0) features.push(domain === 'chemical' ? 'line: small amount' : 'line: retail amount')
  else if (isSmall) features.push('line: small amount')
  else if (isLarge) features.push('line: large amount')
  if (tiny > 1) features.push('line: several retail amounts')
  if (pieces && domain !== 'chemical') features.push('line: counted pieces')
  if (percent) features.push('line: per cent')
  if (pieces && milligrams && (domain === 'medicine' || domain === 'drug')) features.push('line: strength and count')
  if (context.price()) features.push('line: price')
  if (domain !== 'chemical' && goodsWords === 0) {
    // A short line of a thing, a few grams of it and a price is a dealer's list.
    if (grams && context.price() && context.words() < 10) features.push('line: amount and price')
    if (context.bargain()) features.push('line: bargain')
  }
  if (context.picture()) features.push('line: picture')
  return features
}
