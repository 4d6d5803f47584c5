// SPDX-License-Identifier: Apache-2.0
/** Complaints about a service, with time limits and appeal. See README.md. */
import { join } from 'node:path'

export { ROLES as complaintRoles } from './access.ts'
export type { ComplaintsCounter, ComplaintsDesk } from './contract.ts'
export { ANSWER_DAYS, APPEAL_DAYS, KEPT_DAYS } from './contract.ts'
export { openComplaintsCounter } from './counter.ts'
export { openComplaints } from './desk.ts'
export { eraseComplaints } from './erasing.ts'
export { complaintFacts } from './facts.ts'
export { complaintsRoutes } from './routes.ts'
export { servicesRunBy, whoRuns } from './running.ts'
export type { ComplaintsTables } from './store.ts'

/** After the platform's. */
export const complaintsMigrations = join(import.meta.dirname, 'migrations')
