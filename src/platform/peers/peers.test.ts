// SPDX-License-Identifier: Apache-2.0
/** Two real nodes, each a process with its own PostgreSQL, over a line that does what bad lines do. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { databaseForTests } from '../database/for-tests.ts'
import { freePort, makeCompartments, openLogins } from '../database/index.ts'
import { peersMigrations } from './index.ts'
import { type Line, openLine } from './line.testing.ts'
import type { NodeSettings } from './node.testing.ts'
import { type RunningNode, startNode } from './nodes.testing.ts'
import { NOTES } from './room.testing.ts'

/** Lines that delay, and nodes that are killed and started again, on a machine that does much else. */
vi.setConfig({ testTimeout: 180_000 })

const [northBase, southBase] = [databaseForTests(), databaseForTests()]

interface Side {
  node: RunningNode
  settings: NodeSettings
  line: Line
  id: string
}
let north: Side
let south: Side

const openSide = async (base: typeof northBase, name: string): Promise<Side> => {
  const migrations = { peers: peersMigrations, notes: base.migrations('notes', { '0001-create-note.sql': NOTES }) }
  const logins = openLogins(join(base.folder, 'logins.json'))
  const addresses = await makeCompartments(base.server.adminUrl, logins, [{ name: 'notes', migrations }])
  const port = await freePort()
  const line = await openLine(() => port)
  const address = `http://127.0.0.1:${line.port}/api/peers/notes`
  const identity = join(base.folder, 'identity.json')
  const settings = { database: addresses.notes as string, identity, name, address, port, kinds: ['test.note'] }
  const node = await startNode(settings)
  return { node, settings, line, id: (await node.card()).id }
}

const restart = async (side: Side, change: Partial<NodeSettings> = {}) => {
  await side.node.kill()
  side.node = await startNode({ ...side.settings, ...change })
}

const meet = async (one: Side, other: Side) => {
  const shown = await one.node.introduce(other.settings.address)
  if (!shown.ok) throw new Error(shown.refusal.detail)
  const { fingerprint, ...card } = shown.value
  const said = (await other.node.card()).fingerprint // read out by telephone
  expect(fingerprint).toBe(said)
  expect(await one.node.meet(card, said.toLowerCase().replaceAll('-', ' '), other.id)).toMatchObject([
    { ok: true },
    { ok: true },
  ])
}

const until = async (what: () => Promise<boolean>) => {
  for (let waited = 0; waited < 20_000; waited += 25) {
    if (await what()) return
    await sleep(25)
  }
  throw new Error('It did not happen.')
}

