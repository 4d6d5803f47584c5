// SPDX-License-Identifier: Apache-2.0
/** A plain grid of degrees (equirectangular), as wide as what stands on it needs. */

export interface Point {
  latitude: number
  longitude: number
}
export interface Grid {
  width: number
  height: number
  at(point: Point): { x: number; y: number }
  /** Degrees at which lines stand. */
  meridians: number[]
  parallels: number[]
}

const WIDTH = 790
/** Degrees around what is shown, and the least that a picture spans: a grid of one country shows nothing. */
const AROUND = 14
const LEAST = 70
const RATIO = 0.5

const steps = (from: number, to: number, step: number) =>
  Array.from(
    { length: Math.max(0, Math.floor(to / step) - Math.ceil(from / step) + 1) },
    (_, i) => (Math.ceil(from / step) + i) * step,
  )

export function gridFor(points: readonly Point[]): Grid {
  const range = (of: (point: Point) => number, most: number) => {
    const all = points.map(of)
    return all.length === 0 ? [-most, most] : [Math.min(...all) - AROUND, Math.max(...all) + AROUND]
  }
  const [west = 0, east = 0] = range(({ longitude }) => longitude, 180)
  const [south = 0, north = 0] = range(({ latitude }) => latitude, 85)
  const span = Math.max(east - west, (north - south) / RATIO, LEAST)
  const left = (west + east - span) / 2
  const top = (south + north + span * RATIO) / 2
  const scale = WIDTH / span
  const step = span > 150 ? 30 : 10
  return {
    width: WIDTH,
    height: WIDTH * RATIO,
    at: ({ latitude, longitude }) => ({
      x: Math.round((longitude - left) * scale),
      y: Math.round((top - latitude) * scale),
    }),
    meridians: steps(left, left + span, step),
    parallels: steps(top - span * RATIO, top, step),
  }
}
