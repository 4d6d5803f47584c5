// SPDX-License-Identifier: Apache-2.0
/** One node, and callers that are not what they say. */
import { randomUUID } from 'node:crypto'
import { chmodSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { databaseForTests } from '../database/for-tests.ts'
import { fingerprint, sameFingerprint } from './card.ts'
import { pause } from './deliver.ts'
import { createPeers, type Identity, openIdentity, type Peers, peersMessages, peersMigrations } from './index.ts'
import { NOTES, type NoteTables, noteKind } from './room.testing.ts'
import { signRequest } from './signature.ts'

const database = databaseForTests()
const address = 'https://south.example/api/peers/notes'
let peers: Peers<NoteTables>
let db: Awaited<ReturnType<typeof open>>['db']
let node: Identity
let caller: Identity
let clock = 0
let seq = 0

const open = () =>
  database.open<NoteTables>('notes', {
    peers: peersMigrations,
    notes: database.migrations('notes', { '0001-create-note.sql': NOTES }),
  })
const cardOf = ({ id, current }: Identity) => ({
  id,
  name: 'Caller',
  address: 'https://caller.example/peers',
  key: current().x,
})
const inDb = <T>(work: (trx: Parameters<typeof peers.suspend>[0]) => Promise<T>) => db.transaction().execute(work)
const now = () => new Date(Date.now() + clock)

beforeAll(async () => {
  ;({ db } = await open())
  node = openIdentity(join(database.folder, 'node.json'))
  caller = openIdentity(join(database.folder, 'caller.json'))
  peers = createPeers<NoteTables>({ db, identity: node, name: 'South', address, kinds: [noteKind('test.note')] })
  await inDb((trx) => peers.propose(trx, cardOf(caller)))
  const admitted = await inDb((trx) =>
    peers.admit(trx, caller.id, fingerprint({ id: caller.id, key: caller.current().x })),
  )
  expect(admitted.ok).toBe(true)
})

const batch = (over: object = {}, message: object = {}) => ({
  from: caller.id,
  to: node.id,
  earliest: 1,
  messages: [
    {
      seq: seq + 1,
      after: seq,
      message: {
        id: randomUUID(),
        kind: 'test.note',
        sent: now().toISOString(),
        payload: { text: 'hello' },
        ...message,
      },
    },
  ],
  ...over,
})
const post = (body: string | Buffer, headers: Record<string, string>, query = '') =>
  peers.routes.request(`/messages${query}`, { method: 'POST', body: Buffer.from(body), headers })
const signedPost = async (body: string | Buffer, by = caller) =>
  post(body, await signRequest(by.current(), `${address}/messages`, Buffer.from(body), now()))
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code

test('a good request is taken in; the same again is refused as a replay', async () => {
  const body = JSON.stringify(batch())
  const headers = await signRequest(caller.current(), `${address}/messages`, Buffer.from(body), now())
  const answer = await post(body, headers)
  expect(await answer.json()).toMatchObject({ have: 1, receipts: [expect.any(String)] })
  expect(answer.headers.get('signature')).toMatch(/^peer=:/)
  seq = 1
  const again = await post(body, headers)
  expect(again.status).toBe(409)
  expect(await codeOf(again)).toBe('replayed')
  expect(await db.selectFrom('note').selectAll().execute()).toHaveLength(1)
})

test('a changed body, header, key, query or time is refused, each with its reason', async () => {
  const body = JSON.stringify(batch())
  const headers = () => signRequest(caller.current(), `${address}/messages`, Buffer.from(body), now())
  expect(await codeOf(await post(body.replace('hello', 'hullo'), await headers()))).toBe('digest-wrong')
  expect(
    await codeOf(await post(body, { ...(await headers()), 'content-type': 'application/json; charset=utf-8' })),
  ).toBe('signature-wrong')
  expect(await codeOf(await post(body, await headers(), '?more=1'))).toBe('signature-wrong')
  expect(await codeOf(await post(body, {}))).toBe('unsigned')
  expect(await codeOf(await signedPost(body, openIdentity(join(database.folder, 'stranger.json'))))).toBe(
    'unknown-peer',
  )
  const forged = {
    ...(await headers()),
    ...(await signRequest(
      { ...caller.current(), secret: node.current().secret },
      `${address}/messages`,
      Buffer.from(body),
      now(),
    )),
  }
  expect(await codeOf(await post(body, forged))).toBe('signature-wrong')
  for (const [offset, code] of [
    [600_000, 'not-yet-valid'],
    [-600_000, 'expired'],
  ] as const) {
    clock = offset
    const answer = await signedPost(body)
    clock = 0
    const problem = (await answer.json()) as { code: string; detail: string }
    expect(problem.code).toBe(code)
    expect(problem.detail).toContain('Our clock says')
  }
  expect(await codeOf(await signedPost(Buffer.alloc(1024 * 1024 + 1, 'x')))).toBe('too-large')
})

test('a signed request that names another sender or receiver, or is not in shape, is refused', async () => {
  expect(await codeOf(await signedPost(JSON.stringify(batch({ from: randomUUID() }))))).toBe('other-sender')
  expect(await codeOf(await signedPost(JSON.stringify(batch({ to: randomUUID() }))))).toBe('other-receiver')
  expect(await codeOf(await signedPost('{'))).toBe('not-valid')
  expect(await codeOf(await signedPost(JSON.stringify(batch({}, { kind: 'x' }))))).toBe('not-valid')
  const deep = JSON.stringify(batch()).replace('{"text":"hello"}', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  expect(await codeOf(await signedPost(deep))).toBe('not-valid')
})

test('a gap is not jumped, and a number that was used gives way to nothing', async () => {
  const [one] = batch().messages
  const gap = await signedPost(JSON.stringify(batch({ messages: [{ ...one, seq: seq + 2, after: seq + 1 }] })))
  expect(await gap.json()).toEqual({ have: seq, receipts: [] })
  const used = await signedPost(JSON.stringify(batch({ messages: [{ ...one, seq, after: seq - 1 }] })))
  expect(await used.json()).toEqual({ have: seq, receipts: [] })
})

test('random and mutated bytes at the routes get a clear refusal, never a crash', async () => {
  const good = Buffer.from(JSON.stringify(batch({ messages: [{ ...batch().messages[0], seq: 1000, after: 999 }] })))
  const mutated = fc
    .tuple(fc.nat(good.length - 1), fc.uint8Array({ maxLength: 6 }), fc.nat(6))
    .map(([at, bytes, drop]) => Buffer.concat([good.subarray(0, at), bytes, good.subarray(at + drop)]))
  const bytes = fc.oneof(
    mutated,
    fc.uint8Array({ maxLength: 200 }).map((raw) => Buffer.from(raw)),
    fc.json().map((text) => Buffer.from(text)),
  )
  await fc.assert(
    fc.asyncProperty(bytes, fc.boolean(), async (body, truly) => {
      const answer = truly
        ? await signedPost(body)
        : await post(body, { 'content-type': 'application/json', signature: body.toString('base64') })
      expect([200, 400, 409, 422]).toContain(answer.status) // 200: still in shape
      const said = (await answer.json()) as { have?: number; code?: string; detail?: string }
      if (answer.status === 200) expect(said.have).toEqual(expect.any(Number))
      else expect(said).toMatchObject({ code: expect.any(String), detail: expect.any(String) })
    }),
    { numRuns: 300 },
  )
})

test('rows of the exchange do not exist for a room', async () => {
  expect(await db.selectFrom('peer').selectAll().execute()).toEqual([])
  const seen = await inDb(async (trx) => {
    await peers.send(trx, caller.id, 'test.note', { text: 'waits' })
    return trx.selectFrom('peer_outgoing').selectAll().execute()
  })
  expect(seen).toEqual([])
  await expect(sql`delete from peer_receipt`.execute(db)).rejects.toMatchObject({ code: '42501' })
})

test('a message is refused that is too large, not of its shape, or for nobody', async () => {
  const refusal = async (to: string | string[], payload: unknown) => {
    const sent = await inDb((trx) => peers.send(trx, to, 'test.note', payload))
    return sent.ok ? 'ok' : sent.refusal.code
  }
  expect(await refusal(caller.id, { text: 1 })).toBe('not-valid')
  expect(await refusal(caller.id, { text: '\ue000'.repeat(90_000) })).toBe('too-large') // three bytes each
  expect(await refusal(randomUUID(), { text: 'x' })).toBe('not-found')
  expect(await refusal([], { text: 'x' })).toBe('not-found')
  await expect(inDb((trx) => peers.send(trx, caller.id, 'test.other', {}))).rejects.toThrow('test.other')
})

test('a node is admitted by its own fingerprint alone, and its key belongs to no other', async () => {
  const other = openIdentity(join(database.folder, 'other.json'))
  const card = cardOf(other)
  expect(await inDb((trx) => peers.propose(trx, { ...card, id: randomUUID(), key: caller.current().x }))).toMatchObject(
    { refusal: { code: 'key-in-use' } },
  )
  expect(await inDb((trx) => peers.propose(trx, { ...card, address: 'http://other.example' }))).toMatchObject({
    refusal: { code: 'not-valid' },
  })
  await inDb((trx) => peers.propose(trx, card))
  const wrong = fingerprint({ id: other.id, key: caller.current().x })
  expect(await inDb((trx) => peers.admit(trx, other.id, wrong))).toMatchObject({
    refusal: { code: 'other-fingerprint' },
  })
  expect(await codeOf(await signedPost(JSON.stringify(batch({ from: other.id })), other))).toBe('unknown-peer')
  expect(sameFingerprint('o1il 1111', '0111-1111')).toBe(true)
})

test('the keys are in a file that nobody else reads, and one that others can read is refused', () => {
  const file = join(database.folder, 'secret.json')
  const made = openIdentity(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const first = made.current().id
  const second = made.rotate().id
  expect(openIdentity(file).current().id).toBe(second)
  expect(openIdentity(file).key(first)?.id).toBe(first)
  made.keepOnly('one', [])
  expect(openIdentity(file).key(first)).toBeUndefined()
  chmodSync(file, 0o640)
  expect(() => openIdentity(file)).toThrow('chmod 600')
})

test('exchanges that share an identity keep its keys until none of them goes by one any more', () => {
  const made = openIdentity(join(database.folder, 'shared.json'))
  const first = made.current().id
  for (const exchange of ['one', 'two']) made.usedBy(exchange)
  made.rotate()
  made.keepOnly('one', [])
  expect(made.key(first)?.id).toBe(first) // the other has not said
  made.keepOnly('two', [first])
  made.keepOnly('one', [])
  expect(made.key(first)?.id).toBe(first)
  made.keepOnly('two', [])
  expect(made.key(first)).toBeUndefined()
})

test('every code that the exchange says has its words in English and French', () => {
  const source = globSync(join(import.meta.dirname, '*.ts')).filter((file) => !file.includes('.test'))
  const said = source.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:refuse\(\s*|(?:code|reason): )'([a-z-]+)'/g)].map(
      ([, code = '']) => code,
    ),
  )
  const general = ['not-found', 'not-valid', 'too-large'] // in platform/http
  const { en, fr } = peersMessages
  expect(said.length).toBeGreaterThan(20)
  expect(said.filter((code) => !(code in en) && !general.includes(code))).toEqual([])
  expect(Object.keys(fr)).toEqual(Object.keys(en))
})

test('pauses grow, up to a limit, with jitter', () => {
  const pace = { first: 1000, longest: 600_000 }
  fc.assert(
    fc.property(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const whole = Math.min(600_000, 1000 * 2 ** failures)
      const wait = pause(failures, pace, random)
      expect(wait).toBeGreaterThanOrEqual(whole / 2)
      expect(wait).toBeLessThanOrEqual(whole)
    }),
  )
})
