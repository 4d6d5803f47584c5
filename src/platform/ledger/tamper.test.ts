// SPDX-License-Identifier: Apache-2.0
/** Whoever owns the database changes, removes, inserts or swaps lines, and it is found each time, at its place. */
import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Db, ledgersForTests, write } from './for-tests.ts'
import { type Broken, createSealer, type LedgerLine, verifyLedger } from './index.ts'
import { lineColumns } from './line.ts'
import { writeNote } from './note.ts'
import { leafOf } from './stranger.testing.ts'

const ledgers = ledgersForTests()
const NAME = 'tampered'
const BATCHES = [1, 6, 1, 9, 4, 3]
const SIZE = BATCHES.reduce((sum, size) => sum + size, 0)
/** Sizes at which the ledger was signed. */
const SIGNED = BATCHES.map((_, i) => BATCHES.slice(0, i + 1).reduce((sum, size) => sum + size, 0))
/** The places under the checkpoint that covers one. */
const batchOf = (position: number): [number, number] => {
  const last = SIGNED.find((size) => size > position) ?? SIZE
  return [SIGNED.findLast((size) => size <= position) ?? 0, last - 1]
}

const TABLES = ['ledger_line', 'ledger_leaf', 'ledger_checkpoint', 'ledger_pending']
let db: Db
let lines: LedgerLine[]
const published: string[] = []

beforeAll(async () => {
  db = await ledgers.open(NAME)
  const { key } = ledgers
  const sealer = createSealer({ db, key, origin: `test/${NAME}`, onCheckpoint: (note) => published.push(note) })
  for (const size of BATCHES) {
    for (let i = 0; i < size; i++) await write(db, i % 2 ? {} : { verb: 'write', content: `content ${i}` })
    await sealer.seal()
  }
  const { rows } = await sql<LedgerLine>`select ${lineColumns} from ledger_line line order by id`.execute(db)
  lines = rows
  await asOwner(...TABLES.map((table) => `create table kept_${table} as select * from ${table}`))
})

const asOwner = (...statements: string[]) => ledgers.asOwner(NAME, ...statements)
const restore = () =>
  asOwner(
    ...TABLES.flatMap((table) => [
      `delete from ${table}`,
      `insert into ${table} overriding system value select * from kept_${table}`,
    ]),
  )

const idAt = (position: number) => (lines[position] as LedgerLine).id
const verdictAfter = async (statements: string[], checkpoints?: string[]) => {
  await asOwner(...statements)
  try {
    return (await verifyLedger(db, ledgers.publicKey, checkpoints)).broken
  } finally {
    await restore()
  }
}

/** What each column can be made into; every one of them is another value than before. */
const CHANGES = [
  `at = at + interval '1 millisecond'`,
  `at = 'infinity'`,
  `account = 'somebody else'`,
  'organisation = gen_random_uuid()',
  `verb = verb || ' '`,
  `kind = 'other'`,
  `ids = array['another']`,
  'ids[1] = reverse(ids[1])',
  `purpose = ''`,
  `digest = sha256('guess')`,
]

/** Makes the leaf's hash fit the line as it now stands, as someone who knows this code would. */
const rehash = async (position: number, change: string) => {
  const changed = `update ledger_line set ${change} where id = ${idAt(position)}`
  await asOwner(changed)
  const { rows } = await sql<LedgerLine>`
    select ${lineColumns} from ledger_line line where id = ${idAt(position)}`.execute(db)
  const { account, at, digest, id, ids, kind, organisation, purpose, verb } = rows[0] as LedgerLine
  const text = JSON.stringify({ account, at, digest, id, ids, kind, organisation, purpose, verb })
  return [changed, `update ledger_leaf set hash = '\\x${leafOf(text)}' where position = ${position}`]
}

