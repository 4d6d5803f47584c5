// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { telOf } from './shown.ts'

test('a number is called as it is dialled, and one for messages is written to', () => {
  expect(telOf({ number: '+44 (0)20 7946 0000' })).toBe('tel:+442079460000')
  expect(telOf({ number: '(020) 7946 0000', extension: '12' })).toBe('tel:02079460000;ext=12')
  expect(telOf({ number: '+000 20 (10) 1' })).toBe('tel:+00020101')
  expect(telOf({ number: '+000 1120', type: 'text' })).toBe('sms:+0001120')
})
