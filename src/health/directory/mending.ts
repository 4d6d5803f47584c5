// SPDX-License-Identifier: Apache-2.0
/**
 * A row of which something is not as it has to be: that one thing is left out, and what stood there is told with the reason; the
 * rest is kept. Unknown is shown as unknown, and one bad hour costs nobody a telephone number. Pure.
 */
import type { z } from 'zod'
import { countryCodes, loadCountry } from '#countries/index.ts'
import { type ListingContent, newListingShape, type RowNote } from './contract.ts'
import type { Column } from './open/table.ts'

export interface Fault {
  code: RowNote['code']
  column: Column
  /** As it stood there. */
  given: string
}

type Raw = Record<string, unknown>

const said = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  const { byday, opensAt, closesAt, number, extension } = value as Raw
  if (Array.isArray(byday)) return `${byday.join(',')} ${said(opensAt)}-${said(closesAt)}`
  return number === undefined ? JSON.stringify(value) : `${said(number)}${said(extension) && ` x${said(extension)}`}`
}

/** Fields that become unknown as a whole, with the column in which they stand and what is said of them. */
const WHOLE: Readonly<Record<string, { column: Column; code: Fault['code']; unknown: unknown }>> = {
  organization: { column: 'organization', code: 'too-long', unknown: '' },
  alternateName: { column: 'alternate_name', code: 'too-long', unknown: '' },
  website: { column: 'website', code: 'website', unknown: null },
  timeZone: { column: 'time_zone', code: 'odd-zone', unknown: null },
  holidays: { column: 'holidays', code: 'left-out', unknown: null },
  minimumAge: { column: 'minimum_age', code: 'odd-age', unknown: null },
  maximumAge: { column: 'maximum_age', code: 'odd-age', unknown: null },
  places: { column: 'places', code: 'left-out', unknown: null },
  free: { column: 'free_places', code: 'left-out', unknown: null },
  waiting: { column: 'waiting_days', code: 'left-out', unknown: null },
}
/** Lists of which one that is wrong goes and the others stay. */
const LISTS: Readonly<Record<string, { column: Column; code: Fault['code']; empty: unknown }>> = {
  phones: { column: 'phones', code: 'phone', empty: [] },
  schedules: { column: 'schedules', code: 'odd-hours', empty: null },
  languages: { column: 'languages', code: 'odd-language', empty: null },
  terms: { column: 'terms', code: 'left-out', empty: [] },
}
const PLACE: Readonly<Record<string, { column: Column; unknown: unknown }>> = {
  address1: { column: 'address_1', unknown: '' },
  address2: { column: 'address_2', unknown: '' },
  postalCode: { column: 'postal_code', unknown: '' },
  region: { column: 'region', unknown: null },
  directions: { column: 'directions', unknown: '' },
  accessibility: { column: 'accessibility', unknown: '' },
}

/** Without these nothing is a listing: by the path of the shape. */
const NEEDED: Readonly<Record<string, Column>> = {
  name: 'name',
  'location.country': 'country',
  'location.city': 'city',
}

