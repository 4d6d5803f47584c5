// SPDX-License-Identifier: Apache-2.0
/** What one node writes another reads: nothing of a listing is lost on the way, as HSDS or as a table. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeRecord } from '#interop/csv/index.ts'
import { zip } from '#interop/zip/index.ts'
import type { Actor } from '#platform/access/index.ts'
import { accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { type Listing, type ListingContent, type NewListing, newListingShape, WEEKDAYS } from './contract.ts'
import invented from './examples.json' with { type: 'json' }
import { fromCsv } from './from-csv.ts'
import { fromHsds } from './from-hsds.ts'
import { serviceOf } from './hsds/map.ts'
import {
  type DirectoryTables,
  directoryMigrations,
  hsdsRoutes,
  importAtNode,
  openDirectory,
  openDirectoryData,
} from './index.ts'
import { COLUMNS, rowOf } from './open/table.ts'
import { openTaxonomy } from './open/taxonomy.ts'
import { withoutHidden } from './view.ts'

const now = new Date('2026-07-22T10:00:00Z')
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}
const bytes = (text: string) => new TextEncoder().encode(text)

const word = fc
  .tuple(fc.constantFrom('', '', '=', '+1 ', "'=", "''@", "'", '-'), fc.string({ unit: 'grapheme', maxLength: 20 }))
  .map((parts) => parts.join(''))
  .map((text) => text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim())
  .filter((text) => text !== '')
const maybe = <T>(given: fc.Arbitrary<T>) => fc.option(given, { nil: null })
const digits = (most: number) => fc.stringMatching(new RegExp(`^\\d{0,${most}}$`))
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const hours = fc
  .record({
    byday: fc.oneof(
      fc.subarray([...WEEKDAYS], { minLength: 1 }),
      fc.subarray(['1TU', '-1FR', '3WE'] as const, { minLength: 1 }).map((days) => [...days]),
    ),
    season: fc.constantFrom({}, { validFrom: '2026-06-01' }, { validFrom: '2026-06-01', validTo: '2026-08-31' }),
    opensAt: clock,
    closesAt: fc.oneof(clock, fc.constant('24:00')),
  })
  .filter(({ opensAt, closesAt }) => opensAt !== closesAt)
  .map(({ season, ...rest }) => ({ ...rest, ...season }))
const degrees = (most: number) => fc.integer({ min: -most * 1e5, max: most * 1e5 }).map((given) => given / 1e5)
const on = fc.constantFrom('2024-02-29', '2025-01-01')
const ids = openTaxonomy().terms.map(({ id }) => id)

const drawn: fc.Arbitrary<ListingContent> = fc
  .record({
    ...{ organization: fc.oneof(word, fc.constant('')), name: word, alternateName: fc.oneof(word, fc.constant('')) },
    website: maybe(fc.constantFrom('https://a.example/x?y=1', 'http://b.example')),
    // A programme has one class of evidence at most.
    terms: fc
      .subarray(ids, { maxLength: 6 })
      .map((terms) => terms.filter((term, at) => !/^evidence:/.test(term) || !/^evidence:/.test(terms[at - 1] ?? ''))),
    phones: fc.array(
      fc.record({
        number: fc.stringMatching(/^\+?\d[\d ()-]{1,10}\d$/).filter((given) => given.trim() === given),
        extension: digits(12),
        type: fc.constantFrom('voice' as const, 'intake' as const, 'hotline' as const, 'text' as const),
      }),
      { maxLength: 3 },
    ),
    location: fc.record({
      ...{ address1: fc.oneof(word, fc.constant('')), address2: fc.oneof(word, fc.constant('')), city: maybe(word) },
      ...{ region: maybe(word), postalCode: digits(6), country: fc.constantFrom('ZZ', 'MT') },
      position: maybe(fc.record({ latitude: degrees(90), longitude: degrees(180) })),
      isAddressPublic: fc.boolean(),
    }),
    hours: maybe(
      fc.record({
        schedules: fc.array(hours, { minLength: 1, maxLength: 3 }),
        timeZone: fc.constantFrom('America/Los_Angeles', 'Etc/GMT-1', 'Asia/Kathmandu', 'Etc/UTC'),
      }),
    ),
    holidays: fc.constantFrom('open' as const, 'closed' as const, null),
    ages: fc.tuple(maybe(fc.nat(60)), maybe(fc.integer({ min: 60, max: 120 }))),
    languages: maybe(fc.subarray(['es', 'fr', 'sgn', 'hmn'], { minLength: 1 })),
    ...{ places: maybe(fc.record({ count: fc.nat(99_999), on })), free: maybe(fc.record({ count: fc.nat(50), on })) },
    waiting: maybe(fc.record({ days: fc.oneof(fc.constant('closed' as const), fc.nat(3650)), on })),
  })
  .map(({ hours: open, ages, location: { position, ...location }, ...rest }) =>
    withoutHidden(
      newListingShape.parse({
        ...rest,
        // FHIR and HSDS agree with the house on this: 0, 0 is no position.
        location:
          position && (position.latitude !== 0 || position.longitude !== 0) ? { ...location, ...position } : location,
        ...(open ?? {}),
        ...{ minimumAge: ages[0], maximumAge: ages[1] },
      }),
    ),
  )

const listed = (content: ListingContent, confirmed: string | null) => ({
  ...{ ...content, id: randomUUID(), source: 'own' as const, confirmed, left: null, ended: null },
  mergedInto: null,
  ...{ changed: now.toISOString(), version: 1, organizationId: content.organization === '' ? null : randomUUID() },
})

test('whatever a listing says comes back of HSDS and of a table', async () => {
  await fc.assert(
    fc.asyncProperty(
      drawn,
      fc.option(fc.constantFrom('2026-01-31', '2025-12-01'), { nil: null }),
      async (content, confirmed) => {
        const listing = listed(content, confirmed)
        const table = writeRecord(COLUMNS) + writeRecord(rowOf(listing))
        for (const made of [
          await fromHsds(bytes(JSON.stringify(serviceOf(listing, now)))),
          await fromHsds(tablesOf([serviceOf(listing, now)])),
          await fromCsv(bytes(table)),
        ]) {
          const { rows, refused, notes } = value(made)
          // Of the area of a service listings keep the place alone.
          expect([refused, notes.filter(({ file }) => file !== 'data/service_areas.csv')]).toEqual([[], []])
          expect(rows[0]?.listing).toEqual(content)
          expect(rows[0]?.confirmed ?? null).toBe(confirmed)
        }
      },
    ),
    { numRuns: 150 },
  )
})

type Json = Record<string, unknown>
/** Which table a list of JSON is, and by which column its records name what they belong to. */
const LISTS: Record<string, readonly [string, string]> = {
  accessibility: ['accessibility', 'location_id'],
  ...{
    phones: ['phones', 'service_id'],
    schedules: ['schedules', 'service_id'],
    languages: ['languages', 'service_id'],
  },
  ...{ cost_options: ['cost_options', 'service_id'], service_areas: ['service_areas', 'service_id'] },
  ...{ addresses: ['addresses', 'location_id'], attributes: ['attributes', 'link_id'] },
  service_at_locations: ['service_at_location', 'service_id'],
}
const ONES: Record<string, string> = {
  organization: 'organizations',
  location: 'locations',
  taxonomy_term: 'taxonomy_terms',
}
/** Services of HSDS as a package of tables, as a program of others would write it. */
const tablesOf = (services: readonly object[]) => {
  const tables = new Map<string, Map<string, Json>>()
  const put = (table: string, record: Json, by?: readonly [string, unknown]) => {
    const own: Json = by ? { [by[0]]: by[1] } : {}
    for (const [name, given] of Object.entries(record)) {
      const one = ONES[name]
      if (one !== undefined) {
        put(one, given as Json)
        own[`${name}_id`] = (given as Json).id
      } else if (Array.isArray(given))
        for (const each of given)
          put(...([LISTS[name]?.[0] ?? '', each as Json, [LISTS[name]?.[1] ?? '', record.id]] as const))
      else own[name] = given
    }
    if (!tables.has(table)) tables.set(table, new Map())
    tables.get(table)?.set(String(record.id), own)
  }
  for (const each of services) put('services', each as Json)
  for (const needed of ['locations', 'service_at_location']) if (!tables.has(needed)) tables.set(needed, new Map())
  const quoted = (given: unknown) => `"${String(given ?? '').replaceAll('"', '""')}"`
  const texts = [...tables].map(([name, records]) => {
    const columns = [...new Set([...records.values()].flatMap((each) => Object.keys(each)))]
    const lines = [...records.values()].map((each) => columns.map((column) => quoted(each[column])).join(','))
    return [`data/${name}.csv`, bytes([columns.join(','), ...lines, ''].join('\r\n'))] as const
  })
  return zip(new Map(texts))
}

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, directory: directoryMigrations },
}
const editorOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['directory:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['finding-help'] },
})

