// SPDX-License-Identifier: Apache-2.0
/** Quality of services: assessed by their providers, appraised by two, decided by two, told to everybody. See README.md. */
import { join } from 'node:path'

export { ROLES as assuranceRoles } from './access.ts'
export type { AssuranceDesk, QualityRegister, ServiceFound, Setting } from './contract.ts'
export { openAssurance } from './desk.ts'
export { assuranceFacts } from './facts.ts'
export type { InspectionsDesk } from './inspections/contract.ts'
export { openInspections } from './inspections/desk.ts'
export { inspectionsRoutes } from './inspections/routes.ts'
export { openQualityRegister } from './register.ts'
export { type AssurancePlan, holdAlsoTo } from './room.ts'
export { assuranceRoutes } from './routes.ts'
export type { AssuranceTables } from './store.ts'

/** After the platform's. */
export const assuranceMigrations = join(import.meta.dirname, 'migrations')
