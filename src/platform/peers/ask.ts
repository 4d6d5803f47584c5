// SPDX-License-Identifier: Apache-2.0
/** One signed request to a peer and its answer. */
import type { Selectable } from 'kysely'
import { liveKeys, usedKey } from './directory.ts'
import { type Exchange, keyFor } from './exchange.ts'
import { publicKey } from './keys.ts'
import { type Answer, answerShape, MOST_BODY } from './message.ts'
import { checkAnswer, signRequest } from './signature.ts'
import { inPeers, type PeerTables } from './tables.ts'
import { MOST_SKEW } from './times.ts'

export type PeerRow = Selectable<PeerTables['peer']>

/** Why a delivery did not go well. */
export interface Trouble {
  code: string
  detail: string
}

export interface Load {
  peer: PeerRow
  body: Uint8Array
}

/** Milliseconds for one request. */
const LONGEST_WAIT = 30_000

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
export const ask = async (exchange: Exchange, { peer, body }: Load, stop: AbortSignal): Promise<Answer | Trouble> => {
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
  try {
    const said: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (answer.status === 200) return answerShape.parse(said)
    const clock = clockTrouble(signed.headers.date, exchange.now())
    if (clock) return clock
    const { code = 'refused', detail = '' } = said as { code?: string; detail?: string }
    return { code: String(code).slice(0, 100), detail: String(detail).slice(0, 500) }
  } catch {
    return { code: 'answer-unreadable', detail: `HTTP ${answer.status} with a body that is not what a peer says.` }
  }
}
