// SPDX-License-Identifier: Apache-2.0
/**
 * A disk that is full says so, loses nothing that was answered for, and is written again once there is room. The node's
 * data are on a small disk of their own, in memory, which only root may mount: elsewhere this proof is left out.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Node, prepareNode } from './node.ts'
import { openPosting, POSTING } from './posting.ts'

const SIZE = 400 << 20

const disk = mkdtempSync(join(tmpdir(), 'passerelle-disk-'))
const mounting = ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'passerelle', disk]
const isMounted = spawnSync('mount', mounting).status === 0
if (!isMounted) console.warn('No disk may be mounted here: what a full one does is not proved.')

let node: Node | undefined
beforeAll(async () => {
  if (!isMounted) return
  const usual = process.env.TMPDIR
  process.env.TMPDIR = disk
  node = await prepareNode()
  if (usual === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usual
  await node.start()
})
afterAll(async () => {
  await node?.end()
  if (isMounted) spawnSync('umount', [disk])
  rmdirSync(disk)
})

const filler = join(disk, 'filler')
/** Takes all the room that is left. */
const fill = () => {
  const piece = Buffer.alloc(1 << 16)
  for (;;)
    try {
      writeFileSync(filler, piece, { flag: 'a' })
    } catch {
      return
    }
}

test.skipIf(!isMounted)(
  'a full disk is told as such, nothing answered for is lost, and with room it goes on',
  {
    timeout: 180_000,
  },
  async () => {
    if (!node) return
    const posting = await openPosting(node)
    const load = posting.startPosting()
    for (let round = 0; round < 2; round++) {
      await sleep(1000)
      const refused = load.refusals.length
      fill()
      while (load.refusals.length < refused + 5 * POSTING) await sleep(50)
      const before = load.posted.length
      rmSync(filler)
      while (load.posted.length < before + 2 * POSTING) await sleep(50)
    }
    await load.stop()
    // Full (507), or away for the moment in which PostgreSQL starts anew since it could not write its own log (503).
    for (const { status, type } of load.refusals)
      expect([[507, 503].includes(status), status, type]).toEqual([true, status, 'application/problem+json'])
    expect(load.refusals.some(({ status }) => status === 507)).toBe(true)
    await posting.expectAllThereOnce(load.posted)
    for (const asked of load.posted.filter(({ unanswered }) => unanswered > 0).slice(0, 20))
      expect((await posting.post(asked))?.told.id).toBe(asked.id)
    await posting.expectAllThereOnce(load.posted)
  },
)