test('a directory that is exported here and imported there is the same one; a second time nothing changes', async () => {
  const here = await database.open<DirectoryTables>('health', migrations)
  const there = await database.open<DirectoryTables>('health_there', migrations)
  const desk = openDirectory({ db: here.db, actor: editorOf(randomUUID()), now: () => now })
  const refuge: NewListing = {
    ...{ name: 'Refuge', organization: 'Quiet House' },
    location: { city: 'Selvane', region: 'North', country: 'ZZ', address1: '7 Secret Lane', isAddressPublic: false },
  }
  for (const [index, listing] of [...invented.map((each) => each.listing as NewListing), refuge].entries()) {
    const { id, version } = value(await desk.add(listing))
    if (index % 2 === 0) value(await desk.confirm(id, version))
  }
  const routes = hsdsRoutes({ desk: openDirectoryData(here.db), origin: 'https://here.example', now: () => now })
  const [ministry, firm] = [randomUUID(), randomUUID()]
  const told = async (db: typeof here.db, organisation?: string) => {
    const { items } = await openDirectoryData(db).services({ listed: 'listed' }, { page: 1, size: 500 })
    const own =
      organisation === undefined ? items : items.filter(({ id }) => (mine.get(organisation) ?? []).includes(id))
    return own
      .map(
        ({
          id: _,
          source: __,
          changed: ___,
          version: ____,
          organizationId: _____,
          ...said
        }: Listing & { organizationId: string | null }) => JSON.stringify(said),
      )
      .sort()
  }
  const mine = new Map<string, string[]>()
  for (const [path, source, organisation] of [
    ['/hsds/services?format=ndjson', 'hsds', ministry],
    ['/hsds/services.csv', 'csv', firm],
  ] as const) {
    const file = new Uint8Array(await (await routes.request(path)).arrayBuffer())
    const plan = { organisation, source, bytes: file, isMeant: true }
    const report = value(await importAtNode(there.db, plan))
    expect(report).toMatchObject({ rows: invented.length + 1, added: invented.length + 1, refused: [], notes: [] })
    expect(value(await importAtNode(there.db, plan))).toMatchObject({ added: 0, changed: 0, left: 0 })
    const desks = openDirectory({ db: there.db, actor: editorOf(organisation) })
    mine.set(
      organisation,
      value(await desks.list({ limit: 100 })).items.map(({ id }) => id),
    )
    expect(await told(there.db, organisation), source).toEqual(await told(here.db))
  }
  // A day on which it was confirmed later is taken over; an earlier one does not take the place of a later.
  const [first] = value(await desk.list({ limit: 1 })).items
  const later = openDirectory({
    db: here.db,
    actor: editorOf(randomUUID()),
    now: () => new Date('2026-08-01T10:00:00Z'),
  })
  expect(later.may).toContain('confirm')
  const page = (await (await routes.request('/hsds/services?full=true&per_page=500')).json()) as {
    contents: { id: string; assured_date?: string }[]
  }
  const at = page.contents.find(({ id }) => id === first?.id)
  if (at) at.assured_date = '2026-08-01'
  const again = { organisation: ministry, source: 'hsds' as const, bytes: bytes(JSON.stringify(page)), isMeant: true }
  expect(value(await importAtNode(there.db, again))).toMatchObject({ changed: 1, added: 0, left: 0 })
  if (at) at.assured_date = '2026-07-01'
  const older = { ...again, bytes: bytes(JSON.stringify(page)) }
  expect(value(await importAtNode(there.db, older))).toMatchObject({ changed: 0 })
})

