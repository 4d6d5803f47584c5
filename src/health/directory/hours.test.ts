// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarOf, type Hours, momentOf, nextDays, openingAt, type Schedule, WEEKDAYS, wallAt } from './hours.ts'

const never = () => false
const hours = (schedules: Schedule[], timeZone = 'Etc/UTC', holidays: Hours['holidays'] = 'open'): Hours => ({
  ...{ schedules, timeZone, holidays },
})
const at = (given: Hours, moment: string, isHoliday = never as (date: string) => boolean) =>
  openingAt(given, new Date(moment), isHoliday)
const night: Schedule[] = [{ byday: ['SU'], opensAt: '22:00', closesAt: '02:00' }]
const all: Schedule[] = [{ byday: WEEKDAYS, opensAt: '00:00', closesAt: '24:00' }]

test('a night of Sunday goes on into Monday, and who never closes says no time', () => {
  const monday = { date: '2026-11-23', day: 'MO', time: '02:00' }
  expect(at(hours(night), '2026-11-22T23:00:00Z')).toEqual({ isOpen: true, changes: { ...monday, days: 1 } })
  expect(at(hours(night), '2026-11-23T01:59:59Z')).toEqual({ isOpen: true, changes: { ...monday, days: 0 } })
  expect(at(hours(night), '2026-11-23T02:00:00Z')).toMatchObject({ isOpen: false, changes: { date: '2026-11-29' } })
  expect(at(hours(all), '2026-11-22T23:00:00Z')).toEqual({ isOpen: true, changes: null })
  expect(at(hours([]), '2026-11-22T23:00:00Z')).toEqual({ isOpen: false, changes: null })
})

test('the clock of the place decides, also in the hour that comes twice and in the one that does not come', () => {
  // New York: on 1 November 2026 the hour from 01:00 comes twice, on 8 March 2026 the one from 02:00 does not come.
  const early: Schedule[] = [{ byday: ['SU'], opensAt: '00:30', closesAt: '01:30' }]
  const there = hours(early, 'America/New_York')
  expect(at(there, '2026-11-01T05:29:00Z').isOpen).toBe(true) // 01:29 for the first time
  expect(at(there, '2026-11-01T05:30:00Z').isOpen).toBe(false) // 01:30 for the first time
  expect(at(there, '2026-11-01T06:10:00Z').isOpen).toBe(false) // 01:10 for the second time: closed since
  const late: Schedule[] = [{ byday: ['SA'], opensAt: '22:00', closesAt: '02:30' }]
  expect(at(hours(late, 'America/New_York'), '2026-03-08T06:59:00Z').isOpen).toBe(true) // 01:59, an hour before none
  expect(at(hours(late, 'America/New_York'), '2026-03-08T07:29:00Z').isOpen).toBe(true) // 03:29: half an hour after 02:00
  expect(at(hours(late, 'America/New_York'), '2026-03-08T07:30:00Z').isOpen).toBe(false)
  const winter = at(hours(early, 'America/New_York'), '2026-11-05T00:00:00Z')
  expect(winter.changes).toEqual({ date: '2026-11-08', day: 'SU', time: '00:30', days: 4 })
})

test('the first, a fifth and the last of a day of a month, and a season', () => {
  const rule = (byday: Schedule['byday'], over: Partial<Schedule> = {}): Schedule => ({
    ...{ byday, opensAt: '14:00', closesAt: '17:00', ...over },
  })
  const from = new Date('2026-11-22T00:00:00Z')
  expect(nextDays(rule(['1TU']), 'Etc/UTC', from)).toEqual(['2026-12-01', '2027-01-05', '2027-02-02'])
  expect(nextDays(rule(['-1FR']), 'Etc/UTC', from)).toEqual(['2026-11-27', '2026-12-25', '2027-01-29'])
  expect(nextDays(rule(['5MO']), 'Etc/UTC', from)).toEqual(['2026-11-30', '2027-03-29'])
  expect(nextDays(rule(['MO'], { validFrom: '2026-12-01', validTo: '2026-12-08' }), 'Etc/UTC', from)).toEqual([
    '2026-12-07',
  ])
  expect(at(hours([rule(['1TU'])]), '2026-12-01T14:00:00Z')).toMatchObject({ isOpen: true, changes: { time: '17:00' } })
  expect(at(hours([rule(['1TU'])]), '2026-12-08T14:00:00Z').isOpen).toBe(false)
})

