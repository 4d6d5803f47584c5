// SPDX-License-Identifier: Apache-2.0
/** Persons and firms that ask for a correction, without an account. See README.md. */
import { join } from 'node:path'

export { OFFICER as correctionsOfficer, ROLES as correctionRoles } from './access.ts'
export type { CorrectionsCounter, CorrectionsDesk } from './contract.ts'
export { openCorrections, openCounter } from './desk.ts'
export { correctionsRoutes } from './routes.ts'
export type { CorrectionTables } from './store.ts'

/** After the platform's. */
export const correctionsMigrations = join(import.meta.dirname, 'migrations')
