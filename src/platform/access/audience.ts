// SPDX-License-Identifier: Apache-2.0
/** "Who will see this": the exact answer, before a record is saved and after. */
import { type Actor, keysOf, MARKINGS } from './actor.ts'
import { type Handling, readable } from './handling.ts'

/** Where somebody sits who could be given a record: an organisation, and what its people hold there alike. */
export interface Seat {
  organisation: { id: string; name: string; kind: string }
  actor: Actor
}

/** How many people sit there, in which roles and how cleared, is that organisation's own affair, and not said. */
export interface Viewer {
  organisation: Seat['organisation']
  /** Keys of the audience by which they are reached. */
  because: string[]
  /** Names of the record's fields that they read. */
  fields: string[]
}

/**
 * Those of `seats` for whom a record handled so exists, one line for each organisation and what is read there. The same
 * rule as the predicate of the database (migrations/0001-create-predicate.sql); a test holds the two together.
 */
export const whoSees = (record: object, handling: Handling, seats: readonly Seat[]): Viewer[] => {
  const lines = new Map<string, Viewer>()
  for (const { organisation, actor } of seats) {
    const because = handling.audience.filter((key) => keysOf(actor).includes(key))
    const cleared = MARKINGS.indexOf(handling.marking) <= MARKINGS.indexOf(actor.clearance)
    const permitted = handling.purposes.some((purpose) => actor.purposes.includes(purpose))
    if (because.length === 0 || !cleared || !permitted) continue
    const fields = Object.keys(readable(record, handling, actor))
    const name = `${organisation.id} ${fields}`
    const known = lines.get(name)?.because ?? []
    lines.set(name, { organisation, because: [...new Set([...known, ...because])], fields })
  }
  return [...lines.values()]
}
