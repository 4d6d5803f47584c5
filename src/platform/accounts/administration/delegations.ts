// SPDX-License-Identifier: Apache-2.0
/** Letting a colleague act in some of one's own roles until a day. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, sit } from '../../access/index.ts'
import { propose } from '../approvals/index.ts'
import { type AccountsRefusal, type AdministrationDesk, type Change, delegationShape } from '../contract.ts'
import { isId, type Shared, undertake } from '../ground.ts'
import { parse } from '../parse.ts'
import { rolesEverywhere } from '../standing.ts'
import type { AccountsTables } from '../tables.ts'
import { approvalKinds } from './approvals.ts'
import { tellDeciders } from './waiting.ts'

type Trx = Transaction<AccountsTables>
const LONGEST = 366 * 86_400_000

interface Plan {
  organisation: string
  from: string
  to: string
  roles: readonly string[]
  until: string
}

/** Roles that `from` holds by its own membership are checked where they are used, each time; see `standing`. */
export const addDelegation = async (
  { record, roles: known }: Shared,
  trx: Trx,
  actor: Actor,
  plan: Plan,
): Promise<Outcome<null, AccountsRefusal>> => {
  const { organisation, from, to, roles, until } = plan
  const ends = new Date(until)
  if (!(ends > new Date() && ends.getTime() < Date.now() + LONGEST))
    return refuse('not-valid', 'A delegation ends after now and within a year.', 'until')
  const clash = known.refuseClash([...new Set([...roles, ...(await rolesEverywhere(trx, to))])])
  if (clash) return clash
  const id = randomUUID()
  const people = { organisation, from_account: from, to_account: to }
  await trx
    .insertInto('delegation')
    .values({ id, ...people, roles: [...roles], valid_until: ends })
    .execute()
  await record(trx, actor, { verb: 'delegate', kind: 'delegation', ids: [id], content: plan })
  return ok(null)
}

type Part = Pick<AdministrationDesk, 'colleagues' | 'delegations' | 'delegate' | 'endDelegation'>

export const delegationsPart = (shared: Shared, actor: Actor): Part => {
  const { db, roles, record } = shared
  const colleagues = (trx: Trx) =>
    trx
      .selectFrom('account')
      .select(['id as account', 'name'])
      .where('id', '!=', actor.account)
      .orderBy('name')
      .execute()
  const ownRoles = async (trx: Trx) => {
    const row = await trx
      .selectFrom('membership')
      .select('roles')
      .where('account', '=', actor.account)
      .where('organisation', '=', actor.organisation)
      .executeTakeFirst()
    return (row?.roles ?? []).filter((role) => actor.roles.includes(role))
  }
  return {
    colleagues: async () => ok(await sit(db, actor, colleagues)),
    delegations: async () => {
      const rows = await sit(db, actor, (trx) =>
        trx
          .selectFrom('delegation as d')
          .innerJoin('account as f', 'f.id', 'd.from_account')
          .innerJoin('account as t', 't.id', 'd.to_account')
          .select(['d.id', 'd.roles', 'd.valid_until', 'd.ended_at', 'd.from_account', 'd.to_account'])
          .select(['f.name as giver', 't.name as taker'])
          .where('d.organisation', '=', actor.organisation)
          .orderBy('d.valid_until', 'desc')
          .execute(),
      )
      return ok(
        rows.map((row) => ({
          id: row.id,
          from: { account: row.from_account, name: row.giver },
          to: { account: row.to_account, name: row.taker },
          roles: row.roles,
          until: row.valid_until.toISOString(),
          ended: row.ended_at?.toISOString() ?? null,
        })),
      )
    },
    delegate: async (input) => {
      const parsed = parse(delegationShape, input)
      if (!parsed.ok) return parsed
      const { to, roles: wanted, until } = parsed.value
      return undertake<Change, AccountsRefusal>(db, actor, async (trx) => {
        if (!(await colleagues(trx)).some(({ account }) => account === to))
          return refuse('not-found', 'No such colleague.', 'to')
        const own = await ownRoles(trx)
        if (!wanted.every((role) => own.includes(role)))
          return refuse('role-not-held', 'One delegates what one holds by one’s own membership.', 'roles')
        if (roles.grave(wanted).length > 0) {
          const id = randomUUID()
          const kind = approvalKinds(shared, []).delegation
          const proposed = await propose(trx, actor, kind, { id, subject: actor.account, content: parsed.value })
          if (!proposed.ok) return proposed
          await tellDeciders(shared, trx, actor, { decidedBy: kind.decidedBy, approval: id })
          await record(trx, actor, { verb: 'propose', kind: 'delegation', ids: [id], content: parsed.value })
          return ok({ state: 'waiting', approval: id })
        }
        const plan = { organisation: actor.organisation, from: actor.account, to, roles: wanted, until }
        const added = await addDelegation(shared, trx, actor, plan)
        return added.ok ? ok({ state: 'done' }) : added
      })
    },
    endDelegation: async (id) => {
      if (!isId(id)) return refuse('not-found', 'No such delegation.', 'id')
      return sit(db, actor, async (trx) => {
        const [row] = await trx
          .updateTable('delegation')
          .set({ ended_at: new Date() })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .execute()
        if (row?.numUpdatedRows !== 1n) return refuse('not-found', 'No such delegation.', 'id')
        await record(trx, actor, { verb: 'end', kind: 'delegation', ids: [id] })
        return ok(null)
      })
    },
  }
}
