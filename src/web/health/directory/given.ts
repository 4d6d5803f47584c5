// SPDX-License-Identifier: Apache-2.0
/** The form of a listing as it came in, and what is wrong with it. */
import {
  type ByDay,
  isMonthly,
  type Listing,
  type NewListing,
  newListingShape,
  ROOM,
  type RoomField,
  type Schedule,
} from '#health/directory/contract.ts'
import { DAYS, MONTHLY, PHONES } from './days.ts'
import { textIn } from './door.ts'

const TEXTS = [
  ...([
    'name',
    'organization',
    'alternateName',
    'website',
    'country',
    'city',
    'region',
    'address1',
    'address2',
  ] as const),
  ...([
    'directions',
    'accessibility',
    'postalCode',
    'latitude',
    'longitude',
    'timeZone',
    'minimumAge',
    'maximumAge',
    'languages',
  ] as const),
  ...DAYS.map((day) => `hours-${day}` as const),
  ...MONTHLY.flatMap((each) => [`nth-${each}`, `weekday-${each}`, `monthly-${each}`] as const),
  ...(['holidays', 'others'] as const),
  ...ROOM.flatMap((each) => [each, `${each}On`, `${each}Was`] as const),
  'listClosed',
  ...PHONES.flatMap((each) => [`phone-${each}`, `extension-${each}`, `type-${each}`] as const),
] as const
export type Text = (typeof TEXTS)[number]
export type Place = Text | 'terms'
export type Given = Record<Text, string> & { terms: string[]; isHidden: boolean }

export const givenOf = (form: FormData): Given => ({
  ...(Object.fromEntries(TEXTS.map((name) => [name, textIn(form, name).trim()])) as Record<Text, string>),
  terms: form.getAll('terms').map(String),
  isHidden: form.get('hidden') === 'yes',
})

