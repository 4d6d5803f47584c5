// SPDX-License-Identifier: Apache-2.0
/** Who keeps a compartment, what an outsider learns of it, and that reading its ledger is told by the ledger. */
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import type { Outcome } from '#basis/outcome.ts'
import { type Actor, sit } from '../access/index.ts'
import { ADMINISTRATOR, CUSTODIAN } from '../accounts/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { openLogins } from '../database/index.ts'
import { actor, openForTests, tell, until } from '../events/for-tests.ts'
import { jobQueue, makeJobs, openJobs } from '../jobs/index.ts'
import { appendLine, createSealer, ledgerMigrations, verifyInclusion } from '../ledger/index.ts'
import { custodyRole, custodyRoles, openCustody } from './index.ts'

const database = databaseForTests()
const { privateKey: key } = generateKeyPairSync('ed25519')

const open = async (name: string) => {
  const { db } = (await openForTests(database, name, { ledger: ledgerMigrations })).compartment
  const sealer = createSealer({ db, key, origin: `test/${name}` })
  const custodyOf = (who: Actor, sealed = false) => openCustody({ compartment: { name, db }, actor: who, sealed })
  const write = (who: Actor, kind: string, ids: string[]) =>
    sit(db, who, (trx) => appendLine(trx, who, { verb: 'read', kind, ids }))
  return { db, sealer, custodyOf, write }
}
/** What no login may do. */
const asOwner = async (schema: string, statement: string) => {
  const url = new URL(database.server.adminUrl)
  url.pathname = '/passerelle'
  const client = new pg.Client(url.toString())
  await client.connect()
  await client.query(`set search_path = ${schema}; set session_replication_role = replica; ${statement}`)
  await client.end()
}

const custodian = (name: string) => actor({ roles: [custodyRole(name)] })
const administrator = actor({ roles: [ADMINISTRATOR] })

const given = <T>(outcome: Outcome<T> | undefined): T => {
  if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
  return outcome.value
}
const codeOf = (outcome: Outcome<unknown> | undefined) => (outcome?.ok ? 'ok' : outcome?.refusal.code)

test('the role of one compartment opens no other, and no role of accounts opens any ledger', async () => {
  const { custodyOf, write } = await open('accounts')
  await write(actor(), 'thing', ['a'])
  const strangers = [actor(), custodian('accounts_more'), actor({ roles: [CUSTODIAN, 'custody:other'] })]
  for (const stranger of strangers) expect(custodyOf(stranger), stranger.roles.join()).toBeNull()
  const [outside, sealed] = [custodyOf(administrator), custodyOf(administrator, true)]
  expect(outside?.desk?.may).toEqual(['health', 'kinds'])
  expect(codeOf(await outside?.desk?.ledger())).toBe('not-found')
  expect(sealed?.desk).toBeNull()
  expect(await sealed?.healthy()).toBe(true)
  expect(codeOf(await outside?.desk?.proof('1'))).toBe('not-found')
  expect(given(await custodyOf(custodian('accounts'), true)?.desk?.ledger()).lines).toHaveLength(1)
})

test('roles are declared for those who run the compartment, and two people give them', () => {
  const words = { en: 'Things', fr: 'Choses' }
  expect(custodyRoles([{ name: 'two_words', words, operators: ['ministry'] }])).toEqual([
    {
      id: 'custody:two-words',
      name: { en: 'Custodian of a compartment: Things', fr: 'Responsable d’un compartiment : Choses' },
      kinds: ['ministry'],
      secondPerson: true,
    },
  ])
})

test('reading the ledger, and finding nothing in it, are lines of it', async () => {
  const { custodyOf, write } = await open('told')
  const reader = custodian('told')
  const first = await write(actor(), 'thing', ['a'])
  const desk = custodyOf(reader)?.desk
  expect(given(await desk?.ledger()).lines.map(({ id }) => id)).toEqual([first])
  given(await desk?.ledger({ account: 'nobody' }))
  const lines = given(await desk?.ledger({ account: reader.account })).lines
  expect(lines.map(({ verb, kind, ids }) => [verb, kind, ids])).toEqual([
    ['read', 'ledger-line', []],
    ['read', 'ledger-line', [first]],
  ])
  expect(codeOf(await desk?.ledger({ cursor: 'made up' }))).toBe('bad-cursor')
  expect(await desk?.ledger({ from: 'yesterday' })).toMatchObject({ refusal: { code: 'not-valid', where: 'from' } })
})

test('filters find what they name, and pages follow each other though each adds a line', async () => {
  const { custodyOf, write } = await open('paged')
  const who = actor()
  const ids: string[] = []
  for (let i = 0; i < 7; i++) ids.unshift(await write(who, i % 2 ? 'odd' : 'even', [`r${i}`]))
  const desk = custodyOf(custodian('paged'))?.desk
  const seen: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = given(
      await desk?.ledger({ account: who.account, limit: 2, ...(cursor === undefined ? {} : { cursor }) }),
    )
    seen.push(...page.lines.map(({ id }) => id))
    cursor = page.next
    if (cursor === undefined) break
  }
  expect(seen).toEqual(ids)
  expect(given(await desk?.ledger({ kind: 'odd' })).lines).toHaveLength(3)
  expect(given(await desk?.ledger({ id: 'r4' })).lines.map(({ id }) => id)).toEqual([ids[2]])
  expect(given(await desk?.ledger({ to: '2020-01-01' })).lines).toEqual([])
  expect(given(await desk?.ledger({ from: '2020-01-01', kind: 'even' })).lines).toHaveLength(4)
})

