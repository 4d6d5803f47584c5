// SPDX-License-Identifier: Apache-2.0
/** Services that anyone can find without an account. See README.md. */
import { join } from 'node:path'

export { ROLES as directoryRoles } from './access.ts'
export { lookAhead } from './ahead.ts'
export { accuracyAt } from './calls/desk.ts'
export {
  type DirectoryDesk,
  type DirectoryRefusal,
  type FinderDesk,
  type Finding,
  type HelpLine,
  type ImportReport,
  isSource,
  type NewListing,
  SOURCES,
} from './contract.ts'
export { type DirectoryPlan, importAtNode, openDirectory } from './desk.ts'
export { findDuplicates } from './duplicates/desk.ts'
/** Invented services: those of the demonstration country. */
export { default as directoryExamples } from './examples.json' with { type: 'json' }
export { directoryFacts } from './facts.ts'
export { fhirRoutes } from './fhir/routes.ts'
export { openFinder } from './finder.ts'
export { hsdsRoutes } from './hsds/routes.ts'
export {
  type Editors,
  editorsOf,
  type KeptListing,
  keptListing,
  type PrisonListing,
  prisonsAgainstCommunity,
} from './keeper.ts'
export { lineAt, linesNow } from './lines.ts'
export { mapOf } from './map/index.ts'
export { type OpenDirectory, openDirectoryData } from './open/desk.ts'
export { sourceNameOf } from './source-name.ts'
export type { DirectoryTables } from './store.ts'
export { openConfirmations } from './true/confirming.ts'
export { askContacts } from './true/letters.ts'
export { linkKeyOf } from './true/link.ts'

/** After the platform's. */
export const directoryMigrations = join(import.meta.dirname, 'migrations')
