// SPDX-License-Identifier: Apache-2.0
/** The tables of the compartment `accounts`; what each column means stands in migrations/. */
import type { ColumnType, Generated } from 'kysely'
import type { ApprovalTables } from './approvals/index.ts'
import type { Language } from './contract.ts'

/** Set when the row is made, by us or by the database, and not changed. */
type Moment = ColumnType<Date, Date | undefined, never>
/** Empty until something happens. */
type Later = ColumnType<Date | null, Date | null | undefined, Date | null>

interface Standing {
  roles: string[]
  clearance: number
  purposes: string[]
}

export interface AccountsTables extends ApprovalTables {
  organisation: {
    id: string
    kind: string
    name: string
    country: string
    area: string | null
    status: Generated<'active' | 'suspended'>
    created_at: Moment
  }
  account: { id: string; name: string; language: Language; created_at: Moment }
  membership: Standing & {
    id: string
    account: string
    organisation: string
    valid_from: ColumnType<Date, Date | undefined, Date>
    valid_until: Later
  }
  invitation: Standing & {
    id: string
    token_hash: string
    organisation: string
    email: string
    language: Language
    valid_until: Later
    invited_by: string | null
    created_at: Moment
    expires_at: Date
    accepted_at: Later
    accepted_by: string | null
    withdrawn_at: Later
    letter_tries: Generated<number>
    letter_after: Later
  }
  delegation: {
    id: string
    organisation: string
    from_account: string
    to_account: string
    roles: string[]
    created_at: Moment
    valid_until: Date
    ended_at: Later
  }
  organisation_group: { id: string; name: string; created_at: Moment; valid_until: Date }
  organisation_group_member: { group_id: string; organisation: string }
  api_key: {
    id: string
    account: string
    organisation: string
    name: string
    roles: string[]
    created_at: Moment
    expires_at: Date
    revoked_at: Later
  }
  sign_in_failure: { subject: string; failures: number; last_at: Date; locked_until: Date | null }
}
