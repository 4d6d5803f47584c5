// SPDX-License-Identifier: Apache-2.0
/** Amounts with unit, packs and packaging: `3 x 200 L drum`, `1 000,5 kg`, `2½ oz`, `98 %`. A hand scanner: one pass, no back-tracking. */
import type { Amount } from '../findings.ts'
import {
  decimal,
  isDigit,
  isFraction,
  isSpace,
  numberEnd,
  type Quantity,
  quantity,
  readFraction,
  readNumber,
  wholeOf,
} from './quantity.ts'
import { shapesOf } from './shapes.ts'
import { numberWords, packagings, type Unit, units } from './units.ts'

/** An amount with the unit as written, which context.ts asks for: `5 g` says something that `5000 kg` does not. */
export interface ReadAmount extends Amount {
  written: string
}

const timesWords = new Set(['of', 'de', 'à', 'a', 'von', 'zu', 'по', 'each'])
const isNumberShaped = shapesOf(numberWords.keys())
const isUnitShaped = shapesOf([...units.keys(), 'mol', 'mmol'])
const weightsOf = (heavy: boolean) =>
  [...units].flatMap(([word, { unit, times, power }]) =>
    unit === 'kg' && times * 10 ** power > HEAVY === heavy ? [word] : [],
  )
/** Of what weighs more, in kilograms, only a part is an amount that one person buys. */
const HEAVY = 0.1
const isHeavyShaped = shapesOf(weightsOf(true))
const isLightShaped = shapesOf(weightsOf(false))
const part = /(?:^|\D)0\d*[.,]|\//
const isPackagingShaped = shapesOf(packagings.keys())
const isTimesShaped = shapesOf(timesWords)

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
      return at < text.length && units.has(two) ? at + 1 : at
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
  if (end === at || !isUnitShaped(text, at, end)) return null
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
  if (end === at || !isPackagingShaped(text, at, end)) return null
  const name = packagings.get(text.slice(at, end).toLowerCase())
  return name === undefined ? null : { name, end }
}

/**
 * `x`, `×`, `*`, `@`, `of`, `de`, `à`, `von`, `по`: what stands between packs and the content of one. Not `worded`: signs
 * alone, since behind a unit words name the goods: `9 kg of 3-MMC`.
 */
const readTimes = (text: string, start: number, worded = true): number => {
  const at = skipSpace(text, start)
  const code = text.charCodeAt(at)
  if (code === 0xd7 || code === 42 || code === 0x445 || ((code | 32) === 120 && !/[a-z]/i.test(text[at + 1] ?? '')))
    return skipSpace(text, at + 1)
  const end = wordEnd(text, at)
  if (!worded || end === at || !isTimesShaped(text, at, end)) return -1
  return timesWords.has(text.slice(at, end).toLowerCase()) ? skipSpace(text, end) : -1
}

const HYPHEN = 45
const NOTHING = 0
const DIGIT = 1
const FRACTION = 2
const LETTER = 3
/** What may begin an amount. */
const kinds = new Uint8Array(65536)
kinds.fill(DIGIT, 48, 58).fill(LETTER, 65, 91).fill(LETTER, 97, 123)
for (let code = 0xbc; code < 0x2160; code++) if (isFraction(code)) kinds[code] = FRACTION

/** False where no amount of the line is the weight of 100 g or less: told before any amount is read. */
export const mayWeighLittle = (text: string): boolean => {
  for (let at = 0; at < text.length; ) {
    const kind = kinds[text.charCodeAt(at)] as number
    if (kind === NOTHING) at++
    else if (kind === FRACTION) return true
    else if (kind === DIGIT) {
      at++
      const next = text.charCodeAt(at)
      if (isDigit(next)) continue
      const unit = next === HYPHEN ? at + 1 : skipSpace(text, at)
      const end = wordEnd(text, unit)
      if (isLightShaped(text, unit, end) || (isHeavyShaped(text, unit, end) && part.test(text))) return true
    } else {
      const start = at
      while (kinds[text.charCodeAt(at)] === LETTER) at++
      if (isNumberShaped(text, start, at)) return true
    }
  }
  return false
}

/** `worded`: the line may have numbers in words, such as `half` and `dozen`. */
export const readAmounts = (text: string, worded = true): ReadAmount[] => {
  const found: ReadAmount[] = []
  const add = (start: number, end: number, number: Quantity, unit: ReadUnit, packs?: number, packaging?: string) => {
    const { unit: of, times, power } = unit.unit
    const value = decimal(number.digits, times, packs ?? 1, number.power + power)
    const amount: ReadAmount = {
      text: text.slice(start, end),
      span: [start, end],
      value,
      unit: of,
      written: unit.written,
    }
    if (packs !== undefined) amount.packs = packs
    if (packaging !== undefined) amount.packaging = packaging
    found.push(amount)
  }
  /** A number at `start`, its unit, what it is packed in, and how many packs. Gives where reading goes on. */
  const readAt = (start: number, number: Quantity): number => {
    const unit = readUnit(text, number.end)
    if (unit) {
      let end = unit.end
      let packaging = readPackaging(text, end)
      if (packaging) end = packaging.end
      let packs: number | undefined
      const times = unit.unit.unit === '%' ? -1 : readTimes(text, end, false)
      if (times > 0 && isDigit(text.charCodeAt(times))) {
        const count = readNumber(text, times)
        const countUnit = count && readUnit(text, count.end)
        if (count && wholeOf(count) !== undefined && (!countUnit || countUnit.unit.unit === '1')) {
          packs = wholeOf(count)
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
    const packs = wholeOf(number)
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
    const kind = kinds[code] as number
    if (kind === NOTHING) at++
    else if (kind === DIGIT) {
      const before = at > 0 ? text.charCodeAt(at - 1) : 32
      const glued = (before | 32) >= 97 && (before | 32) <= 122 && (before | 32) !== 120
      // `x100` counts pieces; `2C`, `JWH-018`, `1,4-` are no amounts.
      const joined = before === 45 && at > 1 && !isSpace(text.charCodeAt(at - 2))
      const number = glued || joined ? null : readNumber(text, at)
      at = number ? Math.max(readAt(at, number), at + 1) : numberEnd(text, at)
    } else if (kind === FRACTION) at = readAt(at, readFraction(text, at))
    else {
      let end = at + 1
      while (kinds[text.charCodeAt(end)] === LETTER) end++
      if (!worded || (at > 0 && !isSpace(text.charCodeAt(at - 1))) || !isNumberShaped(text, at, end)) {
        // a word of letters, or the rest of one: nothing in it begins a number
        at = end
        continue
      }
      const word = numberWords.get(text.slice(at, end).toLowerCase())
      if (word !== undefined) {
        const point = word.indexOf('.')
        const number = quantity(Number(word.replace('.', '')), point < 0 ? 0 : point + 1 - word.length, end)
        const unit = readUnit(text, skipSpace(text, end))
        if (unit && unit.end > end && unit.unit.unit !== '%' && unit.written.length > 0 && unit.written !== 'a')
          end = readAt(at, number)
      }
      at = end
    }
  }
  return found
}
