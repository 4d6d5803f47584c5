// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '../access/index.ts'
import { anActor, type Db, ledgersForTests, write } from './for-tests.ts'
import {
  appendLine,
  createSealer,
  latestCheckpoint,
  openLedgerKey,
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
  verifyLedger,
} from './index.ts'
import { continues, leafOf, openNote, standsIn } from './stranger.testing.ts'

const ledgers = ledgersForTests()

const placedIds = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ line: string }>`select line from ledger_leaf order by position`.execute(db)
  return rows.map(({ line }) => line)
}

test('a line that becomes visible late, after others with higher numbers, is not passed over', async () => {
  const db = await ledgers.open('late')
  const sealer = ledgers.sealerOf('late', db)
  let late = ''
  const isWritten = Promise.withResolvers<void>()
  const mayCommit = Promise.withResolvers<void>()
  const slow = db.transaction().execute(async (trx) => {
    late = await appendLine(trx, 'node', { verb: 'read', kind: 'thing', ids: ['slow'] })
    isWritten.resolve()
    await mayCommit.promise
  })
  await isWritten.promise
  const quick = await write(db)
  expect(await sealer.seal()).toBe(1)
  expect(Number(quick)).toBeGreaterThan(Number(late))
  mayCommit.resolve()
  await slow
  expect(await sealer.seal()).toBe(1)
  expect(await placedIds(db)).toEqual([quick, late])
  expect((await verifyLedger(db, ledgers.publicKey)).broken).toBeUndefined()
})

test('many write while several sealers run: each line that was kept has one place, none is missing', async () => {
  const db = await ledgers.open('crowd')
  const errors: unknown[] = []
  const published: string[] = []
  const { key } = ledgers
  const sealers = Array.from({ length: 3 }, () =>
    createSealer({
      db,
      key,
      origin: 'test/crowd',
      everyMs: 5,
      onError: (error) => errors.push(error),
      onCheckpoint: (note) => published.push(note),
    }),
  )
  for (const sealer of sealers) sealer.start()
  const kept: string[] = []
  const writer = async () => {
    const who = anActor()
    for (let i = 0; i < 60; i++) {
      const given = sit(db, who, async (trx) => {
        const id = await appendLine(trx, who, { verb: 'read', kind: 'thing', ids: ['a'] })
        if (i % 3 === 0) await sleep(randomInt(4))
        if (i % 7 === 0) throw new Error('given up')
        return id
      })
      await given.then(
        (id) => kept.push(id),
        () => undefined,
      )
    }
  }
  await Promise.all(Array.from({ length: 8 }, writer))
  await Promise.all(sealers.map((sealer) => sealer.stop()))
  await sealers[0]?.seal()
  const byNumber = (a: string, b: string) => Number(a) - Number(b)
  expect((await placedIds(db)).sort(byNumber)).toEqual(kept.sort(byNumber))
  expect(errors).toEqual([])
  expect(published.length).toBeGreaterThan(2)
  const verdict = await verifyLedger(db, ledgers.publicKey, published)
  expect(verdict).toEqual({ lines: kept.length, checkpoints: published.length, waiting: 0 })
})

const checkpointsIn = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ size: string }>`select size from ledger_checkpoint`.execute(db)
  return rows.length
}

test('a process killed in the middle of writing and sealing leaves it provable, and nothing acknowledged is lost', async () => {
  const name = 'crash'
  const [db, address] = [await ledgers.open(name), await ledgers.address(name)]
  const keyFile = join(ledgers.database.folder, 'crash.pem')
  const acknowledged: string[] = []
  for (let round = 0; round < 6; round++) {
    const script = join(import.meta.dirname, 'writer.testing.ts')
    const child = spawn(process.execPath, [script, address, name, keyFile], { stdio: ['ignore', 'pipe', 'inherit'] })
    const before = await checkpointsIn(db)
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (said += text))
    await once(child.stdout, 'data')
    await expect.poll(() => checkpointsIn(db), { timeout: 20_000 }).toBeGreaterThan(before)
    await sleep(randomInt(50, 400))
    child.kill('SIGKILL')
    await once(child, 'close')
    acknowledged.push(...said.split('\n').slice(0, -1))
    const verdict = await verifyLedger(db, createPublicKey(openLedgerKey(keyFile)))
    expect(verdict.broken).toBeUndefined()
    expect(verdict.checkpoints).toBeGreaterThan(round)
  }
  const key = openLedgerKey(keyFile)
  const sealer = createSealer({ db, key, origin: `test/${name}` })
  const sealAndVerify = async () => {
    await sealer.seal() // the server may need a moment to see that the killed sealer is gone
    return verifyLedger(db, createPublicKey(key))
  }
  await expect.poll(sealAndVerify, { timeout: 20_000 }).toMatchObject({ waiting: 0 })
  expect((await sealAndVerify()).broken).toBeUndefined()
  const placed = await placedIds(db)
  expect(new Set(placed).size).toBe(placed.length)
  expect(acknowledged.filter((id) => !placed.includes(id))).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(50)
})

