// SPDX-License-Identifier: Apache-2.0
/** What the line says besides a name: the topics of its words, its amounts, a price. */
import type { ReadAmount } from './amounts.ts'
import { isBargained } from './bargain.ts'
import type { Feature } from './certainty.ts'
import { countWords } from './chars.ts'
import { MAY_BARGAIN, MAY_PRICE, signsOf } from './signs.ts'
import type { Topic } from './vocabulary.ts'

export interface TopicHit {
  start: number
  end: number
  topic: Topic
}

/** What is asked of a whole line is worked out when it is first asked; see the functions below. */
export interface LineContext {
  /** The line, or the beginning of a long one. */
  head: string
  /** From left to right. */
  topics(): readonly TopicHit[]
  amounts(): readonly ReadAmount[]
  /** One bit for each question that was asked, and one for each that was answered with yes. */
  asked: number
  told: number
  words: number
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

/** No small letter: those of other scripts are asked for where no Latin one stands. */
const hasNoSmallLetter = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 97 && code <= 122) return false
  }
  return !/\p{Ll}/u.test(text)
}

export const createContext = (
  text: string,
  topics: () => readonly TopicHit[],
  amounts: () => readonly ReadAmount[],
): LineContext => ({
  head: text.length > HEAD ? text.slice(0, HEAD) : text,
  topics,
  amounts,
  asked: 0,
  told: 0,
  words: 0,
})

// MAY_PRICE and MAY_BARGAIN are the first bits of what was told.
const SIGNS = 8
const PRICE = 16
const BARGAIN = 32
const PICTURE = 64
const SHOUTED = 128

const ask = (context: LineContext, question: number, answer: (head: string, told: number) => boolean): boolean => {
  if ((context.asked & question) === 0) {
    context.asked |= question
    if (answer(context.head, context.told)) context.told |= question
  }
  return (context.told & question) !== 0
}
const lookForSigns = (context: LineContext): void => {
  if ((context.asked & SIGNS) !== 0) return
  context.asked |= SIGNS
  context.told |= signsOf(context.head)
}

export const hasPrice = (context: LineContext): boolean => {
  lookForSigns(context)
  return ask(context, PRICE, (head, told) => (told & MAY_PRICE) !== 0 && priced.test(head))
}
/** So many for so much, or so much each. */
export const hasBargain = (context: LineContext): boolean => {
  lookForSigns(context)
  return ask(context, BARGAIN, (head, told) => (told & MAY_BARGAIN) !== 0 && isBargained(head))
}
const hasPicture = (context: LineContext): boolean => ask(context, PICTURE, (head) => pictured.test(head))
/** The line is written in capitals throughout, so capitals say nothing. */
export const isShouted = (context: LineContext): boolean => ask(context, SHOUTED, hasNoSmallLetter)
export const wordsIn = (context: LineContext): number => {
  if (context.words === 0) context.words = countWords(context.head)
  return context.words
}

/** Kilograms. Spices and teas are sold by ten grams and more. */
const FEW_GRAMS = 0.0052

/** What is sold by the gram, the ounce or the microgram: 0.1 to 30 g, up to 600 µg. */
export const isRetail = ({ unit, value, packs }: ReadAmount): boolean => {
  if (unit !== 'kg' || (packs !== undefined && packs > 1)) return false
  const kg = Number(value)
  return (kg >= 0.0001 && kg <= 0.0301) || (kg >= 2e-8 && kg < 6e-7)
}

const goods: Topic = 'goods'
/** Of these topics any number of words count once; each has a bit, in this order. */
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

const bits = new Map(counted.map((topic, i) => [topic, 1 << i]))
const features: Feature[] = counted.map((topic) => `line: ${topic}` as Feature)
const bitsOf = (topics: readonly Topic[]) => topics.reduce((sum, topic) => sum | (bits.get(topic) as number), 0)

export type Domain = 'drug' | 'plant' | 'medicine' | 'chemical' | 'machine'

/** Which topics speak for which kind of thing: pills for a medicine, a drum for a chemical. */
const speaksFor: Record<Domain, number> = {
  drug: bitsOf(['deal', 'sale', 'quality', 'form', 'dose', 'use', 'drug', 'pills']),
  plant: bitsOf(['deal', 'sale', 'quality', 'form', 'dose', 'use', 'drug', 'plant']),
  medicine: bitsOf(['deal', 'sale', 'quality', 'dose', 'use', 'drug', 'pills', 'medicine']),
  chemical: bitsOf(['deal', 'sale', 'quality', 'form', 'chemical', 'trade', 'drug']),
  machine: bitsOf(['machine', 'pills']),
}

/** How far the words of a long text still speak for a name. */
const REACH = 160

export const contextFeatures = (context: LineContext, start: number, end: number, domain: Domain): Feature[] => {
  const found: Feature[] = []
  let seen = 0
  let goodsWords = 0
  for (const hit of context.topics()) {
    if (hit.start < end && hit.end > start) continue
    if (hit.end < start - REACH || hit.start > end + REACH) continue
    if (hit.topic === goods) goodsWords++
    else seen |= bits.get(hit.topic) ?? 0
  }
  seen &= speaksFor[domain]
  for (let i = 0; seen >>> i !== 0; i++) if ((seen >>> i) & 1) found.push(features[i] as Feature)
  if (goodsWords > 0) found.push('line: goods')
  if (goodsWords > 1) found.push('line: more goods')
  // No amount says anything about a machine.
  if (domain === 'machine') return found
  let tiny = 0
  let isSmall = false
  let isLarge = false
  let pieces = false
  let percent = false
  let grams = false
  let moreGrams = false
  let milligrams = false
  for (const amount of context.amounts()) {
    const { unit, written, span } = amount
    if (span[0] >= end + REACH || span[1] <= start - REACH || (span[0] < end && span[1] > start)) continue
    if (written === 'mg' || written === 'мг') milligrams = true
    if (unit === '%') percent = true
    else if (unit === '1') pieces = true
    else if (isRetail(amount)) {
      tiny++
      if (Number(amount.value) >= 1e-4 && !/^m|^мг/.test(written)) {
        if (Number(amount.value) < FEW_GRAMS) grams = true
        else moreGrams = true
      }
    } else if (small.has(written)) isSmall = true
    else isLarge = true
  }
  if (tiny > 0) found.push(domain === 'chemical' ? 'line: small amount' : 'line: retail amount')
  else if (isSmall) found.push('line: small amount')
  else if (isLarge) found.push('line: large amount')
  if (tiny > 1) found.push('line: several retail amounts')
  if (pieces && domain !== 'chemical') found.push('line: counted pieces')
  if (percent) found.push('line: per cent')
  if (pieces && milligrams && (domain === 'medicine' || domain === 'drug')) found.push('line: strength and count')
  if (hasPrice(context)) found.push('line: price')
  if (domain !== 'chemical' && goodsWords === 0) {
    // A short line of a thing, a few grams of it and a price is a dealer's list.
    if (grams && hasPrice(context) && wordsIn(context) < 10) found.push('line: amount and price')
    else if (moreGrams && hasPrice(context) && wordsIn(context) < 7) found.push('line: amount and price')
    if (hasBargain(context)) found.push('line: bargain')
  }
  if (hasPicture(context)) found.push('line: picture')
  return found
}
