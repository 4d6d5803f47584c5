// SPDX-License-Identifier: Apache-2.0
/**
 * Services of HSDS 3.0: as JSON, what another directory's API answers, or a node like this one; or as a package of CSV files,
 * which is a ZIP. One at several places becomes several listings. What is not understood is left out and said; nothing is guessed.
 */
import { ok, refuse } from '#basis/outcome.ts'
import { decode, readTable } from '#interop/csv/index.ts'
import {
  HSDS_NEEDED,
  HSDS_TABLES,
  type HsdsAttributeRead,
  type HsdsLocationRead,
  type HsdsPhoneRead,
  type HsdsRecord,
  type HsdsScheduleRead,
  type HsdsServiceRead,
  type HsdsTable,
  hsdsJoined,
  hsdsServiceShape,
  hsdsServicesIn,
  hsdsTableOf,
} from '#interop/hsds/index.ts'
import { isZip, unzip } from '#interop/zip/index.ts'
import { HIDDEN, HOLIDAYS, kindOfPhone, ROOM_LINKS, ZONE } from './hsds/words.ts'
import { openTaxonomy } from './open/taxonomy.ts'
import { type Collecting, collect, positionOf, type ReadFile } from './rows.ts'

type LeftOut = (what: string) => void

const saidIn = (attributes: readonly HsdsAttributeRead[], type: string) =>
  attributes.find(({ link_type }) => link_type === type)?.value

const phonesOf = (phones: readonly HsdsPhoneRead[]) =>
  phones.map(({ number = '', extension, type, description, attributes }) => ({
    ...{ number, extension: saidIn(attributes, 'extension') ?? extension ?? '' },
    type: kindOfPhone(type, description),
  }))