test('a stranger follows a proof of one line, and of growth, with the bare key', async () => {
  const db = await ledgers.open('proofs')
  const { publicKey } = ledgers
  const bare = Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url').toString('hex')
  const hex = (path: string[]) => path.map((hash) => Buffer.from(hash, 'base64').toString('hex'))
  const sealer = ledgers.sealerOf('proofs', db)
  const ids: string[] = []
  const sizes: number[] = []
  for (const count of [1, 4, 2, 6]) {
    for (let i = 0; i < count; i++) ids.push(await write(db, { purpose: 'l’été, "quoted" \u2028 𝄞' }))
    await sealer.seal()
    sizes.push(ids.length)
  }
  for (const id of ids) {
    const proof = await proveInclusion(db, id)
    if (!proof) throw new Error('no proof')
    const { size, root, origin } = openNote(proof.checkpoint, bare)
    expect(origin).toBe('test/proofs')
    expect(JSON.parse(proof.line)).toMatchObject({ id, kind: 'thing', account: null })
    expect(standsIn(leafOf(proof.line), proof.position, size, hex(proof.path), root)).toBe(true)
    expect(verifyInclusion(proof, publicKey)).toBe(true)
    expect(verifyInclusion({ ...proof, line: proof.line.replace('thing', 'other') }, publicKey)).toBe(false)
    expect(verifyInclusion({ ...proof, position: proof.position + 1 }, publicKey)).toBe(false)
    expect(verifyInclusion(proof, generateKeyPairSync('ed25519').publicKey)).toBe(false)
  }
  for (const older of sizes)
    for (const newer of sizes.filter((size) => size >= older)) {
      const proof = await proveConsistency(db, older, newer)
      if (!proof) throw new Error('no proof')
      const [first, second] = [openNote(proof.older, bare), openNote(proof.newer, bare)]
      expect([first.size, second.size]).toEqual([older, newer])
      expect(continues(older, newer, hex(proof.path), first.root, second.root)).toBe(true)
      expect(verifyConsistency(proof, publicKey)).toBe(true)
      if (older < newer) expect(verifyConsistency({ ...proof, older: proof.newer }, publicKey)).toBe(false)
    }
  expect(await proveConsistency(db, 2)).toBeUndefined()
  expect(await proveInclusion(db, await write(db))).toBeUndefined()
  expect(await proveInclusion(db, '424242')).toBeUndefined()
})

test('a new key goes on where an old one is known, and only there', async () => {
  const db = await ledgers.open('keys')
  await write(db)
  await ledgers.sealerOf('keys', db).seal()
  await write(db)
  const { privateKey: key, publicKey } = generateKeyPairSync('ed25519')
  await expect(createSealer({ db, key, origin: 'test/keys' }).seal()).rejects.toThrow('not signed here')
  await expect(ledgers.sealerOf('other', db).seal()).rejects.toThrow('not signed here')
  expect(await createSealer({ db, key, origin: 'test/keys', formerKeys: [ledgers.publicKey] }).seal()).toBe(1)
  expect((await verifyLedger(db, [publicKey, ledgers.publicKey])).broken).toBeUndefined()
  expect((await verifyLedger(db, publicKey)).broken).toEqual({ fault: 'forged', first: 0, last: 0 })
  const foreign = (await latestCheckpoint(db)) as string
  await expect(verifyLedger(db, ledgers.publicKey, [foreign])).rejects.toThrow('Not a checkpoint')
})

test('a key is made once, and only its owner reads it', () => {
  const file = join(ledgers.database.folder, 'own.pem')
  const [first, second] = [openLedgerKey(file), openLedgerKey(file)]
  expect(first.equals(second)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain('BEGIN PRIVATE KEY')
})

test('a sealer works while nobody calls it, and says why when it cannot', async () => {
  const db = await ledgers.open('timer')
  const { key } = ledgers
  const errors: unknown[] = []
  const sealer = createSealer({ db, key, origin: 'test/timer', everyMs: 10, onError: (error) => errors.push(error) })
  sealer.start()
  sealer.start()
  await write(db)
  await expect.poll(() => placedIds(db), { timeout: 20_000 }).toHaveLength(1)
  await ledgers.asOwner('timer', `update ledger_checkpoint set note = 'nothing'`)
  await write(db)
  await expect.poll(() => errors.length, { timeout: 20_000 }).toBeGreaterThan(1)
  expect(String(errors[0])).toContain('test/timer')
  await sealer.stop()
})

test('ten thousand lines are sealed and verified soon', async () => {
  const db = await ledgers.open('many')
  await sql`insert into ledger_line (verb, kind, ids, digest)
    select 'write', 'thing', array[gen_random_uuid()::text], sha256(n::text::bytea) from generate_series(1, 10000) n`.execute(
    db,
  )
  const began = performance.now()
  expect(await ledgers.sealerOf('many', db).seal()).toBe(10_000)
  const sealed = performance.now()
  expect(await verifyLedger(db, ledgers.publicKey)).toEqual({ lines: 10_000, checkpoints: 10, waiting: 0 })
  const verified = performance.now()
  await write(db)
  const before = performance.now()
  await ledgers.sealerOf('many', db).seal()
  const one = performance.now() - before
  const ms = (time: number) => `${Math.round(time)} ms`
  console.info(
    `10,000 lines: sealed in ${ms(sealed - began)}, verified in ${ms(verified - sealed)}; one more ${ms(one)}`,
  )
})
