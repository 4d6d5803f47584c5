// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { landIn } from './coast.ts'
import { drawMap } from './draw.ts'
import { mapOf } from './index.ts'

const area = (rings: readonly (readonly (readonly [number, number])[])[]) =>
  Math.abs(
    rings.reduce(
      (sum, ring) =>
        sum +
        ring.reduce((own, [x, y], i) => {
          const [a, b] = ring.at(i - 1) ?? [0, 0]
          return own + (a * y - x * b) / 2
        }, 0),
      0,
    ),
  )

test('land is cut at the edges: all of it far inland, none in the open sea, and the rest of a square beside its coast', () => {
  expect(area(landIn({ west: 4, east: 5, south: 46, north: 47 }))).toBeCloseTo(1, 6)
  expect(landIn({ west: -22.2, east: -21.5, south: -11.7, north: -11.1 })).toEqual([])
  const coast = { west: -4.9, east: -4.2, south: 48.2, north: 48.6 }
  const [whole, left, right] = [coast, { ...coast, east: -4.55 }, { ...coast, west: -4.55 }].map((box) =>
    area(landIn(box)),
  )
  expect(whole).toBeGreaterThan(0.05)
  expect(whole).toBeLessThan(0.7 * 0.4)
  expect((left ?? 0) + (right ?? 0)).toBeCloseTo(whole ?? 0, 9)
})

test('every service with a public position is on the map once and within it, and no other', () => {
  const place = fc.record({
    latitude: fc.double({ min: -80, max: 80, noNaN: true }),
    longitude: fc.double({ min: -179, max: 179, noNaN: true }),
    isAddressPublic: fc.boolean(),
    isKnown: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), (places) => {
      const listings = places.map(({ isKnown, isAddressPublic, latitude, longitude }, at) => ({
        number: at + 1,
        location: {
          ...{
            address1: '',
            address2: '',
            city: 'A',
            region: null,
            postalCode: '',
            directions: '',
            accessibility: '',
            country: 'ZZ',
            isAddressPublic,
          },
          ...(isKnown ? { latitude, longitude } : { latitude: null, longitude: null }),
        },
      }))
      const map = mapOf(listings)
      const meant = places.flatMap((each, at) => (each.isKnown && each.isAddressPublic ? [at + 1] : []))
      expect((map?.marks ?? []).flatMap(({ numbers }) => numbers).sort((a, b) => a - b)).toEqual(meant)
      for (const { x, y } of map?.marks ?? []) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(map?.width ?? 0)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(map?.height ?? 0)
      }
      expect(map?.land.length ?? 0).toBeLessThanOrEqual(4000)
    }),
    { numRuns: 25 },
  )
})

test('two at one door are one mark; the scale is a round number of kilometres', () => {
  const map = drawMap([
    { number: 1, latitude: 48.39, longitude: -4.49 },
    { number: 2, latitude: 48.39, longitude: -4.49 },
    { number: 3, latitude: 48.45, longitude: -4.4 },
  ])
  expect(map?.marks.map(({ numbers }) => numbers)).toEqual([[1, 2], [3]])
  expect(map?.land).toMatch(/^M/)
  expect(map?.scale.km).toBe(5)
})

test('services on both sides of the antimeridian stand beside each other, on the land of both sides', () => {
  const taveuni = [
    { number: 1, latitude: -16.8, longitude: 179.9 },
    { number: 2, latitude: -16.8, longitude: -179.95 },
    { number: 3, latitude: -16.9, longitude: 180 },
  ]
  const map = drawMap(taveuni)
  expect(map?.scale.km).toBeLessThanOrEqual(20)
  expect(map?.marks.map(({ numbers }) => numbers)).toEqual([[1], [2], [3]])
  const [first, second] = map?.marks ?? []
  expect(first?.x).toBeLessThan(second?.x ?? 0)
  const xs = [...(map?.land ?? '').matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x))
  expect(Math.min(...xs)).toBeLessThan((first?.x ?? 0) + 5)
  // Far from it nothing changes, and the same places turned around the globe make the same picture.
  const turned = drawMap(
    taveuni.map((each) => ({ ...each, longitude: each.longitude - 40 - (each.longitude > 0 ? 0 : -360) })),
  )
  expect(turned?.marks.map(({ x, y }) => [x, y])).toEqual(map?.marks.map(({ x, y }) => [x, y]))
})
