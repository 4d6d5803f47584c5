// SPDX-License-Identifier: Apache-2.0
/** Working groups and operations: who takes part, what they found, what is done about it. See README.md. */
import { join } from 'node:path'

export { ROLES as groupRoles } from './access.ts'
export type { GroupsDesk } from './contract.ts'
export { openGroups } from './desk.ts'
export { groupFacts } from './facts.ts'
export { allWithGroups, personsNamed, withGroups } from './keys.ts'
export type { GroupsPlan, Links } from './room.ts'
export { groupsRoutes } from './routes.ts'
export type { GroupTables } from './store.ts'
export { remindOfMeasures } from './telling.ts'

/** After the platform's and those of partnerships. */
export const groupsMigrations = join(import.meta.dirname, 'migrations')