const shift = (from: number, by: number) => [
  `update ledger_leaf set position = position + 1000 where position >= ${from}`,
  `update ledger_leaf set position = position - 1000 + ${by} where position >= 1000`,
]
const removeBoth = (position: number) => [
  `delete from ledger_leaf where position = ${position}`,
  `delete from ledger_line where id = ${idAt(position)}`,
]
const forgeLine = [
  `insert into ledger_line (id, verb, kind, ids) overriding system value values (9999, 'read', 'thing', '{forged}')`,
]
const swapPlaces = (a: number, b: number, hash: 'kept' | 'other') => [
  `delete from ledger_leaf where position in (${a}, ${b})`,
  `insert into ledger_leaf (position, line, hash) select kept.position, other.line, ${hash}.hash
    from kept_ledger_leaf kept join kept_ledger_leaf other on other.position = ${a} + ${b} - kept.position
    where kept.position in (${a}, ${b})`,
]
const SWAPPED = 'at, account, organisation, verb, kind, ids, purpose, digest'
const swapLines = (a: string, b: string) => [
  `update ledger_line line set (${SWAPPED}) = (select ${SWAPPED} from kept_ledger_line other
    where other.id = case line.id when ${a} then ${b} else ${a} end) where id in (${a}, ${b})`,
]

const place = fc.nat(SIZE - 1)
const twoPlaces = fc.uniqueArray(place, { minLength: 2, maxLength: 2 }).map((pair) => pair.sort((a, b) => a - b))

interface Tampering {
  name: string
  statements: string[] | Promise<string[]>
  expected: Partial<Broken>
}
const exactly = (position: number) => ({ first: position, last: position })
const within = (position: number) => ({ first: batchOf(position)[0], last: batchOf(position)[1] })

const byOnePlace: ((position: number, change: string) => Tampering)[] = [
  (p, change) => ({
    name: `change ${change}`,
    statements: [`update ledger_line set ${change} where id = ${idAt(p)}`],
    expected: { fault: 'changed', ...exactly(p), line: idAt(p) },
  }),
  (p) => ({
    name: 'change a hash',
    statements: [`update ledger_leaf set hash = sha256(hash) where position = ${p}`],
    expected: within(p),
  }),
  (p, change) => ({ name: `change and hash again ${change}`, statements: rehash(p, change), expected: within(p) }),
  (p) => ({
    name: 'remove a line',
    statements: [`delete from ledger_line where id = ${idAt(p)}`],
    expected: { fault: 'removed', ...exactly(p), line: idAt(p) },
  }),
  (p) => ({
    name: 'remove a line and its place',
    statements: removeBoth(p),
    expected: { fault: 'removed', ...(p === SIZE - 1 ? within(p) : exactly(p)) },
  }),
  (p) => ({
    name: 'remove a line and close the gap',
    statements: [...removeBoth(p), ...shift(p + 1, -1)],
    expected: within(p),
  }),
  (p) => ({
    name: 'insert a line',
    statements: [
      ...forgeLine,
      ...shift(p, 1),
      `insert into ledger_leaf (position, line, hash) values (${p}, 9999, sha256('x'))`,
    ],
    expected: within(p),
  }),
]

const byTwoPlaces: ((a: number, b: number) => Tampering)[] = [
  (a, b) => ({
    name: 'swap two lines',
    statements: swapLines(idAt(a), idAt(b)),
    expected: { fault: 'changed', ...exactly(a), line: idAt(a) },
  }),
  (a, b) => ({
    name: 'swap two places',
    statements: swapPlaces(a, b, 'kept'),
    expected: { fault: 'changed', ...exactly(a), line: idAt(b) },
  }),
  (a, b) => ({
    name: 'swap two places with their hashes',
    statements: swapPlaces(a, b, 'other'),
    expected: { fault: 'rewritten', ...within(a) },
  }),
]

test('any line changed, removed, inserted or swapped is found, and its place named', { timeout: 300_000 }, async () => {
  const one = fc.tuple(fc.constantFrom(...byOnePlace), place, fc.constantFrom(...CHANGES)).map(
    ([make, p, change]) =>
      () =>
        make(p, change),
  )
  const two = fc.tuple(fc.constantFrom(...byTwoPlaces), twoPlaces).map(
    ([make, [a, b]]) =>
      () =>
        make(a as number, b as number),
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 7, arbitrary: one }, { weight: 3, arbitrary: two }), async (make) => {
      const { name, statements, expected } = make()
      expect(await verdictAfter(await statements), name).toMatchObject(expected)
    }),
    { numRuns: 150 },
  )
  expect((await verifyLedger(db, ledgers.publicKey, published)).broken).toBeUndefined()
})

