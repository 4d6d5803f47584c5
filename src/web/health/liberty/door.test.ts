// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { momentIn } from './door.ts'

test('what began at a time of the form began when a clock of its zone showed it; without a zone it is no moment', () => {
  const form = new FormData()
  for (const [name, value] of [
    ['began-day', '2026-07-01'],
    ['began-time', '23:30'],
  ] as const)
    form.set(name, value)
  expect(momentIn(form, 'began')).not.toMatch(/Z$/)
  form.set('zone', 'America/St_Johns')
  expect(momentIn(form, 'began')).toBe('2026-07-02T02:00:00.000Z')
})