test('places as HSDS 3.1 has them are read; a figure without a day, or of several units, is left out and told', async () => {
  const one = { available: 4, maximum: 12, unit: { id: 'u', name: 'Bed' }, updated: '2025-02-03T10:00:00.000Z' }
  const location = { id: 'A', location_type: 'physical', addresses: [{ city: 'Selvane', country: 'ZZ' }] }
  const read = async (over: object) => {
    const service = { id: '1', name: 'Elm', service_at_locations: [{ id: 'x', location }], ...over }
    const { rows, notes } = value(await fromHsds(bytes(JSON.stringify([service]))))
    return [
      ...rows.flatMap(({ listing: { places, free, waiting } }) => [places, free, waiting]),
      ...notes.map(({ given }) => given),
    ]
  }
  const on = '2025-02-03'
  expect(await read({ capacities: [one] })).toEqual([{ count: 12, on }, { count: 4, on }, null])
  expect(await read({ capacities: [one, one], wait_time: 'weeks' })).toEqual([
    ...[null, null, null, 'capacities', 'wait_time: weeks'],
  ])
  const table = 'Nom;Commune;Pays;Capacité;Lits disponibles;Vérifié\nElm;Selvane;ZZ;12;4;\nOak;Selvane;ZZ;viele;;\n'
  const { rows, notes, columns } = value(await fromCsv(bytes(table)))
  expect(columns).toMatchObject({ places: 'Capacité', free_places: 'Lits disponibles' })
  expect(rows.map(({ listing: { places, free } }) => [places, free])).toEqual([
    [null, null],
    [null, null],
  ])
  expect(notes.filter(({ code }) => code === 'left-out').map(({ given }) => given)).toEqual([
    ...['Capacité: 12', 'Lits disponibles: 4', 'Capacité: viele'],
  ])
})

