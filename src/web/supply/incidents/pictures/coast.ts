// SPDX-License-Identifier: Apache-2.0
/**
 * The coasts of a map: Natural Earth's land at 1:110,000,000 (public domain) from the package world-atlas. Coasts only:
 * where a border runs is said by nobody here. Read on the server, since a browser needs one drawing and not the world.
 */
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import world from 'world-atlas/land-110m.json'
import { type Grid, gridFor, type Point } from './grid.ts'

type Ring = readonly (readonly number[])[]

const land = world as unknown as Topology<{ land: GeometryCollection }>
const rings: readonly Ring[] = feature(land, land.objects.land).features.flatMap(({ geometry }) =>
  geometry.type === 'Polygon'
    ? geometry.coordinates
    : geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flat()
      : [],
)

/** A coast that crosses the antimeridian goes on beyond 180°, where the package begins again at the other side. */
const unbroken = (ring: Ring): Point[] => {
  let turns = 0
  return ring.map(([longitude = 0, latitude = 0], i) => {
    const step = longitude - (ring[i - 1]?.[0] ?? longitude)
    if (Math.abs(step) > 180) turns -= Math.sign(step)
    return { longitude: longitude + 360 * turns, latitude }
  })
}
const coasts = rings.map(unbroken)

/** Far enough outside that no line that is seen bends: at this scale the corners of a coast stand closer together. */
const OUTSIDE = 100
const within = (value: number, most: number): number => Math.max(-OUTSIDE, Math.min(most + OUTSIDE, value))

const isSeen = ({ width, height }: Grid, places: readonly { x: number; y: number }[]): boolean =>
  places.some(({ x }) => x >= 0) &&
  places.some(({ x }) => x <= width) &&
  places.some(({ y }) => y >= 0) &&
  places.some(({ y }) => y <= height)

/** The path of all land that lies on the grid for these points; corners that fall together are one, and so are those far outside. */
export const coastFor = (points: readonly Point[]): string => {
  const grid = gridFor(points)
  return [-360, 0, 360]
    .flatMap((by) =>
      coasts.map((coast) => coast.map((point) => grid.at({ ...point, longitude: point.longitude + by }))),
    )
    .filter((places) => isSeen(grid, places))
    .map((places) => places.map(({ x, y }) => ({ x: within(x, grid.width), y: within(y, grid.height) })))
    .map((places) => places.filter(({ x, y }, i) => x !== places[i - 1]?.x || y !== places[i - 1]?.y))
    .filter(({ length }) => length > 2)
    .map((places) => `M${places.map(({ x, y }) => `${x} ${y}`).join('L')}Z`)
    .join('')
}
