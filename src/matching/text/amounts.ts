// SPDX-License-Identifier: Apache-2.0
/** Amounts with unit, packs and packaging: `3 x 200 L drum`, `1 000,5 kg`, `2½ oz`, `98 %`. A hand scanner: one pass, no back-tracking. */
import type { Amount } from '../findings.ts'
import { numberWords, packagings, type Unit, units } from './units.ts'

interface Quantity {
  digits: number
  /** Power of ten. */
  power: number
  end: number
}

/** An amount with the unit as written, which context.ts asks for: `5 g` says something that `5000 kg` does not. */
export interface ReadAmount extends Amount {
  written: string
}

const isDigit = (code: number) => code >= 48 && code <= 57
const isSpace = (code: number) => code === 32 || code === 160 || code === 0x2009 || code === 0x202f
const fractions: Record<string, [number, number]> = {
  '½': [5, -1],
  '¼': [25, -2],
  '¾': [75, -2],
  '⅓': [333333, -6],
  '⅔': [666667, -6],
  '⅛': [125, -3],
}

const quantity = (digits: number, power: number, end: number): Quantity => ({ digits, power, end })

const MOST_DIGITS = 15

/** Reads `1,000.5`, `1 000,5`, `1'000`, `2½`, `3/4`. A single comma or space before three digits groups; a dot is decimal. */
const readNumber = (text: string, start: number): Quantity | null => {
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

const wordEnd = (text: string, start: number): number => {
  let at = start
  while (at < text.length && at - start < 16) {
    const code = text.charCodeAt(at)
    const letter = (code | 32) >= 97 && (code | 32) <= 122
    if (!letter && code < 0xaa && code !== 51) break
    if (
      code >= 0xaa &&
      (isSpace(code) ||
        code === 0xd7 ||
        (code >= 0x2000 && code <= 0x206f) ||
        (code >= 0x3000 && code <= 0x303f) ||
        code === 0xb7)
    )
      break
    if (code === 51 && (text[at - 1] !== 'm' || at - start !== 1)) break
    at++
    if (code >= 0x3400 && code <= 0x9fff) {
      const two = text.slice(start, at + 1)
      return units.has(two) ? at + 1 : at
    }
  }
  return at
}

const skipSpace = (text: string, start: number): number => {
  let at = start
  while (at < text.length && at - start < 3 && isSpace(text.charCodeAt(at))) at++
  return at
}

interface ReadUnit {
  unit: Unit
  written: string
  end: number
}

const readUnit = (text: string, start: number): ReadUnit | null => {
  let at = skipSpace(text, start)
  const percent = text[at]
  if (percent === '%' || percent === '％') return { unit: units.get('%') as Unit, written: '%', end: at + 1 }
  if (percent === '-' && at === start) at++
  if (text[at] === "'" && (text[at + 1] === 'S' || text[at + 1] === 's'))
    return { unit: units.get("'S") as Unit, written: "'s", end: at + 2 }
  const end = wordEnd(text, at)
  if (end === at) return null
  const word = text.slice(at, end)
  const lower = word.toLowerCase()
  if (word === 'M' || word === 'mM')
    return isDigit(text.charCodeAt(end)) ? null : { unit: units.get(word) as Unit, written: word, end }
  const molar = lower === 'mol' || lower === 'mmol' ? `${lower}${text.slice(end, end + 2).toLowerCase()}` : lower
  const unit = units.get(molar)
  if (!unit || (lower === 'm' && word === 'm')) return null
  const past = molar === lower ? end : end + 2
  // `mg/mL`, `µg/h`, `kg/h`: a strength or a rate, no amount.
  if (
    text[past] === '/' &&
    molar === lower &&
    /[a-zA-Zµ]/.test(text[past + 1] ?? '') &&
    unit.unit !== '1' &&
    units.get(text.slice(past + 1, wordEnd(text, past + 1)).toLowerCase())?.unit !== '1' &&
    !packagings.has(text.slice(past + 1, wordEnd(text, past + 1)).toLowerCase())
  )
    return null
  return { unit, written: molar, end: past }
}

const readPackaging = (text: string, start: number): { name: string; end: number } | null => {
  let at = skipSpace(text, start)
  if (text[at] === '-' || text[at] === '/') at++
  const end = wordEnd(text, at)
  const name = end > at ? packagings.get(text.slice(at, end).toLowerCase()) : undefined
  return name === undefined ? null : { name, end }
}

/** `x`, `×`, `*`, `@`, `of`, `de`, `à`, `von`, `по`: what stands between packs and the content of one. */
const readTimes = (text: string, start: number): number => {
  const at = skipSpace(text, start)
  const code = text.charCodeAt(at)
  if (code === 0xd7 || code === 42 || code === 0x445 || ((code | 32) === 120 && !/[a-z]/i.test(text[at + 1] ?? '')))
    return skipSpace(text, at + 1)
  const end = wordEnd(text, at)
  const word = text.slice(at, end).toLowerCase()
  return word === 'of' ||
    word === 'de' ||
    word === 'à' ||
    word === 'a' ||
    word === 'von' ||
    word === 'zu' ||
    word === 'по' ||
    word === 'each'
    ? skipSpace(text, end)
    : -1
}

/** The product written out; beyond 2^53 with whole numbers of any size. */
const product = (a: number, b: number, c: number): string => {
  const all = a * b * c
  return all <= Number.MAX_SAFE_INTEGER ? String(all) : (BigInt(a) * BigInt(b) * BigInt(c)).toString()
}

const decimal = (digits: string, power: number): string => {
  if (power >= 0) return digits === '0' ? '0' : digits + '0'.repeat(power)
  const padded = digits.padStart(1 - power, '0')
  const whole = padded.slice(0, power)
  const part = padded.slice(power).replace(/0+$/, '')
  return part === '' ? whole : `${whole}.${part}`
}

const whole = ({ digits, power }: Quantity): number | undefined =>
  power === 0 && digits > 0 && digits <= 1_000_000 ? digits : undefined

/** `worded`: the line may have numbers in words, such as `half` and `dozen`. */
export const readAmounts = (text: string, worded = true): ReadAmount[] => {
  const found: ReadAmount[] = []
  const add = (start: number, end: number, number: Quantity, unit: ReadUnit, packs?: number, packaging?: string) => {
    const value = decimal(product(number.digits, unit.unit.times, packs ?? 1), number.power + unit.unit.power)
    found.push({
      text: text.slice(start, end),
      span: [start, end],
      value,
      unit: unit.unit.unit,
      written: unit.written,
      ...(packs === undefined ? {} : { packs }),
      ...(packaging === undefined ? {} : { packaging }),
    })
  }
  /** A number at `start`, its unit, what it is packed in, and how many packs. Gives where reading goes on. */
  const readAt = (start: number, number: Quantity): number => {
    const unit = readUnit(text, number.end)
    if (unit) {
      let end = unit.end
      let packaging = readPackaging(text, end)
      if (packaging) end = packaging.end
      let packs: number | undefined
      const times = unit.unit.unit === '%' ? -1 : readTimes(text, end)
      if (times > 0 && isDigit(text.charCodeAt(times))) {
        const count = readNumber(text, times)
        const countUnit = count && readUnit(text, count.end)
        if (count && whole(count) !== undefined && (!countUnit || countUnit.unit.unit === '1')) {
          packs = whole(count)
          end = countUnit ? countUnit.end : count.end
          const after = readPackaging(text, end)
          if (after) {
            packaging = after
            end = after.end
          }
        }
      }
      add(start, end, number, unit, packs, packaging?.name)
      return end
    }
    // `3 x 200 L drum`, `12 drums of 25 kg`
    const packaging = readPackaging(text, number.end)
    const times = readTimes(text, packaging?.end ?? number.end)
    const packs = whole(number)
    const contentAt = times > 0 ? times : packaging ? skipSpace(text, packaging.end) : -1
    if (packs !== undefined && contentAt > 0 && isDigit(text.charCodeAt(contentAt))) {
      const content = readNumber(text, contentAt)
      const contentUnit = content && readUnit(text, content.end)
      if (content && contentUnit && contentUnit.unit.unit !== '%') {
        const after = readPackaging(text, contentUnit.end)
        const end = after?.end ?? contentUnit.end
        add(start, end, content, contentUnit, packs, after?.name ?? packaging?.name)
        return end
      }
    }
    if (packs !== undefined && (packaging || times > 0)) {
      const end = packaging?.end ?? number.end + 1
      add(
        start,
        end,
        number,
        { unit: units.get('pcs') as Unit, written: packaging ? 'pack' : 'x', end },
        undefined,
        packaging?.name,
      )
      return end
    }
    return number.end
  }

  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) {
      const before = at > 0 ? text.charCodeAt(at - 1) : 32
      const glued = (before | 32) >= 97 && (before | 32) <= 122 && (before | 32) !== 120
      const number = readNumber(text, at)
      if (!number) {
        at++
        continue
      }
      // `x100` counts pieces; `2C`, `JWH-018`, `1,4-` are no amounts.
      const joined = before === 45 && at > 1 && !isSpace(text.charCodeAt(at - 2))
      at = glued || joined ? number.end : Math.max(readAt(at, number), at + 1)
    } else if (code > 0xbb && code < 0x2160 && fractions[text[at] as string]) {
      const [digits, power] = fractions[text[at] as string] as [number, number]
      at = readAt(at, quantity(digits, power, at + 1))
    } else if (worded && (code | 32) >= 97 && (code | 32) <= 122 && (at === 0 || isSpace(text.charCodeAt(at - 1)))) {
      let end = at + 1
      while (end < text.length && (text.charCodeAt(end) | 32) >= 97 && (text.charCodeAt(end) | 32) <= 122) end++
      const word = end - at >= 3 && end - at <= 8 ? numberWords.get(text.slice(at, end).toLowerCase()) : undefined
      if (word !== undefined) {
        const point = word.indexOf('.')
        const number = quantity(Number(word.replace('.', '')), point < 0 ? 0 : point + 1 - word.length, end)
        const unit = readUnit(text, skipSpace(text, end))
        if (unit && unit.end > end && unit.unit.unit !== '%' && unit.written.length > 0 && unit.written !== 'a')
          end = readAt(at, number)
      }
      at = end
    } else at++
  }
  return found
}
