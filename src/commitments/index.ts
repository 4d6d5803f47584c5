// SPDX-License-Identifier: Apache-2.0
/** What was promised and what was done, in public figures. See README.md. */
import { join } from 'node:path'

export * from './contract.ts'
export { createFactsDesk } from './desk.ts'
export { type Count, floored, floorTable, type Shown, shareOf, TOTAL } from './floor.ts'
export { createPublisher, type PublishFacts } from './publish.ts'
export type { FactTables } from './store.ts'

export const commitmentsMigrations = join(import.meta.dirname, 'migrations')
