// SPDX-License-Identifier: Apache-2.0
/** Who somebody is and what they may do now: sign-in, organisations, memberships, two-person approval. See README.md. */
import { join } from 'node:path'
import { accessMigrations } from '../access/index.ts'
import type { CompartmentPlan } from '../database/index.ts'
import { approvalMigrations } from './approvals/index.ts'
import { signInMigrations } from './sign-in/index.ts'

export { ADMINISTRATOR, CUSTODIAN } from './access.ts'
export {
  type Approval,
  type ApprovalKind,
  type ApprovalRefusal,
  type ApprovalTables,
  approvalMigrations,
  type Decision,
  decide,
  propose,
} from './approvals/index.ts'
export type * from './contract.ts'
export type { AccountsLine, RecordLine } from './ground.ts'
export type { FirstInvitation } from './invitations.ts'
export type { Mail, SendMail } from './mail.ts'
export { type Accounts, type AccountsDesks, type AccountsSettings, openAccounts } from './open.ts'
export type { OidcProvider, SignedIn } from './sign-in/index.ts'
export { ORGANISATION_HEADER } from './standing.ts'
export type { AccountsTables } from './tables.ts'

export const accountsMigrations = join(import.meta.dirname, 'migrations')

/** The two compartments, for `makeCompartments`: what people may be, and how they sign in. `more` adds rooms' tables to the first. */
export const accountsPlans = (more: Record<string, string> = {}): CompartmentPlan[] => [
  {
    name: 'accounts',
    migrations: { access: accessMigrations, approvals: approvalMigrations, accounts: accountsMigrations, ...more },
  },
  { name: 'accounts_auth', migrations: { 'sign-in': signInMigrations } },
]