test('what is written as tables is what is written as JSON; what is wrong in a package is told with its file and line', async () => {
  const services = invented.map(({ listing }) =>
    serviceOf(listed(withoutHidden(newListingShape.parse(listing)), null), now),
  )
  const said = async (file: Uint8Array) =>
    value(await fromHsds(file))
      .rows.map(({ line: _, file: __, ...row }) => JSON.stringify(row))
      .sort()
  expect(await said(tablesOf(services))).toEqual(await said(bytes(JSON.stringify({ contents: services }))))
  const files = {
    'services.csv':
      'id,name,organization_id,status\n1,Elm,9,active\n2,Oak,,active\n3,,,\n4,Gone,,defunct\n5\n1,Again,,\n',
    'locations.csv': 'id,location_type\nA,physical\n',
    'service_at_location.csv': 'id,service_id,location_id\nx,1,A\ny,2,A\nz,2,B\n',
    'addresses.csv': 'id,location_id,address_1,city,state_province,country\n1,A,5 Quay,Selvane,North,zz\n',
    'phones.csv': `id,service_id,location_id,organization_id,number\n1,2,,,112\n2,,A,,113\n3,,,9,114\n4,77,,,115\n`,
    'contacts.csv': 'id,name\n1,Somebody\n',
    'taxonomy_terms.csv': 'id,code,name\nt,intervention:psy,Talking\nu,moon,Debt advice\n',
    'attributes.csv':
      'id,link_id,link_entity,taxonomy_term_id\n1,1,service,t\n2,1,service,u\n3,9,organization,t\n4,1,service,intervention\n',
    '__MACOSX/services.csv': 'x',
    'readme.txt': 'x',
  }
  const packed = (over: Record<string, string>) =>
    zip(new Map(Object.entries({ ...files, ...over }).map(([name, text]) => [name, bytes(text)])))
  const { rows, refused, notes } = value(await fromHsds(packed({})))
  expect(
    rows.map(({ file, line, listing: { name, phones, terms } }) => [file, line, name, phones.length, terms]),
  ).toEqual([
    ['services.csv', 2, 'Elm', 1, ['intervention:psy']],
    ['services.csv', 3, 'Oak', 2, []],
  ])
  const told = (all: typeof refused) =>
    all.map(({ file, line, code, given = '' }) => `${file} ${line} ${code} ${given}`).sort()
  expect(told(refused)).toEqual([
    'phones.csv 5 no-parent service 77',
    'service_at_location.csv 4 no-parent location B',
    'services.csv 4 no-name ',
    'services.csv 5 not-active defunct',
    'services.csv 6 fields 1 / 4',
    'services.csv 7 repeated 1',
  ])
  expect(told(notes)).toEqual([
    'attributes.csv 4 not-read link_entity: organization',
    'contacts.csv 0 not-read ',
    'phones.csv 4 not-read service_at_location_id, service_id, location_id',
    'services.csv 2 left-out attributes: Debt advice',
    'services.csv 2 left-out organization 9',
  ])
  const refusal = async (file: Uint8Array) => {
    const made = await fromHsds(file)
    return made.ok ? 'ok' : made.refusal.values?.missing
  }
  expect(await refusal(packed({ 'services.csv': 'id;title\n1;Elm\n' }))).toBe('services.csv: name')
  expect(await refusal(zip(new Map([['services.csv', bytes('id,name\n1,Elm\n')]])))).toBe(
    'locations.csv, service_at_location.csv',
  )
  expect(await refusal(packed({}).subarray(0, 300))).toBe('ZIP')
  // A file in Latin-1 is read, and it is said of which one.
  const latin = new Map(Object.entries(files).map(([name, text]) => [name, bytes(text)]))
  latin.set(
    'addresses.csv',
    Uint8Array.from('id,location_id,city,country\n1,A,Sel\xe9ne,ZZ\n', (each) => each.charCodeAt(0)),
  )
  const read = value(await fromHsds(zip(latin)))
  expect([read.rows[0]?.listing.location.city, read.notes.filter(({ code }) => code === 'latin-1')]).toEqual([
    'Seléne',
    [{ line: 1, code: 'latin-1', file: 'addresses.csv' }],
  ])
})

