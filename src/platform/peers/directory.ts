// SPDX-License-Identifier: Apache-2.0
/** Who our peers are. A person admits each, having compared its fingerprint with the other side by voice. */

import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Card, cardShape, fingerprint, sameFingerprint } from './card.ts'
import { type Exchange, ownCard } from './exchange.ts'
import { keyId } from './keys.ts'
import { atPeers, inPeers, type Trx } from './tables.ts'

export interface Peer {
  id: string
  name: string
  address: string
  status: 'proposed' | 'active' | 'suspended'
  /** Of its newest key. */
  fingerprint: string
  /** Messages that it does not have yet. */
  waiting: number
  /** Messages that it has and did not take. */
  refused: number
  heardAt: string | undefined
  /** What was wrong with the last attempt. */
  problem: { code: string; detail: string } | undefined
}

const newestKey = (trx: Trx, id: string) =>
  trx.selectFrom('peer_key').selectAll().where('peer_id', '=', id).orderBy('place', 'desc').limit(1)

/**
 * Notes a node that shows this card; nothing goes either way before `admit`. A node that lost its key is proposed and
 * admitted again: its earlier keys are over.
 */
export const propose = (exchange: Exchange, trx: Trx, shown: unknown): Promise<Outcome<Peer>> =>
  atPeers(trx, async () => {
    const parsed = cardShape.safeParse(shown)
    if (!parsed.success)
      return refuse('not-valid', `This is not the card of a node: ${parsed.error.issues[0]?.message}`)
    const { id, name, address, key } = parsed.data
    if (id === exchange.identity.id) return refuse('own-card', 'This is our own card.')
    const now = exchange.now()
    const holder = await trx.selectFrom('peer_key').selectAll().where('id', '=', keyId(key)).executeTakeFirst()
    if (holder && (holder.peer_id !== id || holder.retired_at))
      return refuse('key-in-use', 'This key is, or was, that of a peer.', 'key')
    const ours = { our_key: exchange.identity.current().id, announced: canonical(ownCard(exchange)) }
    const values = { name, address, status: 'proposed' as const, changed_at: now, ...ours }
    await trx
      .insertInto('peer')
      .values({ id, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute()
    if (!holder) {
      const last = await newestKey(trx, id).executeTakeFirst()
      await trx
        .updateTable('peer_key')
        .set({ retired_at: now })
        .where('peer_id', '=', id)
        .where('retired_at', 'is', null)
        .execute()
      const place = (last?.place ?? 0) + 1
      await trx
        .insertInto('peer_key')
        .values({ id: keyId(key), peer_id: id, x: key, place, retired_at: null })
        .execute()
    }
    return ok((await list(trx, id))[0] as Peer)
  })

const setStatus = async (exchange: Exchange, trx: Trx, id: string, from: Peer['status'][], status: Peer['status']) => {
  const { numUpdatedRows } = await trx
    .updateTable('peer')
    .set({ status, changed_at: exchange.now(), failures: 0, next_try: null })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
    ? ok(true as const)
    : refuse('not-found', `No peer that is ${from.join(' or ')} has this id.`)
}

/** Makes a proposed node a peer. `typed` is its fingerprint as the other side read it out. */
export const admit = (exchange: Exchange, trx: Trx, id: string, typed: string): Promise<Outcome<true>> =>
  atPeers(trx, async () => {
    const key = await newestKey(trx, id).executeTakeFirst()
    if (!key) return refuse('not-found', 'No peer that is proposed has this id.')
    if (!sameFingerprint(typed, fingerprint({ id, key: key.x })))
      return refuse('other-fingerprint', 'This is not the fingerprint of the key that we were shown.', 'fingerprint')
    return setStatus(exchange, trx, id, ['proposed'], 'active')
  })

/** From now on nothing goes either way; what waits keeps waiting. */
export const suspend = (exchange: Exchange, trx: Trx, id: string): Promise<Outcome<true>> =>
  atPeers(trx, () => setStatus(exchange, trx, id, ['active', 'proposed'], 'suspended'))

/** A suspended peer takes part again. One that was never admitted must be proposed and admitted. */
export const resume = (exchange: Exchange, trx: Trx, id: string): Promise<Outcome<true>> =>
  atPeers(trx, () => setStatus(exchange, trx, id, ['suspended'], 'active'))

const list = async (trx: Trx, id?: string): Promise<Peer[]> => {
  const rows = await trx
    .selectFrom('peer')
    .innerJoin('peer_key', 'peer_key.peer_id', 'peer.id')
    .selectAll('peer')
    .select('peer_key.x')
    .select(({ selectFrom, fn }) =>
      selectFrom('peer_outgoing')
        .whereRef('peer_outgoing.peer_id', '=', 'peer.id')
        .where('outcome', '=', 'refused')
        .select(fn.countAll<string>().as('refused'))
        .as('refused'),
    )
    .distinctOn('peer.id')
    .$if(id !== undefined, (query) => query.where('peer.id', '=', id as string))
    .orderBy('peer.id')
    .orderBy('peer_key.place', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    address: row.address,
    status: row.status,
    fingerprint: fingerprint({ id: row.id, key: row.x }),
    waiting: row.sent_seq - row.acked_seq,
    refused: Number(row.refused),
    heardAt: row.heard_at?.toISOString(),
    problem: row.problem ? { code: row.problem, detail: row.problem_detail ?? '' } : undefined,
  }))
}

