// SPDX-License-Identifier: Apache-2.0
/** The kinds of message that the exchange itself takes: a peer's changed card, a recall, a later receipt, an offer. */
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { cardShape, uuid } from './card.ts'
import { liveKeys } from './directory.ts'
import type { Exchange } from './exchange.ts'
import { keyId, publicKey, readJws } from './keys.ts'
import { type Kind, registerKind } from './kinds.ts'
import { learnOffer, type Named, namedShape } from './partners.ts'
import { plain } from './plain.ts'
import { OWN } from './queue.ts'
import { everyKey, storeReceipt } from './receipts.ts'
import { asRoom, atPeers, type PeerTables } from './tables.ts'

/** Organisations that one node offers to one other. */
const MOST_OFFERED = 200

const recalled = () => Promise.resolve() // nobody can recall these

/** A new key, name or address, signed by a key that we know: the one before it. */
const card = (): Kind<PeerTables> =>
  registerKind<PeerTables, { card: string }>({
    kind: OWN.card,
    shape: z.strictObject({ card: z.string().max(4000) }),
    recalled,
    receive: (trx, { payload }, from) =>
      atPeers(trx, async () => {
        const keys = await liveKeys(trx, from.id)
        const read = readJws(payload.card, 'peer-card', (kid) => {
          const x = keys.get(kid)
          return x === undefined ? undefined : publicKey(x)
        })
        const parsed = cardShape.safeParse(read?.payload)
        if (!parsed.success || parsed.data.id !== from.id)
          return refuse('not-valid', 'Not a card signed by a key that we know.')
        const { id, name, address, key } = parsed.data
        const last = await trx
          .selectFrom('peer_key')
          .select('place')
          .where('peer_id', '=', id)
          .orderBy('place', 'desc')
          .executeTakeFirstOrThrow()
        if (!keys.has(keyId(key))) {
          const row = { id: keyId(key), peer_id: id, x: key, place: last.place + 1, retired_at: null }
          const made = await trx
            .insertInto('peer_key')
            .values(row)
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst()
          if (made.numInsertedOrUpdatedRows !== 1n) return refuse('key-in-use', 'This key is, or was, in use.')
        }
        await trx.updateTable('peer').set({ name, address }).where('id', '=', id).execute()
        return ok('accepted')
      }),
  })

/** Undoes what a message of the same peer did, or drops it where it is only kept. */
const recall = (kinds: ReadonlyMap<string, Kind<PeerTables>>, now: () => Date): Kind<PeerTables> =>
  registerKind<PeerTables, { message: string; reason?: string | undefined }>({
    kind: OWN.recall,
    shape: z.strictObject({ message: uuid, reason: z.string().max(1000).transform(plain).optional() }),
    recalled,
    receive: (trx, { payload }, from) =>
      atPeers(trx, async () => {
        const line = await trx
          .selectFrom('peer_incoming')
          .selectAll()
          .where('peer_id', '=', from.id)
          .where('message_id', '=', payload.message)
          .executeTakeFirst()
        if (!line || line.recalled_at) return ok('accepted') // nothing of it is here
        const done = line.kept === null && line.outcome !== 'refused' && line.kind !== OWN.withdrawn
        const kind = kinds.get(line.kind)
        if (done && !kind) return refuse('unknown-kind', `This node no longer knows ${line.kind}.`)
        if (done && kind) await asRoom(trx, () => kind.recalled(trx, payload.message, from, payload.reason))
        await trx
          .updateTable('peer_incoming')
          .set({ kept: null, recalled_at: now() })
          .where('peer_id', '=', from.id)
          .where('message_id', '=', payload.message)
          .execute()
        return ok('accepted')
      }),
  })

const withdrawn: Kind<PeerTables> = registerKind<PeerTables, object>({
  kind: OWN.withdrawn,
  shape: z.strictObject({}),
  recalled,
  receive: () => Promise.resolve(ok('accepted')),
})

const receipt = (exchange: () => Exchange): Kind<PeerTables> =>
  registerKind<PeerTables, { receipt: string }>({
    kind: OWN.receipt,
    shape: z.strictObject({ receipt: z.string().max(4000) }),
    recalled,
    receive: (trx, { payload }, from) =>
      atPeers(trx, async () =>
        (await storeReceipt(exchange(), trx, from.id, await everyKey(trx, from.id), payload.receipt))
          ? ok('accepted')
          : refuse('not-valid', 'Not a receipt of yours for a message of ours.'),
      ),
  })

/** The organisations of a peer that we may address from now on. */
const organisations = registerKind<PeerTables, { organisations: Named[] }>({
  kind: OWN.organisations,
  shape: z.strictObject({ organisations: z.array(namedShape).max(MOST_OFFERED) }),
  recalled,
  receive: async (trx, { payload }, from) => {
    await learnOffer(trx, from, payload.organisations)
    return ok('accepted')
  },
})

/** The exchange's own kinds beside those of the rooms. `exchange` is asked at each message. */
export const allKinds = (
  rooms: readonly Kind<PeerTables>[],
  exchange: () => Exchange,
): ReadonlyMap<string, Kind<PeerTables>> => {
  const kinds = new Map<string, Kind<PeerTables>>()
  const own = [card(), recall(kinds, () => exchange().now()), withdrawn, receipt(exchange), organisations]
  for (const kind of [...own, ...rooms]) {
    if (kinds.has(kind.kind)) throw new Error(`Two rooms registered the kind of message ${kind.kind}.`)
    kinds.set(kind.kind, kind)
  }
  return kinds
}
