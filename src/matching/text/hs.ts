// SPDX-License-Identifier: Apache-2.0
/** Customs codes. Digits alone say nothing: a word such as `HS`, `tariff` or `ТН ВЭД` must announce them. */
import type { HsCode, ReferenceData } from '../reference.ts'

export interface HsHit {
  code: HsCode
  span: [number, number]
}

export type HsIndex = Map<string, HsCode>

export const createHsIndex = (data: ReferenceData): HsIndex => new Map(data.hsCodes.map((code) => [code.hs6, code]))

const isDigit = (code: number) => code >= 48 && code <= 57

/** The first code of 6 to 10 digits within a few words after `from`: `2915.24`, `2915 24 00`, `291524`. */
export const readHs = (text: string, from: number, index: HsIndex): HsHit | null => {
  const limit = Math.min(text.length, from + 24)
  for (let at = from; at < limit; at++) {
    if (!isDigit(text.charCodeAt(at)) || isDigit(text.charCodeAt(at - 1))) continue
    let digits = ''
    let end = at
    for (let i = at; i < text.length && digits.length < 10; i++) {
      const code = text.charCodeAt(i)
      if (isDigit(code)) {
        digits += text[i]
        end = i + 1
      } else if (
        !((code === 46 || code === 32 || code === 160 || code === 45) && isDigit(text.charCodeAt(i + 1))) ||
        (digits.length >= 6 && code === 32 && !/^ \d\d(?!\d)/.test(text.slice(i, i + 4)))
      )
        break
    }
    const code = digits.length >= 6 ? index.get(digits.slice(0, 6)) : undefined
    if (code) return { code, span: [at, end] }
    // `HS 2022: 2841.61`: a year is no code.
    if (digits.length >= 6) return null
    at = end
  }
  return null
}
