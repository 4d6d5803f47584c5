// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { wordIn, zoneOf } from './door.ts'

const sinceOf = (day: string, time: string, zone: string) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ 'since-day': day, 'since-time': time, zone })) form.set(name, value)
  return (wordIn(form) as { since: string }).since
}

test('the time of the form is what a clock of its zone shows, in summer and in winter; what no clock shows is none', () => {
  expect(sinceOf('2026-07-01', '08:00', 'Europe/Paris')).toBe('2026-07-01T06:00:00.000Z')
  expect(sinceOf('2026-11-23', '08:00', 'Europe/Paris')).toBe('2026-11-23T07:00:00.000Z')
  expect(sinceOf('2026-11-23', '00:30', 'Etc/GMT-1')).toBe('2026-11-22T23:30:00.000Z')
  for (const [day, time, zone] of [
    ['2026-03-29', '02:30', 'Europe/Paris'],
    ['2026-11-23', '', 'Europe/Paris'],
    ['2026-11-23', '08:00', 'Nowhere/Land'],
  ] as const)
    expect(sinceOf(day, time, zone), `${day} ${time} ${zone}`).not.toMatch(/Z$/)
})

test('the zone is that of the services where all share one, else the country’s', () => {
  const [paris, noumea, none] = ['Europe/Paris', 'Pacific/Noumea', null].map((timeZone) => ({ timeZone }))
  if (!paris || !noumea || !none) throw new Error('Three.')
  expect(zoneOf([noumea, noumea], 'Europe/Paris')).toBe('Pacific/Noumea')
  for (const services of [[], [none], [noumea, none], [paris, noumea]])
    expect(zoneOf(services, 'Europe/Paris')).toBe('Europe/Paris')
})