test('on a public holiday it is as was said, and not known where nobody said', () => {
  const feast = (date: string) => date === '2026-11-23'
  const days: Schedule[] = [{ byday: ['MO'], opensAt: '09:00', closesAt: '17:00' }]
  const monday = '2026-11-23T10:00:00Z'
  expect(at(hours(days, 'Etc/UTC', 'open'), monday, feast).isOpen).toBe(true)
  expect(at(hours(days, 'Etc/UTC', 'closed'), monday, feast)).toMatchObject({
    isOpen: false,
    changes: { date: '2026-11-30' },
  })
  // Day and night is not until a holiday that comes: it is said apart what is known of that.
  const friday = '2026-11-20T10:00:00Z'
  expect(at(hours(all, 'Etc/UTC', null), friday, feast)).toMatchObject({ isOpen: true, untilHoliday: 'unknown' })
  expect(at(hours(all, 'Etc/UTC', 'closed'), friday, feast)).toMatchObject({ untilHoliday: 'closed' })
  expect(at(hours(all, 'Etc/UTC', 'open'), friday, feast)).toEqual({ isOpen: true, changes: null })
  expect(at(hours(days, 'Etc/UTC', null), friday, feast)).not.toHaveProperty('untilHoliday')
  expect(at(hours(days, 'Etc/UTC', null), monday, feast)).toMatchObject({ isOpen: null, changes: { time: '17:00' } })
  expect(at(hours(days, 'Etc/UTC', null), '2026-11-23T08:00:00Z', feast).isOpen).toBe(false) // on no Monday is it open then
  // A night that began the day before goes on; the one of the feast itself does not begin.
  const nights: Schedule[] = [{ byday: WEEKDAYS, opensAt: '22:00', closesAt: '02:00' }]
  expect(at(hours(nights, 'Etc/UTC', 'closed'), '2026-11-23T01:00:00Z', feast).isOpen).toBe(true)
  expect(at(hours(nights, 'Etc/UTC', 'closed'), '2026-11-23T23:00:00Z', feast).isOpen).toBe(false)
})

const zones = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Etc/GMT-1',
]
/** Written by another part of Intl than what is judged. */
const swedish = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
)
const written = (timeZone: string, moment: number) => swedish.get(timeZone)?.format(moment) ?? ''

test('a local time is the first moment at which the clock shows it, or where it never does the one by the offset before', () => {
  // Quarters of an hour round the changes of these zones, and anywhere else in the year.
  const near = fc.constantFrom(...['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'])
  const day = fc.oneof(
    near,
    fc.integer({ min: 0, max: 364 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)),
  )
  fc.assert(
    fc.property(fc.constantFrom(...zones), day, fc.nat(95), (timeZone, date, quarter) => {
      const wall = Date.parse(date) + quarter * 900_000
      const shown = new Date(wall).toISOString().slice(0, 16).replace('T', ' ')
      const found = momentOf(timeZone, wall)
      // Every quarter of the two days round it, by hand.
      const moments = Array.from({ length: 200 }, (_, index) => wall - 86_400_000 + index * 900_000)
      const first = moments.find((each) => written(timeZone, each) === shown)
      if (first !== undefined) expect(found).toBe(first)
      else {
        // What a clock shows that nobody put forward.
        const before = moments.findLast((each) => written(timeZone, each) < shown) ?? 0
        expect(found - before).toBe(wall - wallAt(timeZone, before))
      }
    }),
    { numRuns: 150 },
  )
})

const two = (value: number) => String(value).padStart(2, '0')
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`)
const schedule: fc.Arbitrary<Schedule> = fc
  .record({ byday: fc.subarray([...WEEKDAYS], { minLength: 1 }), opensAt: time, closesAt: time })
  .filter(({ opensAt, closesAt }) => opensAt !== closesAt)

test('spans are in order and apart, and when it is said to change it does', () => {
  const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })
  fc.assert(
    fc.property(
      fc.array(schedule, { maxLength: 4 }),
      fc.constantFrom(...zones),
      moment,
      (schedules, timeZone, when) => {
        const given = hours(schedules, timeZone)
        const now = new Date(when)
        const { open } = calendarOf(given, { from: now, to: new Date(when + 7 * 86_400_000) }, never)
        for (const [index, [from, to]] of open.entries()) {
          expect(from).toBeLessThan(to)
          expect(from).toBeGreaterThan(open[index - 1]?.[1] ?? -1)
        }
        const { isOpen, changes } = openingAt(given, now, never)
        if (!changes) return
        const then = momentOf(timeZone, Date.parse(`${changes.date}T${changes.time}:00Z`))
        expect(then).toBeGreaterThan(when)
        expect(openingAt(given, new Date(then), never).isOpen).toBe(!isOpen)
        expect(openingAt(given, new Date(then - 1), never).isOpen).toBe(isOpen)
      },
    ),
    { numRuns: 60 },
  )
})
