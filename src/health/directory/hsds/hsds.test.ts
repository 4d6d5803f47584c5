// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { answerError, requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import type { NewListing } from '../contract.ts'
import invented from '../examples.json' with { type: 'json' }
import {
  type DirectoryTables,
  directoryMigrations,
  hsdsRoutes,
  importAtNode,
  openDirectory,
  openDirectoryData,
} from '../index.ts'
import { CONFORMANCE, judgesOf } from './schemas.testing.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, directory: directoryMigrations },
}
const now = new Date('2026-11-22T10:00:00Z')
const editor: Actor = {
  ...{ account: randomUUID(), organisation: randomUUID(), roles: ['directory:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['finding-help'] },
}
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}

const oregon = join(process.env.DIRECTORY_FILES ?? '', 'findtreatment_oregon_2026.json')
const refuge: NewListing = {
  ...{ organization: 'Quiet House', name: 'Refuge', terms: ['setting:res.emergency'] },
  location: { city: 'Selvane', region: 'North', country: 'ZZ', address1: '7 Secret Lane', isAddressPublic: false },
}
const full: NewListing = {
  ...{
    organization: 'Bridge',
    name: 'Bridge clinic',
    alternateName: 'The Bridge',
    website: 'https://bridge.example/a',
  },
  terms: ['intervention:phar.oat.bup', 'cost:free', 'cost:unknown'],
  phones: [
    { number: '+000 1' + '23', extension: '012', type: 'hotline' },
    { number: '112', extension: '7' },
  ],
  location: {
    ...{ city: 'Salem', region: 'West', country: 'ZZ', latitude: 44.9, longitude: -123 },
    address1: '5 Quay',
  },
  schedules: [{ byday: ['MO', 'TU'], opensAt: '09:00', closesAt: '24:00' }],
  ...{ timeZone: 'America/Los_Angeles', minimumAge: 0, maximumAge: 17, languages: ['es', 'sgn'] },
  ...{ places: { count: 20, on: '2026-11-01' }, free: { count: 0, on: '2026-11-20' } },
  waiting: { days: 'closed', on: '2026-11-20' },
}

const opened = async () => {
  const { db } = await database.open<DirectoryTables>('health', migrations)
  const desk = openDirectory({ db, actor: editor, now: () => now })
  const ids: Record<string, string> = {}
  for (const listing of [...invented.map((each) => each.listing as NewListing), refuge, full]) {
    const { id, version } = value(await desk.add(listing))
    ids[listing.name] = id
    if (listing === full) value(await desk.confirm(id, version))
  }
  const gone = value(await desk.add({ ...full, name: 'Gone', organization: 'Nobody else' }))
  value(await desk.withdraw(gone.id, 'Its address must not be known.', 1))
  // One that a person said is the same as another: the other stands for it.
  const table =
    'id,name,organization,city,region,country,address_1,phones\nN-17,Tamrin Outpatient Center,Tamrin Health,Port Selvane,North Shore,ZZ,4 Pier St.,+000 20 112\n'
  value(await desk.import('csv', new TextEncoder().encode(table)))
  value(await desk.lookForPairs())
  const pair = value(await desk.pairs()).items.find(({ a, b }) => [a, b].some(({ source }) => source === 'csv'))
  const kept = ids['Tamrin outpatient centre'] ?? ''
  value(await desk.decide(pair?.id ?? '', { do: 'same', kept, taken: ['phones'] }, pair?.version ?? 0))
  const merged = pair?.a.id === kept ? pair.b.id : (pair?.a.id ?? '')
  if (existsSync(oregon)) {
    const bytes = readFileSync(oregon)
    value(await importAtNode(db, { organisation: randomUUID(), source: 'findtreatment', bytes, isMeant: true }))
  }
  const routes = hsdsRoutes({ desk: openDirectoryData(db), origin: 'https://node.example', now: () => now })
  routes.onError(answerError)
  const ask = async (path: string, headers: Record<string, string> = {}) => routes.request(path, { headers })
  const read = async (path: string) => {
    const answer = await ask(path)
    expect(answer.status, path).toBe(200)
    // biome-ignore lint/suspicious/noExplicitAny: what another program reads is looked at as it is
    return (await answer.json()) as any
  }
  const all = async (path: string) => {
    const found: { id: string }[] = []
    for (let page = 1; ; page++) {
      const answer = await read(`${path}${path.includes('?') ? '&' : '?'}page=${page}`)
      found.push(...answer.contents)
      expect(answer).toMatchObject({ page_number: page, size: answer.contents.length, first_page: page === 1 })
      if (!answer.last_page) continue
      expect(found.length).toBe(answer.total_items)
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
      return found
    }
  }
  return { db, desk, ids, gone: gone.id, merged, ask, read, all }
}
let known: ReturnType<typeof opened> | undefined
const open = () => {
  known ??= opened()
  return known
}

test('a listing is told in the words of HSDS, and what is not known is absent', async () => {
  const { ids, read } = await open()
  const id = ids['Bridge clinic']
  const service = await read(`/hsds/services/${id}`)
  expect(service).toMatchObject({
    ...{ id, name: 'Bridge clinic', alternate_name: 'The Bridge', url: 'https://bridge.example/a', status: 'active' },
    ...{ minimum_age: 0, maximum_age: 17, assured_date: '2026-11-22', last_modified: now.toISOString() },
    organization: { name: 'Bridge' },
    phones: [
      {
        number: '+000 123',
        type: 'voice',
        description: 'Hotline',
        attributes: [{ link_type: 'extension', value: '012' }],
      },
      { number: '112', type: 'voice', extension: 7 },
    ],
    schedules: [{ freq: 'WEEKLY', byday: 'MO,TU', opens_at: '09:00-08:00', closes_at: '24:00-08:00', timezone: -8 }],
    languages: [{ code: 'es', name: 'Spanish' }, { code: 'sgn' }],
    cost_options: [{ option: 'Free' }],
    service_at_locations: [{ location: { latitude: 44.9, addresses: [{ address_1: '5 Quay', city: 'Salem' }] } }],
  })
  expect(service.cost_options.length).toBe(1)
  const { attributes, service_at_locations, last_modified, ...plain } = await read(`/hsds/services/${ids.Refuge}`)
  expect(Object.keys(plain).sort()).toEqual(['id', 'name', 'organization', 'organization_id', 'status'])
  expect(service_at_locations[0].location).toMatchObject({ location_type: 'physical', addresses: [{ address_1: '' }] })
})

test('no export tells the address of a refuge, nor anything of a withdrawn service but that it is none any more', async () => {
  const { gone, ask, read } = await open()
  const paths = [
    ...['/hsds/services?full=true&per_page=500', '/hsds/service_at_locations?full=true&per_page=500'],
    ...['/hsds/services?format=ndjson', '/hsds/services.csv', '/hsds/organizations?per_page=500'],
    `/hsds/services?modified_after=2000-01-01&full=true&per_page=500`,
    ...[`/hsds/services/${gone}`, `/hsds/service_at_locations/${gone}`],
  ]
  for (const path of paths) expect(await (await ask(path)).text(), path).not.toContain('Secret')
  for (const path of paths.slice(0, 5)) expect(await (await ask(path)).text(), path).not.toContain(gone)
  const withdrawn = await read(`/hsds/services/${gone}`)
  expect(withdrawn.status).toBe('defunct')
  expect(JSON.stringify(withdrawn)).not.toMatch(/5 Quay|bridge\.example|\+000|09:00|must not be known/)
  // Who keeps a copy asks what changed, and learns that it is gone.
  const since = await read('/hsds/services?modified_after=2026-11-22T10:00:00Z&per_page=500')
  expect(since.contents.find(({ id }: { id: string }) => id === gone)?.status).toBe('defunct')
  expect(
    (await read('/hsds/services?modified_after=2026-11-22T10:00:01Z')).contents.filter(
      ({ name }: { name: string }) => name === 'Gone',
    ),
  ).toEqual([])
  // Nor is it found by the hours that nobody reads any more.
  expect((await read('/hsds/services?modified_after=2000-01-01&search=Gone&day=MO')).contents).toEqual([])
  expect((await read('/hsds/organizations?search=nobody')).contents).toEqual([])
})

test('pages, terms, organisations and hours sift; what is mistyped is refused', async () => {
  const { ids, ask, read, all } = await open()
  const everything = await all('/hsds/services?per_page=7')
  expect((await all('/hsds/service_at_locations?per_page=500')).map(({ id }) => id).sort()).toEqual(
    everything.map(({ id }) => id).sort(),
  )
  const lines = (await (await ask('/hsds/services?format=ndjson')).text()).trim().split('\n')
  expect(lines.length).toBe(everything.length)
  expect((await (await ask('/hsds/services.csv')).text()).trim().split('\n').length).toBeGreaterThan(everything.length)
  const terms = (await read('/hsds/taxonomy_terms?search=buprenorphine&per_page=500')).contents
  const bup = terms.find(({ code }: { code: string }) => code === 'intervention:phar.oat.bup')
  const withBup = await all(
    `/hsds/services?taxonomy_term_id=${bup.id}&organization_id=${
      (await read(`/hsds/services/${ids['Bridge clinic']}`)).organization_id
    }`,
  )
  expect(withBup.map(({ id }) => id)).toEqual([ids['Bridge clinic']])
  expect((await all(`/hsds/services?taxonomy_term_id=${randomUUID()}`)).length).toBe(0)
  const young = await all('/hsds/services?maximum_age=17&search=bridge')
  expect(young.map(({ id }) => id)).toEqual([ids['Bridge clinic']])
  expect((await all('/hsds/services?search=bridge&start_time=09:01')).length).toBe(0)
  for (const odd of ['start_time=25:00', 'minimum_age=50&maximum_age=10'])
    expect((await ask(`/hsds/services?${odd}`)).status, odd).toBe(422)
  expect((await all('/hsds/services?search=bridge&start_time=09:00&day=TU')).length).toBe(1)
  const bridge = (await read('/hsds/organizations?search=RIDGE')).contents.find(
    ({ name }: { name: string }) => name === 'Bridge',
  )
  expect((await read(`/hsds/organizations/${bridge.id}`)).services.map(({ id }: { id: string }) => id)).toEqual([
    ids['Bridge clinic'],
  ])
  expect(await read('/hsds')).toMatchObject({ version: '3.0', openapi_url: 'https://node.example/api/openapi.json' })
  expect((await read('/hsds/taxonomies')).total_items).toBe(10)
  for (const path of ['/hsds/services/no-id', `/hsds/organizations/${randomUUID()}`, '/hsds/taxonomy_terms/x'])
    expect((await ask(path)).status, path).toBe(404)
  for (const path of ['/hsds/services?page=0', '/hsds/services?per_page=501', '/hsds/services?taxonomy_id=x'])
    expect((await ask(path)).status, path).toBe(422)
  expect((await ask('/hsds/services?serch=x')).status).toBe(400)
})

test('whoever has an answer already is told so, until anything changes', async () => {
  const { desk, ids, ask } = await open()
  const path = '/hsds/services?per_page=3'
  const first = await ask(path)
  const etag = first.headers.get('etag') ?? ''
  const changed = new Date(first.headers.get('last-modified') ?? '')
  expect(changed.getTime()).toBeGreaterThanOrEqual(now.getTime())
  expect(first.headers.get('access-control-allow-origin')).toBe('*')
  expect((await ask(path, { 'if-none-match': etag })).status).toBe(304)
  expect((await ask('/hsds/services?per_page=4', { 'if-none-match': etag })).status).toBe(200)
  expect((await ask(path, { 'if-modified-since': changed.toUTCString() })).status).toBe(304)
  expect((await ask(path, { 'if-modified-since': new Date(changed.getTime() - 1000).toUTCString() })).status).toBe(200)
  expect((await ask('/hsds/services?search=bridge')).headers.get('cache-control')).toBe('no-store')
  value(await desk.confirm(ids.Refuge ?? '', 1))
  expect((await ask(path, { 'if-none-match': etag })).status).toBe(200)
})

const hsds = join(CONFORMANCE, 'hsds-3.0')
const PROFILES = ['hsds-3.0', 'oruk-3.0-profile/schema'] as const

test.runIf(CONFORMANCE !== '' && existsSync(hsds))(
  'every answer holds to the schemas of HSDS 3.0 and of Open Referral UK (CONFORMANCE_FILES, DIRECTORY_FILES)',
  async () => {
    const { read, all, merged, ids } = await open()
    const lists = ['service_list', 'organization_list', 'service_at_location_list']
    const extra = Object.fromEntries(lists.map((name) => [`${name}.json`, join(hsds, `compiled/${name}.json`)]))
    const services = await all('/hsds/services?full=true&per_page=500')
    const atLocations = await all('/hsds/service_at_locations?full=true&per_page=500')
    console.info(`${services.length} services held to the schemas.`)
    expect(services.length).toBeGreaterThan(existsSync(oregon) ? 200 : 15)
    for (const profile of PROFILES) {
      const judge = judgesOf(join(CONFORMANCE, profile), profile === 'hsds-3.0' ? extra : {})
      // The profile has fewer fields, and says that others may be there too: only those of HSDS are looked at for strange ones.
      const wrong = (name: string, values: unknown[], allowed: string[] = []) => {
        const of = judge(name)
        const found = values.flatMap((each) => of(each, allowed))
        expect([...new Set(profile === 'hsds-3.0' ? found : found.filter((each) => !/^\./.test(each)))], name).toEqual(
          [],
        )
      }
      wrong('service.json', services)
      // Those that are no longer listed too, for whoever keeps a copy.
      const every = await all('/hsds/services?full=true&modified_after=2000-01-01&per_page=500')
      expect(every.length).toBeGreaterThan(services.length)
      wrong('service.json', every)
      const one = every.find(({ id }) => id === merged) as unknown as {
        status: string
        attributes: { value: string }[]
      }
      expect([one.status, one.attributes.map(({ value }) => value)]).toEqual([
        'defunct',
        expect.arrayContaining([ids['Tamrin outpatient centre']]),
      ])
      wrong(
        'service_at_location.json',
        atLocations.map((each) => ({ ...each, service: undefined })),
        ['.service'],
      )
      wrong('taxonomy.json', await all('/hsds/taxonomies'))
      wrong('taxonomy_term.json', await all('/hsds/taxonomy_terms?per_page=500'))
      const organizations = await all('/hsds/organizations?per_page=500')
      wrong('organization.json', organizations)
      if (profile !== 'hsds-3.0') continue
      wrong('organization_list.json', organizations)
      wrong('service_list.json', await all('/hsds/services?per_page=500'))
      wrong('service_at_location_list.json', await all('/hsds/service_at_locations?per_page=500'))
      expect(judge('service.json')({ id: 'x', name: 'y', statis: 'active' }).length).toBeGreaterThan(2)
    }
    expect(await read(`/hsds/taxonomies/${(await all('/hsds/taxonomies'))[0]?.id}`)).toMatchObject({ name: 'Setting' })
  },
)
