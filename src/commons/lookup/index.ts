// SPDX-License-Identifier: Apache-2.0
/** Look up and match, for everybody: the public desk's room. See README.md. */
import { join } from 'node:path'

export { type MatchedRow, type MatchRowsPlan, matchRows, writeFindings } from './answers.ts'

import type { PublicDesk } from './contract.ts'

export type { LookupDesk, PublicDesk } from './contract.ts'
export { createLookup } from './desk.ts'
export type { Place } from './rows.ts'
export { type LookupTables, servedSince } from './store.ts'

export const lookupMigrations = join(import.meta.dirname, 'migrations')

/** The room's routes; loaded when asked for, since the command line needs none. */
export const lookupRoutes = async (deskOf: () => PublicDesk) => (await import('./routes.ts')).lookupRoutes(deskOf)
