// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { spanOf } from '#interop/fhir/index.ts'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { answerError, requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import type { NewListing } from '../contract.ts'
import { type DirectoryTables, directoryMigrations, fhirRoutes, openDirectory, openDirectoryData } from '../index.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, directory: directoryMigrations },
}
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}
const editor: Actor = {
  ...{ account: randomUUID(), organisation: randomUUID(), roles: ['directory:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['finding-help'] },
}
const place = { city: 'Salem', region: 'West', country: 'ZZ' }
const LISTINGS: NewListing[] = [
  {
    ...{ organization: 'Bridge', name: 'Bridge clinic', website: 'https://bridge.example/', minimumAge: 18 },
    terms: ['intervention:phar.oat.bup', 'setting:hc.outpatient', 'cost:free', 'population:gen.women'],
    phones: [
      { number: '+000 123', extension: '12' },
      { number: '+000 124', type: 'text' },
    ],
    location: { ...place, address1: '5 Quay', latitude: 44.9, longitude: -123 },
    schedules: [
      { byday: ['MO'], opensAt: '22:00', closesAt: '02:00' },
      { byday: ['SU'], opensAt: '00:00', closesAt: '24:00' },
    ],
    ...{ timeZone: 'America/Los_Angeles', languages: ['es'], places: { count: 20, on: '2026-11-01' } },
    waiting: { days: 'closed', on: '2026-11-20' },
  },
  { name: 'Night bridge', location: { ...place, city: null } },
  {
    organization: 'Quiet House',
    name: 'Refuge',
    location: { ...place, address1: '7 Secret Lane', isAddressPublic: false },
  },
  {
    organization: 'Bridge',
    name: 'Old clinic',
    phones: [{ number: '+000 999' }],
    location: { ...place, address1: '1 Past Street' },
  },
]

const opened = async () => {
  const { db } = await database.open<DirectoryTables>('health', migrations)
  let minute = 0
  const now = () => new Date(Date.UTC(2026, 10, 22, 10, minute++))
  const desk = openDirectory({ db, actor: editor, now })
  const ids: Record<string, string> = {}
  for (const listing of LISTINGS) ids[listing.name] = value(await desk.add(listing)).id
  value(await desk.withdraw(ids['Old clinic'] ?? '', 'It moved.', 1))
  const routes = fhirRoutes({ desk: openDirectoryData(db), origin: 'https://node.example', now })
  routes.onError(answerError)
  const ask = async (path: string, init: RequestInit = {}) => routes.request(path, init)
  const read = async (path: string) => {
    const answer = await ask(path)
    expect(answer.headers.get('content-type'), path).toMatch(/^application\/fhir\+json/)
    // biome-ignore lint/suspicious/noExplicitAny: what another program reads is looked at as it is
    return (await answer.json()) as any
  }
  const names = async (path: string): Promise<string[]> =>
    ((await read(path)).entry ?? []).map(({ resource }: { resource: { name: string } }) => resource.name).sort()
  return { desk, ids, ask, read, names }
}
let known: ReturnType<typeof opened> | undefined
const open = () => {
  known ??= opened()
  return known
}

test('a listing is a service, a place and an organisation; what is not known is said to be unknown', async () => {
  const { ids, ask, read } = await open()
  const id = ids['Bridge clinic']
  const service = await read(`/fhir/HealthcareService/${id}`)
  expect(service).toMatchObject({
    ...{
      resourceType: 'HealthcareService',
      id,
      active: true,
      name: 'Bridge clinic',
      providedBy: { display: 'Bridge' },
    },
    ...{
      meta: { versionId: '1', lastUpdated: '2026-11-22T10:00:00.000Z' },
      location: [{ reference: `Location/${id}` }],
    },
    type: [{ coding: [{ code: 'intervention:phar.oat.bup' }] }],
    telecom: [{ system: 'phone', value: '+000 123 x12' }, { system: 'sms' }, { system: 'url' }],
    ...{ eligibility: [{ comment: 'From the age of 18.' }], communication: [{ coding: [{ code: 'es' }] }] },
    serviceProvisionCode: [{ coding: [{ code: 'free' }] }],
    extraDetails: 'Places: 20 (said on 2026-11-01). Waiting list closed (said on 2026-11-20).',
    availableTime: [
      { daysOfWeek: ['mon'], availableStartTime: '22:00:00', availableEndTime: '23:59:59' },
      { daysOfWeek: ['tue'], availableStartTime: '00:00:00', availableEndTime: '02:00:00' },
      { daysOfWeek: ['sun'], allDay: true },
    ],
  })
  expect(service.characteristic.map((each: { coding: { code: string }[] }) => each.coding[0]?.code)).toEqual([
    ...['cost:free', 'population:gen.women'],
  ])
  expect(await read(`/fhir/Location/${id}`)).toMatchObject({
    ...{
      status: 'active',
      position: { longitude: -123, latitude: 44.9 },
      address: { line: ['5 Quay'], city: 'Salem' },
    },
  })
  const night = await read(`/fhir/HealthcareService/${ids['Night bridge']}`)
  expect(Object.keys(night).sort()).toEqual(
    ['active', 'coverageArea', 'id', 'identifier', 'meta', 'name', 'resourceType', 'type'].sort(),
  )
  expect(night.type[0].coding[0].code).toBe('unknown')
  expect((await ask(`/fhir/Location/${ids['Night bridge']}`)).status).toBe(404)
  const organization = await read(`/fhir/${service.providedBy.reference}`)
  expect(organization).toMatchObject({ resourceType: 'Organization', name: 'Bridge', active: true })
  const { meta } = service
  const again = await ask(`/fhir/HealthcareService/${id}`, { headers: { 'if-none-match': `W/"${meta.versionId}"` } })
  expect(again.status).toBe(304)
})

test('neither a refuge’s address nor what a withdrawn service was is told, in any search', async () => {
  const { ids, ask, read } = await open()
  for (const type of ['HealthcareService', 'Location', 'Organization'])
    for (const rest of ['', '/_history', `/${ids.Refuge}`, `/${ids['Old clinic']}`, `/${ids['Old clinic']}/_history`]) {
      const text = await (await ask(`/fhir/${type}${rest}`)).text()
      expect(text, `${type}${rest}`).not.toMatch(/Secret|Past Street|\+000 999/)
    }
  expect(await read(`/fhir/Location/${ids.Refuge}`)).toMatchObject({ address: { city: 'Salem', state: 'West' } })
  expect(await read(`/fhir/HealthcareService/${ids['Old clinic']}`)).toMatchObject({ active: false })
})

test('searches of mCSD find what they ask for, with what belongs to it', async () => {
  const { ids, read, names } = await open()
  const bridge = (await read('/fhir/Organization?name=brid')).entry[0].resource.id
  const found = {
    'HealthcareService?name=bri': ['Bridge clinic'],
    'HealthcareService?name:contains=BRIDGE': ['Bridge clinic', 'Night bridge'],
    'HealthcareService?name:exact=Refuge,Night bridge': ['Night bridge', 'Refuge'],
    'HealthcareService?name=100%25': [],
    'HealthcareService?active=false': ['Old clinic'],
    [`HealthcareService?organization=Organization/${bridge}&active=true`]: ['Bridge clinic'],
    [`HealthcareService?location=Location/${ids.Refuge}`]: ['Refuge'],
    [`HealthcareService?location=${ids['Night bridge']}`]: [],
    'HealthcareService?service-type=intervention:phar.oat.bup,intervention:psy': ['Bridge clinic'],
    'HealthcareService?service-type=urn:strange|intervention:phar.oat.bup': [],
    [`HealthcareService?_id=${ids.Refuge},none`]: ['Refuge'],
    [`HealthcareService?identifier=urn:ietf:rfc:3986|urn:uuid:${ids.Refuge}`]: ['Refuge'],
    'HealthcareService?_lastUpdated=lt2026-11-22T10:01:00Z': ['Bridge clinic'],
    'HealthcareService?_lastUpdated=ge2026-11-22T10:01Z&_lastUpdated=le2026-11-22T10:01Z': ['Night bridge'],
    'HealthcareService?_lastUpdated=sa2026-11-22': [],
    'Location?type=setting:hc.outpatient': ['Bridge clinic'],
    'Location?status=active': ['Bridge clinic', 'Refuge'],
    'Organization?active=true': ['Bridge', 'Quiet House'],
    'HealthcareService?name:exact=Bridge clinic&_include=HealthcareService:location&_include=HealthcareService:organization':
      ['Bridge', 'Bridge clinic', 'Bridge clinic'],
    'Location?name=refuge&_include=Location:organization': ['Quiet House', 'Refuge'],
    'Organization?name=quiet&_revinclude=Location:organization': ['Quiet House', 'Refuge'],
  }
  for (const [path, expected] of Object.entries(found)) expect(await names(`/fhir/${path}`), path).toEqual(expected)
  const page = await read('/fhir/HealthcareService?_count=3')
  expect([page.total, page.entry.length]).toEqual([4, 3])
  const next = page.link.find(({ relation }: { relation: string }) => relation === 'next').url
  expect(next).toMatch(/^https:\/\/node\.example\/fhir\/HealthcareService\?/)
  const second = await read(next.slice('https://node.example'.length))
  expect(second.entry.length).toBe(1)
  expect(second.link.map(({ relation }: { relation: string }) => relation)).toEqual([
    'self',
    'first',
    'previous',
    'last',
  ])
  expect(page.entry.map(({ fullUrl }: { fullUrl: string }) => fullUrl)).not.toContain(second.entry[0].fullUrl)
  expect(await read('/fhir/Location?_summary=count')).toMatchObject({ total: 3 })
  const changed = await read('/fhir/HealthcareService/_history?_since=2026-11-22T10:02:00Z')
  expect(
    changed.entry.map(({ resource, request }: { resource: { name: string }; request: { method: string } }) => [
      resource.name,
      request.method,
    ]),
  ).toEqual([
    ['Old clinic', 'PUT'],
    ['Refuge', 'POST'],
  ])
})

test('what is not understood is refused with an OperationOutcome', async () => {
  const { ask, read } = await open()
  const outcomes: [string, number, string][] = [
    ['/fhir/HealthcareService?nmae=x', 400, 'not-supported'],
    ['/fhir/HealthcareService?_lastUpdated=yesterday', 400, 'invalid'],
    ['/fhir/HealthcareService?active=maybe', 400, 'invalid'],
    ['/fhir/HealthcareService?_count=-1', 400, 'invalid'],
    ['/fhir/HealthcareService?_include=Patient:general-practitioner', 400, 'not-supported'],
    ['/fhir/HealthcareService/_history?_since=2026', 400, 'invalid'],
    ['/fhir/Patient', 404, 'not-supported'],
    [`/fhir/Location/${randomUUID()}`, 404, 'not-found'],
    ['/fhir/Location?_format=xml', 406, 'not-supported'],
  ]
  for (const [path, status, code] of outcomes) {
    expect((await ask(path)).status, path).toBe(status)
    expect(await read(path), path).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code }] })
  }
  expect((await ask('/fhir/Location', { method: 'POST' })).status).toBe(405)
})

