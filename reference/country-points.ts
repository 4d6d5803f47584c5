// SPDX-License-Identifier: Apache-2.0
/** Where a map puts a country: one place in it, to a tenth of a degree. Nothing about borders. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRows } from './read.ts'

export interface CountryPoint {
  /** Degrees, WGS 84. */
  latitude: number
  longitude: number
}

/** By ISO 3166-1 alpha-2. Throws where country-points.csv is absent or not in shape. */
export const loadCountryPoints = (): Map<string, CountryPoint> => {
  const file = 'country-points.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  const columns = ['country', 'latitude', 'longitude'] as const
  return new Map(
    readRows(file, text, columns, ({ country, latitude, longitude }): [string, CountryPoint] => {
      const point = { latitude: Number(latitude), longitude: Number(longitude) }
      const isPlace = Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180
      if (!isPlace || latitude === '' || longitude === '') throw new Error(`${file}: ${country} is nowhere`)
      return [country, point]
    }),
  )
}
