// SPDX-License-Identifier: Apache-2.0
/** What services are told of a danger. See README.md. */
import { join } from 'node:path'

export { ROLES as adviceRoles } from './access.ts'
export { type Advice, type AdviceDesk, type AdviceGiven, type AdvicePage, adviceShape } from './contract.ts'
export { type AdvicePlan, openAdvice } from './desk.ts'
export { adviceFacts } from './facts.ts'
export { adviceRoutes } from './routes.ts'
export type { AdviceTables } from './store.ts'
export { isConcerned, type Service, takeAdvice, takeAdviceBack } from './taking.ts'

/** After the platform's. */
export const adviceMigrations = join(import.meta.dirname, 'migrations')
