// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { offsetOf, zoneName } from './moments.ts'

test('a zone is told by its city and how far it is from UTC at that moment, or by that alone', () => {
  const [winter, summer] = [new Date('2026-01-10T12:00:30.500Z'), new Date('2026-07-10T12:00:00Z')]
  const told = (zone: string) => [winter, summer].map((moment) => offsetOf(moment, zone))
  expect(told('Europe/Paris')).toEqual(['UTC+1', 'UTC+2'])
  expect(told('America/St_Johns')).toEqual(['UTC-3:30', 'UTC-2:30'])
  expect(told('UTC')).toEqual(['UTC', 'UTC'])
  // The name of POSIX has its sign the other way.
  expect(zoneName(winter, 'Etc/GMT-1')).toBe('UTC+1')
  expect(zoneName(summer, 'America/St_Johns')).toBe('America/St Johns, UTC-2:30')
})
