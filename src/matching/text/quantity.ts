// SPDX-License-Identifier: Apache-2.0
/** Numbers as people write them, kept as whole digits and a power of ten, so that no decimal is ever rounded. */
export interface Quantity {
  digits: number
  /** Power of ten. */
  power: number
  /** Where it ends in the text. */
  end: number
}

export const isDigit = (code: number) => code >= 48 && code <= 57
export const isSpace = (code: number) => code === 32 || code === 160 || code === 0x2009 || code === 0x202f

export const quantity = (digits: number, power: number, end: number): Quantity => ({ digits, power, end })

const fractions: Record<string, [number, number]> = {
  '½': [5, -1],
  '¼': [25, -2],
  '¾': [75, -2],
  '⅓': [333333, -6],
  '⅔': [666667, -6],
  '⅛': [125, -3],
}
export const isFraction = (code: number): boolean => code >= 0xbc && String.fromCharCode(code) in fractions

/** `½`, where one stands. */
export const readFraction = (text: string, at: number): Quantity => {
  const [digits, power] = fractions[text[at] as string] as [number, number]
  return quantity(digits, power, at + 1)
}

const MOST_DIGITS = 15
const HYPHEN = 45

/** Reads `1,000.5`, `1 000,5`, `1'000`, `2½`, `3/4`. A single comma or space before three digits groups; a dot is decimal. */
export const readNumber = (text: string, start: number): Quantity | null => {
  let at = start
  let value = 0
  let count = 0
  let decimals = -1
  let separator = 0
  while (count < MOST_DIGITS) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) {
      value = value * 10 + code - 48
      count++
      if (decimals >= 0) decimals++
      at++
      continue
    }
    const separates = code === 44 || code === 46 || code === 39 || isSpace(code)
    if (!separates || !isDigit(text.charCodeAt(at + 1))) break
    const groups =
      decimals < 0 &&
      (count <= 3 || separator === code) &&
      (value !== 0 || count > 1) &&
      isDigit(text.charCodeAt(at + 2)) &&
      isDigit(text.charCodeAt(at + 3)) &&
      !isDigit(text.charCodeAt(at + 4))
    const dotted = code === 46 && (separator === 46 || text.charCodeAt(at + 4) === 46)
    if (groups && (code !== 46 || dotted) && (separator === 0 || separator === code)) separator = code
    else if ((code === 46 || code === 44) && decimals < 0 && code !== separator) decimals = 0
    else break
    at++
  }
  if (count === 0) return null
  const next = text.charCodeAt(at)
  if (next >= 0xbc && decimals < 0) {
    const fraction = fractions[text[at] as string]
    if (fraction) return quantity(value * 10 ** -fraction[1] + fraction[0], fraction[1], at + 1)
  }
  if (next === 47 && decimals < 0 && count === 1) {
    const over = text.charCodeAt(at + 1) - 48
    if (over > value && over >= 2 && over <= 8 && !isDigit(text.charCodeAt(at + 2)))
      return quantity(Math.round((value / over) * 1e6), -6, at + 2)
  }
  return quantity(value, decimals > 0 ? -decimals : 0, at)
}

/** Where the number at `start` ends, without reading it where nothing but digits is in it. */
export const numberEnd = (text: string, start: number): number => {
  let end = start
  while (isDigit(text.charCodeAt(end))) end++
  if (end === text.length) return end
  const next = text.charCodeAt(end)
  const isPlain = end - start < MOST_DIGITS && (next === HYPHEN || (next >= 58 && next < 160))
  return isPlain ? end : (readNumber(text, start)?.end ?? end)
}

/** A number of packs: whole, more than none, no more than a million. */
export const wholeOf = ({ digits, power }: Quantity): number | undefined =>
  power === 0 && digits > 0 && digits <= 1_000_000 ? digits : undefined

/** The product written out; beyond 2^53 with whole numbers of any size. */
const product = (a: number, b: number, c: number): string => {
  const all = a * b * c
  return all <= Number.MAX_SAFE_INTEGER ? String(all) : (BigInt(a) * BigInt(b) * BigInt(c)).toString()
}

const ZERO = 48

/** `a` times `b` times `c` times ten to the `power`, written out as a decimal without zeros at its end. */
export const decimal = (a: number, b: number, c: number, power: number): string => {
  const digits = product(a, b, c)
  if (power >= 0) return power === 0 || digits === '0' ? digits : digits + '0'.repeat(power)
  const padded = digits.padStart(1 - power, '0')
  let end = padded.length
  const point = end + power
  while (end > point && padded.charCodeAt(end - 1) === ZERO) end--
  return end === point ? padded.slice(0, point) : `${padded.slice(0, point)}.${padded.slice(point, end)}`
}
