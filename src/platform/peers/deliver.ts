// SPDX-License-Identifier: Apache-2.0
/** Sends what waits for a peer, from the number it says it has, until it has all or the line fails. */
import { ask, type Load, type PeerRow, type Trouble } from './ask.ts'
import type { Exchange } from './exchange.ts'
import { type Answer, MOST_BODY, MOST_MESSAGES } from './message.ts'
import { everyKey, storeReceipt } from './receipts.ts'
import { inPeers, type Trx } from './tables.ts'

/** Milliseconds: the first pause after a failure, and the longest. */
export interface Pace {
  first: number
  longest: number
}

const ENVELOPE = 1024

/** The next messages that fit into one request, or undefined where none wait. */
const nextLoad = async (exchange: Exchange, trx: Trx, peerId: string): Promise<Load | undefined> => {
  const peer = await trx
    .selectFrom('peer')
    .selectAll()
    .where('id', '=', peerId)
    .where('status', '=', 'active')
    .executeTakeFirst()
  if (!peer) return undefined
  const bodies = trx.selectFrom('peer_outgoing').where('peer_id', '=', peerId).where('body', 'is not', null)
  const rows = await bodies
    .select(['seq', 'body'])
    .where('seq', '>', peer.acked_seq)
    .orderBy('seq')
    .limit(MOST_MESSAGES)
    .execute()
  if (rows.length === 0) return undefined
  const { earliest } = await bodies.select(({ fn }) => fn.min('seq').as('earliest')).executeTakeFirstOrThrow()
  const { last } = await trx
    .selectFrom('peer_outgoing')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where('peer_id', '=', peerId)
    .where('seq', '<', rows[0]?.seq ?? 0)
    .executeTakeFirstOrThrow()
  let after = last ?? 0
  let size = ENVELOPE
  const items: string[] = []
  for (const { seq, body } of rows) {
    const item = `{"seq":${seq},"after":${after},"message":${body}}`
    size += Buffer.byteLength(item) + 1
    if (size > MOST_BODY) break
    items.push(item)
    after = seq
  }
  const head = `"from":"${exchange.identity.id}","to":"${peer.id}","earliest":${earliest}`
  return { peer, body: Buffer.from(`{${head},"messages":[${items.join(',')}]}`) }
}

/**
 * Stores the receipts and goes to where the receiver stands. It may know numbers that we gave to other messages: then
 * this node came back from a backup, and what still waits gets new numbers behind.
 */
const settle = (exchange: Exchange, peerId: string, { have, receipts }: Answer): Promise<boolean> =>
  inPeers(exchange.db, async (trx) => {
    const peer = await trx.selectFrom('peer').selectAll().where('id', '=', peerId).forUpdate().executeTakeFirstOrThrow()
    const keys = await everyKey(trx, peerId)
    for (const receipt of receipts) if (!(await storeReceipt(exchange, trx, peerId, keys, receipt))) return false
    const outgoing = () => trx.selectFrom('peer_outgoing').where('peer_id', '=', peerId)
    const { lowest } = await outgoing()
      .select(({ fn }) => fn.min('seq').as('lowest'))
      .where('outcome', 'is', null)
      .where('seq', '<=', have)
      .executeTakeFirstOrThrow()
    const shift = lowest === null ? 0 : have + 1 - lowest
    if (shift > 0)
      await trx
        .updateTable('peer_outgoing')
        .set(({ eb }) => ({ seq: eb('seq', '+', shift) }))
        .where('peer_id', '=', peerId)
        .where('seq', '>=', lowest)
        .execute()
    const well = { failures: 0, next_try: null, problem: null, problem_detail: null, heard_at: exchange.now() }
    const sent_seq = Math.max(peer.sent_seq + shift, have)
    await trx
      .updateTable('peer')
      .set({ ...well, acked_seq: have, sent_seq })
      .where('id', '=', peerId)
      .execute()
    return true
  })

/** The pause grows twofold with each failure, with jitter, so that a hundred nodes do not come back in one moment. */
export const pause = (failures: number, { first, longest }: Pace, random: number): number =>
  Math.min(longest, first * 2 ** Math.min(failures, 30)) * (0.5 + random / 2)

const note = (exchange: Exchange, peer: PeerRow, { code, detail }: Trouble, pace: Pace) =>
  inPeers(exchange.db, (trx) =>
    trx
      .updateTable('peer')
      .set({
        failures: peer.failures + 1,
        next_try: new Date(exchange.now().getTime() + pause(peer.failures, pace, Math.random())),
        problem: code,
        problem_detail: detail,
      })
      .where('id', '=', peer.id)
      .execute(),
  )

/** Delivers until nothing waits or an attempt fails; the reason then stands in the peer's row. */
export const deliver = async (exchange: Exchange, peerId: string, pace: Pace, stop: AbortSignal): Promise<void> => {
  let before = -1
  while (!stop.aborted) {
    const load = await inPeers(exchange.db, (trx) => nextLoad(exchange, trx, peerId))
    if (!load) return
    const answer = await ask(exchange, load, stop)
    if (stop.aborted) return
    if ('code' in answer) return void (await note(exchange, load.peer, answer, pace))
    const settled = await settle(exchange, peerId, answer)
    if (!settled)
      return void (await note(
        exchange,
        load.peer,
        { code: 'receipt-wrong', detail: 'A receipt is not one for a message of ours.' },
        pace,
      ))
    if (answer.receipts.length === 0 && answer.have === before)
      return void (await note(
        exchange,
        load.peer,
        { code: 'stuck', detail: `The peer stays at message ${before}.` },
        pace,
      ))
    before = answer.have
  }
}
