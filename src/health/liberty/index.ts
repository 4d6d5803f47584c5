// SPDX-License-Identifier: Apache-2.0
/** Restraint, seclusion, and whether people may leave a place. See README.md. */
import { join } from 'node:path'

export { LICENSER, ROLES as libertyRoles } from './access.ts'
export type { LibertyDesk, LibertyRegister, PlaceFound } from './contract.ts'
export { type LibertyPlan, openLiberty } from './desk.ts'
export { libertyFacts } from './facts.ts'
export { takePlace } from './places.ts'
export { openLibertyRegister } from './register.ts'
export { libertyRoutes } from './routes.ts'
export type { LibertyTables } from './store.ts'

/** After the platform's. */
export const libertyMigrations = join(import.meta.dirname, 'migrations')
