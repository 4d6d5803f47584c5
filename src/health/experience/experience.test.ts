// SPDX-License-Identifier: Apache-2.0
/** A printed code gives one answer, nobody reads one, and what is shown gives no small number away. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FLOOR } from '#commitments/contract.ts'
import { type Actor, accessMigrations, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { loadIndicators } from '#reference/index.ts'
import { EXPERIENCE } from './facts.ts'
import {
  type ExperienceTables,
  experienceFacts,
  experienceMigrations,
  openExperience,
  openExperienceCounter,
} from './index.ts'
import { countrySums, lastQuarter, resultOf, type Sums } from './results.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  experience: experienceMigrations,
}
const clock = { at: new Date('2026-02-10T10:00:00Z') }
const now = () => clock.at
const service = { id: randomUUID(), name: 'House by the Lake', country: 'ZZ' }
const house = randomUUID()
const asker = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['experience:asker'], groups: [], clearance: 'amber' },
  purposes: ['service-experience'],
})
const open = () => database.open<ExperienceTables>('health', migrations)
let compartment: Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  compartment = await open()
})
afterAll(() => compartment.close())
const counter = () => openExperienceCounter({ db: compartment.db, now })
const deskOf = (actor: Actor) =>
  openExperience({ db: compartment.db, actor, runBy: async (id) => (id === house ? [service] : []), now })
const codeOf = (told: { ok: boolean; refusal?: { code: string } }) => told.refusal?.code ?? 'ok'
const value = <T>(told: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!told.ok) throw new Error(told.refusal.detail)
  return told.value
}

test('one answer a code; it is shown once its quarter is over and eight answered', async () => {
  expect(codeOf(await deskOf(asker(randomUUID())).make({ service: service.id, many: 1 }))).toBe('not-found')
  const { codes } = value(await deskOf(asker(house)).make({ service: service.id, many: 20 }))
  const [first = '', ...others] = codes
  expect(await counter().serviceOf(first.toLowerCase())).toEqual({ id: service.id, name: service.name })
  expect(codeOf(await counter().answer(first, {}))).toBe('not-valid')
  expect(codeOf(await counter().answer(first, { respect: 'always', safe: 'never' }))).toBe('ok')
  expect(codeOf(await counter().answer(first, { respect: 'always' }))).toBe('not-found')
  expect(await counter().serviceOf(first)).toBeUndefined()
  for (const code of others.slice(0, 6)) value(await counter().answer(code, { respect: 'always' }))
  clock.at = new Date('2026-04-01T00:00:00Z')
  expect(await counter().results(service.id)).toMatchObject([{ quarter: '2026-Q1', answers: null, score: null }])
  clock.at = new Date('2026-03-31T23:00:00Z')
  value(await counter().answer(others[7] ?? '', { respect: 'sometimes' }))
  expect(await counter().results(service.id)).toEqual([])
  clock.at = new Date('2026-04-01T00:00:00Z')
  const [shown] = await counter().results(service.id)
  // Seven of 3 points and one of 1, and one of none: 22 of 27.
  expect(shown).toMatchObject({ answers: 10, score: 81, questions: { respect: 92, safe: null } })
  const [own] = value(await deskOf(asker(house)).services())
  expect(own?.results).toEqual([shown])
})

test('nobody reads an answer, whatever seat they hold', async () => {
  const reading = sit(compartment.db, asker(house), (trx) =>
    trx
      .selectFrom('survey_answer' as never)
      .selectAll()
      .execute(),
  )
  await expect(reading).rejects.toThrow(/permission denied/)
})

test('the indicator is that of the last quarter that is over, of its country', async () => {
  const plan = { country: 'ZZ', now: new Date('2026-05-01T00:00:00Z') }
  const [fact] = await experienceFacts(compartment.db, plan)
  expect(fact).toMatchObject({ indicator: EXPERIENCE, period: '2026-Q1', value: 81, unit: '0-100' })
  expect(loadIndicators().find(({ id }) => id === EXPERIENCE)).toMatchObject({ hides: 'small-numbers' })
  expect((await experienceFacts(compartment.db, { ...plan, country: 'XV' }))[0]?.value).toBeNull()
  expect(lastQuarter(new Date('2026-01-01T00:00:00Z'))).toBe('2025-Q4')
})

const sums = fc.array(
  fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { minLength: 6, maxLength: 6 }), { maxLength: 12 }),
  { maxLength: 6 },
)
test('whoever takes what is shown of services from the country finds nobody, or eight of several services', () => {
  fc.assert(
    fc.property(sums, (given) => {
      const all = given.map(
        (answers, n): Sums => ({
          ...{ service: String(n), country: 'ZZ', quarter: '2026-Q1', answers: answers.length },
          replied: [0, 1, 2, 3, 4, 5].map((q) => answers.filter((each) => each[q] !== null).length),
          points: [0, 1, 2, 3, 4, 5].map((q) => answers.reduce((sum, each) => sum + (each[q] ?? 0), 0)),
        }),
      )
      for (const each of all) {
        const { answers, score } = resultOf(each)
        if (each.answers < FLOOR.least) expect([answers, score]).toEqual([null, null])
      }
      // The attacker knows exactly what stands behind everything that is shown.
      const shown = all.filter((each) => resultOf(each).score !== null)
      const rest = countrySums(all).answers - shown.reduce((sum, { answers }) => sum + answers, 0)
      expect(rest === 0 || rest >= FLOOR.least).toBe(true)
    }),
  )
})