const TABLES = ['peer', 'peer_key', 'peer_outgoing', 'peer_receipt', 'peer_incoming', 'peer_nonce', 'note']
const asAdmin = async <T>(base: typeof northBase, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(base.server.adminUrl.replace(/postgres$/, 'passerelle'))
  await client.connect()
  await client.query("set search_path = notes; set app.peers = 'on'; set session_replication_role = replica")
  return work(client).finally(() => client.end())
}
const dump = (base: typeof northBase) =>
  asAdmin(base, async (client) => {
    const saved: Record<string, string> = {}
    for (const table of TABLES)
      saved[table] = (
        await client.query(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`)
      ).rows[0].rows
    return saved
  })
const restore = (base: typeof northBase, saved: Record<string, string>) =>
  asAdmin(base, async (client) => {
    for (const table of TABLES) {
      await client.query(`delete from ${table}`)
      const sql = `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1)`
      await client.query(sql, [saved[table]])
    }
  })

const texts = async (side: Side, prefix: string) =>
  (await side.node.notes()).map(({ text }) => text).filter((text) => text.startsWith(prefix))
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix} ${i}`)
const sendOne = async (from: Side, to: Side, text: string, kind = 'test.note'): Promise<string> => {
  const [sent] = await from.node.send(to.id, kind, [text])
  if (!sent?.ok) throw new Error(sent?.refusal.detail)
  return sent.value
}
const lastOutcome = async (from: Side, id: string) => (await from.node.receipts(id)).at(-1)
const problem = async (of: Side, id: string) => (await of.node.peers()).find((peer) => peer.id === id)?.problem

beforeAll(async () => {
  north = await openSide(northBase, 'North')
  south = await openSide(southBase, 'South')
  await meet(north, south)
  await meet(south, north)
})
afterAll(async () => {
  for (const side of [north, south]) {
    await side?.node.kill()
    await side?.line.close()
  }
})
beforeEach(() => {
  for (const { line } of [north, south])
    Object.assign(line, {
      cut: false,
      loseAnswers: false,
      twice: false,
      delay: 0,
      breakAfter: Number.POSITIVE_INFINITY,
      change: (bytes: Buffer) => bytes,
    })
})

test('messages flow both ways, in order, and a signed receipt of each comes back', async () => {
  const sent = await north.node.send(south.id, 'test.note', numbered('hello', 110))
  await south.node.send(north.id, 'test.note', numbered('bonjour', 3))
  await Promise.all([north.node.flush(), south.node.flush()])
  expect(await texts(south, 'hello')).toEqual(numbered('hello', 110))
  expect(await texts(north, 'bonjour')).toEqual(numbered('bonjour', 3))
  for (const one of [sent[0], sent[109]]) {
    const receipts = await north.node.receipts(one?.ok ? one.value : '')
    expect(receipts).toMatchObject([{ peer: south.id, outcome: 'accepted' }])
  }
  expect((await north.node.peers())[0]).toMatchObject({ waiting: 0, status: 'active', problem: undefined })
})

/** The last request that passed the line, as it was sent. */
const captured = ({ line }: Side) => {
  const bytes = Buffer.concat(line.heard)
  const start = bytes.lastIndexOf('POST /')
  const text = bytes.subarray(start).toString('latin1')
  const head = text.slice(0, text.indexOf('\r\n\r\n'))
  const fields = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(/: (.*)/s))
  const headers = Object.fromEntries(fields.map(([name = '', value = '']) => [name.toLowerCase(), value]))
  return { bytes: bytes.subarray(start), headers, body: Buffer.from(text.slice(head.length + 4), 'latin1') }
}

test("what passed the line verifies with a stranger's code, written from RFC 9421 and 9530 alone", async () => {
  await sendOne(north, south, 'for the stranger')
  await north.node.flush()
  const { headers, body } = captured(south)
  const [, parameters = '', names = ''] = /^\w+=(\(([^)]*)\).*)$/.exec(headers['signature-input'] ?? '') ?? []
  const target = `http://${headers.host}/api/peers/notes/messages`
  const value = (name: string) => ({ '@method': 'POST', '@target-uri': target })[name] ?? headers[name]
  const lines = names.split(' ').map((name) => `${name}: ${value(name.slice(1, -1))}`)
  const base = [...lines, `"@signature-params": ${parameters}`].join('\n')
  const signature = Buffer.from(headers.signature?.split(':')[1] ?? '', 'base64')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: (await north.node.card()).key }, format: 'jwk' })
  expect(names.split(' ')).toEqual(expect.arrayContaining(['"@method"', '"@target-uri"', '"content-digest"']))
  expect(headers['content-digest']).toBe(`sha-256=:${createHash('sha256').update(body).digest('base64')}:`)
  expect(verify(null, Buffer.from(base), key, signature)).toBe(true)
  expect(verify(null, Buffer.from(base.replace('POST', 'GET')), key, signature)).toBe(false)
})

test('a captured request that is sent again is refused', async () => {
  await sendOne(north, south, 'to be replayed')
  await north.node.flush()
  const { bytes } = captured(south)
  const socket = connect(south.settings.port, '127.0.0.1')
  socket.write(bytes)
  let answer = ''
  for await (const piece of socket) {
    answer += piece
    if (answer.includes('}')) break
  }
  expect(answer).toMatch(/^HTTP\/1.1 409.*"code":"replayed"/s)
  expect(await texts(south, 'to be replayed')).toEqual(['to be replayed'])
})

test('a refusal comes back with its reason and leaves nothing behind', async () => {
  const id = await sendOne(north, south, 'unwanted note')
  await north.node.flush()
  expect(await lastOutcome(north, id)).toMatchObject({ outcome: 'refused', reason: 'unwanted' })
  expect(await texts(south, 'unwanted')).toEqual([])
})

test('what was pasted with characters that do not show leaves without them, and so is taken', async () => {
  const id = await sendOne(north, south, 'pasted \u0000\u202egnp.exe\u2069\r\nwith care\ud800')
  await north.node.flush()
  expect(await lastOutcome(north, id)).toMatchObject({ outcome: 'accepted' })
  expect(await texts(south, 'pasted')).toEqual(['pasted gnp.exe\r\nwith care'])
})

test('a room that decides later sends a second receipt', async () => {
  const id = await sendOne(north, south, 'later')
  await north.node.flush()
  expect(await lastOutcome(north, id)).toMatchObject({ outcome: 'received' })
  expect(await south.node.decide(north.id, id)).toMatchObject({ ok: true })
  await south.node.flush()
  expect((await north.node.receipts(id)).map(({ outcome }) => outcome)).toEqual(['received', 'accepted'])
})

