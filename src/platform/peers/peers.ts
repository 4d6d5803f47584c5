// SPDX-License-Identifier: Apache-2.0
/** The exchange of messages of one compartment with the same compartment of other nodes. */
import type { Hono } from 'hono'
import type { Kysely, Transaction } from 'kysely'
import type { Outcome } from '#basis/outcome.ts'
import { address as addressShape, type Card, fingerprint } from './card.ts'
import { deliver, type Pace } from './deliver.ts'
import { admit, introduce, type Peer, peers, propose, resume, suspend } from './directory.ts'
import { type Exchange, ownCard } from './exchange.ts'
import type { Identity } from './identity.ts'
import { keyId } from './keys.ts'
import type { Kind } from './kinds.ts'
import { allKinds } from './own-kinds.ts'
import { announce, recall, send } from './queue.ts'
import { type Receipt, receipts } from './receipts.ts'
import { decide, redo } from './receive.ts'
import { createRoutes } from './routes.ts'
import { inPeers, type PeerTables, type Trx } from './tables.ts'

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
  decide(trx: Transaction<Tables>, messageId: string, outcome: Outcome<'accepted'>): Promise<Outcome<true>>
  receipts(messageId: string): Promise<Receipt[]>
  /** Makes a new key and announces it, signed by the earlier one. */
  rotate(): Promise<void>
  /** Tries to deliver all that waits, now. */
  flush(): Promise<void>
  start(): void
  stop(): Promise<void>
}

const PACE = { look: 1000, first: 1000, longest: 600_000 }
/** Bodies stay so long after their receipt, for a receiver that comes back from a backup. */
const KEPT_DAYS = 30

/** Nonces whose signatures have expired, bodies that no backup asks for any more, keys that no peer goes by. */
const tidy = (exchange: Exchange) =>
  inPeers(exchange.db, async (trx) => {
    const now = exchange.now()
    await trx.deleteFrom('peer_nonce').where('forget_at', '<', now).execute()
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
    const rows = await trx.selectFrom('peer').selectAll().execute()
    for (const { id, acked_seq } of rows) {
      const old = trx
        .selectFrom('peer_outgoing')
        .where('peer_id', '=', id)
        .where('queued_at', '<', before)
        .where('seq', '<=', acked_seq)
      const { last } = await old.select(({ fn }) => fn.max('seq').as('last')).executeTakeFirstOrThrow()
      if (last !== null)
        await trx
          .updateTable('peer_outgoing')
          .set({ body: null })
          .where('peer_id', '=', id)
          .where('seq', '<=', last)
          .where('body', 'is not', null)
          .execute()
    }
    exchange.identity.keepOnly(rows.flatMap((row) => [row.our_key, keyId((JSON.parse(row.announced) as Card).key)]))
  })

const due = (exchange: Exchange, all: boolean) =>
  inPeers(exchange.db, async (trx) => {
    await announce(exchange, trx)
    const rows = await trx
      .selectFrom('peer')
      .selectAll()
      .where('status', '=', 'active')
      .whereRef('sent_seq', '>', 'acked_seq')
      .execute()
    return rows.filter(({ next_try }) => all || next_try === null || next_try <= exchange.now()).map(({ id }) => id)
  })

/** One delivery at a time to each peer. */
const createPump = (exchange: Exchange, pace: Pace) => {
  const running = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  const one = (id: string): Promise<void> => {
    const before = running.get(id)
    if (before) return before
    const work = deliver(exchange, id, pace, stopping.signal).finally(() => running.delete(id))
    running.set(id, work)
    return work
  }
  return {
    run: async (all: boolean) => {
      await redo(exchange)
      await Promise.all((await due(exchange, all)).map(one))
    },
    stop: async () => {
      stopping.abort()
      await Promise.allSettled(running.values())
    },
  }
}

/** Rounds until stopped; a database that is away for a moment ends none of them. */
const createRounds = (look: number, round: () => Promise<void>) => {
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  let on = false
  const turn = () => {
    current = round()
      .catch((cause) => console.error('Delivery to peers will be tried again.', cause))
      .finally(() => {
        if (on) timer = setTimeout(turn, look)
      })
  }
  return {
    start: () => {
      if (on) return
      on = true
      turn()
    },
    stop: async () => {
      on = false
      clearTimeout(timer)
      await current
    },
  }
}

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
  const pump = createPump(exchange, pace)
  let tidied = 0
  const rounds = createRounds(pace.look, async () => {
    if (exchange.now().getTime() - tidied > 3_600_000) {
      await tidy(exchange)
      tidied = exchange.now().getTime()
    }
    await pump.run(false)
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
    decide: (trx, messageId, outcome) => decide(exchange, own(trx), messageId, outcome),
    receipts: (messageId) => receipts(exchange, messageId),
    rotate: async () => {
      identity.rotate()
      await inPeers(exchange.db, (trx) => announce(exchange, trx))
    },
    flush: () => pump.run(true),
    start: rounds.start,
    stop: async () => {
      await Promise.all([pump.stop(), rounds.stop()])
    },
  }
}
