// SPDX-License-Identifier: Apache-2.0
/** Practices that organisations share, and what became of them with others. See README.md. */
import { join } from 'node:path'

export { ROLES as practiceRoles } from './access.ts'
export { practiceKinds } from './between-nodes.ts'
export type { PracticesDesk, PublicPractices } from './contract.ts'
export { openPractices, type PracticePeers, type PracticesPlan } from './desk.ts'
export { type PracticeFact, practiceFacts } from './facts.ts'
export { openPublicPractices } from './published.ts'
export { practicesRoutes } from './routes.ts'
export type { PracticeTables } from './store.ts'

/** After the platform's. */
export const practicesMigrations = join(import.meta.dirname, 'migrations')
