// SPDX-License-Identifier: Apache-2.0
/** Visits of the national preventive mechanism. See README.md. */
import { join } from 'node:path'

export { ROLES as visitsRoles } from './access.ts'
export { ANSWER_DAYS, type PlaceFound, type VisitsDesk, type VisitsRegister } from './contract.ts'
export { openVisits, type VisitsPlan } from './desk.ts'
export { visitFacts } from './facts.ts'
export { openVisitsRegister } from './register.ts'
export { visitsRoutes } from './routes.ts'
export type { VisitsTables } from './store.ts'

/** After the platform's. */
export const visitsMigrations = join(import.meta.dirname, 'migrations')
