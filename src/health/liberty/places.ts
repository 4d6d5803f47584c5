// SPDX-License-Identifier: Apache-2.0
/** Places said to have no licence: they come from the independent body as a name and an address, and an authority looks into them. */
import { type Kysely, sql } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, handlingOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { ANYONE, LICENSER, unlicensedOf } from './access.ts'
import { type LibertyRefusal, placeCommandShape, type UnlicensedPlace } from './contract.ts'
import type { LibertyTables, PlaceRow, Trx } from './store.ts'

const MOST = 500
/** Days in which the authority says what it found: IND-086. */
const SETTLE_DAYS = 30
const DAY = 86_400_000

export const placeOf = (row: PlaceRow, now: Date): UnlicensedPlace => ({
  ...{ id: row.id, name: row.name, address: row.address, received: row.received_at.toISOString(), state: row.state },
  settled: row.settled_at?.toISOString() ?? null,
  isLate: row.state === 'waiting' && now.getTime() - row.received_at.getTime() > SETTLE_DAYS * DAY,
  version: row.version,
})

/**
 * The passage’s: the same place twice is taken once. It needs no seat, and nothing says which body it came from. `licensers`:
 * organisations in which somebody looks into such places, whose inboxes say that one came and not which.
 */
export const takePlace = (
  db: Kysely<LibertyTables>,
  id: string,
  { name, address }: Pick<UnlicensedPlace, 'name' | 'address'>,
  { now, licensers }: { now: Date; licensers: readonly string[] },
): Promise<void> =>
  sit(db, ANYONE, async (trx) => {
    const handling = unlicensedOf(ANYONE.organisation)
    const row: PlaceRow = {
      ...{ id, name, address, received_at: now, state: 'waiting', settled_at: null, version: 1 },
      ...columnsOf(handling),
    }
    const { numInsertedOrUpdatedRows: made } = await trx
      .insertInto('unlicensed_place')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (made !== 1n) return
    const content = canonical({ name, address })
    await appendLine(trx, 'node', { verb: 'cross', kind: 'unlicensed-place', ids: [id], content })
    const { audience, marking, purposes } = handling
    const to = licensers.map((organisation) => keyOf.role(organisation, LICENSER))
    const notify = to.length > 0 ? [{ to, message: 'unlicensed-crossed', link: '/liberty/unlicensed' }] : []
    // The same people by the keys that they carry everywhere: an inbox knows nothing of this room's own.
    const told = { audience: [...audience, ...to], marking, purposes, notify }
    await announce(trx, { kind: 'unlicensed.cross', record: id, ...told })
  })

export const placesSeen = (trx: Trx): Promise<PlaceRow[]> =>
  trx
    .selectFrom('unlicensed_place')
    .selectAll()
    .orderBy(sql`state = 'waiting'`, 'desc')
    .orderBy('received_at')
    .orderBy('id')
    .limit(MOST)
    .execute()

export const settlePlace = async (
  trx: Trx,
  actor: Actor,
  { id, input, version, now }: { id: string; input: unknown; version: number; now: Date },
): Promise<Outcome<UnlicensedPlace, LibertyRefusal>> => {
  const row = await trx.selectFrom('unlicensed_place').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return refuse('not-found', 'There is nothing here.')
  const given = placeCommandShape.safeParse(input)
  if (!given.success) return refuse('not-valid', 'Not valid.', 'state')
  if (row.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
  const changed = await trx
    .updateTable('unlicensed_place')
    .set({ state: given.data.state, settled_at: now, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
  if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
  const content = canonical(given.data)
  await appendLine(trx, actor, { verb: 'settle', kind: 'unlicensed-place', ids: [id], content })
  const { audience, marking, purposes } = handlingOf(changed)
  await announce(trx, { kind: 'unlicensed.settle', record: id, audience, marking, purposes })
  return ok(placeOf(changed, now))
}

/** How many were found to have no licence in a time. Needs no actor. */
export const foundIn = async (db: Kysely<LibertyTables>, since: Date, until: Date): Promise<number> => {
  const { rows } = await sql<{ found: number }>`select unlicensed_found(${since}, ${until}) as found`.execute(db)
  return rows[0]?.found ?? 0
}
