// SPDX-License-Identifier: Apache-2.0
/** A listing as a row of a plain table, and back: for a spreadsheet, and for a directory that has no API. */
import { z } from 'zod'
import type { ListingContent } from '../contract.ts'
import type { ByDay, Schedule } from '../hours.ts'
import { LONGEST_WAIT, ROOM, type Room, type RoomField } from '../room.ts'

export const COLUMNS = [
  ...['id', 'organization', 'name', 'alternate_name', 'website', 'phones', 'address_1', 'address_2', 'city', 'region'],
  ...[
    'postal_code',
    'country',
    'latitude',
    'longitude',
    'directions',
    'accessibility',
    'address_public',
    'terms',
    'schedules',
    'time_zone',
    'holidays',
  ],
  ...['minimum_age', 'maximum_age', 'languages'],
  // How many places in all, how many free, and days until a first appointment (or `closed`), each with the day it was said.
  ...[
    'places',
    'places_date',
    'free_places',
    'free_places_date',
    'waiting_days',
    'waiting_date',
    'assured_date',
    'last_modified',
  ],
] as const
export type Column = (typeof COLUMNS)[number]

/** `voice +1 503 555 0100 x12`; parted by `; `. */
const phonesOf = (phones: ListingContent['phones']) =>
  phones.map(({ type, number, extension }) => `${type} ${number}${extension && ` x${extension}`}`).join('; ')

/** `MO,TU 09:00-17:00`; parted by `; `. */
const schedulesOf = (schedules: readonly Schedule[] | null) =>
  (schedules ?? [])
    .map(({ byday, opensAt, closesAt, validFrom = '', validTo = '' }) => {
      const season = validFrom + validTo === '' ? '' : ` ${validFrom}/${validTo}`
      return `${byday.join(',')} ${opensAt}-${closesAt}${season}`
    })
    .join('; ')

type Told = ListingContent & { id: string; confirmed: string | null; changed: string }

/** In the order of `COLUMNS`; what is not known is empty. */
export const rowOf = (listing: Told): (string | number)[] => {
  const { location } = listing
  return [
    ...[listing.id, listing.organization, listing.name, listing.alternateName, listing.website ?? ''],
    ...[phonesOf(listing.phones), location.address1, location.address2, location.city ?? '', location.region ?? ''],
    ...[location.postalCode, location.country, location.latitude ?? '', location.longitude ?? ''],
    ...[
      location.directions,
      location.accessibility,
      location.isAddressPublic ? 'yes' : 'no',
      listing.terms.join(' '),
      schedulesOf(listing.schedules),
    ],
    ...[listing.timeZone ?? '', listing.holidays ?? '', listing.minimumAge ?? '', listing.maximumAge ?? ''],
    ...[listing.languages?.join(' ') ?? '', listing.places?.count ?? '', listing.places?.on ?? ''],
    ...[listing.free?.count ?? '', listing.free?.on ?? '', listing.waiting?.days ?? '', listing.waiting?.on ?? ''],
    ...[listing.confirmed ?? '', listing.changed],
  ]
}

const partsOf = (text: string) =>
  text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')

const readPhones = (text: string) =>
  partsOf(text).map((each) => {
    const [, type = 'voice', number = '', extension = ''] =
      /^(?:(voice|intake|hotline|text) )?(.*?)(?: ?x ?(\d+))?$/.exec(each) ?? []
    return { type, number, extension }
  })

/** `MO,TU 09:00-17:00`, days of a month as `1TU`, and after it a season as `2026-06-01/2026-08-31`. */
const WRITTEN =
  /^((?:-1|[1-5])?[A-Z]{2}(?:,(?:-1|[1-5])?[A-Z]{2})*) (\d\d:\d\d)-(\d\d:\d\d)(?: (\d{4}-\d\d-\d\d)?\/(\d{4}-\d\d-\d\d)?)?$/

