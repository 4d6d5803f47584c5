// SPDX-License-Identifier: Apache-2.0
/** Keys for programs: what they may do stands here, their hash in the sign-in compartment. */
import { ok, refuse } from '#basis/outcome.ts'
import { type Actor, sit } from '../../access/index.ts'
import { type AdministrationDesk, newKeyShape } from '../contract.ts'
import { isId, type Shared } from '../ground.ts'
import { parse } from '../parse.ts'

export const keysPart = (
  { db, signIn, roles, record }: Shared,
  actor: Actor,
): Pick<AdministrationDesk, 'keys' | 'createKey' | 'revokeKey'> => ({
  keys: async () => {
    const rows = await sit(db, actor, (trx) =>
      trx
        .selectFrom('api_key')
        .selectAll()
        .where('organisation', '=', actor.organisation)
        .orderBy('created_at', 'desc')
        .execute(),
    )
    return ok(
      rows.map(({ id, account, name, roles: held, created_at, expires_at, revoked_at }) => ({
        ...{ id, account, name, roles: held },
        since: created_at.toISOString(),
        expires: expires_at.toISOString(),
        revoked: revoked_at?.toISOString() ?? null,
      })),
    )
  },
  createKey: async (input) => {
    const parsed = parse(newKeyShape, input)
    if (!parsed.ok) return parsed
    const { name, days, roles: wanted } = parsed.value
    // A program is no person: what takes two people to be given is not left to one.
    if (!wanted.every((role) => actor.roles.includes(role)) || roles.grave(wanted).length > 0)
      return refuse('role-not-held', 'A key may use roles that its person holds and one person gives.', 'roles')
    const { id, key } = await signIn.addKey(actor.account, name, days)
    // Until this row stands the key opens nothing.
    await sit(db, actor, async (trx) => {
      const { account, organisation } = actor
      const expires_at = new Date(Date.now() + days * 86_400_000)
      await trx.insertInto('api_key').values({ id, account, organisation, name, roles: wanted, expires_at }).execute()
      await record(trx, actor, { verb: 'create', kind: 'key', ids: [id], content: { name, roles: wanted, days } })
    })
    return ok({ id, key })
  },
  revokeKey: async (id) => {
    if (!isId(id)) return refuse('not-found', 'No such key.', 'id')
    const revoked = await sit(db, actor, async (trx) => {
      const [row] = await trx
        .updateTable('api_key')
        .set({ revoked_at: new Date() })
        .where('id', '=', id)
        .where('organisation', '=', actor.organisation)
        .where('revoked_at', 'is', null)
        .execute()
      if (row?.numUpdatedRows !== 1n) return false
      await record(trx, actor, { verb: 'revoke', kind: 'key', ids: [id] })
      return true
    })
    if (!revoked) return refuse('not-found', 'No such key.', 'id')
    await signIn.endKey(id)
    return ok(null)
  },
})
