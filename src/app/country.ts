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

const DAY_MS = 86_400_000

/**
 * When a clock of the country that starts at `from` is over; null where it has none of that name. Days are whole ones of 24
 * hours; working days pass over Saturday, Sunday and the country's holidays, by UTC.
 */
export const dueAfter = (pack: CountryPack | undefined, id: string, from: Date): Date | null => {
  const clock = pack?.clocks.find((each) => each.id === id)
  const {
    days = '0',
    hours = '0',
    minutes = '0',
  } = /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?)?$/.exec(clock?.within ?? '')?.groups ?? {}
  if (!pack || !clock) return null
  const after = new Date(from.getTime() + Number(hours) * 3_600_000 + Number(minutes) * 60_000)
  const holidays = new Set(pack.holidays.map(({ date }) => date))
  const isWorked = (day: Date) => ![0, 6].includes(day.getUTCDay()) && !holidays.has(day.toISOString().slice(0, 10))
  for (let left = Number(days); left > 0; ) {
    after.setTime(after.getTime() + DAY_MS)
    if (clock.counted_in !== 'working-days' || isWorked(after)) left--
  }
  return after
}