test('what another directory says and is not understood is left out and said; nothing is guessed', async () => {
  const place = {
    location_type: 'physical',
    addresses: [{ address_1: '1 A', city: 'Eugene', state_province: 'OR', country: 'us' }],
  }
  const service = (over: object, location: object = place) => ({
    ...{ id: randomUUID(), name: 'River', status: 'active', service_at_locations: [{ location }], ...over },
  })
  const read = async (contents: unknown[]) => value(await fromHsds(bytes(JSON.stringify({ contents }))))
  const { rows, refused, notes } = await read([
    service({ phones: [{ number: '503 555 0100', extension: 12 }], cost_options: [{ amount: 0 }], url: 'river' }),
    service({ schedules: [{ freq: 'WEEKLY', byday: 'MO', opens_at: '09:00', closes_at: '17:00' }] }),
    service({
      schedules: [{ freq: 'WEEKLY', byday: 'MO', opens_at: '09:00-08:00', closes_at: '17:00-08:00', timezone: -8 }],
    }),
    service({ schedules: [{ freq: 'WEEKLY', interval: 2, byday: 'MO', opens_at: '09:00Z', closes_at: '17:00Z' }] }),
    service({ attributes: [{ taxonomy_term: { id: 'x', name: 'Debt advice' } }], languages: [{ name: 'Klamath' }] }),
    service({ status: 'defunct' }),
    service({ name: null }),
    service({}, { location_type: 'physical', addresses: [] }),
    service({ minimum_age: 300 }),
    service({ assured_date: 'last spring' }),
    'no service',
  ])
  expect(rows.map(({ listing }) => [listing.schedules?.length ?? null, listing.timeZone])).toEqual([
    ...[
      [null, null],
      [null, null],
      [1, 'Etc/GMT+8'],
      [null, null],
      [null, null],
      [null, null],
      [null, null],
    ],
  ])
  expect(rows[0]?.listing).toMatchObject({
    terms: ['cost:free'],
    phones: [{ extension: '12' }],
    location: { country: 'US' },
  })
  expect(refused.map(({ line, code }) => [line, code])).toEqual([
    ...[
      [6, 'not-active'],
      [7, 'no-name'],
      [8, 'no-city'],
      [11, 'not-valid'],
    ],
  ])
  expect(notes.map(({ line, given }) => [line, given])).toEqual([
    ...[
      [1, 'river'],
      [2, 'schedules'],
      [4, 'schedules'],
      [5, 'attributes: Debt advice'],
      [5, 'languages: Klamath'],
      [9, 'minimum_age: 300'],
    ],
    [10, 'assured_date: last spring'],
  ])
  for (const wrong of ['', '{"a":1}', 'name,city\n']) expect((await fromHsds(bytes(wrong))).ok, wrong).toBe(false)
  const table = value(
    await fromCsv(bytes('name;city;country;terms;schedules\nOak;Eugene;US;moon;daily\nElm;Eugene;US;moon;\n')),
  )
  expect([table.refused, table.rows.length]).toEqual([[], 2])
  expect(table.notes.map(({ code, given }) => [code, given])).toEqual(
    expect.arrayContaining([
      ['left-out', 'terms: moon'],
      ['odd-hours', 'schedules: daily'],
    ]),
  )
})

