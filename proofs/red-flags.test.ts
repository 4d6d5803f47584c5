// SPDX-License-Identifier: Apache-2.0
/** How red flags are judged is itself right, and what they find does not fall unseen. `node bench/red-flags.ts` says the whole. */
import { expect, test } from 'vitest'
import { judgeSet } from '../bench/red-flags/judged.ts'
import { averagePrecision, trueAmongFirst } from '../bench/red-flags/ranking.ts'

const ranked = (text: string) => [...text].map((each, i) => ({ score: -i, isTrue: each === '+' }))

test('a ranking is as good as what stands above what, and equal scores say nothing', () => {
  expect(averagePrecision(ranked('++--'))).toBe(1)
  expect(averagePrecision(ranked('-+-+'))).toBe(0.5)
  // Of the first two one is true, of all four two: (1/2)(1/2) + (1/2)(2/4).
  expect(
    averagePrecision([
      ...ranked('+-').map((each) => ({ ...each, score: 9 })),
      ...ranked('+-').map((each) => ({ ...each, score: 1 })),
    ]),
  ).toBe(0.5)
  expect(averagePrecision(ranked('--'))).toBeNaN()
  expect(trueAmongFirst(ranked('+-++'), 2)).toBe(1)
  expect(
    trueAmongFirst(
      ranked('+++-').map((each) => ({ ...each, score: 1 })),
      2,
    ),
  ).toBe(1.5)
})

/** Under what was measured at this seed on 2026-11-23, by some: a floor, not a goal. */
const FLOORS = { orders: 0.7, payments: 0.3, parcels: 0.2, listings: 0.25 }

test('of each leg so many events are found as before, in records that nobody who wrote a rule had read', async () => {
  for (const { family, events, units } of await judgeSet('tune', 7, 1)) {
    const found = events.filter(({ named }) => named > 0).length / events.length
    expect(found, family).toBeGreaterThan(FLOORS[family as keyof typeof FLOORS])
    const alerts = units.filter(({ isAlert }) => isAlert)
    expect(alerts.length / units.length, `${family}: few are looked at`).toBeLessThan(0.16)
    expect(
      alerts.some(({ isTrue }) => !isTrue),
      `${family}: a judge that finds no fault is wrong`,
    ).toBe(true)
  }
}, 60_000)
