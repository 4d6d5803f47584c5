// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '../access/index.ts'
import { anActor, type Db, ledgersForTests, write } from './for-tests.ts'
import { appendLine, eraseRecord, type LedgerQuery, matches, readLedger, verifyLedger } from './index.ts'

const ledgers = ledgersForTests()

const page = async (db: Db, query: LedgerQuery) => {
  const outcome = await readLedger(db, query)
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}

test('an empty ledger holds', async () => {
  const verdict = await verifyLedger(await ledgers.open('empty'), ledgers.publicKey)
  expect(verdict).toEqual({ lines: 0, checkpoints: 0, waiting: 0 })
})

test('a line is there if what it tells of is there, and says who acted for whom', async () => {
  const db = await ledgers.open('lines')
  const who = anActor()
  const line = { verb: 'read', kind: 'thing', ids: ['a', 'b'], purpose: 'control' }
  const id = await sit(db, who, (trx) => appendLine(trx, who, line))
  await expect(
    sit(db, who, async (trx) => {
      await appendLine(trx, who, { ...line, verb: 'given up' })
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  const { lines } = await page(db, {})
  const { account, organisation } = who
  expect(lines).toEqual([
    { id, at: expect.stringMatching(/^\d{4}-.*Z$/), account, organisation, ...line, digest: null, position: null },
  ])
  expect(await ledgers.sealerOf('lines', db).seal()).toBe(1)
  expect((await page(db, {})).lines[0]?.position).toBe(0)
})

test('nobody writes a line in the name of somebody else', async () => {
  const db = await ledgers.open('lines')
  const [who, other] = [anActor(), anActor()]
  const line = { verb: 'read', kind: 'thing', ids: ['a'] }
  const refused = { code: '42501' }
  await expect(sit(db, who, (trx) => appendLine(trx, other, line))).rejects.toMatchObject(refused)
  const mixed = { ...who, account: other.account }
  await expect(sit(db, who, (trx) => appendLine(trx, mixed, line))).rejects.toMatchObject(refused)
  await expect(db.transaction().execute((trx) => appendLine(trx, who, line))).rejects.toMatchObject(refused)
})

test('the login of the compartment changes and removes nothing, and gives neither time nor place', async () => {
  const db = await ledgers.open('lines')
  await write(db)
  await ledgers.sealerOf('lines', db).seal()
  const tables = ['ledger_line', 'ledger_leaf', 'ledger_checkpoint']
  const reaches = [
    ...tables.flatMap((table) => [`delete from ${table}`, `truncate ${table}`]),
    `update ledger_line set verb = 'x'`,
    'update ledger_leaf set hash = hash',
    `update ledger_checkpoint set note = 'x'`,
    'update ledger_salt set salt = salt',
    `insert into ledger_line (verb, kind, ids, at) values ('x', 'x', '{}', now())`,
    `insert into ledger_line (id, verb, kind, ids) overriding system value values (7, 'x', 'x', '{}')`,
    'alter table ledger_line disable trigger all',
  ]
  for (const statement of reaches)
    await expect(sql.raw(statement).execute(db), statement).rejects.toMatchObject({ code: '42501' })
})

test('content is told by a digest, which says what was written last as long as the record is not erased', async () => {
  const db = await ledgers.open('content')
  const id = randomUUID()
  const told = (content: string | Uint8Array) => matches(db, 'thing', id, content)
  expect(await told('first')).toBe(false)
  await write(db, { verb: 'write', ids: [id], content: 'first' })
  await write(db, { verb: 'write', ids: [id], content: Buffer.from('second') })
  await write(db, { verb: 'read', ids: [id, randomUUID()] })
  expect([await told('first'), await told('second'), await told(Buffer.from('second'))]).toEqual([false, true, true])
  expect(await matches(db, 'other', id, 'second')).toBe(false)
  await expect(write(db, { ids: ['a', 'b'], content: 'x' })).rejects.toThrow('one record')
})

test('erasing a record keeps the proof and leaves nothing to try a guess against', async () => {
  const db = await ledgers.open('erasure')
  const [id, kept] = [randomUUID(), randomUUID()]
  await write(db, { verb: 'write', ids: [id], content: 'a name' })
  await write(db, { verb: 'write', ids: [kept], content: 'a name' })
  const saltOf = async (record: string) =>
    (await sql<{ salt: Buffer }>`select salt from ledger_salt where id = ${record}`.execute(db)).rows[0]?.salt
  const salt = (await saltOf(id)) as Buffer
  const [first] = (await page(db, { id })).lines
  expect(first?.digest).toBe(createHmac('sha256', salt).update('a name').digest('hex'))
  expect(salt.equals((await saltOf(kept)) as Buffer)).toBe(false)
  const sealer = ledgers.sealerOf('erasure', db)
  await sealer.seal()
  await db.transaction().execute(async (trx) => {
    await eraseRecord(trx, 'thing', id)
    await appendLine(trx, 'node', { verb: 'erase', kind: 'thing', ids: [id] })
  })
  await sealer.seal()
  expect([await matches(db, 'thing', id, 'a name'), await matches(db, 'thing', kept, 'a name')]).toEqual([
    'erased',
    true,
  ])
  expect(await saltOf(id)).toBeUndefined()
  expect((await page(db, { id })).lines.map(({ verb }) => verb)).toEqual(['erase', 'write'])
  expect(await verifyLedger(db, ledgers.publicKey)).toEqual({ lines: 3, checkpoints: 2, waiting: 0 })
})

test('an auditor walks every line once, newest first, while others write', async () => {
  const db = await ledgers.open('walk')
  const who = anActor()
  const ids: string[] = []
  for (let i = 0; i < 25; i++) ids.push(await write(db, { kind: i % 2 ? 'odd' : 'even', ids: [`r${i % 5}`] }))
  const [before, after] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)]
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { lines, next } = await page(db, { limit: 4, to: after, ...(cursor === undefined ? {} : { cursor }) })
    seen.push(...lines.map(({ id }) => id))
    cursor = next
    await sit(db, who, (trx) => appendLine(trx, who, { verb: 'read', kind: 'thing', ids: ['x'] }))
  } while (cursor !== undefined)
  expect(seen).toEqual(ids.toReversed())
  const count = async (query: LedgerQuery) => (await page(db, { ...query, limit: 200 })).lines.length
  expect(await count({ kind: 'even' })).toBe(13)
  expect(await count({ kind: 'even', id: 'r1' })).toBe(2)
  expect(await count({ account: who.account })).toBe(7)
  expect(await count({ from: before, to: after, id: 'r1' })).toBe(5)
  expect([await count({ from: after }), await count({ to: before })]).toEqual([0, 0])
  for (const bad of ['x', '2026-99-01T00:00:00.000Z_1', "2026-01-01T00:00:00.000Z_1' or true"])
    expect(await readLedger(db, { cursor: bad })).toMatchObject({ ok: false, refusal: { code: 'bad-cursor' } })
})

test('each way to look uses an index, through the policies too', async () => {
  const db = await ledgers.open('large')
  await sql`insert into ledger_line (verb, kind, ids) select 'read', 'kind' || n % 40, array['r' || n % 5000]
    from generate_series(1, 40000) n`.execute(db)
  await ledgers.asOwner('large', 'analyze large.ledger_line')
  const planOf = async (condition: string) => {
    const statement = `explain select * from ledger_line line where ${condition} order by at desc, id desc limit 50`
    return (await sql.raw<{ 'QUERY PLAN': string }>(statement).execute(db)).rows
      .map((row) => row['QUERY PLAN'])
      .join('\n')
  }
  expect(await planOf('true')).toContain('ledger_line_by_time')
  expect(await planOf(`at < now() and (at, id) < (now(), 7)`)).toContain('ledger_line_by_time')
  expect(await planOf(`account = 'nobody'`)).toContain('ledger_line_by_account')
  expect(await planOf(`kind = 'absent'`)).toContain('ledger_line_by_kind')
  expect(await planOf(`ids @> array['r17']`)).toContain('ledger_line_by_record')
})
