// SPDX-License-Identifier: Apache-2.0
/** Early warning: substances under watch, what points to them, and what is told of them. See README.md. */
import { join } from 'node:path'

export { HEALTH_PASSAGE, ROLES as warningRoles } from './access.ts'
export { type Area, areasOf } from './areas.ts'
export { warningKinds } from './between-nodes.ts'
export type {
  AdvisoriesDesk,
  AdvisoryForHealth,
  CarriedSignal,
  PublishedAdvisory,
  WarningsDesk,
} from './contract.ts'
export { type Taken, type TakingPlan, takeSignal } from './crossed.ts'
export { openWarnings } from './desk.ts'
export { advisoryExchangeFacts } from './exchange-facts.ts'
export { INDICATORS as warningIndicators, warningFacts } from './facts.ts'
export { advisoryFeeds } from './feeds.ts'
export type { WarningsPlan } from './inside.ts'
export type { Registry } from './novelty.ts'
export { advisoryForHealth, openAdvisories } from './published.ts'
export {
  ADVISORY_EXPIRED,
  ADVISORY_PUBLISHED,
  ADVISORY_WITHDRAWN,
  expire,
  expiryQueue,
  factsQueue,
} from './publishing.ts'
export { warningsRoutes } from './routes.ts'
export type { WarningTables } from './store.ts'
export { takeSignalBack } from './taken-back.ts'

/** After the platform's. */
export const warningsMigrations = join(import.meta.dirname, 'migrations')