test('through a line that breaks, delays, doubles and loses answers nothing is lost, none comes twice, order stays', async () => {
  await Promise.all([north.node.start(), south.node.start()])
  const total = 120
  const sending = (async () => {
    for (let i = 0; i < total; i += 10) {
      await north.node.send(south.id, 'test.note', numbered('storm', total).slice(i, i + 10))
      await south.node.send(north.id, 'test.note', numbered('orage', total).slice(i, i + 10))
      await sleep(15)
    }
  })()
  const troubles: Partial<Line>[] = [
    { loseAnswers: true }, // acknowledgements are under way
    { cut: true },
    { loseAnswers: false, delay: 30, twice: true },
    { cut: false, breakAfter: 3000 },
    {
      breakAfter: Number.POSITIVE_INFINITY,
      twice: false,
      change: (bytes) => Buffer.from(bytes.map((byte, i) => (i === bytes.length - 9 ? byte ^ 1 : byte))),
    },
    { cut: true, change: (bytes) => bytes, delay: 0 },
  ]
  for (const trouble of troubles) {
    for (const { line } of [north, south]) {
      Object.assign(line, trouble)
      line.breakAll()
    }
    await sleep(250)
  }
  await sending
  expect((await problem(north, south.id))?.code).toBe('unreachable')
  for (const { line } of [north, south]) line.cut = false
  await until(
    async () => (await texts(south, 'storm')).length >= total && (await texts(north, 'orage')).length >= total,
  )
  await sleep(300) // a second effect would come now
  expect(await texts(south, 'storm')).toEqual(numbered('storm', total))
  expect(await texts(north, 'orage')).toEqual(numbered('orage', total))
  await until(async () => (await north.node.peers()).every(({ waiting, problem }) => waiting === 0 && !problem))
  for (const side of [north, south]) await restart(side) // started rounds end here
})

test('a node that comes back from a backup loses nothing that it sends afterwards, whichever of the two it is', async () => {
  await north.node.send(south.id, 'test.note', numbered('backup', 3))
  const before = { north: await dump(northBase), south: await dump(southBase) }
  await north.node.send(south.id, 'test.note', numbered('forgotten', 3))
  await north.node.flush()
  await restore(northBase, before.north) // three wait again; the receiver knows them and three more
  await north.node.send(south.id, 'test.note', numbered('newer', 3))
  await north.node.flush()
  expect(await texts(south, 'backup')).toEqual(numbered('backup', 3))
  expect(await texts(south, 'newer')).toEqual(numbered('newer', 3))
  await restore(southBase, before.south) // the receiver asks for what it knew
  await sendOne(north, south, 'after both')
  await north.node.flush()
  expect(await texts(south, 'backup')).toEqual(numbered('backup', 3))
  expect(await texts(south, 'newer')).toEqual(numbered('newer', 3))
  expect(await texts(south, 'after both')).toEqual(['after both'])
  expect((await north.node.peers())[0]).toMatchObject({ waiting: 0 })
})

test('what waits for days goes on after a restart of both', async () => {
  south.line.cut = true
  await north.node.send(south.id, 'test.note', numbered('days', 30))
  await north.node.flush()
  for (const side of [north, south]) await restart(side)
  const threeDays = 3 * 86_400_000
  for (const side of [north, south]) await side.node.offset(threeDays)
  await north.node.flush()
  expect(await texts(south, 'days')).toEqual([])
  south.line.cut = false
  await north.node.flush()
  expect(await texts(south, 'days')).toEqual(numbered('days', 30))
  for (const side of [north, south]) await side.node.offset(0)
})

test('a receiver killed after storing and before answering has the effect once', async () => {
  const id = await sendOne(north, south, 'once')
  await south.node.hang()
  const flushing = north.node.flush()
  await south.node.hung
  expect(await texts(south, 'once')).toEqual(['once'])
  await restart(south)
  await flushing
  expect(await north.node.receipts(id)).toEqual([])
  await north.node.flush()
  expect(await texts(south, 'once')).toEqual(['once'])
  expect(await lastOutcome(north, id)).toMatchObject({ outcome: 'accepted' })
})

test('a sender killed while it sends loses nothing and sends nothing twice', async () => {
  await north.node.send(south.id, 'test.note', numbered('killed', 120))
  south.line.delay = 20
  const flushing = north.node.flush().catch(() => undefined)
  await until(async () => (await texts(south, 'killed')).length > 0)
  await restart(north)
  void flushing
  south.line.delay = 0
  await north.node.flush()
  expect(await texts(south, 'killed')).toEqual(numbered('killed', 120))
})

test.each([
  ['ahead', 600_000, /ahead/],
  ['behind', -600_000, /behind/],
])('a clock that is ten minutes %s is refused and told, and messages go once it is right', async (word, offset) => {
  await north.node.offset(offset)
  await sendOne(north, south, `clock ${word}`)
  await north.node.flush()
  expect(await texts(south, `clock ${word}`)).toEqual([])
  const told = await problem(north, south.id)
  expect(told).toMatchObject({ code: 'clock' })
  expect(told?.detail).toMatch(/wrong by (599|600|601) seconds/)
  await north.node.offset(0)
  await north.node.flush()
  expect(await texts(south, `clock ${word}`)).toEqual([`clock ${word}`])
})

