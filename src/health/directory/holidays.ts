// SPDX-License-Identifier: Apache-2.0
/** Public holidays, as the packs of the countries have them. */
import { createHash } from 'node:crypto'
import { countryCodes, loadCountry } from '#countries/index.ts'

export interface Holidays {
  /** Whether `YYYY-MM-DD` is one. */
  has(date: string): boolean
  /** Whether those of this year are known. */
  knows(date: string): boolean
  /** Another one where the days are others. */
  digest: string
}

const made = new Map<string, Holidays>()

/** Those of a country, ISO 3166-1 alpha-2. One without a pack, or whose pack names none, has none that are known. */
export const holidaysOf = (country: string): Holidays => {
  const code = country.toLowerCase()
  let known = made.get(code)
  if (!known) {
    const days = countryCodes().includes(code) ? loadCountry(code).holidays.map(({ date }) => date) : []
    const [all, years] = [new Set(days), new Set(days.map((date) => date.slice(0, 4)))]
    known = {
      ...{ has: (date) => all.has(date), knows: (date) => years.has(date.slice(0, 4)) },
      digest: createHash('sha256')
        .update([...all].sort().join())
        .digest('hex')
        .slice(0, 16),
    }
    made.set(code, known)
  }
  return known
}
