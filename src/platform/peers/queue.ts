// SPDX-License-Identifier: Apache-2.0
/** What goes out waits in the database, numbered for each peer, in the transaction of the room that sends it. */
import { randomUUID } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Exchange, ownCard } from './exchange.ts'
import { keyId, signJws } from './keys.ts'
import { MOST_MESSAGE, messageDigest, messageShape, messageText } from './message.ts'
import { plain } from './plain.ts'
import { atPeers, type Trx } from './tables.ts'

/** The exchange's own kinds. */
export const OWN = {
  card: 'peers.card',
  recall: 'peers.recall',
  receipt: 'peers.receipt',
  withdrawn: 'peers.withdrawn',
  organisations: 'peers.organisations',
} as const

/** Numbers a message for each of these peers; in the order of their ids, so that two senders never block each other. */
const enqueue = async (exchange: Exchange, trx: Trx, to: readonly string[], id: string, kind: string, body: string) => {
  for (const peerId of [...to].sort()) {
    const numbered = await trx
      .updateTable('peer')
      .set(({ eb }) => ({ sent_seq: eb('sent_seq', '+', 1) }))
      .where('id', '=', peerId)
      .returning('sent_seq')
      .executeTakeFirstOrThrow()
    const row = { peer_id: peerId, message_id: id, seq: numbered.sent_seq, kind, body, digest: messageDigest(body) }
    await trx
      .insertInto('peer_outgoing')
      .values({ ...row, queued_at: exchange.now(), outcome: null })
      .execute()
  }
}

/** A message of the exchange itself. */
export const sendOwn = async (exchange: Exchange, trx: Trx, to: readonly string[], kind: string, payload: unknown) => {
  const message = { id: randomUUID(), kind, sent: exchange.now().toISOString(), payload: plain(payload) }
  await enqueue(exchange, trx, to, message.id, kind, messageText(message))
  return message.id
}

/**
 * Queues a message for these peers, in the caller's transaction; answers its id. Texts leave without characters that do not
 * show: whoever pasted some here did so unseen, and would else not be heard there. Refused: a peer that is not active, a
 * payload that its kind does not take, more than MOST_MESSAGE bytes. Throws on a kind that nobody registered.
 */
export const send = (
  exchange: Exchange,
  trx: Trx,
  to: string | readonly string[],
  kind: string,
  given: unknown,
): Promise<Outcome<string>> =>
  atPeers(trx, async () => {
    const registered = exchange.kinds.get(kind)
    if (!registered || kind.startsWith('peers.')) throw new Error(`No room registered the kind of message ${kind}.`)
    const wanted = [...new Set(typeof to === 'string' ? [to] : to)]
    const payload = plain(given)
    const shaped = registered.shape.safeParse(payload)
    if (!shaped.success)
      return refuse('not-valid', shaped.error.issues[0]?.message ?? 'not valid', shaped.error.issues[0]?.path.join('.'))
    const message = { id: randomUUID(), kind, sent: exchange.now().toISOString(), payload }
    let body: string
    try {
      body = messageText(messageShape.parse(message))
    } catch (cause) {
      return refuse('not-valid', `This cannot be sent as JSON: ${cause instanceof Error ? cause.message : cause}`)
    }
    if (Buffer.byteLength(body) > MOST_MESSAGE)
      return refuse('too-large', `A message has at most ${MOST_MESSAGE} bytes.`)
    const active =
      wanted.length === 0
        ? []
        : await trx.selectFrom('peer').select('id').where('id', 'in', wanted).where('status', '=', 'active').execute()
    if (active.length === 0 || active.length < wanted.length)
      return refuse('not-found', 'Not all of these are active peers.', 'to')
    await enqueue(exchange, trx, wanted, message.id, kind, body)
    return ok(message.id)
  })

/**
 * Takes a message back from everyone to whom it went; answers the id of the recall, whose receipts say who did. Where
 * it has not left yet, what leaves is an empty one with its id and number.
 */
export const recall = (exchange: Exchange, trx: Trx, messageId: string, reason?: string): Promise<Outcome<string>> =>
  atPeers(trx, async () => {
    const sent = await trx
      .selectFrom('peer_outgoing')
      .innerJoin('peer', 'peer.id', 'peer_outgoing.peer_id')
      .select(['peer.id', 'peer_outgoing.queued_at'])
      .where('message_id', '=', messageId)
      .where('kind', 'not like', 'peers.%')
      .execute()
    const [first] = sent
    if (!first) return refuse('not-found', 'We sent no message with this id.')
    const empty = { id: messageId, kind: OWN.withdrawn, sent: first.queued_at.toISOString(), payload: {} }
    await trx
      .updateTable('peer_outgoing')
      .set({ body: messageText(empty) })
      .where('message_id', '=', messageId)
      .where('outcome', 'is', null)
      .execute()
    const payload = { message: messageId, ...(reason === undefined ? {} : { reason: reason.slice(0, 1000) }) }
    return ok(
      await sendOwn(
        exchange,
        trx,
        sent.map(({ id }) => id),
        OWN.recall,
        payload,
      ),
    )
  })

/** Tells every active peer of a changed card, signed by the key that our last announcement to it named. */
export const announce = async (exchange: Exchange, trx: Trx): Promise<void> => {
  const card = ownCard(exchange)
  const text = canonical(card)
  const stale = await trx
    .selectFrom('peer')
    .selectAll()
    .where('status', '=', 'active')
    .where('announced', '<>', text)
    .orderBy('id')
    .execute()
  for (const peer of stale) {
    const earlier = exchange.identity.key(keyId((JSON.parse(peer.announced) as { key: string }).key))
    if (!earlier) continue // its key is lost: the two nodes must be introduced again
    await sendOwn(exchange, trx, [peer.id], OWN.card, { card: signJws(earlier, 'peer-card', card) })
    await trx.updateTable('peer').set({ announced: text }).where('id', '=', peer.id).execute()
  }
}
