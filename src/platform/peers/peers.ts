// SPDX-License-Identifier: Apache-2.0
/** The exchange of messages of one compartment with the same compartment of other nodes. */
import type { Hono } from 'hono'
import type { Kysely, Transaction } from 'kysely'
import type { Outcome } from '#basis/outcome.ts'
import { address as addressShape, type Card, fingerprint } from './card.ts'
import type { Pace } from './deliver.ts'
import { admit, introduce, type Peer, peers, propose, resume, suspend } from './directory.ts'
import { type Exchange, ownCard } from './exchange.ts'
import type { Identity } from './identity.ts'
import type { Kind } from './kinds.ts'
import { allKinds } from './own-kinds.ts'
import { type Named, setOffer } from './partners.ts'
import { createPump, createRounds, tidy } from './pump.ts'
import { announce, OWN, recall, send, sendOwn } from './queue.ts'
import { type Receipt, receipts } from './receipts.ts'
import { decide, redo } from './receive.ts'
import { createRoutes } from './routes.ts'
import { atPeers, inPeers, type PeerTables, type Trx } from './tables.ts'

export interface PeersPlan<Tables> {
  db: Kysely<Tables>
  identity: Identity
  /** What this node is called. */
  name: string
  /** Where peers reach `routes`, without a slash at its end: https, or http on this machine alone. */
  address: string
  kinds: readonly Kind<Tables>[]
  clock?: () => Date
  fetch?: typeof fetch
  /** Milliseconds between two looks at what is due, the first pause after a failure, and the longest. */
  pace?: Pace & { look: number }
}

export interface Peers<Tables> {
  routes: Hono
  card(): Card & { fingerprint: string }
  /** Reads what a node shows of itself; a person compares the fingerprint. */
  introduce(address: string): Promise<Outcome<Card & { fingerprint: string }>>
  propose(trx: Transaction<Tables>, card: unknown): Promise<Outcome<Peer>>
  admit(trx: Transaction<Tables>, id: string, fingerprint: string): Promise<Outcome<true>>
  suspend(trx: Transaction<Tables>, id: string): Promise<Outcome<true>>
  resume(trx: Transaction<Tables>, id: string): Promise<Outcome<true>>
  peers(): Promise<Peer[]>
  send(
    trx: Transaction<Tables>,
    to: string | readonly string[],
    kind: string,
    payload: unknown,
  ): Promise<Outcome<string>>
  recall(trx: Transaction<Tables>, messageId: string, reason?: string): Promise<Outcome<string>>
  /** These organisations of ours, at most 200, and no others may be addressed by this peer from now on; it is told so. */
  offer(trx: Transaction<Tables>, to: string, organisations: readonly Named[]): Promise<void>
  /** What became of a message of this peer that was only `received`. */
  decide(
    trx: Transaction<Tables>,
    from: string,
    messageId: string,
    outcome: Outcome<'accepted'>,
  ): Promise<Outcome<true>>
  receipts(messageId: string): Promise<Receipt[]>
  /** Makes a new key and announces it, signed by the earlier one. */
  rotate(): Promise<void>
  /** Tries again what is kept, and to deliver all that waits, now. */
  flush(): Promise<void>
  start(): void
  /** Ends deliveries for good. */
  stop(): Promise<void>
}

const PACE = { look: 1000, first: 1000, longest: 600_000 }
/**
 * Opens the exchange. Rooms give their kinds of messages and call `send` in their own transactions; `start` delivers
 * from then on. Throws on an address that is not safe and on a kind registered twice.
 */
export const createPeers = <Tables>(plan: PeersPlan<Tables>): Peers<Tables> => {
  const { identity, name, pace = PACE } = plan
  const own = (trx: Transaction<Tables>) => trx as unknown as Trx // the compartment has the tables of peers beside the room's
  const exchange: Exchange = {
    db: plan.db as unknown as Kysely<PeerTables>,
    identity,
    name,
    address: addressShape.parse(plan.address),
    kinds: allKinds(plan.kinds as unknown as readonly Kind<PeerTables>[], () => exchange),
    now: plan.clock ?? (() => new Date()),
    fetch: plan.fetch ?? fetch,
  }
  identity.usedBy(exchange.address)
  const pump = createPump(exchange, pace)
  let tidied = 0
  const rounds = createRounds(pace.look, async () => {
    if (exchange.now().getTime() - tidied > 3_600_000) {
      await tidy(exchange)
      await redo(exchange)
      tidied = exchange.now().getTime()
    }
    return pump.run(false)
  })
  return {
    routes: createRoutes(exchange),
    card: () => ({ ...ownCard(exchange), fingerprint: fingerprint(ownCard(exchange)) }),
    introduce: (address) => introduce(exchange, address),
    propose: (trx, card) => propose(exchange, own(trx), card),
    admit: (trx, id, typed) => admit(exchange, own(trx), id, typed),
    suspend: (trx, id) => suspend(exchange, own(trx), id),
    resume: (trx, id) => resume(exchange, own(trx), id),
    peers: () => peers(exchange),
    send: (trx, to, kind, payload) => send(exchange, own(trx), to, kind, payload),
    recall: (trx, messageId, reason) => recall(exchange, own(trx), messageId, reason),
    offer: async (trx, to, organisations) => {
      const ids = organisations.map(({ id }) => id)
      await setOffer(own(trx), to, ids)
      await atPeers(own(trx), () => sendOwn(exchange, own(trx), [to], OWN.organisations, { organisations }))
    },
    decide: (trx, from, messageId, outcome) => decide(exchange, own(trx), from, messageId, outcome),
    receipts: (messageId) => receipts(exchange, messageId),
    rotate: async () => {
      identity.rotate()
      await inPeers(exchange.db, (trx) => announce(exchange, trx))
    },
    flush: async () => {
      await redo(exchange)
      await pump.run(true)
    },
    start: rounds.start,
    stop: async () => {
      await Promise.all([pump.stop(), rounds.stop()])
    },
  }
}
