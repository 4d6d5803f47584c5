// SPDX-License-Identifier: Apache-2.0
/** Names of countries and of their areas, as an advisory says where it holds. */
import { countryCodes, loadCountry } from '#countries/index.ts'

export interface Area {
  code: string
  name: { en: string; fr: string }
  /** 0 the country, then its regions, districts and so on. */
  level: number
}

const read = new Map<string, readonly Area[]>()

/** A country and its areas, in the order of its pack; the country alone where there is no pack of it. */
export const areasOf = (country: string): readonly Area[] => {
  const known = read.get(country)
  if (known) return known
  const plain = (language: string) => new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country
  const whole: Area = { code: country, name: { en: plain('en'), fr: plain('fr') }, level: 0 }
  const pack = countryCodes().includes(country.toLowerCase()) ? loadCountry(country.toLowerCase()) : undefined
  const areas = pack
    ? [
        { ...whole, name: { en: pack.country.name_en, fr: pack.country.name_fr } },
        ...pack.areas.map(({ code, level, name_en, name_fr }) => ({ code, level, name: { en: name_en, fr: name_fr } })),
      ]
    : [whole]
  read.set(country, areas)
  return areas
}

/** The area of a code; a code that no pack knows is its own name. */
export const areaOf = (code: string): Area =>
  areasOf(code.slice(0, 2)).find((each) => each.code === code) ?? { code, name: { en: code, fr: code }, level: 0 }
