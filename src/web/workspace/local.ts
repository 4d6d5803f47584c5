// SPDX-License-Identifier: Apache-2.0
/** Moments by the clock of one place: in a form people write the time that they see on the wall, and read it again so. */
import { isZone, momentOf, offsetOf, wallOf } from '#basis/moments.ts'
import type { WorkLanguage } from './language.ts'
import { clockIn } from './words.tsx'

/** The moment at which a clock of the zone shows a day and a time; what no clock there shows is given as it is, which is no moment. */
export const momentAt = (day: string, time: string, zone: string): string => {
  const wall = `${day}T${time}`
  return (isZone(zone) ? momentOf(wall, zone)?.toISOString() : undefined) ?? wall
}

/** A moment, to the minute, by the clock of a zone, with how far that is from UTC. */
export const localIn =
  (language: WorkLanguage, zone: string) =>
  (iso: string): string =>
    `${clockIn(language)(wallOf(new Date(iso), zone))} ${offsetOf(new Date(iso), zone)}`
