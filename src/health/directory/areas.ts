// SPDX-License-Identifier: Apache-2.0
/** Areas of the packs of the countries, by their names: somebody names a place also where no listing stands. */
import { countryCodes, loadCountry } from '#countries/index.ts'
import { plain } from './rows.ts'

export interface Area {
  country: string
  /** In the languages of the pack, the English one first. */
  names: readonly string[]
  /** What listings may call it: its names in small letters without accents, and of a region its code too (`OR`). */
  keys: readonly string[]
  level: number
  /** English name of the region in which it lies; null of a region itself. */
  region: string | null
  regionKeys: readonly string[]
  latitude: number | null
  longitude: number | null
}

const read = (code: string): Area[] => {
  const pack = loadCountry(code)
  const rows = new Map(pack.areas.map((row) => [row.code, row]))
  const named = ({ name_en, name_fr, name_ar }: (typeof pack.areas)[number]) =>
    [name_en, name_fr, name_ar].filter((name) => name !== '')
  const keysOf = (row: (typeof pack.areas)[number]) => [
    ...new Set([...named(row), ...(row.level === 1 ? [row.code.slice(3)] : [])].map(plain)),
  ]
  const regionOf = (row: (typeof pack.areas)[number]): typeof row => {
    const above = rows.get(row.parent)
    return above ? regionOf(above) : row
  }
  return pack.areas.map((row) => {
    const region = row.level === 1 ? null : regionOf(row)
    return {
      ...{ country: pack.country.code, names: named(row), keys: keysOf(row), level: row.level },
      ...{ region: region?.name_en ?? null, regionKeys: region ? keysOf(region) : [] },
      ...{ latitude: row.latitude, longitude: row.longitude },
    }
  })
}

let known: Area[] | undefined
const areas = () => {
  known ??= countryCodes().flatMap(read)
  return known
}

/** Those that are called so; else those whose name begins so. `region`: a name of the region in which they lie. */
export const areasCalled = (called: string, region: string | undefined): { isExact: boolean; areas: Area[] } => {
  const there = areas().filter(({ regionKeys }) => region === undefined || regionKeys.includes(region))
  const exact = there.filter(({ keys }) => keys.includes(called))
  if (exact.length > 0) return { isExact: true, areas: exact }
  // Two letters begin everything.
  const begun = called.length < 3 ? [] : there.filter(({ keys }) => keys.some((key) => key.startsWith(called)))
  return { isExact: false, areas: begun }
}

/** What listings may call a region that somebody calls so: this too. */
export const regionKeysOf = (called: string): string[] => [
  ...new Set([called, ...areas().flatMap(({ level, keys }) => (level === 1 && keys.includes(called) ? keys : []))]),
]

const LANGUAGES = ['en', 'fr', 'ar']
/** As many as a small page bears. */
const MOST = 40
/** Of regions, which are there in any case. */
const MOST_LARGE = 60

/** Names of a country's areas, the large ones first, in a language of the pack or else in English. */
export const areaNames = (country: string, language: string): string[] => {
  const own = areas().filter((area) => area.country === country.toUpperCase())
  const at = Math.max(0, LANGUAGES.indexOf(language))
  const fits = [3, 2].find((level) => own.filter((area) => area.level <= level).length <= MOST) ?? 1
  return own
    .filter(({ level }) => level <= fits)
    .sort((a, b) => a.level - b.level)
    .slice(0, MOST_LARGE)
    .map(({ names }) => names[at] ?? names[0] ?? '')
}