/** One that is not written so stays a text. */
const readSchedules = (text: string): (Schedule | string)[] =>
  partsOf(text).map((each) => {
    const found = WRITTEN.exec(each)
    if (!found) return each
    return {
      ...{ byday: (found[1] ?? '').split(',') as ByDay[], opensAt: found[2] ?? '', closesAt: found[3] ?? '' },
      ...(found[4] !== undefined && { validFrom: found[4] }),
      ...(found[5] !== undefined && { validTo: found[5] }),
    }
  })

/** Two letters, however they are written; what is no code stays as it stands, to be told so. */
const countryOf = (text: string) => (/^[a-z]{2}$/i.test(text) ? text.toUpperCase() : text)

const listOf = (text: string) => text.split(/[\s;,]+/).filter((each) => each !== '')
/** What is no number stays as it stands, to be told so. */
const numberOf = (text: string) => (text === '' ? null : Number.isFinite(Number(text)) ? Number(text) : text)

export const ROOM_COLUMNS = { places: 'places', free: 'free_places', waiting: 'waiting_days' } as const
const DAY_COLUMNS = { places: 'places_date', free: 'free_places_date', waiting: 'waiting_date' } as const

/** A figure of no day, or none that can be read, is not known: read again tomorrow it would pass for one of tomorrow. */
const roomOf = (of: (column: Column) => string): Room => {
  const said = (field: RoomField) => {
    const [figure, on] = [of(ROOM_COLUMNS[field]), of(DAY_COLUMNS[field]) || of('assured_date')]
    return /^(\d{1,5}|closed)$/.test(figure) && z.iso.date().safeParse(on).success ? { figure, on } : null
  }
  const counted = (field: 'places' | 'free') => {
    const { figure = '', on = '' } = said(field) ?? {}
    return /^\d+$/.test(figure) ? { count: Number(figure), on } : null
  }
  const waiting = said('waiting')
  const days = waiting?.figure === 'closed' ? ('closed' as const) : Number(waiting?.figure)
  const isWait = waiting !== null && (days === 'closed' || days <= LONGEST_WAIT)
  return { places: counted('places'), free: counted('free'), waiting: isWait ? { days, on: waiting.on } : null }
}

/** Figures of places and waiting that a row has and that are not taken, as they stand there. `headed`: how the file heads them. */
export const roomLeftOut = (of: (column: Column) => string, headed: (column: Column) => string): string[] => {
  const taken = roomOf(of)
  return ROOM.filter((field) => of(ROOM_COLUMNS[field]) !== '' && taken[field] === null).map((field) =>
    `${headed(ROOM_COLUMNS[field])}: ${of(ROOM_COLUMNS[field])} ${of(DAY_COLUMNS[field])}`.trim(),
  )
}

/** A row as it says; what is wrong in it the shape of a listing finds. Columns that are absent are not known. */
export const listingOfRow = (of: (column: Column) => string): { terms: string[]; [field: string]: unknown } => {
  const schedules = readSchedules(of('schedules'))
  const languages = listOf(of('languages'))
  return {
    ...{ organization: of('organization'), name: of('name'), alternateName: of('alternate_name') },
    ...{ website: of('website') || null, phones: readPhones(of('phones')), terms: listOf(of('terms')) },
    location: {
      ...{ address1: of('address_1'), address2: of('address_2'), city: of('city') || null },
      ...{ region: of('region') || null, postalCode: of('postal_code'), country: countryOf(of('country')) },
      ...{ latitude: numberOf(of('latitude')), longitude: numberOf(of('longitude')) },
      ...{ directions: of('directions'), accessibility: of('accessibility') },
      isAddressPublic: !/^(no|n|non|false|0)$/i.test(of('address_public')),
    },
    // What is written as no hours stays a text, for the shape to find.
    schedules: schedules.length > 0 ? schedules : null,
    ...{ timeZone: of('time_zone') || null, holidays: of('holidays') || null },
    ...{ minimumAge: numberOf(of('minimum_age')), maximumAge: numberOf(of('maximum_age')) },
    languages: languages.length > 0 ? languages : null,
    ...roomOf(of),
  }
}
