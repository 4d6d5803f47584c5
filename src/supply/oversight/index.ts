// SPDX-License-Identifier: Apache-2.0
/** Supervision of those who work with substances under control, apart from what they do of their own will. See README.md. */
import { join } from 'node:path'

export { OFFICER as licencesOfficer, ROLES as oversightRoles } from './access.ts'
export type { LicencesCounter, OversightDesk } from './contract.ts'
export { openLicencesCounter, type Publication } from './counter.ts'
export { openOversight } from './desk.ts'
export { oversightFacts } from './facts.ts'
export { remindOfEnds, remindOfFindings } from './reminding.ts'
export type { Firm, OversightPlan } from './room.ts'
export { oversightRoutes } from './routes.ts'
export type { OversightTables } from './store.ts'
export type { NameOf } from './view.ts'

/** After the platform's. */
export const oversightMigrations = join(import.meta.dirname, 'migrations')