test('a date of FHIR is the span that it names', () => {
  const span = (date: string) => {
    const found = spanOf(date)
    return found && [found.from.toISOString(), found.until.toISOString()]
  }
  expect(span('2026')).toEqual(['2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'])
  expect(span('2026-02')).toEqual(['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'])
  expect(span('2026-02-28T10:00+02:00')).toEqual(['2026-02-28T08:00:00.000Z', '2026-02-28T08:01:00.000Z'])
  expect([span('2026-13'), span('today'), span('2026-1-1')]).toEqual([undefined, undefined, undefined])
})

test('of two that a person said are one, one stands and the other is no longer active', async () => {
  const { desk, ids, read } = await open()
  const table =
    'id,name,organization,city,region,country,address_1,phones\n1,Bridge Clinic,Bridge,Salem,West,ZZ,5 Quay,+000 123\n'
  value(await desk.import('csv', new TextEncoder().encode(table)))
  value(await desk.lookForPairs())
  const [pair] = value(await desk.pairs()).items
  const kept = ids['Bridge clinic'] ?? ''
  value(await desk.decide(pair?.id ?? '', { do: 'same', kept, taken: [] }, pair?.version ?? 0))
  const other = pair?.a.id === kept ? pair.b.id : pair?.a.id
  expect((await read(`/fhir/HealthcareService/${other}`)).active).toBe(false)
  expect((await read(`/fhir/Location/${other}`)).status).toBe('inactive')
  expect((await read(`/fhir/HealthcareService/${kept}`)).active).toBe(true)
})