test('lines that were put beside the tree, or taken out before they came into it, are found', async () => {
  expect(await verdictAfter(forgeLine)).toEqual({ fault: 'stray', first: SIZE, last: SIZE, line: '9999' })
  const taken = ['insert into ledger_pending values (8888)']
  expect(await verdictAfter(taken)).toEqual({ fault: 'removed', first: SIZE, last: SIZE, line: '8888' })
  const placed = [
    ...forgeLine,
    `insert into ledger_leaf (position, line, hash) values (${SIZE}, 9999, (select hash from ledger_leaf limit 1))`,
  ]
  expect(await verdictAfter(placed)).toMatchObject({ first: SIZE, last: SIZE })
})

test('checkpoints that were taken away, changed or signed by another are found', async () => {
  const [previous, last] = [SIGNED.at(-2) as number, SIGNED.at(-1) as number]
  const under = { first: previous, last: last - 1 }
  const gone = `delete from ledger_checkpoint where size = ${last}`
  expect(await verdictAfter([gone])).toEqual({ fault: 'unsigned', ...under })
  const other = writeNote(
    { origin: `test/${NAME}`, size: last, root: Buffer.alloc(32) },
    generateKeyPairSync('ed25519').privateKey,
  )
  const resigned = `update ledger_checkpoint set note = '${other}' where size = ${last}`
  expect(await verdictAfter([resigned])).toEqual({ fault: 'forged', ...under })
  const moved = `update ledger_checkpoint set note = (select note from kept_ledger_checkpoint where size = ${previous}) where size = ${last}`
  expect(await verdictAfter([moved])).toEqual({ fault: 'forged', ...under })
})

test('a ledger cut short with its checkpoints, or rewritten by whoever has its key, contradicts what was published', async () => {
  const cut = SIGNED.at(-3) as number
  const statements = [
    `delete from ledger_checkpoint where size > ${cut}`,
    `delete from ledger_leaf where position >= ${cut}`,
    `delete from ledger_line where id > ${idAt(cut - 1)}`,
  ]
  expect(await verdictAfter(statements)).toBeUndefined()
  expect(await verdictAfter(statements, published)).toMatchObject({ fault: 'removed', first: cut })
  expect(await verdictAfter(['truncate ledger_line, ledger_leaf, ledger_checkpoint'], published.slice(-1))).toEqual({
    fault: 'removed',
    first: 0,
    last: SIZE - 1,
  })
  const all = TABLES.map((table) => `delete from ${table}`)
  await asOwner(...all)
  for (let i = 0; i < SIZE; i++) await write(db)
  await ledgers.sealerOf(NAME, db).seal()
  expect((await verifyLedger(db, ledgers.publicKey)).broken).toBeUndefined()
  expect(await verdictAfter([], published)).toMatchObject({ fault: 'rewritten', first: 0, last: 0 })
})

test('a sealer signs nothing on top of what was tampered with', async () => {
  await write(db)
  const last = SIGNED.at(-1)
  const edges = [
    `update ledger_checkpoint set edge = set_byte(edge, 0, get_byte(edge, 0) # 1) where size = ${last}`,
    `update ledger_checkpoint set edge = decode(split_part(note, E'\\n', 3), 'base64') where size = ${last}`,
    `update ledger_checkpoint set note = replace(note, '${last}', '${SIZE - 1}') where size = ${last}`,
  ]
  for (const statement of edges) {
    await asOwner(statement)
    await expect(ledgers.sealerOf(NAME, db).seal(), statement).rejects.toThrow('not signed here')
    await restore()
    await write(db)
  }
  const sealer = ledgers.sealerOf(NAME, db)
  expect(await sealer.seal()).toBe(1)
  await restore()
  await write(db)
  await expect(sealer.seal()).rejects.toThrow('shorter than what was signed')
  await restore()
})
