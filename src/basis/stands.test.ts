// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test, vi } from 'vitest'
import { standsFor } from './stands.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('an answer stands for a while, and then is asked for anew', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  let asked = 0
  const number = standsFor(1000, async () => ++asked)
  expect([await number(), await number()]).toEqual([1, 1])
  vi.advanceTimersByTime(1001)
  expect(await number()).toBe(2)
})

test('a clock that was set back keeps no answer for longer', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  let asked = 0
  const number = standsFor(1000, async () => ++asked)
  await number()
  vi.setSystemTime(Date.now() - 3_600_000)
  expect(await number()).toBe(2)
})

test('what failed is told to who waited, and asked for anew', async () => {
  let asked = 0
  const number = standsFor(60_000, async () => {
    if (++asked === 1) throw new Error('not now')
    return asked
  })
  await expect(number()).rejects.toThrow('not now')
  expect(await number()).toBe(2)
})
