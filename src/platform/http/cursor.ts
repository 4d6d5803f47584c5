// SPDX-License-Identifier: Apache-2.0
/** Places in a list. A cursor names the last row that was seen, so that rows that come and go move no page. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'

/** What the rows are ordered by, then what tells rows of one value apart. */
export type Place = readonly [value: string, id: string]

export const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** Refuses with `not-valid` what is no cursor of ours. */
export const readCursor = (cursor: string): Outcome<Place> => {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(place) && place.length === 2 && place.every((part) => typeof part === 'string'))
      return ok(place as unknown as Place)
  } catch {
    // told below
  }
  return refuse('not-valid', 'This is no cursor that a list gave.', 'query.cursor')
}