export const peers = (exchange: Exchange): Promise<Peer[]> => inPeers(exchange.db, (trx) => list(trx))

/** The keys of a peer with which it may still sign. */
export const liveKeys = async (trx: Trx, peerId: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await trx
    .selectFrom('peer_key')
    .selectAll()
    .where('peer_id', '=', peerId)
    .where('retired_at', 'is', null)
    .execute()
  return new Map(rows.map(({ id, x }) => [id, x]))
}

/** Whose key this is: an active peer's, or undefined. */
export const activeKey = (trx: Trx, keyid: string) =>
  trx
    .selectFrom('peer_key')
    .innerJoin('peer', 'peer.id', 'peer_key.peer_id')
    .selectAll('peer')
    .select(['peer_key.x', 'peer_key.place'])
    .where('peer_key.id', '=', keyid)
    .where('peer_key.retired_at', 'is', null)
    .where('peer.status', '=', 'active')
    .executeTakeFirst()

/** A peer that signs with a key has it for good: its earlier ones are over. */
export const usedKey = async (exchange: Exchange, trx: Trx, peerId: string, keyid: string): Promise<void> => {
  await trx
    .updateTable('peer_key')
    .set({ retired_at: exchange.now() })
    .where('peer_id', '=', peerId)
    .where('retired_at', 'is', null)
    .where('place', '<', (query) =>
      query.selectFrom('peer_key as used').select('used.place').where('used.id', '=', keyid),
    )
    .execute()
}

/** What a node shows of itself at this address. Rejects nothing: a line that is down is a refusal. */
export const introduce = async (
  exchange: Exchange,
  address: string,
): Promise<Outcome<Card & { fingerprint: string }>> => {
  if (!cardShape.shape.address.safeParse(address).success)
    return refuse('not-valid', 'An https address without a slash at its end; http on this machine alone.', 'address')
  try {
    const answer = await exchange.fetch(`${address}/card`, { redirect: 'error', signal: AbortSignal.timeout(15_000) })
    const card = cardShape.parse(await answer.json())
    if (card.address !== address)
      return refuse('other-address', `The node there says that it is at ${card.address}.`, 'address')
    return ok({ ...card, fingerprint: fingerprint(card) })
  } catch (cause) {
    return refuse(
      'unreachable',
      `No node shows its card at ${address}: ${cause instanceof Error ? cause.message : cause}`,
      'address',
    )
  }
}
