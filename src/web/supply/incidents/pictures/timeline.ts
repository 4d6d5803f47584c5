// SPDX-License-Identifier: Apache-2.0
/** Incidents along time: when each happened, was reported, released and ended. */

export const MOMENTS = ['occurred', 'reported', 'released', 'ended'] as const
export type Moment = (typeof MOMENTS)[number]

/** Moments in ISO 8601; a day alone where it is all that is known. */
export interface Timed {
  id: string
  title: string
  occurred?: string | undefined
  reported: string
  released: string | null
  ended: string | null
}

export interface Timeline {
  width: number
  height: number
  rows: { id: string; text: string; title: string; y: number; from: number; to: number }[]
  marks: { id: string; moment: Moment; at: string; x: number; y: number }[]
  ticks: { x: number; day: string }[]
}

const WIDTH = 720
const LEFT = 210
const RIGHT = 30
const ROW = 34
const TOP = 30
const DAY = 86_400_000
const FITS = 28

export const momentsOf = (timed: Timed): { moment: Moment; at: string }[] =>
  MOMENTS.flatMap((moment) => {
    const at = timed[moment]
    return at === undefined || at === null ? [] : [{ moment, at }]
  })

const TICKS = 4

/** In the order given. */
export function timelineOf(all: readonly Timed[]): Timeline {
  const times = all.flatMap(momentsOf).map(({ at }) => Date.parse(at))
  const first = Math.floor(Math.min(...times) / DAY) * DAY
  const last = Math.max(first + DAY, Math.ceil(Math.max(...times) / DAY) * DAY)
  const x = (time: number) => Math.round((LEFT + ((time - first) / (last - first)) * (WIDTH - LEFT - RIGHT)) * 10) / 10
  const marks = all.flatMap((timed, row) =>
    momentsOf(timed).map(({ moment, at }) => ({
      ...{ id: timed.id, moment, at, x: x(Date.parse(at)), y: TOP + row * ROW + ROW / 2 },
    })),
  )
  const days = Math.round((last - first) / DAY)
  const step = Math.max(1, Math.ceil(days / TICKS))
  return {
    ...{ width: WIDTH, height: TOP + all.length * ROW + 8, marks },
    rows: all.map(({ id, title }, row) => {
      const own = marks.filter((mark) => mark.id === id).map((mark) => mark.x)
      const text = title.length <= FITS ? title : `${title.slice(0, FITS - 1)}…`
      return { id, text, title, y: TOP + row * ROW + ROW / 2, from: Math.min(...own), to: Math.max(...own) }
    }),
    ticks: Array.from({ length: Math.floor(days / step) + 1 }, (_, i) => {
      const time = first + i * step * DAY
      return { x: x(time), day: new Date(time).toISOString().slice(0, 10) }
    }),
  }
}
