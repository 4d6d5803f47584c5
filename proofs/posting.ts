// SPDX-License-Identifier: Apache-2.0
/** People who post notices over HTTP while things break, and what must be there afterwards. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Node } from './node.ts'

const EDITORS = ['Jean-Marc Oyono', 'Erik Sandberg']
/** How many post at the same time. */
export const POSTING = 4
/** Then something is broken, and the proof says so instead of waiting. */
const MOST_TRIES = 1000
/** An answer that does not come within this counts as none. */
const PATIENCE = 10_000

export interface Posted {
  title: string
  key: string
  session: Record<string, string>
  id: string
  /** Requests before the one that was answered. */
  unanswered: number
}

export interface Refused {
  status: number
  type: string
}

/** Editors of a node that runs. */
export const openPosting = async (node: Node) => {
  const sessions: Record<string, string>[] = []
  for (const name of EDITORS) sessions.push(await node.stepIn(name))

  /** What a request came to: an answer, or nothing because the line broke. */
  const post = async ({ title, key, session }: Pick<Posted, 'title' | 'key' | 'session'>) => {
    const headers = { ...session, 'content-type': 'application/json', 'idempotency-key': key }
    const body = JSON.stringify({ title, body: 'Said while things break.', audience: 'everyone', marking: 'green' })
    try {
      const answer = await fetch(`${node.origin}/api/notices`, {
        ...{ method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE) },
      })
      const { status } = answer
      const type = answer.headers.get('content-type') ?? ''
      return { status, type, told: (await answer.json()) as { id: string } }
    } catch {
      return undefined
    }
  }

  /** People who post one notice after the other, and send again with the same key whatever was not answered for. */
  const startPosting = () => {
    const posted: Posted[] = []
    const refusals: Refused[] = []
    let stopped = false
    const someone = async (session: Record<string, string>) => {
      while (!stopped) {
        const asked = { title: `Notice ${randomUUID()}`, key: randomUUID(), session }
        for (let unanswered = 0; unanswered < MOST_TRIES; unanswered++) {
          const answer = await post(asked)
          if (answer?.status === 201) {
            posted.push({ ...asked, id: answer.told.id, unanswered })
            break
          }
          if (answer) refusals.push({ status: answer.status, type: answer.type })
          await sleep(30)
        }
      }
    }
    const all = Array.from({ length: POSTING }, (_, i) => someone(sessions[i % sessions.length] ?? {}))
    const stop = async () => {
      stopped = true
      await Promise.all(all)
    }
    return { posted, refusals, stop }
  }

  /** Every notice that there is: how often each title stands, and under which id. */
  const listAll = async () => {
    const seen: { id: string; title: string }[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ limit: '100', ...(cursor === '' ? {} : { cursor }) })
      const answer = await fetch(`${node.origin}/api/notices?${query}`, { headers: sessions[0] ?? {} })
      const page = (await answer.json()) as { items: { id: string; title: string }[]; next: string | null }
      seen.push(...page.items)
      cursor = page.next
    }
    return seen
  }

  const expectAllThereOnce = async (posted: readonly Posted[]) => {
    const seen = await listAll()
    const ids = Map.groupBy(seen, ({ title }) => title)
    const wrong = posted.filter(({ title, id }) => ids.get(title)?.length !== 1 || ids.get(title)?.[0]?.id !== id)
    expect(wrong, 'lost, or there twice').toEqual([])
    const verified = await node.command(['ledger', 'verify'])
    expect(verified.status, verified.text).toBe(0)
  }

  return { post, startPosting, listAll, expectAllThereOnce }
}

/** Only this may stand between a request and its notice: nothing, or that the database is away just now. */
export const expectOnlyUnavailable = (refusals: readonly Refused[]) => {
  for (const { status, type } of refusals) expect([status, type]).toEqual([503, 'application/problem+json'])
}
