// SPDX-License-Identifier: Apache-2.0
/** Receipts: what became of a message, under the receiver's own signature, so that it can be shown to a third. */
import { z } from 'zod'
import { uuid } from './card.ts'
import { type Exchange, keyFor } from './exchange.ts'
import { keyId, publicKey, readJws, signJws } from './keys.ts'
import { messageDigest } from './message.ts'
import { OWN } from './queue.ts'
import { inPeers, type Trx, type Verdict } from './tables.ts'

export interface Judgement {
  outcome: Verdict
  reason?: string
  detail?: string
}

export interface Receipt extends Judgement {
  /** Node id of who says it. */
  peer: string
  at: string
  /** Compact JWS. */
  signed: string
}

const receiptShape = z.strictObject({
  by: uuid,
  to: uuid,
  message: uuid,
  digest: z.string(),
  outcome: z.enum(['received', 'accepted', 'refused']),
  reason: z.string().max(100).optional(),
  detail: z.string().max(500).optional(),
  at: z.iso.datetime(),
})

const TYPE = 'peer-receipt'

/** Signs what became of a message that came from `peer`. */
export const makeReceipt = (
  exchange: Exchange,
  peer: { id: string; our_key: string },
  message: { id: string; digest: string },
  { outcome, reason, detail }: Judgement,
): string =>
  signJws(keyFor(exchange, peer), TYPE, {
    by: exchange.identity.id,
    to: peer.id,
    message: message.id,
    digest: message.digest,
    outcome,
    reason: reason?.slice(0, 100),
    detail: detail?.slice(0, 500),
    at: exchange.now().toISOString(),
  })

/** After a peer took our card it knows our newest key. */
const noteCard = async (trx: Trx, peerId: string, body: string | null) => {
  if (body === null) return
  const { payload } = JSON.parse(body) as { payload: { card: string } }
  const card = JSON.parse(Buffer.from(payload.card.split('.')[1] ?? '', 'base64url').toString()) as { key: string }
  await trx
    .updateTable('peer')
    .set({ our_key: keyId(card.key) })
    .where('id', '=', peerId)
    .execute()
}

/** All keys of a peer, retired ones too: a repeated message gets the receipt of its day again. */
export const everyKey = async (trx: Trx, peerId: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await trx.selectFrom('peer_key').select(['id', 'x']).where('peer_id', '=', peerId).execute()
  return new Map(rows.map(({ id, x }) => [id, x]))
}

/** Stores a receipt of this peer, once. Answers whether it is one, about a message that we sent it. */
export const storeReceipt = async (
  exchange: Exchange,
  trx: Trx,
  peerId: string,
  keys: ReadonlyMap<string, string>,
  signed: string,
): Promise<boolean> => {
  const read = readJws(signed, TYPE, (kid) => {
    const x = keys.get(kid)
    return x === undefined ? undefined : publicKey(x)
  })
  const parsed = receiptShape.safeParse(read?.payload)
  if (!parsed.success) return false
  const { by, to, message, digest, outcome, reason = null, detail = null, at } = parsed.data
  if (by !== peerId || to !== exchange.identity.id) return false
  const row = await trx
    .selectFrom('peer_outgoing')
    .selectAll()
    .where('peer_id', '=', peerId)
    .where('message_id', '=', message)
    .executeTakeFirst()
  if (!row || (digest !== row.digest && digest !== messageDigest(row.body ?? ''))) return false
  const said = { peer_id: peerId, message_id: message, outcome, reason, detail, said_at: new Date(at), signed }
  const { numInsertedOrUpdatedRows: stored } = await trx
    .insertInto('peer_receipt')
    .values(said)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (stored !== 1n) return true
  await trx
    .updateTable('peer_outgoing')
    .set({ outcome })
    .where('peer_id', '=', peerId)
    .where('message_id', '=', message)
    .execute()
  if (row.kind === OWN.card && outcome === 'accepted') await noteCard(trx, peerId, row.body)
  return true
}

/** All receipts for a message of ours, oldest first. */
export const receipts = (exchange: Exchange, messageId: string): Promise<Receipt[]> =>
  inPeers(exchange.db, async (trx) => {
    const rows = await trx
      .selectFrom('peer_receipt')
      .selectAll()
      .where('message_id', '=', messageId)
      .orderBy('stored_at')
      .execute()
    return rows.map(({ peer_id, outcome, reason, detail, said_at, signed }) => ({
      peer: peer_id,
      outcome,
      ...(reason === null ? {} : { reason }),
      ...(detail === null ? {} : { detail }),
      at: said_at.toISOString(),
      signed,
    }))
  })
