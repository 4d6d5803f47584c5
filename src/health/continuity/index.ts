// SPDX-License-Identifier: Apache-2.0
/** Whether services go on in a crisis. See README.md. */
import { join } from 'node:path'

export { ROLES as continuityRoles } from './access.ts'
export type { ContinuityDesk, ContinuityRegister, Found } from './contract.ts'
export { type ContinuityPlan, openContinuity } from './desk.ts'
export { continuityFacts } from './facts.ts'
export { openContinuityRegister } from './register.ts'
export { continuityRoutes } from './routes.ts'
export type { ContinuityTables } from './store.ts'

/** After the platform's. */
export const continuityMigrations = join(import.meta.dirname, 'migrations')
