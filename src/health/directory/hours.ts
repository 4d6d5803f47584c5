// SPDX-License-Identifier: Apache-2.0
/**
 * When a service is open, as moments. The rules are the part of RFC 5545 that HSDS schedules use: weekly on days (`TU`), or
 * monthly on the first to fifth or last of a day (`1TU`, `-1FR`), in local time of a zone. A local time that occurs twice, when
 * clocks go back, is the first of the two; one that does not occur, when they go forward, has the offset from before (RFC 5545,
 * 3.3.5). A day of opening is that on which it begins: a night that began before a public holiday goes on into it.
 */

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof WEEKDAYS)[number]
export const ORDINALS = ['1', '2', '3', '4', '5', '-1'] as const
/** A weekday of each week, or with a number before it that one of each month; -1 is the last. */
export type ByDay = Weekday | `${(typeof ORDINALS)[number]}${Weekday}`

/** As a `schedule` of HSDS. `24:00` ends a day; what closes before it opens ends the day after. */
export interface Schedule {
  byday: readonly ByDay[]
  opensAt: string
  closesAt: string
  /** `YYYY-MM-DD`: the first and last days on which it applies; absent: always. */
  validFrom?: string | undefined
  validTo?: string | undefined
}

/** What happens on public holidays: as on other days, closed, or nobody said. */
export type OnHolidays = 'open' | 'closed' | null

export interface Hours {
  schedules: readonly Schedule[]
  /** A name of the IANA. */
  timeZone: string
  holidays: OnHolidays
}

/** Milliseconds from one moment up to, and without, another one. */
export type Span = readonly [from: number, to: number]

const MINUTE = 60_000
const DAY = 86_400_000
const dayOf = (date: string) => Date.parse(date) / DAY
/** Days since 1970 as `YYYY-MM-DD`. */
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)

const minuteOf = (time: string) => {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

const weekdayOf = (day: number) => WEEKDAYS[(((day + 3) % 7) + 7) % 7] as Weekday // 1970 began on a Thursday

export const isMonthly = ({ byday }: Pick<Schedule, 'byday'>): boolean => byday.some((each) => each.length > 2)

/** Whether an opening begins on this day. */
const isOn = ({ byday, validFrom, validTo }: Schedule, day: number): boolean => {
  if (validFrom !== undefined && day < dayOf(validFrom)) return false
  if (validTo !== undefined && day > dayOf(validTo)) return false
  const weekday = weekdayOf(day)
  const date = new Date(day * DAY)
  const place = Math.ceil(date.getUTCDate() / 7)
  const isLast = new Date((day + 7) * DAY).getUTCMonth() !== date.getUTCMonth()
  return byday.some((each) => each === weekday || each === `${place}${weekday}` || (isLast && each === `-1${weekday}`))
}

const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (timeZone: string) => {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
    formats.set(timeZone, format)
  }
  return format
}

/** The clock on the wall there, written as if it were UTC, in milliseconds. */
export const wallAt = (timeZone: string, moment: number): number => {
  const parts = formatOf(timeZone).formatToParts(moment)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const seconds = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return seconds + (((moment % 1000) + 1000) % 1000)
}

