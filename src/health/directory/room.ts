// SPDX-License-Identifier: Apache-2.0
/**
 * How many people a service takes in, how many more it can take now, and how long they wait: each with the day on which it was
 * said, since such a figure is soon another one. Pure.
 */
import { z } from 'zod'

/** Days. */
export const LONGEST_WAIT = 3650

const counted = z.strictObject({ count: z.number().int().min(0).max(99_999), on: z.iso.date() })
const waited = z.strictObject({
  /** From asking to a first appointment: 0 is none to wait for. `closed`: nobody new is put on the list. */
  days: z.union([z.literal('closed'), z.number().int().min(0).max(LONGEST_WAIT)]),
  on: z.iso.date(),
})

/** Fields of a listing; null: not known. */
export const roomFields = {
  /** Places in all: beds where people stay, people at once elsewhere. */
  places: counted.nullable().default(null),
  /** Of them, those that are free. */
  free: counted.nullable().default(null),
  waiting: waited.nullable().default(null),
}

export const ROOM = ['places', 'free', 'waiting'] as const
export type RoomField = (typeof ROOM)[number]
export type Counted = z.output<typeof counted>
export type Waited = z.output<typeof waited>
/** Each of them null where nobody said. */
export interface Room {
  places: Counted | null
  free: Counted | null
  waiting: Waited | null
}

/**
 * Days for which it counts after it was said; our own choice. Services are asked by letter each month, so a number of free places holds
 * from one letter to the next and no longer; a wait changes within a season, a building within years.
 */
export const KNOWN_FOR: Readonly<Record<RoomField, number>> = { free: 31, waiting: 92, places: 365 }

const DAY = 86_400_000
const daysSince = (on: string, now: Date) =>
  Math.floor((Date.parse(now.toISOString().slice(0, 10)) - Date.parse(on)) / DAY)

/** What was said too long ago to be known now. */
export const outdated = (room: Room, now: Date): RoomField[] =>
  ROOM.filter((field) => daysSince(room[field]?.on ?? now.toISOString().slice(0, 10), now) > KNOWN_FOR[field])

/** Whether a day has not begun anywhere on Earth. */
export const isAhead = (day: string, now: Date): boolean => daysSince(day, now) < -1

/** What is said of such a day. */
export const tooEarly = (room: Room, now: Date): RoomField[] =>
  ROOM.filter((field) => isAhead(room[field]?.on ?? now.toISOString().slice(0, 10), now))

/** Of each figure the one that was said later; where both were on one day, that of the first. */
export const latest = <T extends Room>(content: T, other: Room | null): T => ({
  ...content,
  ...Object.fromEntries(
    ROOM.map((field) => {
      const [own, theirs] = [content[field], other?.[field] ?? null]
      return [field, theirs !== null && (own === null || theirs.on > own.on) ? theirs : own]
    }),
  ),
})

/** What somebody says today of a service of theirs; what is absent stands as it was. */
export const roomToldShape = z.strictObject({
  places: counted.shape.count.optional(),
  free: counted.shape.count.optional(),
  waiting: waited.shape.days.optional(),
})
export type RoomTold = z.input<typeof roomToldShape>

export const withTold = <T extends Room>(content: T, { places, free, waiting }: RoomTold, on: string): T => ({
  ...content,
  ...(places !== undefined && { places: { count: places, on } }),
  ...(free !== undefined && { free: { count: free, on } }),
  ...(waiting !== undefined && { waiting: { days: waiting, on } }),
})
