// SPDX-License-Identifier: Apache-2.0
/** Events told to programs at addresses of their own (Standard Webhooks). See README.md. */
import { join } from 'node:path'

export { ROLES as webhookRoles } from './access.ts'
export type * from './contract.ts'
export { openWebhooks } from './desk.ts'
export { type SendPlan, sendRound, startSending } from './pump.ts'
export { webhooksRoutes } from './routes.ts'
export { signatureOf } from './signing.ts'
export type { WebhookTables } from './store.ts'

/** After the platform’s: access, ledger and events. */
export const webhooksMigrations = join(import.meta.dirname, 'migrations')
