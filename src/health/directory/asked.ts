// SPDX-License-Identifier: Apache-2.0
/** What somebody who seeks help asks for beside a place and a kind of help: when, and for whom. Pure. */
import { momentOf, type Span, WEEKDAYS, wallAt } from './hours.ts'

export const WHEN = ['now', 'today', 'tomorrow', 'evening', 'weekend', ...WEEKDAYS] as const
export type When = (typeof WHEN)[number]

const MINUTE = 60_000
const DAY = 86_400_000
const [EVENING_FROM, EVENING_TO] = [18 * 60 * MINUTE, 22 * 60 * MINUTE]

/** The moments that are meant, from now on and within a week, by the clock of a zone. */
export const spansFor = (when: When, timeZone: string, now: Date): Span[] => {
  const at = now.getTime()
  if (when === 'now') return [[at, at + MINUTE]]
  const today = Math.floor(wallAt(timeZone, at) / DAY)
  const of = (day: number, from = 0, to = DAY): Span => [
    momentOf(timeZone, day * DAY + from),
    momentOf(timeZone, day * DAY + to),
  ]
  const week = Array.from({ length: 7 }, (_, ahead) => today + ahead)
  // 1970 began on a Thursday.
  const dayOf = (day: number) => WEEKDAYS[(day + 3) % 7]
  const isMeant: Record<When, (day: number) => boolean> = {
    ...(Object.fromEntries(WEEKDAYS.map((each) => [each, (day: number) => dayOf(day) === each])) as Record<
      (typeof WEEKDAYS)[number],
      (day: number) => boolean
    >),
    ...{ now: () => false, evening: () => true, weekend: (day) => dayOf(day) === 'SA' || dayOf(day) === 'SU' },
    ...{ today: (day) => day === today, tomorrow: (day) => day === today + 1 },
  }
  const spans = week
    .filter(isMeant[when])
    .map((day) => (when === 'evening' ? of(day, EVENING_FROM, EVENING_TO) : of(day)))
  return spans.flatMap(([from, to]): Span[] => (to > at ? [[Math.max(from, at), to]] : []))
}

const GENDER_TERMS = {
  women: 'population:gen.women',
  men: 'population:gen.men',
  trans: 'population:gen.trans',
} as const
export const GENDERS = ['women', 'men', 'trans'] as const
export type Gender = (typeof GENDERS)[number]

/** What somebody may need of a service beside the help itself; each stands for one term. */
export const NEEDS: Readonly<Record<string, string>> = {
  pregnant: 'population:life.pregnant',
  children: 'population:life.parent',
  mental: 'population:hlt.mental',
  homeless: 'population:soc.homeless',
  migrant: 'population:soc.migrant',
  disability: 'population:dis.any',
  violence: 'population:hlt.trauma',
  prison: 'population:jus.release',
}

export const genderTerm = (gender: Gender): string => GENDER_TERMS[gender]

/** Whoever says that it is for the one and not for the other leaves the other out. Of trans people nobody is known to. */
export const leftOutBy = (gender: Gender): { term: string; unless: string[] } | null =>
  gender === 'trans'
    ? null
    : {
        term: GENDER_TERMS[gender === 'women' ? 'men' : 'women'],
        unless: [GENDER_TERMS[gender], 'population:all'],
      }

/** Settings into which nobody comes who is free. */
export const INSIDE = ['setting:cj.police', 'setting:cj.remand', 'setting:cj.prison'] as const

/** More groups than this are whom a service also thinks of, and not for whom alone it is. */
const MOST_GROUPS = 2

/** Terms of the groups for which alone a service is, as far as it says; none where it is for everybody or for many. */
export const groupsOf = (terms: readonly string[]): string[] => {
  const groups = terms.filter((term) => term.startsWith('population:') && !term.startsWith('population:age.'))
  if (groups.includes('population:all')) return []
  const genders = groups.filter((term) => term.startsWith('population:gen.'))
  return genders.length === 1 ? genders : groups.length <= MOST_GROUPS && genders.length === 0 ? groups : []
}

/** About a kilometre: near enough to find what is near, and no door. */
const PLACES = 100
const POSITION = /^(-?\d{1,2}(?:\.\d{1,8})?)\s*[,;]\s*(-?\d{1,3}(?:\.\d{1,8})?)$/

/** Of `44.05, -123.09`; rounded to about a kilometre whatever was sent. */
export const positionAsked = (text: string): { latitude: number; longitude: number } | null => {
  const found = POSITION.exec(text.trim())
  if (!found) return null
  const [latitude, longitude] = [found[1], found[2]].map((part) => Math.round(Number(part) * PLACES) / PLACES)
  if (latitude === undefined || longitude === undefined) return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}

const isDigit = (point: number) => /^\p{Nd}$/u.test(String.fromCodePoint(point))
/** Digits of any script: of each, ten stand together in their order (Unicode, general category Nd). */
const figure = (digit: string): number => {
  const point = digit.codePointAt(0) ?? 0
  let before = 0
  while (isDigit(point - before - 1)) before += 1
  return before % 10
}

/** Of `15`, `15 years`, `١٥` or `۱۵ ساله`; undefined where it says no number of years, or more than one. */
export const ageAsked = (text: string): number | undefined => {
  const [only, ...others] = text.match(/\p{Nd}+/gu) ?? []
  if (only === undefined || others.length > 0 || /[-−½¼¾]/u.test(text)) return undefined
  const age = Number([...only].map(figure).join(''))
  return age <= 120 ? age : undefined
}