const mcsd = join(process.env.CONFORMANCE_FILES ?? '', 'mcsd-fsh')

/** What a profile in FHIR Shorthand requires at the top: field to least and most. */
const cardinalities = (text: string, profile: string): [field: string, least: number, most: number][] => {
  const from = text.slice(text.indexOf(`Profile:      ${profile}\n`))
  const until = from.indexOf('\nProfile:', 1)
  return [...(until === -1 ? from : from.slice(0, until)).matchAll(/^\* (\w+) (\d+)\.\.(\d*|\*)\s*$/gm)].map(
    ([, field = '', least, most]) => [field, Number(least), most === '*' || most === '' ? Infinity : Number(most)],
  )
}

test.runIf(existsSync(mcsd))(
  'resources and searches hold to the profiles of IHE mCSD (CONFORMANCE_FILES)',
  async () => {
    const { read } = await open()
    const files = { HealthcareService: 'healthcareservice', Location: 'location', Organization: 'organization' }
    const statement = await read('/fhir/metadata')
    const directory = readFileSync(join(mcsd, 'IHE.mCSD.Directory.fsh'), 'utf8')
    for (const [type, file] of Object.entries(files)) {
      const rules = cardinalities(readFileSync(join(mcsd, `${file}.fsh`), 'utf8'), `MCSD${type}`)
      expect(rules.length, type).toBeGreaterThan(3)
      for (const { resource } of (await read(`/fhir/${type}`)).entry)
        for (const [field, least, most] of rules) {
          const given = resource[field]
          const count = given === undefined ? 0 : Array.isArray(given) ? given.length : 1
          expect(count >= least && count <= most, `${type}.${field} of ${resource.name}`).toBe(true)
        }
      const section = directory.split('* resource[+]').find((each) => each.includes(`* type = #${type}\n`)) ?? ''
      const shall = [...section.matchAll(/Expectation\(SHALL\)\s+\* name = "([\w-]+)"\s+\* type = #(\w+)/g)]
      expect(shall.length, type).toBeGreaterThan(3)
      const own = statement.rest[0].resource.find((each: { type: string }) => each.type === type)
      for (const [, name, kind] of shall)
        expect(own.searchParam, `${type} ${name}`).toContainEqual({ name, type: kind })
      for (const [, include] of section.matchAll(/searchInclude = "(.+)"\s+\* insert Expectation\(SHALL\)/g))
        expect(own.searchInclude, type).toContain(include)
    }
  },
)
