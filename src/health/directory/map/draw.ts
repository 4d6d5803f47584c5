// SPDX-License-Identifier: Apache-2.0
/** Where the services of one page of the list are, as a drawing that needs no script and no map of anybody else. */
import type { HelpMap } from '../contract.ts'
import { type Box, type Corner, landIn } from './coast.ts'

export interface Placed {
  /** Its number in the list. */
  number: number
  latitude: number
  longitude: number
}

const [WIDTH, HEIGHT] = [320, 200]
/** Between the marks and the edge. */
const MARGIN = 24
/** Kilometres that the drawing spans at least: one house in a street is no map. */
const LEAST_KM = 4
const KM_A_DEGREE = 111.2
/** Marks nearer than this to each other are one with several numbers. */
const TOGETHER = 17
/** Corners nearer than this to the one before are left out, and characters that the land may take. */
const [STEP, MOST] = [1, 4000]

const rounded = (value: number) => Math.round(value * 10) / 10

/**
 * Longitudes from the middle of the widest stretch without any, so that those on both sides of the antimeridian stand beside each
 * other: 179 and -179 are 179 and 181.
 */
const besideEachOther = (placed: readonly Placed[]): Placed[] => {
  const easts = placed.map(({ longitude }) => longitude).sort((a, b) => a - b)
  const gaps = easts.map((east, at) => (easts[at + 1] ?? (easts[0] ?? 0) + 360) - east)
  const widest = gaps.indexOf(Math.max(...gaps))
  // The widest one is that over the antimeridian itself: nothing is on both sides of it.
  if (widest === gaps.length - 1) return [...placed]
  const last = easts[widest] ?? 0
  return placed.map((each) => (each.longitude <= last ? { ...each, longitude: each.longitude + 360 } : each))
}

const boxOf = (placed: readonly Placed[]) => {
  const norths = placed.map(({ latitude }) => latitude)
  const easts = placed.map(({ longitude }) => longitude)
  const [north, east] = [(Math.min(...norths) + Math.max(...norths)) / 2, (Math.min(...easts) + Math.max(...easts)) / 2]
  const narrow = Math.max(0.05, Math.cos((north * Math.PI) / 180))
  const kmWide = (Math.max(...easts) - Math.min(...easts)) * KM_A_DEGREE * narrow
  const kmTall = (Math.max(...norths) - Math.min(...norths)) * KM_A_DEGREE
  const kmEach = Math.max(
    LEAST_KM / (WIDTH - 2 * MARGIN),
    kmWide / (WIDTH - 2 * MARGIN),
    kmTall / (HEIGHT - 2 * MARGIN),
  )
  const [tall, wide] = [(kmEach * HEIGHT) / KM_A_DEGREE / 2, (kmEach * WIDTH) / KM_A_DEGREE / narrow / 2]
  return { kmEach, box: { west: east - wide, east: east + wide, south: north - tall, north: north + tall } }
}

const pathOf = (shapes: readonly (readonly (readonly [number, number])[])[], step: number) =>
  shapes
    .map((corners) => {
      const kept: (readonly [number, number])[] = []
      for (const corner of corners) {
        const last = kept.at(-1)
        if (!last || Math.hypot(corner[0] - last[0], corner[1] - last[1]) >= step) kept.push(corner)
      }
      return kept
    })
    .filter(({ length }) => length > 2)
    .map((corners) => `M${corners.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join('L')}Z`)
    .join('')

/** Coarser where the coast is so broken that the page would grow. */
const landOf = (box: Box, at: (corner: Corner) => readonly [number, number]) => {
  // Land is drawn from -180 to 180; a box that goes beyond sees the same land again, once around.
  const shapes = [-360, 0, 360].flatMap((turn) => {
    const turned = { ...box, west: Math.max(box.west - turn, -180), east: Math.min(box.east - turn, 180) }
    if (turned.west >= turned.east) return []
    return landIn(turned).map((corners) => corners.map(([east, north]) => at([east + turn, north])))
  })
  for (let step = STEP; ; step *= 2) {
    const path = pathOf(shapes, step)
    if (path.length <= MOST || step > WIDTH) return path
  }
}

/** A round number of kilometres that takes a fifth to a half of the width. */
const scaleOf = (kmEach: number) => {
  const most = (WIDTH / 2) * kmEach
  const ten = 10 ** Math.floor(Math.log10(most))
  const km = [5, 2, 1].map((each) => each * ten).find((each) => each <= most) ?? ten
  return { km, width: rounded(km / kmEach) }
}

/** Null where none of them has a position that everybody may know. */
export const drawMap = (all: readonly Placed[]): HelpMap | null => {
  if (all.length === 0) return null
  const placed = besideEachOther(all)
  const { box, kmEach } = boxOf(placed)
  const at = ([east, north]: Corner) =>
    [
      ((east - box.west) / (box.east - box.west)) * WIDTH,
      ((box.north - north) / (box.north - box.south)) * HEIGHT,
    ] as const
  const marks: { x: number; y: number; numbers: number[] }[] = []
  for (const { number, longitude, latitude } of placed) {
    const [x, y] = at([longitude, latitude])
    const near = marks.find((mark) => Math.hypot(mark.x - x, mark.y - y) < TOGETHER)
    if (near) near.numbers.push(number)
    else marks.push({ x: rounded(x), y: rounded(y), numbers: [number] })
  }
  return { width: WIDTH, height: HEIGHT, land: landOf(box, at), marks, scale: scaleOf(kmEach) }
}
