// SPDX-License-Identifier: Apache-2.0
/** What other systems offer over TAXII 2.1, fetched. See README.md. */
import { join } from 'node:path'

export { ROLES as feedRoles } from './access.ts'
export type { FeedsDesk } from './contract.ts'
export { openFeeds } from './desk.ts'
export { type PullPlan, pull } from './pull.ts'
export { type FeedPump, startFeeds } from './pump.ts'
export { feedsRoutes } from './routes.ts'
export type { FeedTables } from './store.ts'

/** After the platform's. */
export const feedsMigrations = join(import.meta.dirname, 'migrations')
