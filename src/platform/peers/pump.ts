// SPDX-License-Identifier: Apache-2.0
/** What runs beside the requests: deliveries that are due, and tidying up. */
import type { Card } from './card.ts'
import { deliver, type Pace } from './deliver.ts'
import { type Exchange, trace } from './exchange.ts'
import { keyId } from './keys.ts'
import { announce } from './queue.ts'
import { inPeers } from './tables.ts'

/** Bodies stay so long after their receipt, for a receiver that comes back from a backup. */
const KEPT_DAYS = 30

/** Nonces whose signatures have expired, bodies that no backup asks for any more, keys that no peer goes by. */
export const tidy = (exchange: Exchange) =>
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
    const used = rows.flatMap((row) => [row.our_key, keyId((JSON.parse(row.announced) as Card).key)])
    exchange.identity.keepOnly(exchange.address, used)
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
export const createPump = (exchange: Exchange, pace: Pace) => {
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
    /** Delivers to those whose pause is over, or to all. */
    run: async (all: boolean) => {
      await Promise.all((await due(exchange, all)).map(one))
    },
    stop: async () => {
      stopping.abort()
      await Promise.allSettled(running.values())
    },
  }
}

/** Rounds until stopped; a database that is away for a moment ends none of them. */
export const createRounds = (look: number, round: () => Promise<void>) => {
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  let on = false
  const turn = () => {
    current = round()
      .catch((cause) => console.error('Delivery to peers will be tried again.', trace(cause)))
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
