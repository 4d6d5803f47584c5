// SPDX-License-Identifier: Apache-2.0
/** How long people deprived of liberty wait for a lawyer. See README.md. */
import { join } from 'node:path'

export { ROLES as legalAidRoles } from './access.ts'
export type { LegalAidDesk } from './contract.ts'
export { type LegalAidPlan, type Listing, openLegalAid } from './desk.ts'
export { legalAidFacts } from './facts.ts'
export { legalAidRoutes } from './routes.ts'
export type { LegalAidTables } from './store.ts'

/** After the platform's. */
export const legalAidMigrations = join(import.meta.dirname, 'migrations')
