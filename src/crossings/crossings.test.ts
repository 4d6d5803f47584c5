// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { SignalToTell } from '#health/signals/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { carriedOf, carriedShape, countOf } from './harm-signal-to-warnings.ts'
import { crossingsMigrations, keepReceiving } from './index.ts'
import { type Message, receive, send } from './post.ts'

const database = databaseForTests()
const open = async () => (await database.open<object>('commons', { crossings: crossingsMigrations })).db
const areas = [
  { code: 'ZZ-NO', parent: null, name: { en: 'North', fr: 'Nord' } },
  { code: 'ZZ-NO-1', parent: 'ZZ-NO', name: { en: 'Port', fr: 'Port' } },
  { code: 'ZZ-NO-11', parent: 'ZZ-NO-1', name: { en: 'Old Town', fr: 'Vieille-Ville' } },
]
const signal: SignalToTell = {
  ...{ source: 'hospital', substance: { name: 'blue powder' }, severity: 'severe' },
  ...{ region: 'ZZ-NO-11', week: '2026-W47', people: 3 },
}
const all = async (db: Kysely<object>, passage: string) => {
  const seen: Message[] = []
  while (await receive(db, passage, async (message) => void seen.push(message)));
  return seen
}

test('each field goes through by name, and a planted one does not', () => {
  const planted = { ...signal, note: 'Her mother is at 06 12 34 56 78', id: randomUUID(), ages: '15-24', from: 'x' }
  expect(carriedOf(planted, areas)).toEqual({
    ...{ sourceKind: 'hospital', substance: { name: 'blue powder' }, severity: 'severe' },
    ...{ region: 'ZZ-NO', week: '2026-W47', count: '1-7' },
  })
  const carried = carriedOf(signal, areas)
  expect(carriedShape.safeParse(carried).success).toBe(true)
  for (const wrong of [
    { ...carried, people: 3 },
    { ...carried, count: '3' },
    { ...carried, count: '12' },
    { ...carried, region: 'ZZ-NO-1-1' },
    { ...carried, week: '2026-11-21' },
    { ...carried, substance: { ...carried.substance, batch: '1' } },
    { ...carried, substance: { name: 'Mr Dupont, 06 12 34 56 78' } },
  ])
    expect(carriedShape.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
})

test('a number is told as a range below eight, and so rounded above that it stands for at least five numbers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (people) => {
      const told = countOf(people)
      if (people < 8) return told === '1-7'
      return (
        Number(told) % 5 === 0 &&
        Math.abs(Number(told) - people) <= 2 &&
        carriedShape.shape.count.safeParse(told).success
      )
    }),
  )
})

test('what waits is taken once, in order, by its own passage, and is gone then', async () => {
  const db = await open()
  const [one, two] = [randomUUID(), randomUUID()]
  for (const _twice of [1, 2]) await send(db, 'there', { id: one, verb: 'tell', content: { count: '1-7' } })
  await send(db, 'there', { id: two, verb: 'take-back', content: null })
  await send(db, 'back', { id: two, verb: 'tell', content: {} })
  const { rows } = await sql`select 1 from passage_message`.execute(db)
  expect(rows).toEqual([]) // outside of a passage nothing is there
  await expect(receive(db, 'there', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await all(db, 'there')).toEqual([
    { id: one, verb: 'tell', content: { count: '1-7' } },
    { id: two, verb: 'take-back', content: null },
  ])
  expect([await all(db, 'there'), (await all(db, 'back')).length]).toEqual([[], 1])
})

test('two who receive take each message once between them, and one that fails is taken later', async () => {
  const db = await open()
  const ids = Array.from({ length: 20 }, () => randomUUID())
  for (const id of ids) await send(db, 'many', { id, verb: 'tell', content: {} })
  const taken: string[] = []
  const trouble: string[] = []
  let fails = 2
  const take = async ({ id }: Message) => {
    if (fails-- > 0) throw Object.assign(new Error(), { code: 'away' })
    taken.push(id)
  }
  const stops = [1, 2].map(() => keepReceiving(db, 'many', take, (code) => trouble.push(code)))
  for (let i = 0; i < 200 && taken.length < ids.length; i++) await new Promise((done) => setTimeout(done, 25))
  await Promise.all(stops.map((stop) => stop()))
  expect(taken.toSorted()).toEqual(ids.toSorted())
  expect(new Set(trouble)).toEqual(new Set(['away']))
})

test('what cannot be taken keeps back what is said of the same record, and nothing else', async () => {
  const db = await open()
  const [stuck, fine] = [randomUUID(), randomUUID()]
  await send(db, 'slow', { id: stuck, verb: 'take-back', content: null })
  await send(db, 'slow', { id: stuck, verb: 'tell', content: {} })
  await send(db, 'slow', { id: fine, verb: 'tell', content: {} })
  const [tried, trouble]: [string[], string[]] = [[], []]
  const stop = keepReceiving(
    db,
    'slow',
    async ({ id, verb }) => {
      tried.push(`${id} ${verb}`)
      if (id === stuck) throw Object.assign(new Error(), { code: 'nobody-listens' })
    },
    (code) => trouble.push(code),
  )
  for (let i = 0; i < 200 && trouble.length < 2; i++) await new Promise((done) => setTimeout(done, 25))
  await stop()
  expect(tried.slice(0, 3)).toEqual([`${stuck} take-back`, `${fine} tell`, `${stuck} take-back`])
  expect((await all(db, 'slow')).map(({ id, verb }) => `${id} ${verb}`)).toEqual([
    `${stuck} take-back`,
    `${stuck} tell`,
  ])
})

test('what is taken back while it waits is not told at all', async () => {
  const db = await open()
  const [id, other] = [randomUUID(), randomUUID()]
  for (const each of [id, other]) await send(db, 'withdrawn', { id: each, verb: 'tell', content: {} })
  await send(db, 'withdrawn', { id, verb: 'take-back', content: null })
  expect((await all(db, 'withdrawn')).map((each) => `${each.id} ${each.verb}`)).toEqual([
    `${other} tell`,
    `${id} take-back`,
  ])
})
