// SPDX-License-Identifier: Apache-2.0
/** Countries by name, worked out on the server alone: two makers of `Intl` spell some of them differently. */
import { isCountry } from '#supply/incidents/contract.ts'
import type { WorkLanguage } from '../../workspace/language.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Of ISO 3166-1, without the one that stands for no country. */
const codes = LETTERS.flatMap((one) => LETTERS.map((two) => one + two)).filter(
  (code) => code !== 'ZZ' && isCountry(code),
)

/** Those of the demonstration. No list has them: ISO 3166-1 leaves these codes to whoever uses them. */
const invented: Readonly<Record<string, string>> = { ZZ: 'Orvane', XV: 'Valmora' }

export interface Countries {
  /** The code itself where no such country has a name. */
  name(code: string): string
  /** To choose from: the own country first, the others in the order of the reader's alphabet. */
  options: readonly (readonly [code: string, name: string])[]
}

const made = new Map<string, Countries>()

export function countriesIn(language: WorkLanguage, own: string): Countries {
  const known = made.get(`${language} ${own}`)
  if (known) return known
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  const name = (code: string) => (codes.includes(code) ? (regions.of(code) ?? code) : (invented[code] ?? code))
  const order = new Intl.Collator(language)
  const offered = own in invented ? [...codes, ...Object.keys(invented)] : codes
  const others = offered
    .filter((code) => code !== own)
    .map((code) => [code, name(code)] as const)
    .sort(([, one], [, other]) => order.compare(one, other))
  const countries = { name, options: [[own, name(own)] as const, ...others] }
  made.set(`${language} ${own}`, countries)
  return countries
}
