// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { ageAsked, groupsOf, positionAsked, spansFor, type When } from './asked.ts'

/** Monday 23 November 2026, 19:30 in Paris. */
const now = new Date('2026-11-23T18:30:00Z')
const spans = (when: When, at = now, zone = 'Europe/Paris') =>
  spansFor(when, zone, at).map((span) => span.map((moment) => new Date(moment).toISOString().slice(0, 16)).join(' '))

test('when is meant by the clock of the country, from now on and within a week', () => {
  expect(spans('now')).toEqual(['2026-11-23T18:30 2026-11-23T18:31'])
  expect(spans('today')).toEqual(['2026-11-23T18:30 2026-11-23T23:00'])
  expect(spans('tomorrow')).toEqual(['2026-11-23T23:00 2026-11-24T23:00'])
  expect(spans('MO'), 'what is left of today').toEqual(['2026-11-23T18:30 2026-11-23T23:00'])
  expect(spans('SU')).toEqual(['2026-11-28T23:00 2026-11-29T23:00'])
  expect(spans('weekend')).toEqual(['2026-11-27T23:00 2026-11-28T23:00', '2026-11-28T23:00 2026-11-29T23:00'])
  expect(spans('evening').slice(0, 2)).toEqual([
    '2026-11-23T18:30 2026-11-23T21:00',
    '2026-11-24T17:00 2026-11-24T21:00',
  ])
  expect(spans('evening')).toHaveLength(7)
  // Late there it is tomorrow by UTC, and no evening is left of today.
  expect(spans('today', new Date('2026-11-24T04:30:00Z'), 'America/New_York')).toEqual([
    '2026-11-24T04:30 2026-11-24T05:00',
  ])
  expect(spans('evening', new Date('2026-11-24T04:30:00Z'), 'America/New_York')).toHaveLength(6)
  // A day on which clocks go back has 25 hours.
  expect(spans('tomorrow', new Date('2026-10-24T10:00:00Z'))).toEqual(['2026-10-24T22:00 2026-10-25T23:00'])
})

test('for whom alone a service is is said, and not whom it also thinks of', () => {
  const [women, men, parents, all] = ['gen.women', 'gen.men', 'life.parent', 'all'].map((term) => `population:${term}`)
  expect(groupsOf([women, parents, 'cost:free'].map(String))).toEqual([women])
  expect(groupsOf([women, men].map(String))).toEqual([])
  expect(groupsOf([String(all), String(women)])).toEqual([])
  expect(groupsOf(['population:jus.prison', 'population:age.18-25'])).toEqual(['population:jus.prison'])
  expect(groupsOf(['soc.veteran', 'hlt.hiv', 'hlt.trauma'].map((term) => `population:${term}`))).toEqual([])
})

test('a position is rounded to about a kilometre; anything else is a name', () => {
  expect(positionAsked(' -13.16449, -21.66 ')).toEqual({ latitude: -13.16, longitude: -21.66 })
  expect(positionAsked('44;-123.0951')).toEqual({ latitude: 44, longitude: -123.1 })
  for (const other of ['Springfield, OR', '95, 10', '10, 181', '12', '', '1,2,3'])
    expect(positionAsked(other)).toBeNull()
})

test('an age is read in the digits and words of whoever writes it', () => {
  for (const said of ['15', '15 years', ' 15 ans', '١٥', '۱۵ ساله', '१५', '１５歳', '15.', '015'])
    expect(ageAsked(said), said).toBe(15)
  expect(ageAsked('0')).toBe(0)
  for (const said of ['', 'fifteen', '15-17', '15½', '-15', '121', '1990']) expect(ageAsked(said), said).toBeUndefined()
})
