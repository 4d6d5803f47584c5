// SPDX-License-Identifier: Apache-2.0
/**
 * Two-person approval, the one mechanism for every compartment: add `approvalMigrations` to its plan, `ApprovalTables`
 * to its tables, and propose and decide in its own transactions, so that a decision and its effect stand or fall
 * together.
 */

import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { ColumnType, Transaction } from 'kysely'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { type Actor, keyOf, keysOf } from '../../access/index.ts'

/** Wants the migrations of `access` before it. */
export const approvalMigrations = join(import.meta.dirname, 'migrations')

export type Decision = 'approved' | 'declined'

export interface ApprovalTables {
  approval: {
    id: string
    kind: string
    subject: string
    content: ColumnType<Record<string, unknown>, string, never>
    audience: string[]
    proposed_by: string
    organisation: string
    proposed_at: ColumnType<Date, never, never>
    expires_at: Date
    decision: Decision | null
    decided_by: string | null
    decided_at: Date | null
  }
}

export interface Approval {
  id: string
  kind: string
  subject: string
  content: Record<string, unknown>
  proposedBy: string
  organisation: string
}

export type ApprovalRefusal = Refusal<'not-found' | 'expired' | 'second-person'>

/** A kind of act that takes two people. `Tables` are those of the compartment in which it happens. */
export interface ApprovalKind<Tables extends ApprovalTables, R extends Refusal = Refusal> {
  kind: string
  /** Roles of the organisation for which it was proposed; whoever holds one may decide. */
  decidedBy: readonly string[]
  /** After these many days nobody decides it any more. */
  days: number
  /** What happens once it is approved, in the transaction of the decision. A refusal undoes both. */
  effect(trx: Transaction<Tables>, decider: Actor, approval: Approval): Promise<Outcome<unknown, R>>
}

type Trx = Transaction<ApprovalTables>
const DAY = 86_400_000
const unknown = (id: string) => refuse('not-found', `No approval ${id} waits for this actor.`, 'id')

const find = (trx: Trx, id: string) => trx.selectFrom('approval').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * Proposes. Idempotent by `id`: the same proposal again is answered as the first time; another one under a known id is
 * `not-found`. Run it inside `sit`.
 */
export const propose = async <Tables extends ApprovalTables, R extends Refusal>(
  transaction: Transaction<Tables>,
  actor: Actor,
  { kind, decidedBy, days }: ApprovalKind<Tables, R>,
  { id, subject, content }: Pick<Approval, 'id' | 'subject' | 'content'>,
): Promise<Outcome<{ approval: string }, ApprovalRefusal>> => {
  const trx = transaction as unknown as Trx
  const audience = [keyOf.account(actor.account), ...decidedBy.map((role) => keyOf.role(actor.organisation, role))]
  const own = { kind, subject, proposed_by: actor.account, organisation: actor.organisation }
  await trx
    .insertInto('approval')
    .values({ id, ...own, content: JSON.stringify(content), audience, expires_at: new Date(Date.now() + days * DAY) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const row = await find(trx, id)
  const plain: unknown = JSON.parse(JSON.stringify(content))
  const same = row?.kind === kind && row.subject === subject && row.proposed_by === actor.account
  return same && isDeepStrictEqual(row.content, plain) ? ok({ approval: id }) : unknown(id)
}

/**
 * Decides, and where it is approved does what was proposed, in this transaction. Deciding again the same way changes
 * nothing and is answered as the first time. Absent and not this actor's to see are one answer; who proposed is told
 * `second-person`. The caller rolls back on a refusal.
 */
export const decide = async <Tables extends ApprovalTables, R extends Refusal>(
  transaction: Transaction<Tables>,
  actor: Actor,
  kinds: readonly ApprovalKind<Tables, R>[],
  { id, decision }: { id: string; decision: Decision },
): Promise<Outcome<null, ApprovalRefusal | R>> => {
  const trx = transaction as unknown as Trx
  const row = await find(trx, id)
  const kind = kinds.find((known) => known.kind === row?.kind)
  if (!row || !kind) return unknown(id)
  if (row.proposed_by === actor.account) return refuse('second-person', 'Who proposed may not decide.', 'id')
  const deciders = kind.decidedBy.map((role) => keyOf.role(row.organisation, role))
  if (!keysOf(actor).some((key) => deciders.includes(key))) return unknown(id)
  const again = ({ decided_by, decision: made }: Pick<typeof row, 'decided_by' | 'decision'>) =>
    decided_by === actor.account && made === decision ? ok(null) : refuse('expired', 'It was decided already.', 'id')
  if (row.decision !== null) return again(row)
  if (row.expires_at <= new Date()) return refuse('expired', 'Nobody decides it any more; propose it again.', 'id')
  const [changed] = await trx
    .updateTable('approval')
    .set({ decision, decided_by: actor.account, decided_at: new Date() })
    .where('id', '=', id)
    .where('decision', 'is', null)
    .execute()
  if (changed?.numUpdatedRows !== 1n) {
    const now = await find(trx, id) // somebody else, or this person's other window, was first
    return now ? again(now) : unknown(id)
  }
  if (decision === 'declined') return ok(null)
  const { kind: name, subject, content, proposed_by: proposedBy, organisation } = row
  const effect = await kind.effect(transaction, actor, { id, kind: name, subject, content, proposedBy, organisation })
  return effect.ok ? ok(null) : effect
}
