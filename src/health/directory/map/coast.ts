// SPDX-License-Identifier: Apache-2.0
/**
 * Coasts within a rectangle of degrees: Natural Earth's land at 1:10,000,000 (public domain) from the package world-atlas, so
 * that no map is fetched from anybody and nobody learns what was looked for. Coasts only: where a border runs is said by nobody
 * here. Three megabytes are read once, when the first map is drawn.
 */
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

export type Corner = readonly [east: number, north: number]
export interface Box {
  west: number
  east: number
  south: number
  north: number
}
let read: Corner[][] | undefined
const rings = (): Corner[][] => {
  if (read) return read
  const land = createRequire(import.meta.url)('world-atlas/land-10m.json') as Topology<{ land: GeometryCollection }>
  read = feature(land, land.objects.land)
    .features.flatMap(({ geometry }) =>
      geometry.type === 'Polygon'
        ? geometry.coordinates
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates.flat()
          : [],
    )
    .map((ring) => ring.map(([east = 0, north = 0]): Corner => [east, north]))
  return read
}

const between = ([x0, y0]: Corner, [x1, y1]: Corner, share: number): Corner => [
  x0 + (x1 - x0) * share,
  y0 + (y1 - y0) * share,
]

/** What of a ring lies at one side of a line, along which it is closed (Sutherland and Hodgman, 1974). */
const cut = (ring: Corner[], inside: (corner: Corner) => number): Corner[] => {
  const kept: Corner[] = []
  let before = ring.at(-1)
  let there = before ? inside(before) : 0
  for (const corner of ring) {
    const here = inside(corner)
    if (before && here >= 0 !== there >= 0) kept.push(between(before, corner, there / (there - here)))
    if (here >= 0) kept.push(corner)
    before = corner
    there = here
  }
  return kept
}

const cutTo = ({ west, east, south, north }: Box, all: readonly Corner[][]): Corner[][] =>
  all
    .map((ring) =>
      [
        ([x]: Corner) => x - west,
        ([x]: Corner) => east - x,
        ([, y]: Corner) => y - south,
        ([, y]: Corner) => north - y,
      ].reduce(cut, ring),
    )
    .filter(({ length }) => length > 2)

/**
 * The land in squares, each cut out of one twice as wide, since a continent has a hundred thousand corners. Squares of one width
 * overlap by half, so that what is at most half as wide as one lies in one whole, and no seam is seen.
 */
const [SMALLEST, WIDEST, KEPT] = [1, 1024, 400]
const squares = new Map<string, Corner[][]>()

const squareAt = (wide: number, column: number, row: number): Corner[][] => {
  if (wide > WIDEST) return rings()
  const key = `${wide} ${column} ${row}`
  const known = squares.get(key)
  if (known) return known
  const [west, south] = [(column * wide) / 2, (row * wide) / 2]
  const box = { west, south, east: west + wide, north: south + wide }
  const made = cutTo(box, squareAt(wide * 2, column >> 1, row >> 1))
  if (squares.size >= KEPT) squares.clear()
  squares.set(key, made)
  return made
}

/** Rings of land and of water in it, as they lie in the box. */
export const landIn = (box: Box): Corner[][] => {
  let wide = SMALLEST
  while (wide / 2 < Math.max(box.east - box.west, box.north - box.south)) wide *= 2
  const at = (from: number) => Math.floor(from / (wide / 2))
  return cutTo(box, squareAt(wide, at(box.west), at(box.south)))
}
