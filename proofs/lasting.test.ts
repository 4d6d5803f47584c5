// SPDX-License-Identifier: Apache-2.0
/**
 * What the node answered for stays, whatever kills it: notices posted over HTTP while the real process dies by SIGKILL at
 * moments of chance. FAULT_RUNS kills (5; `npm run faults` 50).
 */
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Node, prepareNode } from './node.ts'

const RUNS = Number(process.env.FAULT_RUNS ?? 5)
const EDITORS = ['Jean-Marc Oyono', 'Erik Sandberg']
/** How many post at the same time. */
const POSTING = 4
/** Then something is broken, and the proof says so instead of waiting. */
const MOST_TRIES = 1000
/** An answer that does not come within this counts as none. */
const PATIENCE = 10_000

let node: Node
const sessions: Record<string, string>[] = []

beforeAll(async () => {
  node = await prepareNode()
  await node.start()
  for (const name of EDITORS) sessions.push(await node.stepIn(name))
})
afterAll(() => node?.end())

interface Posted {
  title: string
  key: string
  session: Record<string, string>
  id: string
  /** Requests before the one that was answered. */
  unanswered: number
}

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
  const refusals: { status: number; type: string }[] = []
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

/** Only this may stand between a request and its notice: nothing, or that the database is away just now. */
const expectOnlyUnavailable = (refusals: readonly { status: number; type: string }[]) => {
  for (const { status, type } of refusals) expect([status, type]).toEqual([503, 'application/problem+json'])
}

test(`after ${RUNS} kills every notice that was answered for is there once, and the ledger holds`, {
  timeout: 60_000 + RUNS * 30_000,
}, async () => {
  const load = startPosting()
  const database = node.database()
  for (let run = 0; run < RUNS; run++) {
    await sleep(randomInt(200, 1500))
    await node.kill()
    await node.start()
    // The database that was left behind is taken over, not started anew.
    expect(node.database()).toBe(database)
    if (run % 10 === 9) await expectAllThereOnce([...load.posted])
  }
  await sleep(500)
  await load.stop()
  await expectAllThereOnce(load.posted)
  const again = load.posted.filter(({ unanswered }) => unanswered > 0)
  expect(again.length).toBeGreaterThanOrEqual(RUNS)
  expectOnlyUnavailable(load.refusals)
  for (const asked of [...again, ...load.posted.slice(-20)]) expect((await post(asked))?.told.id).toBe(asked.id)
  await expectAllThereOnce(load.posted)
  console.log(
    `${RUNS} kills, ${load.posted.length} notices answered for, ${again.length} sent again: none lost or twice`,
  )
})

test('a database that dies in mid-request is told as 503, and the node recovers by itself', async () => {
  const load = startPosting()
  for (let round = 0; round < 2; round++) {
    await sleep(1000)
    const [before, database] = [load.posted.length, node.database()]
    process.kill(database, 'SIGKILL')
    while (load.posted.length < before + 2 * POSTING || node.database() === database) await sleep(20)
  }
  await load.stop()
  expect(load.refusals.length).toBeGreaterThan(0)
  expectOnlyUnavailable(load.refusals)
  await expectAllThereOnce(load.posted)
})

test('a node and its database that die together come up again', async () => {
  const load = startPosting()
  await sleep(1000)
  process.kill(node.database(), 'SIGKILL')
  await node.kill()
  await node.start()
  await sleep(300)
  await load.stop()
  expectOnlyUnavailable(load.refusals)
  await expectAllThereOnce(load.posted)
})
