// SPDX-License-Identifier: Apache-2.0
/** What the country that a node serves has laid down. */
import { type CountryPack, type CROSSINGS, countryCodes, loadCountry } from '#countries/index.ts'

/** The pack of a country; of a node that was not set up yet, that of the invented one. Undefined where there is none. */
export const packOf = (country = 'zz'): CountryPack | undefined => {
  const code = country.toLowerCase()
  return countryCodes().includes(code) ? loadCountry(code) : undefined
}

/** The days of a clock that is counted in whole ones; `otherwise` where the country has no such clock. */
export const daysOf = (pack: CountryPack | undefined, clock: string, otherwise: number): number => {
  const within = pack?.clocks.find(({ id }) => id === clock)?.within
  return Number(/^P(\d+)D$/.exec(within ?? '')?.[1] ?? otherwise)
}

/** Whether the country opened this passage between the wings. One that says nothing of it keeps it closed. */
export const isCrossingOpen = (pack: CountryPack | undefined, id: (typeof CROSSINGS)[number]): boolean =>
  pack?.crossings.some((crossing) => crossing.id === id && crossing.state === 'open') === true

/** Areas of the country, each after the one in which it lies. */
export const areasOf = (pack: CountryPack | undefined) =>
  (pack?.areas ?? []).map(({ code, parent, name_en: en, name_fr: fr }) => ({
    code,
    parent: parent || null,
    name: { en, fr },
  }))
