// SPDX-License-Identifier: Apache-2.0
/** Two addresses for other nodes: what this node shows of itself, and where messages come in. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { answerError, answerProblem } from '../http/index.ts'
import { activeKey, usedKey } from './directory.ts'
import { type Exchange, keyFor, ownCard } from './exchange.ts'
import { publicKey } from './keys.ts'
import { type Batch, batchShape, MOST_BODY, messageText } from './message.ts'
import { takeInAll } from './receive.ts'
import { checkRequest, type SignedRequest, signAnswer } from './signature.ts'
import { inPeers } from './tables.ts'
import { forgetAfter, judgeTimes } from './times.ts'

interface Caller {
  id: string
  our_key: string
}

/** Whoever signed this request truly, now and for the first time. An unknown and a suspended peer look the same. */
const identify = async (exchange: Exchange, request: SignedRequest, body: Uint8Array): Promise<Outcome<Caller>> => {
  const find = async (keyid: string) => {
    const row = await inPeers(exchange.db, (trx) => activeKey(trx, keyid))
    return row && publicKey(row.x)
  }
  const checked = await checkRequest(request, body, find)
  if (!checked.ok) return checked
  const said = checked.value
  const times = judgeTimes(said, exchange.now())
  if (!times.ok) return times
  return inPeers(exchange.db, async (trx) => {
    const peer = await activeKey(trx, said.keyid)
    if (!peer) return refuse('unknown-peer', 'No active peer signs with this key.')
    const fresh = await trx
      .insertInto('peer_nonce')
      .values({ peer_id: peer.id, nonce: said.nonce, forget_at: forgetAfter(said) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (fresh.numInsertedOrUpdatedRows !== 1n) return refuse('replayed', 'This very request came before.')
    await usedKey(exchange, trx, peer.id, said.keyid)
    await trx.updateTable('peer').set({ heard_at: exchange.now() }).where('id', '=', peer.id).execute()
    return ok({ id: peer.id, our_key: peer.our_key })
  })
}

const readBatch = (exchange: Exchange, peer: Caller, body: Uint8Array): Outcome<Batch> => {
  try {
    const parsed = batchShape.safeParse(JSON.parse(Buffer.from(body).toString('utf8')))
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      return refuse('not-valid', issue?.message ?? 'not valid', issue?.path.join('.'))
    }
    const batch = parsed.data
    if (batch.from !== peer.id)
      return refuse('other-sender', 'The signature is not that of the sender it names.', 'from')
    if (batch.to !== exchange.identity.id) return refuse('other-receiver', 'This is meant for another node.', 'to')
    for (const { message } of batch.messages) messageText(message)
    return ok(batch)
  } catch (cause) {
    return refuse(
      'not-valid',
      `This is not JSON that can be read: ${cause instanceof Error ? cause.message : cause}`.slice(0, 300),
    )
  }
}

/** Signs an answer, with the key by which the peer knows us, so that it can believe a refusal too. */
const signed = async (exchange: Exchange, answer: Response, request: SignedRequest, peer: Caller | undefined) => {
  if (!request.headers.signature) return answer
  const body = new Uint8Array(await answer.arrayBuffer())
  const key = peer ? keyFor(exchange, peer) : exchange.identity.current()
  const made = await signAnswer(key, { status: answer.status, body }, request, exchange.now())
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries(made)) headers.set(name, value)
  return new Response(body, { status: answer.status, headers })
}

const take = async (exchange: Exchange, c: Context, request: SignedRequest, body: Uint8Array) => {
  const caller = await identify(exchange, request, body)
  const claimed = /keyid="([^"]+)"/.exec(request.headers['signature-input'] ?? '')?.[1]
  const known = caller.ok
    ? caller.value
    : claimed
      ? await inPeers(exchange.db, (trx) => activeKey(trx, claimed))
      : undefined
  const batch = caller.ok ? readBatch(exchange, caller.value, body) : caller
  if (!batch.ok) return signed(exchange, answerProblem(c, batch.refusal), request, known)
  try {
    return await signed(exchange, c.json(await takeInAll(exchange, batch.value.from, batch.value)), request, known)
  } catch (cause) {
    return signed(exchange, answerError(cause as Error, c), request, known)
  }
}

/** `GET /card` and `POST /messages`, to be mounted where the exchange's address says. */
export const createRoutes = (exchange: Exchange): Hono => {
  const routes = new Hono()
  routes.get('/card', (c) => c.json(ownCard(exchange)))
  const tooLarge = (c: Context) =>
    answerProblem(c, { code: 'too-large', detail: `A request has at most ${MOST_BODY} bytes.` })
  routes.post('/messages', bodyLimit({ maxSize: MOST_BODY, onError: tooLarge }), async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    // The target as we know it, whatever a proxy in between made of it; what is added to it is not covered, so refused.
    const url = `${exchange.address}/messages${new URL(c.req.url).search}`
    return take(exchange, c, { method: c.req.method, url, headers: c.req.header() }, body)
  })
  routes.onError(answerError)
  return routes
}
