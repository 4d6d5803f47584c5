// SPDX-License-Identifier: Apache-2.0
/** Early warning: substances under watch, what points to them, and what is told of them. See README.md. */
import { join } from 'node:path'

export { HEALTH_PASSAGE, ROLES as warningRoles } from './access.ts'
export type { AdvisoryForHealth, CarriedSignal } from './contract.ts'
export { type Taken, type TakingPlan, takeSignal } from './crossed.ts'
export { advisoryForHealth } from './published.ts'
export type { WarningTables } from './store.ts'
export { takeSignalBack } from './taken-back.ts'

/** Told when a version for the health wing is published, or withdrawn; the record is the advisory's id. */
export const ADVISORY_PUBLISHED = 'warning.advisory-published'
export const ADVISORY_WITHDRAWN = 'warning.advisory-withdrawn'

/** After the platform's. */
export const warningsMigrations = join(import.meta.dirname, 'migrations')
