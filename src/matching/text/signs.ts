// SPDX-License-Identifier: Apache-2.0
/**
 * What stands beside the numbers of a line: a look at a few characters, so that the expressions for prices and amounts
 * are asked only where they may be right.
 */
import { isAsciiDigit, isWhite, tableOf } from './chars.ts'
import type { Numbers } from './hits.ts'

/** A price may stand in the line; a price of so many; an amount such as one person buys. */
export const MAY_PRICE = 1
export const MAY_BARGAIN = 2
export const MAY_RETAIL = 4

const money = tableOf('$€£¥₽₴₹')
/** Of these three are asked in `bargained`. */
const oldMoney = tableOf('$€£')
/** How the words for money begin that stand behind a number: euro, usd, btc, gbp, bucks, quid, балл, руб … */
const pricing = tableOf('$€£¥₽₴₹eubgqбр元块در')
/** How `for`, `pour`, `за` begin. */
const counting = tableOf('fpз')
const countingOn = tableOf('oüа')
/** What a sign of money may stand behind: `3 à £5`, `10=€50`; and how `each`, `a pop`, `per pill`, `la pièce` begin. */
const equals = tableOf('àa=r4-')
const each = tableOf('eapluscſtdз')
/** How the words for small amounts begin: g, oz, ug, mg, г, мк. */
const weighing = tableOf('gouµμmгмк克غج')

const PLUS = 43
const afterSpace = (text: string, at: number): number => (isWhite(text.charCodeAt(at)) ? at + 1 : at)
const beforeSpace = (text: string, at: number): number => (isWhite(text.charCodeAt(at)) ? at - 1 : at)

/** Whether `for` or `5 e each` may stand behind the last digit of a number, which is at this place. */
const mayCountAt = (text: string, at: number): boolean => {
  const next = text.charCodeAt(at + 1)
  const sign = next === PLUS ? at + 2 : at + 1
  if (isWhite(text.charCodeAt(sign)) && counting[text.charCodeAt(sign + 1)] === 1)
    if (countingOn[text.charCodeAt(sign + 2)] === 1) return true
  const letter = afterSpace(text, at + 1)
  return (text.charCodeAt(letter) | 32) === 101 && each[text.charCodeAt(afterSpace(text, letter + 1))] === 1
}

/** Whether the sign of money before a number may belong to the price of so many, or of one. */
const mayBargainBefore = (text: string, sign: number, last: number): boolean =>
  equals[text.charCodeAt(sign - 1)] === 1 ||
  equals[text.charCodeAt(beforeSpace(text, sign - 1))] === 1 ||
  each[text.charCodeAt(afterSpace(text, last + 1))] === 1

/** What stands beside the number whose last digit is at this place. */
const signsAt = (text: string, last: number): number => {
  let signs = 0
  const next = afterSpace(text, last + 1)
  const beside = text.charCodeAt(next)
  if (pricing[beside] === 1) signs |= MAY_PRICE
  if (weighing[beside] === 1) signs |= MAY_RETAIL
  if (mayCountAt(text, last) || (oldMoney[beside] === 1 && each[text.charCodeAt(afterSpace(text, next + 1))] === 1))
    signs |= MAY_BARGAIN
  let first = last
  while (isAsciiDigit(text.charCodeAt(first - 1))) first--
  const before = beforeSpace(text, first - 1)
  const sign = text.charCodeAt(before)
  if (money[sign] !== 1) return signs
  return oldMoney[sign] === 1 && mayBargainBefore(text, before, last)
    ? signs | MAY_PRICE | MAY_BARGAIN
    : signs | MAY_PRICE
}

export const signsOf = (text: string): number => {
  let signs = 0
  for (let i = 0; i < text.length; i++)
    if (isAsciiDigit(text.charCodeAt(i)) && !isAsciiDigit(text.charCodeAt(i + 1))) signs |= signsAt(text, i)
  return signs
}

/** The same, where it is known at which places numbers end. */
export const signsAtAll = (text: string, { values, length }: Numbers): number => {
  let signs = 0
  for (let i = 0; i < length; i++) {
    const last = values[i] as number
    if (isAsciiDigit(text.charCodeAt(last)) && !isAsciiDigit(text.charCodeAt(last + 1))) signs |= signsAt(text, last)
  }
  return signs
}