test('a line has a proof once it has its place, which a stranger checks with the public key alone', async () => {
  const { custodyOf, write, sealer } = await open('proved')
  const line = await write(actor(), 'thing', ['a'])
  const reader = custodian('proved')
  const desk = custodyOf(reader)?.desk
  expect(codeOf(await desk?.proof(line))).toBe('not-found')
  await sealer.seal()
  const proof = given(await desk?.proof(line))
  expect(verifyInclusion(proof, createPublicKey(key))).toBe(true)
  expect(verifyInclusion({ ...proof, line: proof.line.replace('"read"', '"none"') }, createPublicKey(key))).toBe(false)
  for (const none of ['999999', '1 or 1=1', '-1', '']) expect(codeOf(await desk?.proof(none)), none).toBe('not-found')
  const own = given(await desk?.ledger({ account: reader.account })).lines
  expect(own.map(({ verb, ids }) => [verb, ids])).toEqual([['prove', [line]]])
})

test('health tells totals and ages; what waits for a minute is not healthy', async () => {
  const { db, custodyOf, write, sealer } = await open('kept')
  const desk = custodyOf(administrator)?.desk
  expect(given(await desk?.health())).toMatchObject({
    healthy: true,
    ledger: { lines: 0, waiting: 0, signed: null },
    outbox: { waiting: 0, oldest: null },
    jobs: null,
  })
  const who = actor()
  for (const kind of ['b', 'a', 'b']) await write(who, kind, [kind])
  await tell(db, {}, who)
  const before = given(await desk?.health())
  expect(before).toMatchObject({ ledger: { lines: 3, waiting: 3, signed: null }, outbox: { waiting: 1 } })
  await sealer.seal()
  const after = given(await desk?.health())
  expect(after.ledger).toMatchObject({ lines: 3, waiting: 0, oldest: null })
  expect(Date.parse(after.ledger.signed ?? '')).toBeGreaterThan(Date.now() - 60_000)
  const kinds = given(await desk?.kinds())
  expect(kinds.map(({ kind, lines }) => [kind, lines])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
  expect(JSON.stringify([after, kinds])).not.toContain(who.account)
  const old = `update event set at = now() - interval '2 minutes'`
  await asOwner('kept', old)
  expect(given(await desk?.health()).healthy).toBe(false)
  expect(await custodyOf(administrator, true)?.healthy()).toBe(false)
})

test('jobs that wait are counted where a compartment has any', async () => {
  const { db, custodyOf } = await open('working')
  const queue = jobQueue('later', ['thing'])
  const logins = openLogins(join(database.folder, 'logins.json'))
  const made = await makeJobs(database.server.adminUrl, logins, [{ compartment: 'working', queues: [queue] }])
  const jobs = await openJobs({ compartment: 'working', address: made.working as string, onTrouble: () => undefined })
  const desk = custodyOf(administrator)?.desk
  expect(given(await desk?.health()).jobs).toMatchObject({ waiting: 0 })
  await db.transaction().execute((trx) => jobs.enqueue(trx, queue, { thing: randomUUID() }, { afterSeconds: 3600 }))
  expect(given(await desk?.health())).toMatchObject({ healthy: true, jobs: { waiting: 1, running: 0, failed: 0 } })
  await jobs.close()
})

test('a job that failed for good is seen by whoever keeps the compartment, and runs once more when told to', async () => {
  const { db, custodyOf } = await open('mending')
  const queue = jobQueue('letters', ['thing'], { retries: 0, pause: 1 })
  const logins = openLogins(join(database.folder, 'logins.json'))
  const made = await makeJobs(database.server.adminUrl, logins, [{ compartment: 'mending', queues: [queue] }])
  const jobs = await openJobs({ compartment: 'mending', address: made.mending as string, onTrouble: () => undefined })
  let runs = 0
  await jobs.work(queue, async () => {
    if (++runs === 1) throw new TypeError('Jane Planted')
  })
  await db.transaction().execute((trx) => jobs.enqueue(trx, queue, { thing: randomUUID() }))
  const keeper = custodian('mending')
  const desk = custodyOf(keeper)?.desk
  const work = async () => given(await desk?.work())
  await until(async () => (await work()).failed.length === 1)
  const { failed, queues, outbox } = await work()
  expect(failed[0]).toMatchObject({ queue: 'letters', tries: 1, trouble: 'TypeError' })
  expect(queues).toContainEqual({ name: 'letters', waiting: 0, running: 0, failed: 1 })
  expect(outbox).toMatchObject({ waiting: 0 })
  expect(JSON.stringify(await work())).not.toContain('Planted')
  const id = failed[0]?.id ?? ''
  for (const [who, job] of [
    [administrator, id],
    [keeper, randomUUID()],
    [keeper, 'no id'],
  ] as const)
    expect(codeOf(await custodyOf(who)?.desk?.again(job))).toBe('not-found')
  expect(codeOf(await custodyOf(administrator)?.desk?.work())).toBe('not-found')
  given(await desk?.again(id))
  await until(async () => runs === 2 && (await work()).queues.every((each) => each.failed + each.waiting === 0))
  expect(codeOf(await desk?.again(id))).toBe('not-found')
  const lines = given(await desk?.ledger({ account: keeper.account })).lines
  expect(lines.map(({ verb, kind, ids }) => [verb, kind, ids])).toEqual([['run-again', 'job', [id]]])
  await jobs.close()
})

test('a compartment that does not answer is not healthy', async () => {
  const { custodyOf } = await open('gone')
  const seen = custodyOf(administrator, true)
  await asOwner('gone', 'revoke select on ledger_checkpoint from passerelle_gone')
  expect(await seen?.healthy()).toBe(false)
})
