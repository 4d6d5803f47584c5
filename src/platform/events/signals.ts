// SPDX-License-Identifier: Apache-2.0
/**
 * One connection that listens, for all who wait in this process. Signals only shorten a wait: whoever waits also looks
 * by itself from time to time, so that a signal lost while the database restarted loses nothing.
 */
import pg from 'pg'

export type Signal = 'announced' | 'placed'

export interface Signals {
  /** How many signals of this kind came so far. Read it before looking, then wait for more than it. */
  count(kind: Signal): number
  /** Resolves when more than `seen` signals came, when `milliseconds` are over, or when `abort` says so. */
  past(kind: Signal, seen: number, milliseconds: number, abort?: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** How long until the listening connection is tried again after it was lost. */
const RECONNECT = 250

/** `address`: the compartment's own, as `makeCompartments` answered it. */
export const openSignals = (compartment: string, address: string): Signals => {
  const counts: Record<Signal, number> = { announced: 0, placed: 0 }
  const waiting = new Set<() => void>()
  let client: pg.Client | undefined
  let again: NodeJS.Timeout | undefined
  let closed = false

  const came = (...kinds: Signal[]) => {
    for (const kind of kinds) counts[kind]++
    for (const look of [...waiting]) look()
  }

  const connect = async (): Promise<void> => {
    const mine = new pg.Client({ connectionString: address, keepAlive: true, options: `-c search_path=${compartment}` })
    client = mine
    let lost = false
    const lose = () => {
      if (lost) return
      lost = true
      mine.end().catch(() => undefined)
      if (!closed) again = setTimeout(connect, RECONNECT)
    }
    mine.on('error', lose) // without it a restart of the database would end this process
    mine.on('end', lose)
    mine.on('notification', ({ payload }) => {
      if (payload === 'announced' || payload === 'placed') came(payload)
    })
    try {
      await mine.connect()
      const { rows } = await mine.query<{ name: string }>('select name from event_channel')
      await mine.query(`listen ${mine.escapeIdentifier(rows[0]?.name ?? '')}`)
      came('announced', 'placed') // what happened while nobody listened
    } catch {
      lose()
    }
  }
  const connected = connect()

  return {
    count: (kind) => counts[kind],
    past: (kind, seen, milliseconds, abort) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          waiting.delete(look)
          abort?.removeEventListener('abort', done)
          resolve()
        }
        const look = () => {
          if (closed || abort?.aborted || counts[kind] > seen) done()
        }
        const timer = setTimeout(done, milliseconds)
        waiting.add(look)
        abort?.addEventListener('abort', done)
        look()
      }),
    close: async () => {
      closed = true
      clearTimeout(again)
      came('announced', 'placed')
      await connected
      clearTimeout(again)
      await client?.end().catch(() => undefined)
    },
  }
}
