// SPDX-License-Identifier: Apache-2.0
/**
 * What the node answered for stays, whatever kills it: notices posted over HTTP while the real process dies by SIGKILL at
 * moments of chance. FAULT_RUNS kills (2; `npm run faults` 50).
 */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Node, prepareNode } from './node.ts'
import { expectOnlyUnavailable, openPosting, POSTING } from './posting.ts'

const RUNS = Number(process.env.FAULT_RUNS ?? 2)

let node: Node
let posting: Awaited<ReturnType<typeof openPosting>>

beforeAll(async () => {
  node = await prepareNode()
  await node.start()
  posting = await openPosting(node)
})
afterAll(() => node?.end())

test(`after ${RUNS} kills every notice that was answered for is there once, and the ledger holds`, {
  timeout: 60_000 + RUNS * 30_000,
}, async () => {
  const load = posting.startPosting()
  const database = node.database()
  for (let run = 0; run < RUNS; run++) {
    await sleep(randomInt(200, 1500))
    await node.kill()
    await node.start()
    // The database that was left behind is taken over, not started anew.
    expect(node.database()).toBe(database)
    if (run % 10 === 9) await posting.expectAllThereOnce([...load.posted])
  }
  await sleep(500)
  await load.stop()
  await posting.expectAllThereOnce(load.posted)
  const again = load.posted.filter(({ unanswered }) => unanswered > 0)
  expect(again.length).toBeGreaterThanOrEqual(RUNS)
  expectOnlyUnavailable(load.refusals)
  for (const asked of [...again, ...load.posted.slice(-20)]) expect((await posting.post(asked))?.told.id).toBe(asked.id)
  await posting.expectAllThereOnce(load.posted)
  console.log(
    `${RUNS} kills, ${load.posted.length} notices answered for, ${again.length} sent again: none lost or twice`,
  )
})

test('a database that dies in mid-request is told as 503, and the node recovers by itself', async () => {
  const load = posting.startPosting()
  for (let round = 0; round < 2; round++) {
    await sleep(1000)
    const [before, database] = [load.posted.length, node.database()]
    process.kill(database, 'SIGKILL')
    while (load.posted.length < before + 2 * POSTING || node.database() === database) await sleep(20)
  }
  await load.stop()
  expect(load.refusals.length).toBeGreaterThan(0)
  expectOnlyUnavailable(load.refusals)
  await posting.expectAllThereOnce(load.posted)
})

test('a node and its database that die together come up again', async () => {
  const load = posting.startPosting()
  await sleep(1000)
  process.kill(node.database(), 'SIGKILL')
  await node.kill()
  await node.start()
  await sleep(300)
  await load.stop()
  expectOnlyUnavailable(load.refusals)
  await posting.expectAllThereOnce(load.posted)
})
