// SPDX-License-Identifier: Apache-2.0
/** What of accounts takes two people, and what then happens. */
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { type Actor, MARKINGS, sit } from '../../access/index.ts'
import { ADMINISTRATOR, CUSTODIAN } from '../access.ts'
import { type ApprovalKind, decide } from '../approvals/index.ts'
import {
  type AccountsRefusal,
  type AdministrationDesk,
  custodianShape,
  delegationShape,
  invitationShape,
  type LetterWaits,
} from '../contract.ts'
import { isId, type Shared, undertake } from '../ground.ts'
import { addInvitation, type InvitationPlan, type Letter, mailInvitation } from '../invitations.ts'
import { rolesEverywhere } from '../standing.ts'
import type { AccountsTables } from '../tables.ts'
import { addDelegation } from './delegations.ts'

type Kind = ApprovalKind<AccountsTables, AccountsRefusal>
type Trx = Transaction<AccountsTables>
/** What is done once the decision stands: a mail cannot be taken back. */
export type Later = (() => Promise<Letter>)[]

/** Does it; answers whether a letter waits. */
export const doLater = async (later: Later): Promise<LetterWaits> => {
  const letters = []
  for (const step of later) letters.push(await step())
  return letters.includes('waiting') ? { letter: 'waiting' } : {}
}

const DAYS = 14

export const givenShape = z.object({ roles: z.array(z.string()), clearance: z.enum(MARKINGS).optional() })

/** Gives to a membership what two people agreed on; it keeps what it has. */
const give =
  (shared: Shared): Kind['effect'] =>
  async (trx, decider, { subject, content }) => {
    const { roles, clearance } = givenShape.parse(content)
    const membership = await trx.selectFrom('membership').selectAll().where('id', '=', subject).executeTakeFirst()
    if (!membership) return refuse('not-found', 'The membership is not there any more.')
    if (membership.account === decider.account) return refuse('second-person', 'Nobody decides about oneself.')
    const most = Math.max(membership.clearance, clearance === undefined ? 0 : MARKINGS.indexOf(clearance))
    const all = [...new Set([...membership.roles, ...roles])]
    const clash = shared.roles.refuseClash([...new Set([...all, ...(await rolesEverywhere(trx, membership.account))])])
    if (clash) return clash
    const after = { roles: all, clearance: most, purposes: shared.roles.withPurposes(membership.purposes, all) }
    await trx.updateTable('membership').set(after).where('id', '=', subject).execute()
    return ok(null)
  }

/** Refuses where the organisation chooses its custodians itself and has one, who may have come since somebody proposed another. */
export const refuseForeignCustodian = async ({ roles }: Shared, trx: Trx, organisation: string) => {
  const known = await trx.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst()
  if (!known) return refuse('not-found', 'No such organisation.', 'organisation')
  if (!roles.choosesCustodians(known.kind)) return undefined
  const { rows } = await sql<{ has: boolean }>`select has_custodian(${organisation}) as has`.execute(trx)
  return rows[0]?.has === false
    ? undefined
    : refuse(
        'own-custodians',
        'Two custodians of this organisation choose another; nobody outside it does.',
        'organisation',
      )
}

/** Writes an invitation in a transaction and mails it after. */
export const inviteIn = async (shared: Shared, trx: Trx, actor: Actor, given: InvitationPlan, later: Later) => {
  const plan = { ...given, purposes: shared.roles.withPurposes(given.purposes, given.roles) }
  const invited = await addInvitation(trx, shared.baseUrl, plan)
  const { name } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', plan.organisation)
    .executeTakeFirstOrThrow()
  await shared.record(trx, actor, { verb: 'invite', kind: 'invitation', ids: [invited.id], content: plan })
  later.push(() => mailInvitation(shared, plan, name, invited))
  return invited
}

export const approvalKinds = (shared: Shared, later: Later) => {
  const invite: Kind['effect'] = async (trx, decider, { content, organisation, proposedBy }) => {
    const plan = { ...invitationShape.parse(content), organisation, invitedBy: proposedBy }
    await inviteIn(shared, trx, decider, plan, later)
    return ok(null)
  }
  const custodian: Kind['effect'] = async (trx, decider, { content, proposedBy }) => {
    const { organisation, custodian: person } = custodianShape.parse(content)
    const refused = await refuseForeignCustodian(shared, trx, organisation)
    if (refused) return refused
    const plan = { ...person, organisation, roles: [CUSTODIAN], until: null, invitedBy: proposedBy }
    await inviteIn(shared, trx, decider, plan, later)
    return ok(null)
  }
  const delegate: Kind['effect'] = (trx, decider, { content, proposedBy, organisation }) => {
    const plan = delegationShape.parse(content)
    if (plan.to === decider.account) return Promise.resolve(refuse('second-person', 'Nobody decides about oneself.'))
    return addDelegation(shared, trx, decider, { ...plan, from: proposedBy, organisation })
  }
  const kind = (name: string, decider: string, effect: Kind['effect']): Kind => ({
    ...{ kind: `accounts:${name}`, decidedBy: [decider], days: DAYS },
    effect,
  })
  return {
    roles: kind('roles', CUSTODIAN, give(shared)),
    invitation: kind('invitation', CUSTODIAN, invite),
    delegation: kind('delegation', CUSTODIAN, delegate),
    custodian: kind('custodian', ADMINISTRATOR, custodian),
  }
}

export const approvalsPart = (shared: Shared, actor: Actor): Pick<AdministrationDesk, 'approvals' | 'decide'> => ({
  approvals: async () => {
    const kinds = Object.values(approvalKinds(shared, []))
    const rows = await sit(shared.db, actor, (trx) =>
      trx
        .selectFrom('approval as a')
        .leftJoin('account as p', 'p.id', 'a.proposed_by')
        .selectAll('a')
        .select('p.name')
        .where(
          'a.kind',
          'in',
          kinds.map(({ kind }) => kind),
        )
        .orderBy('a.proposed_at', 'desc')
        .limit(200)
        .execute(),
    )
    return ok(
      rows.map((row) => ({
        ...{ id: row.id, kind: row.kind, subject: row.subject, content: row.content, decision: row.decision },
        proposedBy: { account: row.proposed_by, name: row.name },
        proposedAt: row.proposed_at.toISOString(),
        expires: row.expires_at.toISOString(),
        mine:
          row.decision === null &&
          row.expires_at > new Date() &&
          row.proposed_by !== actor.account &&
          (kinds.find(({ kind }) => kind === row.kind)?.decidedBy ?? []).some((role) => actor.roles.includes(role)),
      })),
    )
  },
  decide: async (id, decision) => {
    if (!isId(id)) return refuse('not-found', 'No such approval.', 'id')
    const later: Later = []
    const kinds = Object.values(approvalKinds(shared, later))
    const outcome = await undertake<null, AccountsRefusal>(shared.db, actor, async (trx) => {
      const decided = await decide(trx, actor, kinds, { id, decision })
      if (decided.ok) await shared.record(trx, actor, { verb: decision, kind: 'approval', ids: [id] })
      return decided
    })
    return outcome.ok ? ok(await doLater(later)) : outcome
  },
})
