// SPDX-License-Identifier: Apache-2.0
/** The people of the custodian's organisation: inviting, roles, end. */
import { createHash, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { type Actor, MARKINGS, type Marking, sit } from '../../access/index.ts'
import { propose } from '../approvals/index.ts'
import {
  type AccountsRefusal,
  type AdministrationDesk,
  type Change,
  changeRolesShape,
  custodianShape,
  invitationShape,
} from '../contract.ts'
import { isId, type Shared, undertake } from '../ground.ts'
import { parse } from '../parse.ts'
import { rolesEverywhere } from '../standing.ts'
import type { AccountsTables } from '../tables.ts'
import { approvalKinds, doLater, inviteIn, type Later, refuseForeignCustodian } from './approvals.ts'
import { tellDeciders } from './waiting.ts'

type Trx = Transaction<AccountsTables>
type Kinds = ReturnType<typeof approvalKinds>
/** Above amber a reader learns what may hurt people when it is passed on: two people give it. */
const aboveAmber = (clearance: Marking | undefined) => clearance !== undefined && MARKINGS.indexOf(clearance) > 2

/** Roles that the organisation's kind may not hold. */
const foreignTo = async ({ roles }: Shared, trx: Trx, organisation: string, ids: readonly string[]) => {
  const row = await trx.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst()
  return row ? roles.foreign(row.kind, ids) : [...ids]
}

/** Puts something before a second person. */
const wait = async (
  shared: Shared,
  trx: Trx,
  actor: Actor,
  kind: Kinds[keyof Kinds],
  { subject, content }: { subject: string; content: Record<string, unknown> },
): Promise<Outcome<Change, AccountsRefusal>> => {
  const id = randomUUID()
  const proposed = await propose(trx, actor, kind, { id, subject, content })
  if (!proposed.ok) return proposed
  await tellDeciders(shared, trx, actor, { decidedBy: kind.decidedBy, approval: id })
  await shared.record(trx, actor, { verb: 'propose', kind: 'approval', ids: [id], content })
  return ok({ state: 'waiting', approval: id })
}

/** What a person may, as a short text that is another one after each change. */
const versionOf = ({
  roles,
  clearance,
  purposes,
}: Pick<AccountsTables['membership'], 'roles' | 'clearance' | 'purposes'>) =>
  createHash('sha256')
    .update(JSON.stringify([[...roles].sort(), clearance, [...purposes].sort()]))
    .digest('hex')
    .slice(0, 16)

const notHeld = (roles: string[]): { ok: false; refusal: Refusal<'role-not-held'> } =>
  refuse('role-not-held', `This kind of organisation may not hold ${roles.join(', ')}.`, 'roles')

const invitingPart = (
  shared: Shared,
  actor: Actor,
): Pick<AdministrationDesk, 'invite' | 'inviteCustodian' | 'invitations' | 'withdrawInvitation'> => ({
  invite: async (input) => {
    const parsed = parse(invitationShape, input)
    if (!parsed.ok) return parsed
    const wanted = parsed.value
    const later: Later = []
    type Invited = Change & { link?: string }
    const outcome = await undertake<Invited, AccountsRefusal>(shared.db, actor, async (trx) => {
      const foreign = await foreignTo(shared, trx, actor.organisation, wanted.roles)
      if (foreign.length > 0) return notHeld(foreign)
      const clash = shared.roles.refuseClash(wanted.roles)
      if (clash) return clash
      if (shared.roles.grave(wanted.roles).length > 0 || aboveAmber(wanted.clearance)) {
        const kind = approvalKinds(shared, []).invitation
        return wait(shared, trx, actor, kind, { subject: wanted.email, content: wanted })
      }
      const plan = { ...wanted, organisation: actor.organisation, invitedBy: actor.account }
      const { link } = await inviteIn(shared, trx, actor, plan, later)
      return ok({ state: 'done', link })
    })
    if (!outcome.ok) return outcome
    const { letter } = await doLater(later)
    if (letter === undefined) return outcome
    const { link: _, ...rest } = outcome.value // another link will be in the letter that goes
    return ok({ ...rest, letter })
  },
  inviteCustodian: async (organisation, custodian) => {
    const parsed = parse(custodianShape, { organisation, custodian })
    if (!parsed.ok) return parsed
    return undertake<Change, AccountsRefusal>(shared.db, actor, async (trx) => {
      const refused = await refuseForeignCustodian(shared, trx, organisation)
      if (refused) return refused
      const kind = approvalKinds(shared, []).custodian
      return wait(shared, trx, actor, kind, { subject: organisation, content: parsed.value })
    })
  },
  invitations: async () => {
    const rows = await sit(shared.db, actor, (trx) =>
      trx
        .selectFrom('invitation')
        .select(['id', 'email', 'roles', 'clearance', 'expires_at', 'accepted_at', 'letter_after'])
        .where('organisation', '=', actor.organisation)
        .where('withdrawn_at', 'is', null)
        .orderBy('created_at', 'desc')
        .limit(500)
        .execute(),
    )
    return ok(
      rows.map(({ id, email, roles, clearance, expires_at, accepted_at, letter_after }) => ({
        ...{ id, email, roles, clearance: MARKINGS[clearance] ?? 'clear' },
        ...{ expires: expires_at.toISOString(), accepted: accepted_at?.toISOString() ?? null },
        letterWaits: letter_after !== null && accepted_at === null,
      })),
    )
  },
  withdrawInvitation: async (id) => {
    if (!isId(id)) return refuse('not-found', 'No such invitation.', 'id')
    return sit(shared.db, actor, async (trx) => {
      const [row] = await trx
        .updateTable('invitation')
        .set({ withdrawn_at: new Date() })
        .where('id', '=', id)
        .where('accepted_at', 'is', null)
        .where('withdrawn_at', 'is', null)
        .execute()
      if (row?.numUpdatedRows !== 1n) return refuse('not-found', 'No such open invitation.', 'id')
      await shared.record(trx, actor, { verb: 'withdraw', kind: 'invitation', ids: [id] })
      return ok(null)
    })
  },
})

/** Roles that somebody has besides those that are being given: those that they keep, were delegated, or have elsewhere. */
const othersOf = async (
  trx: Trx,
  { account, organisation, roles }: Pick<AccountsTables['membership'], 'account' | 'organisation' | 'roles'>,
  wanted: readonly string[],
): Promise<string[]> => {
  const all = [...wanted, ...(await rolesEverywhere(trx, account, organisation))]
  const here = (await rolesEverywhere(trx, account)).filter((role) => !roles.includes(role))
  return [...new Set([...all, ...here])]
}

/** Takes away and gives at once what one person may; answers what is left for two. */
const changeAlone = async (
  shared: Shared,
  trx: Trx,
  actor: Actor,
  wanted: {
    membership: string
    roles: string[]
    clearance?: Marking | undefined
    purposes?: string[] | undefined
    version?: string | undefined
  },
): Promise<Outcome<{ roles: string[]; clearance?: Marking }, AccountsRefusal>> => {
  const row = await trx
    .selectFrom('membership')
    .selectAll()
    .where('id', '=', wanted.membership)
    .where('organisation', '=', actor.organisation)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return refuse('not-found', 'No such membership.', 'membership')
  if (wanted.version !== undefined && wanted.version !== versionOf(row))
    return refuse('changed', 'Somebody changed it since it was shown.', 'membership')
  const own = row.account === actor.account
  const added = wanted.roles.filter((role) => !row.roles.includes(role))
  const foreign = await foreignTo(shared, trx, actor.organisation, added)
  if (foreign.length > 0) return notHeld(foreign)
  // By delegation or at another organisation they may hold more. What is taken away here never stands in the way.
  const clash = added.length > 0 && shared.roles.refuseClash([...added, ...(await othersOf(trx, row, wanted.roles))])
  if (clash) return clash
  const grave = own ? added : shared.roles.grave(added)
  const level = wanted.clearance === undefined ? row.clearance : MARKINGS.indexOf(wanted.clearance)
  const raised = level > row.clearance && (own || aboveAmber(wanted.clearance))
  const purposes = wanted.purposes ?? row.purposes
  if (own && purposes.some((purpose) => !row.purposes.includes(purpose)))
    return refuse('second-person', 'Another custodian gives purposes to a custodian.', 'purposes')
  const roles = wanted.roles.filter((role) => !grave.includes(role))
  const after = {
    roles,
    clearance: raised ? row.clearance : level,
    purposes: shared.roles.withPurposes(purposes, roles),
  }
  await trx.updateTable('membership').set(after).where('id', '=', row.id).execute()
  await shared.record(trx, actor, { verb: 'change', kind: 'membership', ids: [row.id], content: after })
  return ok({ roles: grave, ...(raised && wanted.clearance ? { clearance: wanted.clearance } : {}) })
}

export const peoplePart = (
  shared: Shared,
  actor: Actor,
): Pick<AdministrationDesk, 'people' | 'changeRoles' | 'endMembership'> & ReturnType<typeof invitingPart> => ({
  ...invitingPart(shared, actor),
  people: async () => {
    const rows = await sit(shared.db, actor, (trx) =>
      trx
        .selectFrom('membership as m')
        .innerJoin('account as a', 'a.id', 'm.account')
        .select([
          'm.id',
          'm.account',
          'a.name',
          'm.roles',
          'm.clearance',
          'm.purposes',
          'm.valid_from',
          'm.valid_until',
        ])
        .where('m.organisation', '=', actor.organisation)
        .orderBy('a.name')
        .execute(),
    )
    const now = new Date()
    return ok(
      rows.map(({ id, account, name, roles, clearance, purposes, valid_from, valid_until }) => ({
        ...{ membership: id, account, name, roles, clearance: MARKINGS[clearance] ?? 'clear', purposes },
        from: valid_from.toISOString(),
        until: valid_until?.toISOString() ?? null,
        version: versionOf({ roles, clearance, purposes }),
        inForce: valid_from <= now && (valid_until === null || now < valid_until),
      })),
    )
  },
  changeRoles: async (input) => {
    const parsed = parse(changeRolesShape, input)
    if (!parsed.ok) return parsed
    return undertake<Change, AccountsRefusal>(shared.db, actor, async (trx) => {
      const left = await changeAlone(shared, trx, actor, parsed.value)
      if (!left.ok) return left
      if (left.value.roles.length === 0 && left.value.clearance === undefined) return ok({ state: 'done' })
      const kind = approvalKinds(shared, []).roles
      return wait(shared, trx, actor, kind, { subject: parsed.value.membership, content: left.value })
    })
  },
  endMembership: async (membership) => {
    if (!isId(membership)) return refuse('not-found', 'No such membership.', 'membership')
    return undertake<null, AccountsRefusal>(shared.db, actor, async (trx) => {
      const now = new Date()
      const row = await trx
        .selectFrom('membership')
        .select(['account', 'valid_until'])
        .where('id', '=', membership)
        .where('organisation', '=', actor.organisation)
        .executeTakeFirst()
      if (!row || (row.valid_until !== null && row.valid_until <= now))
        return refuse('not-found', 'No such membership.', 'membership')
      if (row.account === actor.account)
        return refuse('second-person', 'Another custodian ends a custodian’s membership.', 'membership')
      await trx.updateTable('membership').set({ valid_until: now }).where('id', '=', membership).execute()
      await shared.record(trx, actor, { verb: 'end', kind: 'membership', ids: [membership] })
      return ok(null)
    })
  },
})
