// SPDX-License-Identifier: Apache-2.0
/** "Who will see this": the exact answer, before a record is saved and after. */
import { type Actor, keysOf, MARKINGS, type Marking } from './actor.ts'
import { type Handling, readable } from './handling.ts'

/** Someone who could be given a record: the members of an organisation who hold the same roles and clearance. */
export interface Seat {
  organisation: { id: string; name: string; kind: string }
  actor: Actor
  /** How many people sit there. */
  people: number
}

export interface Viewer {
  organisation: Seat['organisation']
  /** Keys of the audience by which they are reached. */
  because: string[]
  clearance: Marking
  roles: readonly string[]
  people: number
  /** Names of the record's fields that they read. */
  fields: string[]
}

/**
 * Those of `seats` for whom a record handled so exists, with the fields that each reads. The same rule as the predicate
 * of the database (migrations/0001-create-predicate.sql); a test holds the two together.
 */
export const whoSees = (record: object, handling: Handling, seats: readonly Seat[]): Viewer[] =>
  seats.flatMap(({ organisation, actor, people }) => {
    const because = handling.audience.filter((key) => keysOf(actor).includes(key))
    const cleared = MARKINGS.indexOf(handling.marking) <= MARKINGS.indexOf(actor.clearance)
    const permitted = handling.purposes.some((purpose) => actor.purposes.includes(purpose))
    if (because.length === 0 || !cleared || !permitted) return []
    const { clearance, roles } = actor
    return [{ organisation, because, clearance, roles, people, fields: Object.keys(readable(record, handling, actor)) }]
  })
