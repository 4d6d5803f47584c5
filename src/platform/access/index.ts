// SPDX-License-Identifier: Apache-2.0
/** Who may see what: actors, their keys, and transactions in which only their rows exist. */
import { join } from 'node:path'

export { type Actor, keyOf, keysOf, MARKINGS, type Marking } from './actor.ts'
export { type Seat, type Viewer, whoSees } from './audience.ts'
export {
  columnsOf,
  derived,
  type Handling,
  type HandlingColumns,
  handlingOf,
  type Reading,
  readable,
  readingOf,
} from './handling.ts'
export { seat, settingsOf, sit } from './sit.ts'

/** First in every compartment: tables of records are protected by what these make. */
export const accessMigrations = join(import.meta.dirname, 'migrations')
