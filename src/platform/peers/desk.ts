// SPDX-License-Identifier: Apache-2.0
/** Peers as the keeper of their compartment looks after them, each step a line of the ledger. */
import type { Kysely, Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, sit } from '../access/index.ts'
import { appendLine } from '../ledger/index.ts'
import { sameFingerprint } from './card.ts'
import type { NodesDesk } from './contract.ts'
import { type Named, offeredTo } from './partners.ts'
import type { Peers } from './peers.ts'
import type { PeerTables } from './tables.ts'

export interface NodesPlan<Tables extends PeerTables> {
  db: Kysely<Tables>
  /** Whoever opens this desk was asked whether this actor may. */
  actor: Actor
  peers: Peers<Tables>
  /** Our organisations of these ids, as peers are told of them; those that do not exist are left out. */
  organisations(ids: readonly string[]): Promise<Named[]>
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const openNodesDesk = <Tables extends PeerTables>({
  db,
  actor,
  peers,
  organisations,
}: NodesPlan<Tables>): NodesDesk => {
  const line = (trx: Transaction<Tables>, verb: string, id: string) =>
    appendLine(trx, actor, { verb, kind: 'peer', ids: [id] })
  const change = (verb: 'suspend' | 'resume', id: string): Promise<Outcome<true>> =>
    sit(db, actor, async (trx) => {
      const done = ID.test(id) ? await peers[verb](trx, id) : refuse('not-found', 'No such peer.')
      if (done.ok) await line(trx, verb, id)
      return done
    })
  return {
    own: () => peers.card(),
    list: async () => {
      const all = await peers.peers()
      return sit(db, actor, async (trx) => {
        const found: Awaited<ReturnType<NodesDesk['list']>> = []
        for (const peer of all) found.push({ ...peer, reaches: await offeredTo(trx, peer.id) })
        if (all.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'peer', ids: all.map(({ id }) => id) })
        return found
      })
    },
    add: async ({ address, fingerprint: typed, reaches }) => {
      const shown = await peers.introduce(address.replace(/\/+$/, ''))
      if (!shown.ok) return shown
      const { fingerprint, ...card } = shown.value
      // Before anything changes: a peer that is known already stays as it is where somebody mistyped.
      if (!sameFingerprint(typed, fingerprint))
        return refuse('other-fingerprint', 'This is not the fingerprint of the key that we were shown.', 'fingerprint')
      const offered = await organisations(reaches)
      return sit(db, actor, async (trx) => {
        const proposed = await peers.propose(trx, card)
        if (!proposed.ok) return proposed
        const admitted = await peers.admit(trx, card.id, typed)
        if (!admitted.ok) return admitted
        await line(trx, 'admit', card.id)
        await peers.offer(trx, card.id, offered)
        return ok({ id: card.id })
      })
    },
    suspend: (id) => change('suspend', id),
    resume: (id) => change('resume', id),
  }
}
