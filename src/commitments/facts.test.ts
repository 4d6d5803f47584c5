// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { loadIndicators } from '#reference/index.ts'
import { commitmentsMigrations, createFactsDesk, createPublisher, type Fact, type FactTables, FLOOR } from './index.ts'

const database = databaseForTests()
const publish = createPublisher(loadIndicators())
const open = async () => {
  const { db } = await database.open<FactTables>('commitments', { facts: commitmentsMigrations })
  return { db, desk: createFactsDesk(db) }
}

const fact = (over: Partial<Fact> = {}): Fact => ({
  indicator: 'IND-005',
  period: '2026',
  area: 'ZZ',
  disaggregation: {},
  source: 'health/care',
  value: 120,
  unit: 'number',
  floor: FLOOR,
  computedAt: '2026-11-22T00:00:00.000Z',
  certainty: 'complete',
  ...over,
})

const read = async (source: string) => {
  const { desk } = await open()
  const answer = await desk.facts({ source })
  return answer.ok ? answer.value.facts : []
}

test('what is published is read by everybody, once however often it was sent', async () => {
  const { db } = await open()
  const table = [
    fact({ source: 'a' }),
    fact({ source: 'a', disaggregation: { sex: 'women', 'age-group': '15-24' }, value: null }),
  ]
  expect(await publish(db, table)).toEqual({ ok: true, value: { changed: 2 } })
  const turned = table.map((own) => ({
    ...own,
    disaggregation: Object.fromEntries(Object.entries(own.disaggregation).reverse()),
  }))
  expect(await publish(db, turned)).toEqual({ ok: true, value: { changed: 0 } })
  expect(await read('a')).toEqual(table)
})

test('a later figure takes the place of an earlier one, never the other way round', async () => {
  const { db } = await open()
  await publish(db, [fact({ source: 'b', value: 100, computedAt: '2026-11-20T00:00:00.000Z' })])
  await publish(db, [fact({ source: 'b', value: 105, computedAt: '2026-11-21T00:00:00.000Z' })])
  await publish(db, [fact({ source: 'b', value: 95, computedAt: '2026-11-19T00:00:00.000Z' })])
  expect((await read('b')).map(({ value }) => value)).toEqual([105])
})

test('a transaction that is rolled back publishes nothing', async () => {
  const { db } = await open()
  const work = db.transaction().execute(async (trx) => {
    await publish(trx, [fact({ source: 'c' })])
    throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  expect(await read('c')).toEqual([])
})

test.each<[string, Partial<Fact>]>([
  ['unknown-indicator', { indicator: 'IND-999' }],
  ['no-floor', { floor: null }],
  ['no-floor', { floor: { least: 3, round: 5 } }],
  ['too-small', { value: 5 }],
  ['too-small', { value: 13 }],
  ['not-valid', { unit: 'percent' }],
  ['not-valid', { period: '2026-13' }],
  ['not-valid', { area: 'nowhere' }],
  ['not-valid', { value: Number.NaN }],
  ['not-valid', { indicator: 'IND-058', unit: 'S-DDD/million/day', floor: null, value: null }],
])('%s: one such fact and none of its table is shown', async (code, over) => {
  const { db } = await open()
  const answer = await publish(db, [fact({ source: 'd' }), fact({ source: 'd', area: 'ZZ-NO', ...over })])
  expect(answer).toMatchObject({ ok: false, refusal: { code, where: expect.stringMatching(/^facts\[1\]\./) } })
  expect(await read('d')).toEqual([])
})

test('one key twice in one publication is refused', async () => {
  const { db } = await open()
  expect(await publish(db, [fact(), fact({ value: 130 })])).toMatchObject({ refusal: { code: 'twice' } })
})

test('the desk finds by indicator, area, period and breakdown, and reads on from page to page', async () => {
  const { db, desk } = await open()
  const areas = ['ZZ', 'ZZ-CE', 'ZZ-NO']
  const table = ['2024', '2025', '2026'].flatMap((period) =>
    areas.flatMap((area) => [
      fact({ source: 'e', period, area }),
      fact({ source: 'e', period, area, disaggregation: { sex: 'men' } }),
    ]),
  )
  await publish(db, table)
  const found = async (query: object) => {
    const answer = await desk.facts({ source: 'e', ...query })
    return answer.ok ? answer.value.facts.length : -1
  }
  expect(await found({})).toBe(18)
  expect(await found({ indicators: ['IND-001'] })).toBe(0)
  expect(await found({ indicators: [] })).toBe(0)
  expect(await found({ areas: ['ZZ-NO', 'ZZ-CE'], by: [] })).toBe(6)
  expect(await found({ by: ['sex'], period: '2025' })).toBe(3)
  expect(await found({ from: '2025' })).toBe(12)
  const pages: Fact[] = []
  for (let after: string | undefined; ; ) {
    const answer = await desk.facts({ source: 'e', limit: 7, ...(after ? { after } : {}) })
    if (!answer.ok) throw new Error(answer.refusal.detail)
    pages.push(...answer.value.facts)
    after = answer.value.next
    if (!after) break
  }
  expect(pages).toHaveLength(18)
  expect(new Set(pages.map((own) => JSON.stringify(own))).size).toBe(18)
  expect(await desk.facts({ after: 'x' })).toMatchObject({ refusal: { code: 'not-valid', where: 'after' } })
  expect(await desk.facts({ limit: 0 })).toMatchObject({ refusal: { code: 'not-valid' } })
})

test('nobody takes a figure away', async () => {
  const { db } = await open()
  await expect(sql`delete from fact`.execute(db)).rejects.toMatchObject({ code: '42501' })
})
