// SPDX-License-Identifier: Apache-2.0
/** Tells those who may decide that something waits for a second person. */
import type { Transaction } from 'kysely'
import { type Actor, keyOf, seat } from '../../access/index.ts'
import type { Shared } from '../ground.ts'
import type { AccountsTables } from '../tables.ts'

/**
 * An item in the inbox of each colleague of whoever proposed that holds one of these roles now. It names the approval and
 * says nothing of what is proposed. In the transaction of the proposal.
 */
export const tellDeciders = async (
  { announce }: Pick<Shared, 'announce'>,
  trx: Transaction<AccountsTables>,
  actor: Actor,
  { decidedBy, approval }: { decidedBy: readonly string[]; approval: string },
): Promise<void> => {
  if (!announce) return
  await seat(trx, { ...actor, roles: decidedBy }) // who proposes does not always see who holds what
  const rows = await trx
    .selectFrom('membership')
    .select(['account', 'roles', 'purposes', 'valid_from', 'valid_until'])
    .where('organisation', '=', actor.organisation)
    .where('account', '!=', actor.account)
    .execute()
  await seat(trx, actor)
  const now = new Date()
  const deciders = rows.filter(
    ({ roles, valid_from, valid_until }) =>
      roles.some((role) => decidedBy.includes(role)) &&
      valid_from <= now &&
      (valid_until === null || valid_until > now),
  )
  const to = deciders.map(({ account }) => keyOf.account(account))
  const purposes = [...new Set(deciders.flatMap((each) => each.purposes))]
  if (purposes.length === 0) return // what may be used for nothing is shown to nobody
  const notify = [{ to, message: 'approval-waiting', link: '/administration/approvals' }]
  await announce(trx, { kind: 'approval.waiting', record: approval, audience: to, marking: 'clear', purposes, notify })
}