const TIME = /^(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$/

/** The zone by its name where that is told, else by its distance from UTC in whole hours, which no summer time moves. */
const zoneOf = ({ attributes, timezone, opens_at = '' }: HsdsScheduleRead): string | undefined => {
  const named = saidIn(attributes, ZONE)
  if (named !== undefined) return named
  const suffix = TIME.exec(opens_at)?.[2]
  const [, sign = '+', hours = '', minutes = '00'] = /^([+-])(\d\d):(\d\d)$/.exec(suffix ?? '') ?? []
  const offset = suffix === 'Z' ? 0 : hours === '' ? timezone : Number(`${sign}${hours}`)
  if (offset === undefined || !Number.isInteger(offset) || Math.abs(offset) > 14 || minutes !== '00') return undefined
  return offset === 0 ? 'Etc/UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
}

/** Undefined where it is a rule that a listing does not have. */
const scheduleOf = (schedule: HsdsScheduleRead) => {
  const { freq, interval = 1, byday, byweekno, bymonthday, byyearday, until, opens_at = '', closes_at = '' } = schedule
  const [opensAt, closesAt] = [TIME.exec(opens_at)?.[1], TIME.exec(closes_at)?.[1]]
  const isOther = [byweekno, bymonthday, byyearday, until].some((each) => each !== undefined) || interval !== 1
  if (isOther || byday === undefined || !opensAt || !closesAt || !/^(WEEKLY|MONTHLY)$/.test(freq ?? 'WEEKLY'))
    return undefined
  return {
    ...{ byday: byday.split(',').map((day) => day.trim().replace(/^\+/, '')), opensAt, closesAt },
    ...(schedule.valid_from !== undefined && { validFrom: schedule.valid_from }),
    ...(schedule.valid_to !== undefined && { validTo: schedule.valid_to }),
  }
}

const hoursOf = (schedules: readonly HsdsScheduleRead[], leftOut: LeftOut) => {
  const [zone, ...others] = [...new Set(schedules.map(zoneOf))]
  const read = schedules.flatMap((each) => scheduleOf(each) ?? [])
  // Some hours without the others would say closed where it is open.
  const isUnderstood = zone !== undefined && others.length === 0 && read.length === schedules.length
  if (schedules.length > 0 && !isUnderstood) leftOut('schedules')
  return isUnderstood ? { schedules: read, timeZone: zone } : { schedules: null, timeZone: null }
}

const termsOf = ({ attributes, cost_options }: HsdsServiceRead, leftOut: LeftOut) => {
  const { byId, byUuid } = openTaxonomy()
  const terms = attributes.flatMap(({ taxonomy_term, taxonomy_term_id = taxonomy_term?.id }) => {
    const term = byUuid.get(taxonomy_term_id ?? '') ?? byId.get(taxonomy_term?.code ?? '')
    if (!term && taxonomy_term) leftOut(`attributes: ${taxonomy_term.name ?? taxonomy_term.code ?? ''}`)
    return term?.id ?? []
  })
  const isFree = cost_options.length > 0 && cost_options.every(({ amount }) => amount === 0)
  return [...new Set(isFree ? [...terms, 'cost:free'] : terms)]
}

const languagesOf = (all: readonly { name?: string | undefined; code?: string | undefined }[], leftOut: LeftOut) => {
  const codes = all.flatMap(({ name, code }) => {
    if (code !== undefined && /^[a-z]{2,3}$/.test(code)) return code
    leftOut(`languages: ${code ?? name ?? ''}`)
    return []
  })
  return codes.length > 0 ? [...new Set(codes)] : null
}

/** As we write it, `12 2026-07-01`; else the one capacity that HSDS 3.1 has of it. Several would be of different units. */
const roomOf = ({ attributes, capacities, wait_time }: HsdsServiceRead, leftOut: LeftOut) => {
  const said = (type: string) => /^(\d{1,5}|closed) (\d{4}-\d\d-\d\d)$/.exec(saidIn(attributes, type) ?? '')
  const [one, ...others] = capacities
  const on = one?.updated?.slice(0, 10) ?? ''
  const isOne = one !== undefined && others.length === 0 && /^\d{4}-\d\d-\d\d$/.test(on)
  if (capacities.length > 0 && !isOne) leftOut('capacities')
  if (wait_time !== undefined) leftOut(`wait_time: ${wait_time}`)
  const counted = (type: string, count: number | undefined) => {
    const [, figure, day = ''] = said(type) ?? []
    if (figure !== undefined) return { count: Number(figure), on: day }
    return isOne && count !== undefined ? { count, on } : null
  }
  const [, days, day = ''] = said(ROOM_LINKS.waiting) ?? []
  return {
    places: counted(ROOM_LINKS.places, one?.maximum),
    free: counted(ROOM_LINKS.free, one?.available),
    waiting: days === undefined ? null : { days: days === 'closed' ? days : Number(days), on: day },
  }
}

const placeOf = (location: HsdsLocationRead, isTold: LeftOut) => {
  const { addresses, latitude, longitude, location_type, attributes } = location
  const address = addresses.find(({ address_type }) => address_type === 'physical') ?? addresses[0]
  const position = positionOf(latitude, longitude)
  if (!position && latitude !== undefined) isTold('position')
  return {
    ...{ address1: address?.address_1 ?? '', address2: address?.address_2 ?? '', city: address?.city ?? null },
    ...{ region: address?.state_province ?? null, postalCode: address?.postal_code ?? '' },
    ...{ country: address?.country?.toUpperCase() ?? '', isVirtual: location_type === 'virtual', ...position },
    directions: location.transportation ?? '',
    accessibility: location.accessibility
      .flatMap(({ description, details }) => [description, details])
      .filter((each) => each !== undefined)
      .join('. '),
    isAddressPublic: saidIn(attributes, HIDDEN) !== 'not-public',
  }
}

/** A service as it stands in JSON becomes a listing for each of its places. */
const takeService = (line: number, given: unknown, { take, refuse: refuseRow, note }: Collecting) => {
  const leftOut: LeftOut = (what) => note(line, 'left-out', what)
  const parsed = hsdsServiceShape.safeParse(given)
  if (!parsed.success) return refuseRow(line, 'not-valid', parsed.error.issues[0]?.path.join('.'))
  const service = parsed.data
  if (service.name === undefined) return refuseRow(line, 'no-name')
  if ((service.status ?? 'active') !== 'active') return refuseRow(line, 'not-active', service.status)
  if (!service.service_at_locations.some(({ location }) => location)) return refuseRow(line, 'no-city')
  const website = service.url !== undefined && URL.canParse(service.url) ? service.url : null
  if (service.url !== undefined && website === null) note(line, 'website', service.url)
  const terms = termsOf(service, leftOut)
  const room = roomOf(service, leftOut)
  const onHolidays = saidIn(service.attributes, HOLIDAYS)
  for (const { location, ...at } of service.service_at_locations) {
    if (!location) continue
    const { isVirtual, ...place } = placeOf(location, leftOut)
    if (place.city === null && !isVirtual) refuseRow(line, 'no-city')
    else {
      const phones = phonesOf([...service.phones, ...at.phones, ...location.phones])
      const hours = hoursOf([...service.schedules, ...at.schedules, ...location.schedules], leftOut)
      const listing = {
        ...{ organization: service.organization?.name ?? '', name: service.name, website, terms, phones, ...hours },
        ...{ alternateName: service.alternate_name ?? '', location: place },
        ...{ minimumAge: service.minimum_age ?? null, maximumAge: service.maximum_age ?? null },
        holidays: onHolidays === 'open' || onHolidays === 'closed' ? onHolidays : null,
        languages: languagesOf([...service.languages, ...location.languages], leftOut),
        ...room,
      }
      take(line, `${service.id ?? service.name}|${location.id ?? at.id ?? ''}`, listing, service.assured_date)
    }
  }
}

const notThis = (detail: string, missing: string) => refuse('not-this-format', detail, 'file', { missing })

/** As JSON; one that is wrong is told with its place in the file. */
const fromJson: ReadFile = async (bytes) => {
  const { text, isLatin1 } = decode(bytes)
  const services = hsdsServicesIn(text)
  if (!services) return notThis('The file is no JSON with services of HSDS.', 'services')
  const { made, at } = collect()
  const collecting = at()
  if (isLatin1) collecting.note(1, 'latin-1')
  for (const [index, given] of services.entries()) takeService(index + 1, given, collecting)
  return ok(made)
}

/** Of a package: files, bytes that they unpack to, and rows of all tables. */
const BOUNDS = { entries: 200, size: 128 << 20 }
const MOST_ROWS = 1_000_000
const NEEDED: readonly HsdsTable[] = ['service', 'location', 'service_at_location']

/** As a package of CSV files; a row that is wrong is told with its file and line. */
const fromTables: ReadFile = async (bytes) => {
  const isTable = (name: string) => !/(^|\/)(\.|__MACOSX)/.test(name) && /\.csv$/i.test(name)
  const files = unzip(bytes, BOUNDS, isTable)
  if (!files) return notThis('The package is damaged, locked, or too large.', 'ZIP')
  const { made, at } = collect()
  const tables: { [K in HsdsTable]?: HsdsRecord[] } = {}
  const named = new Map<HsdsTable, string>()
  let rows = 0
  for (const [path, file] of files) {
    const table = hsdsTableOf(path)
    if (table === undefined || named.has(table)) {
      at(path).note(0, 'not-read')
      continue
    }
    const { refuse: refuseRow, note } = at(path)
    const columns: readonly string[] = HSDS_TABLES[table]
    const read = readTable(file, columns, columns.slice(0, HSDS_NEEDED[table]))
    if (!read.ok) return notThis(`${path} lacks a column.`, `${path}: ${read.refusal.values?.missing ?? ''}`)
    if (read.value.isLatin1) note(1, 'latin-1')
    const records: HsdsRecord[] = []
    for await (const row of read.value.rows) {
      if (++rows > MOST_ROWS) return notThis('The package has too many rows.', `≤ ${MOST_ROWS}`)
      if ('problem' in row) refuseRow(row.line, row.problem, row.given)
      else {
        const said = columns.flatMap((column) => (row.of(column) === '' ? [] : [[column, row.of(column)] as const]))
        records.push({ line: row.line, of: Object.fromEntries(said) })
      }
    }
    tables[table] = records
    named.set(table, path)
  }
  const missing = NEEDED.filter((table) => !named.has(table))
  if (missing.length > 0)
    return notThis(
      'The package lacks a table.',
      missing.map((each) => `${each}${each === 'service_at_location' ? '' : 's'}.csv`).join(', '),
    )
  const { services, loose, unread } = hsdsJoined(tables)
  const of = (table: HsdsTable) => at(named.get(table))
  // A service of an unknown organisation is still one.
  for (const { table, line, why, given } of loose)
    if (table === 'service' && why === 'no-parent') of(table).note(line, 'left-out', given)
    else of(table).refuse(line, why, given)
  for (const { table, line, given } of unread) of(table).note(line, 'not-read', given)
  for (const { line, service } of services) takeService(line, service, of('service'))
  return ok(made)
}

/** Refuses with `not-this-format` what holds no services. */
export const fromHsds: ReadFile = (bytes) => (isZip(bytes) ? fromTables(bytes) : fromJson(bytes))
