// SPDX-License-Identifier: Apache-2.0
/** Takes in what a peer sends: in order, each once, effect and record in one transaction. */
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Exchange, trace } from './exchange.ts'
import { judge } from './judge.ts'
import { type Batch, type Item, type Message, messageDigest, messageText } from './message.ts'
import { OWN, sendOwn } from './queue.ts'
import { makeReceipt } from './receipts.ts'
import { atPeers, inPeers, type PeerTables, type Trx } from './tables.ts'

interface Taken {
  have: number
  receipt?: string
}

const lockPeer = (trx: Trx, id: string) =>
  trx.selectFrom('peer').selectAll().where('id', '=', id).where('status', '=', 'active').forUpdate().executeTakeFirst()

const moveTo = async (trx: Trx, peerId: string, seq: number) => {
  await trx.updateTable('peer').set({ received_seq: seq }).where('id', '=', peerId).execute()
  return seq
}

/** Where the sender no longer has what we miss (a restored backup of ours), we go on from what it has, and say so. */
const skipLost = async (trx: Trx, peer: { id: string; received_seq: number }, earliest: number) => {
  if (earliest <= peer.received_seq + 1) return peer.received_seq
  const detail = `Messages ${peer.received_seq + 1} to ${earliest - 1} are lost: the sender no longer has them.`
  console.error(`Peer ${peer.id}: ${detail}`)
  await trx.updateTable('peer').set({ problem: 'lost', problem_detail: detail }).where('id', '=', peer.id).execute()
  return moveTo(trx, peer.id, earliest - 1)
}

/** One message. Without a receipt it was not taken in: its number is not the next, or is another message's. */
const takeIn = (exchange: Exchange, peerId: string, earliest: number, { seq, after, message }: Item): Promise<Taken> =>
  inPeers(exchange.db, async (trx) => {
    const peer = await lockPeer(trx, peerId)
    if (!peer) throw new Error('The peer was suspended while it sent.')
    const have = await skipLost(trx, peer, earliest)
    const known = await trx
      .selectFrom('peer_incoming')
      .select('receipt')
      .where('peer_id', '=', peerId)
      .where('message_id', '=', message.id)
      .executeTakeFirst()
    const next = after <= have && have < seq
    if (known) return { have: next ? await moveTo(trx, peerId, seq) : have, receipt: known.receipt }
    if (!next) return { have }
    const text = messageText(message)
    const { keep, ...judgement } = await judge(exchange, trx, message, { id: peer.id, name: peer.name })
    const digest = messageDigest(text)
    const receipt = makeReceipt(exchange, peer, { id: message.id, digest }, judgement)
    const line = { peer_id: peerId, message_id: message.id, seq, kind: message.kind, digest, receipt }
    const rest = {
      kept: keep ? text : null,
      outcome: judgement.outcome,
      recalled_at: null,
      received_at: exchange.now(),
    }
    await trx
      .insertInto('peer_incoming')
      .values({ ...line, ...rest })
      .execute()
    return { have: await moveTo(trx, peerId, seq), receipt }
  })

/** All of a request, as far as it goes. Throws where not even the first could be taken in. */
export const takeInAll = async (exchange: Exchange, peerId: string, { earliest, messages }: Batch) => {
  const receipts: string[] = []
  let have: number | undefined
  for (const item of messages) {
    try {
      const taken = await takeIn(exchange, peerId, earliest, item)
      have = taken.have
      if (taken.receipt === undefined) break
      receipts.push(taken.receipt)
    } catch (cause) {
      if (have === undefined) throw cause
      console.error('The rest of a request from a peer must come again.', trace(cause))
      break
    }
  }
  return { have: have ?? 0, receipts }
}

type Line = PeerTables['peer_incoming']

/** Says later what became of a message: a receipt that travels as a message of its own. */
const sayLater = async (exchange: Exchange, trx: Trx, line: Line, judgement: Parameters<typeof makeReceipt>[3]) => {
  const peer = await trx.selectFrom('peer').selectAll().where('id', '=', line.peer_id).executeTakeFirstOrThrow()
  const receipt = makeReceipt(exchange, peer, { id: line.message_id, digest: line.digest }, judgement)
  await sendOwn(exchange, trx, [peer.id], OWN.receipt, { receipt })
}

const setLine = (trx: Trx, { peer_id, message_id }: Line, values: Partial<Pick<Line, 'kept' | 'outcome'>>) =>
  trx
    .updateTable('peer_incoming')
    .set(values)
    .where('peer_id', '=', peer_id)
    .where('message_id', '=', message_id)
    .execute()

/** A room decides a message that it had only `received`; the sender gets the receipt. In the room's transaction. */
export const decide = (
  exchange: Exchange,
  room: Transaction<PeerTables>,
  from: string,
  messageId: string,
  outcome: Outcome<'accepted'>,
): Promise<Outcome<true>> =>
  atPeers(room, async () => {
    const line = await room
      .selectFrom('peer_incoming')
      .selectAll()
      .where('peer_id', '=', from)
      .where('message_id', '=', messageId)
      .where('outcome', '=', 'received')
      .where('kept', 'is', null)
      .where('recalled_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!line) return refuse('not-found', 'No message with this id waits for a decision.')
    const judgement = outcome.ok
      ? { outcome: 'accepted' as const }
      : { outcome: 'refused' as const, reason: outcome.refusal.code, detail: outcome.refusal.detail }
    await setLine(room, line, { outcome: judgement.outcome })
    await sayLater(exchange, room, line, judgement)
    return ok(true)
  })

/** Tries again what is kept and whose kind this program knows by now. Answers how many were settled. */
export const redo = async (exchange: Exchange): Promise<number> => {
  const known = [...exchange.kinds.keys()]
  const waiting = await inPeers(exchange.db, (trx) =>
    trx
      .selectFrom('peer_incoming')
      .innerJoin('peer', 'peer.id', 'peer_incoming.peer_id')
      .select(['peer_id', 'message_id'])
      .where('kept', 'is not', null)
      .where('kind', 'in', known)
      .where('peer.status', '=', 'active')
      .orderBy('received_at')
      .orderBy('seq')
      .execute(),
  )
  let settled = 0
  for (const { peer_id, message_id } of waiting)
    settled += await inPeers(exchange.db, async (trx) => {
      const peer = await lockPeer(trx, peer_id)
      const line = await trx
        .selectFrom('peer_incoming')
        .selectAll()
        .where('peer_id', '=', peer_id)
        .where('message_id', '=', message_id)
        .executeTakeFirst()
      if (!peer || !line?.kept) return 0
      const { keep, ...judgement } = await judge(exchange, trx, JSON.parse(line.kept) as Message, {
        id: peer.id,
        name: peer.name,
      })
      if (keep) return 0
      await setLine(trx, line, { kept: null, outcome: judgement.outcome })
      await sayLater(exchange, trx, line, judgement)
      return 1
    })
  return settled
}