/** Takes out what an issue names; undefined where nothing can be a listing without it. */
const without = (raw: Raw, path: readonly PropertyKey[]): { raw: Raw; fault: Fault } | undefined => {
  const [field = '', inner] = path.map(String)
  const list = LISTS[field]
  // Two classes of evidence, or ages that exclude each other: which of them is true is not for us to guess.
  if (field === 'terms' && inner === undefined) {
    const [evidence, terms] = [true, false].map((is) =>
      (raw.terms as string[]).filter((term) => term.startsWith('evidence:') === is),
    )
    const fault = { code: 'left-out' as const, column: 'terms' as const, given: evidence?.join(' ') ?? '' }
    return { raw: { ...raw, terms }, fault }
  }
  const [least, most] = [raw.minimumAge, raw.maximumAge]
  if (field === 'maximumAge' && typeof least === 'number' && typeof most === 'number' && least > most) {
    const fault = { code: 'odd-age' as const, column: 'maximum_age' as const, given: `${least} – ${most}` }
    return { raw: { ...raw, minimumAge: null, maximumAge: null }, fault }
  }
  if (list) {
    const all = raw[field]
    const at = Array.isArray(all) ? all : [all]
    const index = typeof path[1] === 'number' ? path[1] : at.length - 1
    const rest = Array.isArray(all) ? all.filter((_, each) => each !== index) : []
    const fault = { code: list.code, column: list.column, given: said(at[index]) }
    return { raw: { ...raw, [field]: rest.length > 0 ? rest : list.empty }, fault }
  }
  const whole = WHOLE[field]
  if (whole) return { raw: { ...raw, [field]: whole.unknown }, fault: { ...whole, given: said(raw[field]) } }
  const place = raw.location as Raw
  if (field !== 'location' || inner === undefined) return undefined
  if (inner === 'latitude' || inner === 'longitude') {
    const given = `${said(place.latitude)}, ${said(place.longitude)}`
    const location = { ...place, latitude: null, longitude: null }
    return { raw: { ...raw, location }, fault: { code: 'odd-position', column: inner, given } }
  }
  const part = PLACE[inner]
  if (!part) return undefined
  const fault = { code: 'too-long' as const, column: part.column, given: said(place[inner]) }
  return { raw: { ...raw, location: { ...place, [inner]: part.unknown } }, fault }
}

/** The time zone of a country that has a pack; packs are of countries with one. */
const zones = new Map<string, string | undefined>()
const zoneOf = (country: unknown): string | undefined => {
  const code = String(country).toLowerCase()
  if (!zones.has(code)) zones.set(code, countryCodes().includes(code) ? loadCountry(code).country.time_zone : undefined)
  return zones.get(code) || undefined
}

/**
 * Hours of a row that names no time zone are those of its country, where that is known; else they are no hours. A zone that is
 * said of no hours says nothing.
 */
const zoned = (raw: Raw): { raw: Raw; faults: Fault[] } => {
  const { schedules, location } = raw
  if (!Array.isArray(schedules)) return { raw: { ...raw, timeZone: null }, faults: [] }
  const zone = zoneOf((location as Raw | undefined)?.country)
  if (zone !== undefined)
    return { raw: { ...raw, timeZone: zone }, faults: [{ code: 'zone-of-country', column: 'time_zone', given: zone }] }
  const given = schedules.map(said).join('; ')
  return { raw: { ...raw, schedules: null, timeZone: null }, faults: [{ code: 'no-zone', column: 'schedules', given }] }
}
const isZoneMissing = ({ schedules, timeZone }: Raw) => (schedules ?? null) === null || (timeZone ?? null) === null

/** More than this of one row is no row of services. */
const MOST_FAULTS = 60

/** What can be kept of a row, with what was left out; or, without `listing`, what nothing can be a listing without. */
export const mend = (given: unknown): { listing: ListingContent | null; faults: Fault[] } => {
  const faults: Fault[] = []
  let raw = given as Raw
  for (let round = 0; round < MOST_FAULTS; round++) {
    const parsed = newListingShape.safeParse(raw)
    if (parsed.success) return { listing: parsed.data, faults }
    const issues: readonly z.core.$ZodIssue[] = parsed.error.issues
    const needed = issues.flatMap(({ path }): Fault[] => {
      const column = NEEDED[path.join('.')]
      const [field = '', inner] = path.map(String)
      const value = inner === undefined ? raw[field] : (raw[field] as Raw | undefined)?.[inner]
      return column === undefined ? [] : [{ code: 'not-valid', column, given: said(value) }]
    })
    if (needed.length > 0) return { listing: null, faults: needed }
    if (issues.every(({ path }) => path[0] === 'timeZone') && isZoneMissing(raw)) {
      const mended = zoned(raw)
      raw = mended.raw
      faults.push(...mended.faults)
      continue
    }
    const first = issues
      // A zone that is missing is filled in once everything else is in order.
      .filter(({ path }) => path[0] !== 'timeZone' || !isZoneMissing(raw))
      .map(({ path }) => without(raw, path))
      .find((each) => each !== undefined)
    if (!first) break
    raw = first.raw
    faults.push(first.fault)
  }
  return { listing: null, faults: [{ code: 'not-valid', column: 'name', given: said((given as Raw).name) }, ...faults] }
}
