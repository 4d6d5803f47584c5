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

/** An edge of a rectangle: where it lies on one axis, and on which side the rectangle is. */
type Edge = readonly [axis: 0 | 1, at: number, side: 1 | -1]

const edgesOf = ({ west, east, south, north }: Box): Edge[] => [
  [0, west, 1],
  [0, east, -1],
  [1, south, 1],
  [1, north, -1],
]

/** What of a ring lies at one side of an edge, along which it is closed (Sutherland and Hodgman, 1974). */
const cut = (ring: Corner[], [axis, at, side]: Edge): Corner[] => {
  const kept: Corner[] = []
  let before = ring.at(-1)
  let there = before ? (before[axis] - at) * side : 0
  for (const corner of ring) {
    const here = (corner[axis] - at) * side
    if (before && here >= 0 !== there >= 0) kept.push(between(before, corner, there / (there - here)))
    if (here >= 0) kept.push(corner)
    before = corner
    there = here
  }
  return kept
}

const boxes = new WeakMap<Corner[], Box>()
const boxOf = (ring: Corner[]): Box => {
  const known = boxes.get(ring)
  if (known) return known
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of ring) {
    if (x < west) west = x
    if (x > east) east = x
    if (y < south) south = y
    if (y > north) north = y
  }
  const box = { west, east, south, north }
  boxes.set(ring, box)
  return box
}

/** An island that lies whole in the box, or whole beside it, is not walked along. */
const cutTo = (box: Box, all: readonly Corner[][]): Corner[][] => {
  const edges = edgesOf(box)
  return all.flatMap((ring) => {
    const own = boxOf(ring)
    if (own.east <= box.west || own.west >= box.east || own.north <= box.south || own.south >= box.north) return []
    const crossed = edges.filter(([axis, at, side]) => {
      const [least, most] = axis === 0 ? [own.west, own.east] : [own.south, own.north]
      return side === 1 ? least < at : most > at
    })
    const left = crossed.reduce(cut, ring)
    return left.length > 2 ? [left] : []
  })
}

/**
 * The land in squares, each cut out of one twice as wide, since a continent has a hundred thousand corners. Squares of one width
 * overlap by half, so that what is at most half as wide as one lies in one whole, and no seam is seen. Those of a town take some
 * ten; what was not asked for longest goes, since a cut out of a continent takes longer than the rest of a page.
 */
const [SMALLEST, WIDEST, KEPT] = [1, 1024, 4000]
const squares = new Map<string, Corner[][]>()

const squareAt = (wide: number, column: number, row: number): Corner[][] => {
  if (wide > WIDEST) return rings()
  const key = `${wide} ${column} ${row}`
  const known = squares.get(key)
  if (known) {
    squares.delete(key)
    squares.set(key, known)
    return known
  }
  const [west, south] = [(column * wide) / 2, (row * wide) / 2]
  const box = { west, south, east: west + wide, north: south + wide }
  const made = cutTo(box, squareAt(wide * 2, column >> 1, row >> 1))
  const [oldest] = squares.keys()
  if (squares.size >= KEPT && oldest !== undefined) squares.delete(oldest)
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
