// SPDX-License-Identifier: Apache-2.0
/** What the parts of accounts stand on together. */
import type { Kysely, Transaction } from 'kysely'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import { type Actor, sit } from '../access/index.ts'
import type { Announcement } from '../events/announce.ts'
import type { Roles } from './access.ts'
import type { OrganisationKind } from './contract.ts'
import type { SendMail } from './mail.ts'
import type { SignIn } from './sign-in/index.ts'
import type { AccountsTables } from './tables.ts'

/** What a ledger line says: what was done, to which records. `content` is JSON of what was written, for its digest. */
export interface AccountsLine {
  verb: string
  kind: string
  ids: string[]
  content?: string
}
type Written = Omit<AccountsLine, 'content'> & { content?: object }
/** `node`: nobody is signed in yet, or not any more. */
type Leave<Line> = (trx: Transaction<AccountsTables>, actor: Actor | 'node', line: Line) => Promise<unknown>
/** Leaves a ledger line in the same transaction. */
export type RecordLine = Leave<AccountsLine>

/** Announces an event in the same transaction; see `announce` of events. */
export type AnnounceIn = (trx: Transaction<AccountsTables>, event: Announcement) => Promise<unknown>

export interface Shared {
  db: Kysely<AccountsTables>
  signIn: SignIn
  baseUrl: string
  kinds: readonly OrganisationKind[]
  roles: Roles
  sendMail: SendMail
  record: Leave<Written>
  announce?: AnnounceIn
}

/** Like `sit`, but a refusal undoes what was written before it. */
export const undertake = async <T, R extends Refusal>(
  db: Kysely<AccountsTables>,
  actor: Actor,
  work: (trx: Transaction<AccountsTables>) => Promise<Outcome<T, R>>,
): Promise<Outcome<T, R>> => {
  const undone = Symbol('undone')
  let outcome: Outcome<T, R> | undefined
  try {
    return await sit(db, actor, async (trx) => {
      outcome = await work(trx)
      if (!outcome.ok) throw undone
      return outcome
    })
  } catch (error) {
    if (error === undone && outcome) return outcome
    throw error
  }
}

/** Whether a text is an id; PostgreSQL would not look for another. */
export const isId = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
