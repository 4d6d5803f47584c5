// SPDX-License-Identifier: Apache-2.0
/** Lists that only cleared people may see. See README.md. */
import { join } from 'node:path'

export { ROLES as restrictedRoles } from './access.ts'
export type { RestrictedDesk } from './contract.ts'
export { openRestricted } from './desk.ts'
export type { RestrictedTables } from './store.ts'

/** After the platform's. */
export const restrictedMigrations = join(import.meta.dirname, 'migrations')
