// SPDX-License-Identifier: Apache-2.0
/** What people experienced at a service, by printed one-time codes. See README.md. */
import { join } from 'node:path'

export { ROLES as experienceRoles } from './access.ts'
export type { ExperienceCounter, ExperienceDesk } from './contract.ts'
export { openExperience, openExperienceCounter } from './desk.ts'
export { experienceFacts } from './facts.ts'
export { experienceRoutes } from './routes.ts'
export type { ExperienceTables } from './store.ts'

/** After the platform's. */
export const experienceMigrations = join(import.meta.dirname, 'migrations')
