// SPDX-License-Identifier: Apache-2.0
/** Between a listing and the row in which it is found. Pure. */
import { createHash } from 'node:crypto'
import { wordsOf } from '#platform/search/index.ts'
import type { Found, FoundPlace, Listing, ListingContent } from './contract.ts'
import type { PlacedRow } from './finding-store.ts'
import { freshnessOf } from './fresh.ts'
import { holidaysOf } from './holidays.ts'
import { calendarOf, multirange, openingAt } from './hours.ts'
import { outdated } from './room.ts'
import { plain } from './rows.ts'
import type { ListingRow } from './store.ts'

const AGE_TERM = /^population:age\.(\d+)(?:-(\d+)|\+)$/
const OLDEST = 121
/** From an age up to, and without, another one. */
type Ages = readonly [from: number, to: number]

/** Ages that are known to be taken, from numbers where they are given and else from terms; null: not known. */
export const agesOf = ({ minimumAge, maximumAge, terms }: ListingContent): Ages[] | null => {
  if (minimumAge !== null || maximumAge !== null) return [[minimumAge ?? 0, (maximumAge ?? OLDEST - 1) + 1]]
  const spans = terms.flatMap((term): Ages[] => {
    const found = AGE_TERM.exec(term)
    return found ? [[Number(found[1]), found[2] === undefined ? OLDEST : Number(found[2]) + 1]] : []
  })
  if (terms.includes('population:all')) return [[0, OLDEST]]
  return spans.length > 0 ? spans.sort((a, b) => a[0] - b[0]) : null
}

const areaOf = (location: ListingContent['location']): ListingContent['location'] => ({
  ...location,
  ...{ address1: '', address2: '', postalCode: '', latitude: null, longitude: null, directions: '' },
})

/** A refuge gives its area and no more: what is not kept cannot get out. */
export const withoutHidden = (content: ListingContent): ListingContent =>
  content.location.isAddressPublic ? content : { ...content, location: areaOf(content.location) }

/** Why it was withdrawn may be that its address must not be known, or that somebody else answers its number now. */
const withdrawn = (listing: Listing): Listing => ({
  ...listing,
  ...{ location: areaOf(listing.location), phones: [], website: null, schedules: null, timeZone: null },
  ...{ places: null, free: null, waiting: null },
})

const DAY = 86_400_000
/** How far ahead it is made out when a service is open, and with how much left that is done anew. */
const AHEAD = 35 * DAY
export const MADE_ANEW = 21 * DAY

const hoursOf = ({ schedules, timeZone, holidays }: ListingContent) =>
  schedules && timeZone ? { schedules, timeZone, holidays } : null

/** When it is open, as the list is ordered by it: from yesterday on. */
export const opensFor = (content: ListingContent, now: Date) => {
  const hours = hoursOf(content)
  if (!hours) return { opens: null, doubtful: null, opens_until: null, opens_by: null }
  const { has, digest } = holidaysOf(content.location.country)
  const to = new Date(now.getTime() + AHEAD)
  const { open, doubtful } = calendarOf(hours, { from: new Date(now.getTime() - DAY), to }, has)
  return { opens: multirange(open), doubtful: multirange(doubtful), opens_until: to, opens_by: digest }
}

const agesRange = (ages: readonly Ages[]) => `{${ages.map(([a, b]) => `[${a},${b})`).join(',')}}`

/** The columns by which a listing is found. */
export const columnsFor = (content: ListingContent, now: Date) => {
  const { location } = content
  const ages = agesOf(content)
  return {
    content: JSON.stringify(content),
    name: content.name,
    named: wordsOf(textOf(content)),
    city_key: location.city === null ? null : plain(location.city),
    region_key: location.region === null ? null : plain(location.region),
    ...{ country: location.country, latitude: location.latitude, longitude: location.longitude },
    ...opensFor(content, now),
    ages: ages === null ? null : agesRange(ages),
    ...{ terms: content.terms, languages: content.languages },
  }
}

/** What a listing may be found by. */
export const textOf = ({ name, alternateName, organization }: ListingContent): string =>
  [name, alternateName, organization].join('\n')

/** Of what was said, in bytes that are the same for the same. */
export const digestOf = (content: ListingContent): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** Of all that somebody confirms, in bytes: how many places are free today takes nothing from what was confirmed before. */
export const lastingDigest = (content: ListingContent): string =>
  digestOf({ ...content, places: null, free: null, waiting: null })

export const listingOf = (row: ListingRow): Listing => ({
  ...row.content,
  ...{ id: row.id, source: row.source, confirmed: row.confirmed_on, left: row.left_at?.toISOString() ?? null },
  ended: row.ended_at ? { at: row.ended_at.toISOString(), reason: row.reason ?? '' } : null,
  mergedInto: row.merged_into,
  changed: row.changed_at.toISOString(),
  version: row.version,
})

/** What everybody may read of it, wherever it is told. */
export const publicOf = (row: ListingRow): Listing =>
  row.ended_at === null ? listingOf(row) : withdrawn(listingOf(row))

/** As everybody sees it. `metres` is known where a place was asked for. */
export const foundOf = (row: ListingRow | PlacedRow, now: Date, place: FoundPlace | null): Found => {
  if (row.ended_at !== null)
    return { ...publicOf(row), opening: null, freshness: null, outdated: [], holidaysKnown: false, metres: null }
  const hours = hoursOf(row.content)
  const { has, knows } = holidaysOf(row.country)
  const isMeasured = place?.latitude != null && row.latitude !== null && 'metres' in row
  return {
    ...listingOf(row),
    opening: hours && openingAt(hours, now, has),
    freshness: freshnessOf(row.confirmed_on, now),
    outdated: outdated(row.content, now),
    holidaysKnown: knows(now.toISOString().slice(0, 10)),
    metres: isMeasured ? row.metres : null,
  }
}
