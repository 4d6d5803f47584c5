// SPDX-License-Identifier: Apache-2.0
/** Rounds of the feeds that are due, one at a time for each, until stopped. */
import { sit } from '#platform/access/index.ts'
import { fetching } from './access.ts'
import { type PullPlan, pull } from './pull.ts'
import { dueFeeds } from './store.ts'

export interface FeedPump {
  stop(): Promise<void>
}

/** `look`: milliseconds between looks. `onTrouble` is told by code, without content. */
export const startFeeds = (plan: PullPlan, look: number, onTrouble: (code: string) => void): FeedPump => {
  const { db, now = () => new Date() } = plan
  const stopping = new AbortController()
  const round = async () => {
    const due = await sit(db, fetching(), (trx) => dueFeeds(trx, now()))
    for (const feed of due) if (!stopping.signal.aborted) await pull({ ...plan, onTrouble }, feed, stopping.signal)
  }
  let timer: NodeJS.Timeout | undefined
  let current = Promise.resolve()
  const turn = () => {
    current = round()
      .catch((error: { code?: string; name?: string }) => onTrouble(`feeds: ${error.code ?? error.name ?? 'failed'}`))
      .finally(() => {
        if (!stopping.signal.aborted) timer = setTimeout(turn, look)
      })
  }
  turn()
  return {
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await current
    },
  }
}
