// SPDX-License-Identifier: Apache-2.0
/** Countries to choose from, worked out on the server alone: two makers of `Intl` spell some of them differently. */
import type { SuspicionsDoor } from './contexts.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const CODES = LETTERS.flatMap((one) => LETTERS.map((two) => one + two))

type Options = readonly (readonly [code: string, name: string])[]
const made = new Map<string, Options>()

/** The own country first, the others in the order of the reader's alphabet. ISO 3166-1 leaves ZZ to whoever uses it. */
export const countryOptions = (
  language: 'en' | 'fr',
  own: string,
  { isCountry, country }: Pick<SuspicionsDoor, 'isCountry' | 'country'>,
): Options => {
  const known = made.get(`${language} ${own}`)
  if (known) return known
  const order = new Intl.Collator(language)
  const others = CODES.filter((code) => code !== own && code !== 'ZZ' && isCountry(code))
    .map((code) => [code, country(code, language)] as const)
    .sort(([, one], [, other]) => order.compare(one, other))
  const options = [[own, country(own, language)] as const, ...others]
  made.set(`${language} ${own}`, options)
  return options
}
