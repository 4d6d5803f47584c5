// SPDX-License-Identifier: Apache-2.0
/** Reports of ill-treatment, sealed to the independent body. See README.md. */
import { join } from 'node:path'

export { OFFICER as safeguardsOfficer, ROLES as safeguardRoles } from './access.ts'
export { fingerprintOf, keyFileOf, lettersOf } from './code.ts'
export type { SafeguardsCounter, SafeguardsDesk } from './contract.ts'
export { openSafeguardsCounter } from './counter.ts'
export { openSafeguards } from './desk.ts'
export { PLACE_HANDED, placeToCarry } from './handing.ts'
export { faultsIn } from './kept.ts'
export type { SafeguardsTables } from './store.ts'

/** After the platform's. */
export const safeguardsMigrations = join(import.meta.dirname, 'migrations')
