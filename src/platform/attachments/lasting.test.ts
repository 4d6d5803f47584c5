// SPDX-License-Identifier: Apache-2.0
/** Large files, and a node that is killed while it takes files in. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations, type Handling, keyOf } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { makeCompartments, openLogins } from '../database/index.ts'
import { type AttachmentTables, attachmentMigrations, openAttachments } from './index.ts'

const database = databaseForTests()
const nodeKey = randomBytes(32)
const organisation = randomUUID()
const actor: Actor = {
  account: randomUUID(),
  organisation,
  roles: [],
  groups: [],
  clearance: 'red',
  purposes: ['control'],
}
const handling: Handling = {
  originator: organisation,
  audience: [keyOf.organisation(organisation)],
  marking: 'green',
  purposes: ['control'],
  fields: {},
  originatorControlled: false,
  keptUntil: null,
}
const migrations = { access: accessMigrations, attachments: attachmentMigrations }

const open = async (folder: string) => {
  const { db } = await database.open<AttachmentTables>('rooms', migrations)
  return { db, files: openAttachments({ db, folder, nodeKey }) }
}

test('a hundred megabytes go in and out in the memory of a few frames', async () => {
  const { files } = await open(join(database.folder, 'large'))
  const line = Buffer.from(`${'a,b,c,'.repeat(40)}\n`)
  const piece = Buffer.concat(Array.from({ length: 270 }, () => line))
  const pieces = Math.ceil(100e6 / piece.length)
  const hash = createHash('sha256')
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  /** What is held, not what waits to be collected. */
  const held = () => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = held()
  const seen: number[] = []
  let looks = 0
  const look = () => {
    if (looks++ % 100 === 0) seen.push(held() - before)
  }
  async function* large() {
    for (let n = 0; n < pieces; n++) {
      look()
      hash.update(piece)
      yield Buffer.from(piece)
    }
  }
  const answer = await files.add(actor, handling, 'large.csv', large())
  if (!answer.ok) throw new Error(answer.refusal.detail)
  const read = await files.read(actor, answer.value.id)
  if (!read.ok) throw new Error(read.refusal.detail)
  const back = createHash('sha256')
  let size = 0
  for await (const part of read.value.body) {
    look()
    size += part.length
    back.update(part)
  }
  expect(size).toBe(pieces * piece.length)
  expect(back.digest('hex')).toBe(hash.digest('hex'))
  const [early, late] = [Math.max(...seen.slice(0, seen.length / 2)), Math.max(...seen.slice(seen.length / 2))]
  console.info(`${(size / 1e6).toFixed(0)} MB, at most ${(Math.max(early, late) / 1e6).toFixed(1)} MB held`)
  expect(Math.max(early, late)).toBeLessThan(40e6)
  expect(late).toBeLessThan(early + 32e6) // what is read late would be the whole file, were it held
})

test('more than its kind may hold is refused on the way in', async () => {
  const folder = join(database.folder, 'limit')
  const { files } = await open(folder)
  const megabyte = Buffer.alloc(1 << 20)
  let sent = 0
  async function* endless() {
    yield Buffer.from('%PDF-1.7\n')
    for (; sent < 1000; sent++) yield megabyte
  }
  expect(await files.add(actor, handling, 'a.pdf', endless())).toMatchObject({ refusal: { code: 'too-large' } })
  expect(sent).toBeLessThan(105)
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
})

/** A node of its own that takes files in, three at a time, and says of each when it is acknowledged. */
const takingIn = (address: string, folder: string): ChildProcess => {
  const here = (file: string) => JSON.stringify(join(import.meta.dirname, file))
  const script = `
    import { openCompartment } from ${here('../database/index.ts')}
    import { openAttachments } from ${here('index.ts')}
    const { db } = openCompartment('rooms', ${JSON.stringify(address)})
    const nodeKey = Buffer.from('${nodeKey.toString('hex')}', 'hex')
    const files = openAttachments({ db, folder: ${JSON.stringify(folder)}, nodeKey })
    async function* slow(name) {
      for (let n = 0; n < 40; n++) { yield Buffer.from(name.repeat(500)); await new Promise((go) => setTimeout(go, 1)) }
    }
    const work = async (worker) => {
      for (let n = 0; ; n++) {
        const name = worker + '-' + n
        const answer = await files.add(${JSON.stringify(actor)}, ${JSON.stringify(handling)}, name + '.txt', slow(name))
        console.log(JSON.stringify(answer.ok ? { id: answer.value.id, name } : answer))
      }
    }
    await Promise.all(['a', 'b', 'c'].map(work))`
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
}

test('killed in the middle: what was acknowledged is there whole, what was not is in no use', async () => {
  const folder = join(database.folder, 'killed')
  const { files, db } = await open(folder)
  const logins = openLogins(join(database.folder, 'logins.json'))
  const { rooms = '' } = await makeCompartments(database.server.adminUrl, logins, [{ name: 'rooms', migrations }])
  const acknowledged: { id: string; name: string }[] = []
  let halves = 0
  for (let round = 0; round < 6; round++) {
    const child = takingIn(rooms, folder)
    const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> })
    const wanted = acknowledged.length + 2 + round
    lines.on('line', (line) => {
      acknowledged.push(JSON.parse(line))
      if (acknowledged.length === wanted) setTimeout(() => child.kill('SIGKILL'), round * 23)
    })
    await new Promise((gone) => child.once('close', gone))
    halves += readdirSync(join(folder, 'incoming')).length
  }
  expect(halves).toBeGreaterThan(0) // else nothing was in the middle
  const { removed } = await files.sweep(0)
  expect(removed).toBeGreaterThan(0)
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  for (const { id, name } of acknowledged) {
    const read = await files.read(actor, id)
    if (!read.ok) throw new Error(`${name}: ${read.refusal.code}`)
    expect(await new Response(read.value.body).text()).toBe(name.repeat(20_000))
  }
  const rows = await db.selectFrom('attachment_file').select('id').execute()
  const kept = readdirSync(join(folder, 'kept'), { recursive: true, withFileTypes: true }).filter((own) => own.isFile())
  const inUse = new Set(rows.map(({ id }) => id))
  expect(kept.filter(({ name }) => !inUse.has(name))).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(20)
})
