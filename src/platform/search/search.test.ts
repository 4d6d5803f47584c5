// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations, type Handling, keyOf, sit } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { fileWords, findByWords, searchMigrations, wordsOf } from './index.ts'

const database = databaseForTests()
const open = () => database.open<unknown>('rooms', { access: accessMigrations, search: searchMigrations })
const organisation = randomUUID()
const actor = (over: Partial<Actor> = {}): Actor => ({
  account: randomUUID(),
  organisation,
  roles: [],
  groups: [],
  clearance: 'amber',
  purposes: ['control'],
  ...over,
})
const handling: Handling = {
  originator: organisation,
  audience: [keyOf.organisation(organisation)],
  marking: 'amber',
  purposes: ['control'],
  fields: {},
  originatorControlled: false,
  keptUntil: null,
}

test.each([
  ['Réunion du 3 juin', ['reunion', 'du', '3', 'juin']],
  ['ＡＢＣ abc', ['abc']],
  ['会议通知', ['会议', '议通', '通知']],
])('the words of %s', (text, words) => expect(wordsOf(text)).toEqual(words))

test('a record is found by every word, the last one begun, newest first, and by nobody for whom it does not exist', async () => {
  const { db } = await open()
  const file = (text: string, day: number) => {
    const record = randomUUID()
    const at = new Date(Date.UTC(2026, 0, day))
    return sit(db, actor(), (trx) => fileWords(trx, { kind: 'note', record, at, handling, text })).then(() => record)
  }
  const older = await file('Meeting of the steering group', 1)
  const newer = await file('Meeting moved to Thursday', 2)
  const find = (text: string, who = actor()) =>
    sit(db, who, (trx) => findByWords(trx, { kind: 'note', text, limit: 10 }))
  expect(await find('meet')).toEqual([newer, older])
  expect(await find('meeting thurs')).toEqual([newer])
  expect(await find('thursday steering')).toEqual([])
  expect(await find('')).toEqual([])
  expect(await find('meeting', actor({ clearance: 'green' }))).toEqual([])
  expect(await find('meeting', actor({ organisation: randomUUID() }))).toEqual([])
})

test('under row-level security a search goes by the index', async () => {
  const { db } = await open()
  await sit(db, actor(), async (trx) => {
    await sql`insert into word (kind, word, at, record, originator, audience, marking, purposes)
      select 'note', 'w' || n % 5000, now() - n * interval '1 minute', gen_random_uuid(), ${organisation},
        array[${keyOf.organisation(organisation)}], 1, array['control'] from generate_series(1, 40000) n`.execute(trx)
    const plan = await sql<{ 'QUERY PLAN': string }>`explain
      select record from word where kind = 'note' and word >= 'w77' and word < 'w77z' order by at desc limit 10`.execute(
      trx,
    )
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index (?:Only )?Scan|Bitmap Index Scan/)
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond:.*word >= 'w77'/)
  })
})
