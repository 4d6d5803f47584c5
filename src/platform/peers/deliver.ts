// SPDX-License-Identifier: Apache-2.0
/** Sends what waits for a peer, from the number it says it has, until it has all or the line fails. */
import type { Selectable } from 'kysely'
import { liveKeys, usedKey } from './directory.ts'
import { type Exchange, keyFor } from './exchange.ts'
import { publicKey } from './keys.ts'
import { type Answer, answerShape, MOST_BODY, MOST_MESSAGES } from './message.ts'
import { everyKey, storeReceipt } from './receipts.ts'
import { checkAnswer, signRequest } from './signature.ts'
import { inPeers, type PeerTables, type Trx } from './tables.ts'
import { MOST_SKEW } from './times.ts'

/** Milliseconds: the first pause after a failure, and the longest. */
export interface Pace {
  first: number
  longest: number
}

type PeerRow = Selectable<PeerTables['peer']>
interface Trouble {
  code: string
  detail: string
}

const LONGEST_WAIT = 30_000
const ENVELOPE = 1024

interface Load {
  peer: PeerRow
  body: Uint8Array
}

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

const readLimited = async (answer: Response): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    if (size > MOST_BODY) throw new Error(`The answer has more than ${MOST_BODY} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const reasonOf = (cause: unknown): string => {
  const { message, cause: deeper } = cause as { message?: string; cause?: { message?: string; code?: string } }
  return [message, deeper?.message || deeper?.code].filter(Boolean).join(': ').slice(0, 300)
}

/** Their clock against ours, by an answer that is surely of this moment. */
const clockTrouble = (date: string | undefined, now: Date): Trouble | undefined => {
  const theirs = Date.parse(date ?? '')
  const apart = Math.round((theirs - now.getTime()) / 1000)
  if (!(Math.abs(apart) > MOST_SKEW)) return undefined
  const detail = `The peer's clock says ${new Date(theirs).toISOString()}, ours ${now.toISOString()}: one of the two is wrong by ${Math.abs(apart)} seconds.`
  return { code: 'clock', detail }
}

/** One request and its answer, checked. A line that fails, a stranger's answer and a refusal are trouble alike. */
const ask = async (exchange: Exchange, { peer, body }: Load, stop: AbortSignal): Promise<Answer | Trouble> => {
  const url = `${peer.address}/messages`
  const headers = await signRequest(keyFor(exchange, peer), url, body, exchange.now())
  const request = {
    method: 'POST',
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  }
  let answer: Response
  let bytes: Uint8Array
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_WAIT)])
    answer = await exchange.fetch(url, { method: 'POST', headers, body: Buffer.from(body), redirect: 'error', signal })
    bytes = await readLimited(answer)
  } catch (cause) {
    return { code: 'unreachable', detail: `No answer from ${peer.address}: ${reasonOf(cause)}` }
  }
  const keys = await inPeers(exchange.db, (trx) => liveKeys(trx, peer.id))
  const find = async (keyid: string) => {
    const x = keys.get(keyid)
    return x === undefined ? undefined : publicKey(x)
  }
  const signed = { status: answer.status, headers: Object.fromEntries(answer.headers) }
  const checked = await checkAnswer(signed, bytes, request, find)
  if (!checked.ok)
    return {
      code: 'answer-unsigned',
      detail: `HTTP ${answer.status}, not signed by the peer: ${checked.refusal.detail}`,
    }
  await inPeers(exchange.db, (trx) => usedKey(exchange, trx, peer.id, checked.value.keyid))
  const clock = clockTrouble(signed.headers.date, exchange.now())
  if (clock) return clock
  try {
    const said: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (answer.status === 200) return answerShape.parse(said)
    const { code = 'refused', detail = '' } = said as { code?: string; detail?: string }
    return { code: String(code).slice(0, 100), detail: String(detail).slice(0, 500) }
  } catch {
    return { code: 'answer-unreadable', detail: `HTTP ${answer.status} with a body that is not what a peer says.` }
  }
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