test('a clock within the limit is no obstacle', async () => {
  await north.node.offset(-240_000)
  await sendOne(north, south, 'slow clock')
  await north.node.flush()
  await north.node.offset(0)
  expect(await texts(south, 'slow clock')).toEqual(['slow clock'])
})

test('keys change twice while the other is away, and messages before, between and after arrive', async () => {
  const before = (await north.node.card()).key
  await sendOne(north, south, 'key 0')
  await north.node.rotate()
  await sendOne(north, south, 'key 1')
  await north.node.rotate()
  await sendOne(north, south, 'key 2')
  await north.node.flush()
  await sendOne(north, south, 'key 3') // signed by the newest
  await north.node.flush()
  expect(await texts(south, 'key')).toEqual(['key 0', 'key 1', 'key 2', 'key 3'])
  const { key, fingerprint } = await north.node.card()
  expect(key).not.toBe(before)
  expect((await south.node.peers())[0]?.fingerprint).toBe(fingerprint)
  await sendOne(south, north, 'answer after new keys')
  await south.node.flush()
  expect(await texts(north, 'answer after')).toEqual(['answer after new keys'])
})

test('a new name and address reach the peer, signed by the key it knows', async () => {
  const moved = await openLine(() => north.settings.port)
  const address = `http://127.0.0.1:${moved.port}/api/peers/notes`
  await restart(north, { name: 'North by the sea', address })
  await north.node.flush()
  expect((await south.node.peers())[0]).toMatchObject({ name: 'North by the sea', address })
  await sendOne(south, north, 'to the new address')
  await south.node.flush()
  expect(await texts(north, 'to the new')).toEqual(['to the new address'])
  await restart(north) // and back again
  await north.node.flush()
  await moved.close()
})

test('a recall reaches the other node, and its receipt comes back', async () => {
  const id = await sendOne(north, south, 'mistake')
  await north.node.flush()
  const recalled = await north.node.recall(id)
  await north.node.flush()
  expect((await south.node.notes()).find(({ message_id }) => message_id === id)?.recalled).toBe(true)
  expect(await lastOutcome(north, recalled.ok ? recalled.value : '')).toMatchObject({
    peer: south.id,
    outcome: 'accepted',
  })
})

test('what is recalled before it left never leaves', async () => {
  const id = await sendOne(north, south, 'never seen')
  south.line.heard.length = 0
  const recalled = await north.node.recall(id)
  await sendOne(north, south, 'seen after')
  await north.node.flush()
  expect(Buffer.concat(south.line.heard).includes('never seen')).toBe(false)
  expect(await texts(south, 'never seen')).toEqual([])
  expect(await texts(south, 'seen after')).toEqual(['seen after'])
  expect(await lastOutcome(north, recalled.ok ? recalled.value : '')).toMatchObject({ outcome: 'accepted' })
})

test('an unknown kind is refused and kept, and a later version of the program takes it in', async () => {
  await restart(north, { kinds: ['test.note', 'test.newer'] })
  const id = await sendOne(north, south, 'from the future', 'test.newer')
  await sendOne(north, south, 'not held up')
  await north.node.flush()
  expect(await lastOutcome(north, id)).toMatchObject({ outcome: 'refused', reason: 'unknown-kind' })
  expect(await texts(south, 'not held up')).toEqual(['not held up'])
  await restart(south, { kinds: ['test.note', 'test.newer'] })
  await south.node.flush()
  expect(await texts(south, 'from the future')).toEqual(['from the future'])
  expect(await lastOutcome(north, id)).toMatchObject({ outcome: 'accepted' })
})

test('a message over which the room fails is kept and does not hold up the next', async () => {
  const id = await sendOne(north, south, 'fail')
  await sendOne(north, south, 'behind the fault')
  await north.node.flush()
  expect(await lastOutcome(north, id)).toMatchObject({ outcome: 'received', reason: 'failed' })
  expect(await texts(south, 'fail')).toEqual([])
  expect(await texts(south, 'behind the fault')).toEqual(['behind the fault'])
  await north.node.recall(id) // ends the attempts
  await north.node.flush()
})

test('a suspended peer gets nothing and sends nothing, and goes on where it was', async () => {
  await south.node.suspend(north.id)
  expect(await south.node.send(north.id, 'test.note', ['to the suspended'])).toMatchObject([
    { ok: false, refusal: { code: 'not-found' } },
  ])
  await sendOne(north, south, 'from the suspended')
  await north.node.flush()
  expect(await texts(south, 'from the suspended')).toEqual([])
  expect(await problem(north, south.id)).toMatchObject({ code: 'unknown-peer' })
  await south.node.resume(north.id)
  await north.node.flush()
  expect(await texts(south, 'from the suspended')).toEqual(['from the suspended'])
})
