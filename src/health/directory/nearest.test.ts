// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { openNearest, type Placed } from './nearest.ts'

const at = (id: string, latitude: number, longitude: number, country = 'ZZ'): Placed => ({
  id,
  country,
  latitude,
  longitude,
})
const place = (latitude: number, longitude: number, country = 'ZZ') => ({ latitude, longitude, country })

test('the nearest are those by the way round the Earth, across the antimeridian and at a pole too', async () => {
  const rows = [
    at('west', 0, 179.5),
    at('east', 0, -179.5),
    at('far', 0, 170),
    at('pole', 89.9, 0),
    at('over', 89.9, 180),
    at('cold', 80, 0),
  ]
  const nearest = openNearest(
    () => Promise.resolve([...rows, at('abroad', 0, 179.9, 'YY')]),
    () => new Date(0),
  )
  expect([...(await nearest.around(place(0, 179.8), 2))].sort()).toEqual(['east', 'west'])
  expect([...(await nearest.around(place(89.95, 0), 2))].sort()).toEqual(['over', 'pole'])
  expect(await nearest.around(place(0, 179.8), 100)).toHaveLength(6)
  expect(await nearest.around(place(0, 179.9, ''), 1)).toEqual(['abroad'])
  expect(await nearest.around(place(0, 0, 'XX'), 5)).toEqual([])
  expect(await nearest.around(place(0, 179.8), 1, new Set(['far', 'cold']))).toEqual(['far'])
  expect(await nearest.around(place(0, 179.8), 9, new Set(['cold', 'nowhere']))).toEqual(['cold'])
})

test('positions are read once for many, anew after a minute, and nobody waits for that', async () => {
  let [now, reads] = [0, 0]
  const all = [at('one', 1, 1)]
  const read = () => {
    reads++
    return Promise.resolve([...all])
  }
  const nearest = openNearest(read, () => new Date(now))
  await Promise.all([1, 2, 3].map(() => nearest.around(place(0, 0), 5)))
  expect(reads).toBe(1)
  all.push(at('two', 2, 2))
  now = 61_000
  expect(await nearest.around(place(0, 0), 5)).toEqual(['one'])
  await new Promise((done) => setImmediate(done))
  expect([await nearest.around(place(0, 0), 5), reads]).toEqual([['one', 'two'], 2])
})
