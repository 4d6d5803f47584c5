// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { loadIndicators } from '#reference/index.ts'
import { floorTable } from '../../commitments/floor.ts'
import { INDICATORS, partnershipFacts } from './facts.ts'
import { MORNING, partnersForTests } from './house.testing.ts'

const database = databaseForTests()
let house: Awaited<ReturnType<typeof partnersForTests>>
beforeAll(async () => {
  house = await partnersForTests(database)
})
afterAll(() => house.compartment.close())

test('agreements in force are counted by field, hidden where they are few, and looked at in time or late', async () => {
  const { db, authority, firm, agreed } = house
  const factsOf = (organisations: string[], now = MORNING) =>
    partnershipFacts({ db, organisations, country: 'ZZ', now, floorTable })
  const shownOf = async (indicator: string, field?: string, now = MORNING) =>
    (await factsOf([authority], now)).find(
      (each) => each.indicator === indicator && each.disaggregation.field === field,
    )?.value
  for (let i = 0; i < 6; i++) await agreed()
  expect(await shownOf(INDICATORS.held)).toBeNull()
  for (let i = 0; i < 16; i++) await agreed({ review: i < 12 ? '2026-06-30' : '2026-02-01' })
  // The number of one field alone would say those of the others, which are few.
  expect([await shownOf(INDICATORS.held), await shownOf(INDICATORS.held, 'manufacture')]).toEqual([20, null])
  // Four late ones are few: with their number the share is hidden too.
  expect(await shownOf(INDICATORS.reviewed)).toBeNull()
  for (let i = 0; i < 8; i++) await agreed({ review: '2026-02-01' })
  expect([await shownOf(INDICATORS.held), await shownOf(INDICATORS.reviewed)]).toEqual([30, 66.7])
  expect((await factsOf([firm])).every(({ value }) => value === null)).toBe(true)
  const over = new Date('2027-01-01T00:00:00Z')
  expect((await factsOf([authority], over)).every(({ value }) => value === null)).toBe(true)
  const known = new Map(loadIndicators().map((each) => [each.id, each]))
  for (const { indicator, unit } of await factsOf([authority])) {
    expect(known.get(indicator)?.units).toContain(unit)
    expect(known.get(indicator)?.hides).toBe('small-numbers')
  }
})