test('one thing of a row that cannot be is left out and said as it stands, and all else of it is kept', async () => {
  const head = 'Nom,Ville,Pays,Téléphone,time_zone,schedules,latitude,longitude,âge min,âge max,assured_date\n'
  const good = '+999 1 234,Etc/UTC,MO 22:00-02:00,10,20,18,60,'
  const rows = [
    `Late,Selvane,ZZ,${good.replace('MO 22:00-02:00', 'MO 25:00-26:00; TU 09:00-12:00')}`,
    `Never,Selvane,ZZ,${good.replace('MO 22:00-02:00', 'MO 09:00-09:00')}`,
    `No such day,Selvane,ZZ,${good.replace('MO 22', 'XX 22')}`,
    `Season backwards,Selvane,ZZ,${good.replace('02:00', '02:00 2026-08-31/2026-06-01')}`,
    `No such date,Selvane,ZZ,${good.replace('02:00', '02:00 2026-02-30/2026-06-01')}`,
    `No zone,Selvane,ZZ,${good.replace('Etc/UTC', '')}`,
    `No zone abroad,Eugene,US,${good.replace('Etc/UTC', '')}`,
    `Odd zone,Eugene,US,${good.replace('Etc/UTC', 'Mars/Dome')}`,
    `All at once,Selvane,ZZ,${good.replace('+999 1 234', 'abc').replace('10,20', '95,20').replace('18,60', '60,18')}2026-02-30`,
    `Nowhere,Selvane,Frankreich,${good}`,
    `Two,Selvane,ZZ,${good.replace('Etc/UTC', '').replace('18,60', 'abc,12').replace('10,20', '"-11,4",20')}`,
    `Both,Selvane,ZZ,${good.replace('Etc/UTC', '').replace('18,60', '18,12')}`,
    `To come,Selvane,ZZ,${good}2999-01-01`,
    `Elsewhere,Selvane,QQ,${good}`,
    `In the sea,Selvane,ZZ,${good.replace('10,20', '0,0')}`,
  ]
  const { rows: read, refused, notes } = value(await fromCsv(bytes(head + rows.join('\n'))))
  expect(refused).toEqual([{ line: 11, code: 'not-valid', given: 'Pays: Frankreich' }])
  expect(notes.map(({ line, code, given }) => [line, code, given])).toEqual([
    [2, 'odd-hours', 'schedules: MO 25:00-26:00'],
    [3, 'odd-hours', 'schedules: MO 09:00-09:00'],
    [4, 'odd-hours', 'schedules: XX 22:00-02:00'],
    [5, 'odd-hours', 'schedules: MO 22:00-02:00'],
    [6, 'odd-hours', 'schedules: MO 22:00-02:00'],
    [7, 'zone-of-country', expect.stringMatching(/^time_zone: \w+\/\w+/)],
    [8, 'no-zone', 'schedules: MO 22:00-02:00'],
    [9, 'odd-zone', 'time_zone: Mars/Dome'],
    [9, 'no-zone', 'schedules: MO 22:00-02:00'],
    [10, 'phone', 'Téléphone: abc'],
    [10, 'odd-position', 'latitude: 95, 20'],
    [10, 'odd-age', 'âge max: 60 – 18'],
    [10, 'left-out', 'assured_date: 2026-02-30'],
    [12, 'odd-position', 'latitude: -11,4, 20'],
    [12, 'odd-age', 'âge min: abc'],
    [12, 'zone-of-country', expect.stringMatching(/^time_zone: /)],
    [13, 'odd-age', 'âge max: 18 – 12'],
    [13, 'zone-of-country', expect.stringMatching(/^time_zone: /)],
    [14, 'not-yet', 'assured_date: 2999-01-01'],
    [15, 'odd-country', 'Pays: QQ'],
    [16, 'odd-position', 'latitude: 0, 0'],
  ])
  const kept = (name: string) => read.find(({ listing }) => listing.name === name)?.listing
  expect(kept('Late')?.schedules).toMatchObject([{ byday: ['TU'], opensAt: '09:00' }])
  expect(kept('Never')).toMatchObject({ schedules: null, timeZone: null, phones: [{ number: '+999 1 234' }] })
  expect(kept('No zone')?.schedules).toHaveLength(1)
  const all = kept('All at once')
  expect(all).toMatchObject({ phones: [], minimumAge: null, maximumAge: null, location: { latitude: null } })
  expect(all?.schedules).toHaveLength(1)
})

test('hours of another directory that cannot be are left out and said, and the service stays', async () => {
  const service = (opens_at: string, closes_at: string, byday = 'MO') => ({
    ...{ id: randomUUID(), name: 'River', status: 'active' },
    schedules: [{ freq: 'WEEKLY', byday, opens_at, closes_at, timezone: 0 }],
    service_at_locations: [{ location: { location_type: 'physical', addresses: [{ city: 'Eugene', country: 'US' }] } }],
  })
  const contents = [service('25:00Z', '26:00Z'), service('09:00Z', '17:00Z', 'XX'), service('9 o’clock', '17:00Z')]
  const made = value(await fromHsds(bytes(JSON.stringify({ contents }))))
  expect(made.refused).toEqual([])
  expect(made.rows.map(({ listing }) => listing.schedules)).toEqual([null, null, null])
  expect(made.notes.map(({ line, code, given }) => [line, code, given])).toEqual([
    [1, 'odd-hours', 'schedules: MO 25:00-26:00'],
    [2, 'odd-hours', 'schedules: XX 09:00-17:00'],
    [3, 'left-out', 'schedules'],
  ])
})