const SPAN = /^(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/
const long = (time: string) => time.padStart(5, '0')

/** Of one day, one after the other; the last may end after midnight. */
const areApart = (spans: readonly (readonly [string, string])[]): boolean =>
  [...spans].sort().every(([, to], at, all) => {
    const [from] = all[at + 1] ?? []
    return from === undefined || ((all[at]?.[0] ?? '') < to && to <= from)
  })

/** `09:00-12:00, 13:00-17:00`; `24` for all of the day. Undefined where it cannot be read, or two of them overlap. */
const spansIn = (text: string): [string, string][] | undefined => {
  if (/^24\s*(h|\/7)?$/i.test(text)) return [['00:00', '24:00']]
  const spans = text.split(/[,;]/).map((part) => SPAN.exec(part.trim()))
  if (!spans.every((span) => span !== null)) return undefined
  const read = spans.map(([, from = '', to = '']): [string, string] => [long(from), long(to)])
  return areApart(read) ? read : undefined
}

/** Rules that this form has no fields for, as it was given them; the shape of a listing judges them. */
const othersIn = (text: string): Schedule[] => {
  try {
    const others: unknown = JSON.parse(text || '[]')
    return Array.isArray(others) ? others : []
  } catch {
    return []
  }
}

/** Days with the same hours are one schedule. */
const schedulesOf = (given: Given): { schedules: Schedule[]; wrong: Place[] } => {
  const days = new Map<string, (typeof DAYS)[number][]>()
  const wrong: Place[] = []
  for (const day of DAYS) {
    const text = given[`hours-${day}`]
    const spans = text === '' ? [] : spansIn(text)
    if (!spans) wrong.push(`hours-${day}`)
    for (const [from, to] of spans ?? []) days.set(`${from} ${to}`, [...(days.get(`${from} ${to}`) ?? []), day])
  }
  const weekly = [...days].map(([span, byday]): Schedule => {
    const [opensAt = '', closesAt = ''] = span.split(' ')
    return { byday, opensAt, closesAt }
  })
  const monthly = MONTHLY.flatMap((each): Schedule[] => {
    if (given[`nth-${each}`] === '') return []
    const spans = spansIn(given[`monthly-${each}`])
    if (!spans) wrong.push(`monthly-${each}`)
    const byday = [`${given[`nth-${each}`]}${given[`weekday-${each}`]}` as ByDay]
    return (spans ?? []).map(([opensAt, closesAt]) => ({ byday, opensAt, closesAt }))
  })
  return { schedules: [...weekly, ...monthly, ...othersIn(given.others)], wrong }
}

const numberIn = (text: string) => (text === '' ? null : Number(text.replace(',', '.')))
const orNull = (text: string) => (text === '' ? null : text)

const figureOf = (given: Given, field: RoomField) =>
  field === 'waiting' && given.listClosed === 'yes' ? 'closed' : given[field]

/** The day that was typed; else as before where nothing changed, and today where it did. */
const dayOf = (given: Given, field: RoomField, today: string) => {
  const [figure = '', on = ''] = given[`${field}Was`].split(' ')
  return given[`${field}On`] || (figure === figureOf(given, field) && on !== '' ? on : today)
}
const roomOf = (given: Given, today: string) => {
  const counted = (field: 'places' | 'free') =>
    given[field] === '' ? null : { count: Number(given[field]), on: dayOf(given, field, today) }
  const waiting = figureOf(given, 'waiting')
  const days = waiting === 'closed' ? waiting : Number(waiting)
  return {
    ...{ places: counted('places'), free: counted('free') },
    waiting: waiting === '' ? null : { days, on: dayOf(given, 'waiting', today) },
  }
}
/** More free places than there are: one of the two was mistyped. */
const isTooMany = ({ places, free }: Given) => places !== '' && free !== '' && Number(free) > Number(places)

const inputOf = (given: Given, schedules: readonly Schedule[], today: string): unknown => ({
  ...{ organization: given.organization, name: given.name, alternateName: given.alternateName },
  ...{ website: orNull(given.website), terms: given.terms },
  phones: PHONES.filter((each) => given[`phone-${each}`] !== '').map((each) => ({
    ...{ number: given[`phone-${each}`], extension: given[`extension-${each}`] },
    type: given[`type-${each}`] || 'voice',
  })),
  location: {
    ...{ address1: given.address1, address2: given.address2, city: orNull(given.city), region: orNull(given.region) },
    ...{ postalCode: given.postalCode, country: given.country.toUpperCase(), isAddressPublic: !given.isHidden },
    ...{ latitude: numberIn(given.latitude), longitude: numberIn(given.longitude) },
    ...{ directions: given.directions, accessibility: given.accessibility },
  },
  schedules: schedules.length > 0 ? schedules : null,
  timeZone: schedules.length > 0 ? given.timeZone : null,
  holidays: schedules.length > 0 ? orNull(given.holidays) : null,
  ...{ minimumAge: numberIn(given.minimumAge), maximumAge: numberIn(given.maximumAge) },
  languages: given.languages === '' ? null : given.languages.toLowerCase().split(/[\s,;]+/),
  ...roomOf(given, today),
})

/** The field of the form that a refusal points to. */
export const placeOf = (where: string, given: Given): Place => {
  const [first = '', second = '', third = ''] = where.split('.')
  if (first === 'location') return second === 'isAddressPublic' ? 'address1' : (second as Place)
  if (first === 'phones') {
    const filled = PHONES.filter((each) => given[`phone-${each}`] !== '')
    return `${third === 'extension' ? 'extension' : 'phone'}-${filled[Number(second)] ?? 0}`
  }
  if (first === 'schedules') return `hours-${DAYS.find((day) => given[`hours-${day}`] !== '') ?? 'MO'}`
  if (first === 'terms') return 'terms'
  const room = ROOM.find((each) => each === first)
  if (room) return second === 'on' ? `${room}On` : room
  return TEXTS.find((each) => each === first) ?? 'name'
}

/** The listing, or each field that is not in order. */
export const checked = (
  given: Given,
  today = new Date().toISOString().slice(0, 10),
): { listing?: NewListing; problems: Place[] } => {
  const { schedules, wrong } = schedulesOf(given)
  const input = inputOf(given, schedules, today)
  const result = newListingShape.safeParse(input)
  const found = result.success ? [] : result.error.issues.map(({ path }) => placeOf(path.join('.'), given))
  const problems = [...new Set([...found, ...wrong, ...(isTooMany(given) ? (['free'] as const) : [])])]
  return problems.length === 0 ? { listing: input as NewListing, problems } : { problems }
}

const saidOf = ({ places, free, waiting }: Listing, field: RoomField) =>
  String({ places: places?.count, free: free?.count, waiting: waiting?.days }[field] ?? '')

/** A listing as its form would have it. */
export const givenFrom = (listing: Listing): Given => {
  const { location, phones, schedules } = listing
  const number = (value: number | null) => (value === null ? '' : String(value))
  const lasting = (schedules ?? []).filter(({ validFrom, validTo }) => (validFrom ?? validTo) === undefined)
  const [weekly, monthly] = [lasting.filter((each) => !isMonthly(each)), lasting.filter(isMonthly)]
  const fitting = monthly.filter(({ byday }) => byday.length === 1).slice(0, MONTHLY.length)
  const others = (schedules ?? []).filter((each) => !weekly.includes(each) && !fitting.includes(each))
  const rules = MONTHLY.flatMap((each) => {
    const rule = fitting[each]
    const [day = ''] = rule?.byday ?? []
    return [
      [`nth-${each}`, day.slice(0, -2)],
      [`weekday-${each}`, day.slice(-2)],
      [`monthly-${each}`, rule ? `${rule.opensAt}-${rule.closesAt}` : ''],
    ]
  })
  const hours = DAYS.map((day) => {
    const own = weekly.filter(({ byday }) => byday.includes(day))
    const spans = own.map(({ opensAt, closesAt }) => `${opensAt}-${closesAt}`).sort()
    return [`hours-${day}`, spans.join(', ')]
  })
  const called = PHONES.flatMap((each) => [
    [`phone-${each}`, phones[each]?.number ?? ''],
    [`extension-${each}`, phones[each]?.extension ?? ''],
    [`type-${each}`, phones[each]?.type ?? 'voice'],
  ])
  const room = ROOM.flatMap((field) => {
    const figure = saidOf(listing, field)
    return [
      [field, figure === 'closed' ? '' : figure],
      [`${field}On`, ''],
      [`${field}Was`, figure === '' ? '' : `${figure} ${listing[field]?.on}`],
    ]
  })
  return {
    ...{ name: listing.name, organization: listing.organization, alternateName: listing.alternateName },
    ...{ website: listing.website ?? '', country: location.country, city: location.city ?? '' },
    ...{ region: location.region ?? '', address1: location.address1, address2: location.address2 },
    ...{ postalCode: location.postalCode, latitude: number(location.latitude), longitude: number(location.longitude) },
    ...{ directions: location.directions, accessibility: location.accessibility },
    ...{ timeZone: listing.timeZone ?? '', minimumAge: number(listing.minimumAge) },
    ...{ maximumAge: number(listing.maximumAge), languages: (listing.languages ?? []).join(', ') },
    ...(Object.fromEntries([...hours, ...rules, ...called, ...room]) as Record<Text, string>),
    listClosed: listing.waiting?.days === 'closed' ? 'yes' : '',
    ...{ holidays: listing.holidays ?? '', others: others.length > 0 ? JSON.stringify(others) : '' },
    ...{ terms: listing.terms, isHidden: !location.isAddressPublic },
  }
}

/** A form with nothing in it but where the node is. */
export const emptyGiven = (country: string, timeZone: string): Given => ({
  ...(Object.fromEntries(TEXTS.map((name) => [name, name.startsWith('type-') ? 'voice' : ''])) as Record<Text, string>),
  ...{ country, timeZone, terms: [], isHidden: false },
})
