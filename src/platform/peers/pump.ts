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

/** The active peers, and of those the ones that something waits for and whose pause is over. */
const look = (exchange: Exchange, all: boolean) =>
  inPeers(exchange.db, async (trx) => {
    await announce(exchange, trx)
    const peers = await trx.selectFrom('peer').selectAll().where('status', '=', 'active').execute()
    const due = peers
      .filter(({ sent_seq, acked_seq }) => sent_seq > acked_seq)
      .filter(({ next_try }) => all || next_try === null || next_try <= exchange.now())
    return { active: peers.length, due: due.map(({ id }) => id) }
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
    /** Delivers to those whose pause is over, or to all. Answers how many peers are active. */
    run: async (all: boolean): Promise<number> => {
      const { active, due } = await look(exchange, all)
      await Promise.all(due.map(one))
      return active
    },
    stop: async () => {
      stopping.abort()
      await Promise.allSettled(running.values())
    },
  }
}

/** Whom nobody exchanges with yet is looked after so many times more seldom: nothing can be due. */
const ALONE = 8

/**
 * Rounds until stopped, `pause` ms apart; a database that is away for a moment ends none of them. A round answers how many
 * peers are active.
 */
export const createRounds = (pause: number, round: () => Promise<number>) => {
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  let on = false
  const turn = () => {
    current = round()
      .catch((cause) => {
        console.error('Delivery to peers will be tried again.', trace(cause))
        return 1
      })
      .then((active) => {
        if (on) timer = setTimeout(turn, active === 0 ? ALONE * pause : pause)
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
