// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { together } from './together.ts'

test('what many ask at once is asked once, in parts, and each gets their own answer', async () => {
  const asked: number[][] = []
  const double = together(async (all: number[]) => {
    asked.push(all)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return all.map((one) => one * 2)
  }, 3)
  const first = Promise.all([1, 2, 3, 4].map(double))
  await new Promise((resolve) => setTimeout(resolve, 2))
  const later = double(5)
  expect([await first, await later]).toEqual([[2, 4, 6, 8], 10])
  expect(asked).toEqual([
    [1, 2, 3],
    [4, 5],
  ])
})

test('an error is everybody’s of that question, and the next one is asked afresh', async () => {
  let fails = true
  const ask = together(async (all: string[]) => {
    if (fails) throw new Error('away')
    return all
  })
  const both = await Promise.allSettled([ask('a'), ask('b')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fails = false
  expect(await ask('c')).toBe('c')
})