/** Offsets change a few times a year and are asked for thousands of times. */
const MOST_OFFSETS = 20_000
const offsets = new Map<string, number>()
const offsetAt = (timeZone: string, moment: number): number => {
  const minute = Math.floor(moment / MINUTE) * MINUTE
  const key = `${timeZone} ${minute}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    offset = wallAt(timeZone, minute) - minute
    if (offsets.size >= MOST_OFFSETS) offsets.clear()
    offsets.set(key, offset)
  }
  return offset
}

/** The moment at which the wall shows this, as RFC 5545 has it. */
export const momentOf = (timeZone: string, wall: number): number => {
  const before = offsetAt(timeZone, wall - DAY)
  const after = offsetAt(timeZone, wall + DAY)
  const first = wall - before
  if (before === after || offsetAt(timeZone, first) === before) return first
  const second = wall - after
  return offsetAt(timeZone, second) === after ? second : first
}

const joined = (spans: readonly Span[]): Span[] => {
  const made: [number, number][] = []
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = made.at(-1)
    if (!last || from > last[1]) made.push([from, to])
    else last[1] = Math.max(last[1], to)
  }
  return made
}

export interface Calendar {
  /** In order and apart: it is open then. */
  open: Span[]
  /** In order and apart: it may be open then, since nobody said what it does on a public holiday. */
  doubtful: Span[]
}

/** Openings that begin on the local days from `from` to `to`, and a day earlier. `isHoliday` is asked for `YYYY-MM-DD`. */
export const calendarOf = (
  { schedules, timeZone, holidays }: Hours,
  { from, to }: { from: Date; to: Date },
  isHoliday: (date: string) => boolean,
): Calendar => {
  const firstDay = Math.floor(wallAt(timeZone, from.getTime()) / DAY) - 1
  const lastDay = Math.floor(wallAt(timeZone, to.getTime()) / DAY)
  const made = { open: [] as Span[], doubtful: [] as Span[] }
  for (let day = firstDay; day <= lastDay; day++) {
    const isFeast = holidays !== 'open' && isHoliday(dateOf(day))
    if (isFeast && holidays === 'closed') continue
    for (const schedule of schedules) {
      if (!isOn(schedule, day)) continue
      const [opens, closes] = [minuteOf(schedule.opensAt), minuteOf(schedule.closesAt)]
      const at = (minute: number) => momentOf(timeZone, day * DAY + minute * MINUTE)
      const span: Span = [at(opens), at(closes <= opens ? closes + 1440 : closes)]
      // In the hour that a zone skips an opening may be nothing at all.
      if (span[0] < span[1]) (isFeast ? made.doubtful : made.open).push(span)
    }
  }
  return { open: joined(made.open), doubtful: joined(made.doubtful) }
}

/** Whether nothing but a public holiday ever closes it. */
const isDayAndNight = (schedules: readonly Schedule[]): boolean =>
  WEEKDAYS.every((day) =>
    schedules.some(
      ({ byday, opensAt, closesAt, validFrom, validTo }) =>
        byday.includes(day) && opensAt === '00:00' && closesAt === '24:00' && (validFrom ?? validTo) === undefined,
    ),
  )

export interface Opening {
  /** Null: a public holiday, of which nobody said whether it is open then. */
  isOpen: boolean | null
  /** When that changes next, by the clock there, and in how many days; null where it does not within five weeks. */
  changes: { date: string; day: Weekday; time: string; days: number } | null
  /** Open now, and day and night until a public holiday: of which nobody said what it does then, or on which it is closed. */
  untilHoliday?: 'unknown' | 'closed'
}

/** Most services open or close again within days; all days are worked out for those alone that do not. */
const [SOON, AHEAD] = [3 * DAY, 35 * DAY]

/** Whether it is open now, and until or from when. */
export const openingAt = (hours: Hours, now: Date, isHoliday: (date: string) => boolean): Opening => {
  const soon = openingWithin(SOON, hours, now, isHoliday)
  return soon.changes ? soon : openingWithin(AHEAD, hours, now, isHoliday)
}

const openingWithin = (ahead: number, hours: Hours, now: Date, isHoliday: (date: string) => boolean): Opening => {
  const to = new Date(now.getTime() + ahead)
  const { open, doubtful } = calendarOf(hours, { from: now, to }, isHoliday)
  const holds = (spans: readonly Span[], at: number) => spans.some(([from, until]) => from <= at && at < until)
  const stateAt = (at: number) => (holds(open, at) ? true : holds(doubtful, at) ? null : false)
  const isOpen = stateAt(now.getTime())
  const next = [...open, ...doubtful]
    .flat()
    .filter((at) => at > now.getTime() && at < to.getTime() && stateAt(at) !== isOpen)
    .sort((a, b) => a - b)[0]
  if (next === undefined) return { isOpen, changes: null }
  const wall = wallAt(hours.timeZone, next)
  const always = isOpen === true && hours.holidays !== 'open' && isDayAndNight(hours.schedules)
  const day = Math.floor(wall / DAY)
  const today = Math.floor(wallAt(hours.timeZone, now.getTime()) / DAY)
  return {
    isOpen,
    changes: {
      date: dateOf(day),
      day: weekdayOf(day),
      time: new Date(wall).toISOString().slice(11, 16),
      days: day - today,
    },
    ...(always && { untilHoliday: hours.holidays === 'closed' ? ('closed' as const) : ('unknown' as const) }),
  }
}

/** The next days, from today there, on which a rule opens; at most `many`, within half a year. */
export const nextDays = (schedule: Schedule, timeZone: string, now: Date, many = 3): string[] => {
  const today = Math.floor(wallAt(timeZone, now.getTime()) / DAY)
  const days = Array.from({ length: 184 }, (_, index) => today + index).filter((day) => isOn(schedule, day))
  return days.slice(0, many).map(dateOf)
}

/** As PostgreSQL writes a multirange of moments. */
export const multirange = (spans: readonly Span[]): string =>
  `{${spans.map(([a, b]) => `["${new Date(a).toISOString()}","${new Date(b).toISOString()}")`).join(',')}}`
