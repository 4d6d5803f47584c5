// SPDX-License-Identifier: Apache-2.0
/** A conversation as programs lead it that know TAXII 2.1 and not us; each object is judged by the OASIS schemas. */
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import {
  apiRootShape,
  collectionShape,
  collectionsShape,
  discoveryShape,
  envelopeShape,
  errorShape,
  manifestShape,
  STIX_SCHEMAS,
  type StixObject,
  statusShape,
  TAXII_TYPE,
  toBundle,
  versionsShape,
} from '#interop/stix/index.ts'
import { type Actor, accessMigrations, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import type { Incident, IncidentsDesk, NewIncident, NewProposal, Release } from './contract.ts'
import { type IncidentTables, incidentsMigrations, openIncidents, openTaxii, taxiiRoutes } from './index.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, peers: peersMigrations, incidents: incidentsMigrations },
}
const [customs, authority, firm] = [randomUUID(), randomUUID(), randomUUID()]
const actorOf = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['incidents:reader'], groups: [], clearance: 'amber' },
  ...{ purposes: ['supply-control'], ...over },
})
/** By the key that each sends. */
const actors: Record<string, Actor> = {
  psl_officer: actorOf(customs, { roles: ['incidents:officer'] }),
  psl_told: actorOf(authority),
  psl_cleared: actorOf(authority, { clearance: 'red' }),
  psl_firm: actorOf(firm),
}
const names = new Map([[customs, 'Customs of Zedland']])
const NODE = 'https://node.example'

let clock = Date.parse('2027-01-01T00:00:00Z')
const tick = () => {
  clock += 60_000
  return new Date(clock)
}
let routes: ReturnType<typeof taxiiRoutes>
let officer: IncidentsDesk
let db: Awaited<ReturnType<typeof database.open<IncidentTables>>>['db']

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const drums: NewIncident = {
  ...{ kind: 'stopped-shipment', urgency: 'immediate', title: 'Forty drums under another name' },
  account: 'Declared as paint thinner; the seal had been changed.',
  place: { country: 'ZZ', name: 'Port Azur' },
  goods: [{ name: 'acetic anhydride', amount: { value: '8000', unit: 'L' }, certainty: 'presumptive' }],
  route: [{ role: 'destination', country: 'FR', place: 'Le Havre', mode: '1' }],
  parties: [{ role: 'consignee', name: 'Meridian Trading', country: 'NL', knowledge: 'name-misused' }],
  identifiers: [
    { type: 'container', value: 'CSQU3054383' },
    { type: 'email', value: 'orders@meridian.example' },
  ],
}
const release = async (over: Partial<NewIncident>, audience: string[], more: Partial<Release> = {}) => {
  const { id, version } = value(await officer.report({ ...drums, ...over }))
  return value(await officer.act(id, { do: 'release', release: { audience, ...more } }, version))
}
const all: Incident[] = []

const incidentsOf = (actor: Actor) =>
  openIncidents({
    ...{ db, actor, seats: async () => [], isAbroad: async () => false, prefixes: new Map(), now: tick },
    readParagraph: () => ({ incident: {}, spans: [] }),
  })
beforeAll(async () => {
  ;({ db } = await database.open<IncidentTables>('supply', migrations))
  routes = taxiiRoutes(async (headers) => {
    const key = headers.get('x-api-key') ?? headers.get('authorization')?.replace('Bearer ', '') ?? ''
    const actor = actors[key]
    const now = () => new Date(clock + 10_000)
    return actor && openTaxii({ db, actor, desk: incidentsOf(actor), node: NODE, names: async () => names, now })
  }, NODE)
  officer = incidentsOf(actors.psl_officer as Actor)
  for (let i = 0; i < 5; i++) all.push(await release({ title: `Drums ${i}` }, [authority]))
  all.push(await release({ kind: 'seizure', title: 'Narrow' }, [authority], { partiesMarking: 'red' }))
  value(await officer.report({ ...drums, title: 'Only a draft' }))
  await release({ title: 'Between us' }, [])
})

interface Said {
  status: number
  headers: Headers
  body: unknown
}
const ask = async (path: string, key: string | undefined = 'psl_told', init: RequestInit = {}): Promise<Said> => {
  const headers = { accept: TAXII_TYPE, ...(key ? { 'x-api-key': key } : {}), ...(init.headers as object) }
  const answer = await routes.request(path.replace(NODE, ''), { ...init, headers })
  expect(answer.headers.get('content-type'), path).toBe(TAXII_TYPE)
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}
const OBJECTS = '/taxii2/incidents/collections/incidents/objects/'
const objectsOf = ({ body }: Said) => (envelopeShape.parse(body).objects ?? []) as StixObject[]
const idsOf = (said: Said) => objectsOf(said).map(({ id }) => id)
const every = async (path: string, key?: string) => {
  const pages: Said[] = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const said: Said = await ask(`${path}${next && `${path.includes('?') ? '&' : '?'}next=${next}`}`, key)
    pages.push(said)
    const { more, next: following } = envelopeShape.parse(said.body)
    expect(more ?? false).toBe(following !== undefined)
    next = following
  }
  return pages
}

const folder = join(import.meta.dirname, '../../interop/stix/conformance')
const json = (path: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, path), 'utf8'))
const ajv = new Ajv2020({ strict: false, unicodeRegExp: false })
addFormats.default(ajv)
const judges = new Map(
  globSync('schemas/**/*.json', { cwd: folder }).map((path) => {
    const schema = json(path)
    ajv.addSchema(schema)
    return [basename(path, '.json'), String(schema.$id)]
  }),
)
const complaint = (object: StixObject) =>
  ajv.validate(judges.get(object.type) ?? judges.get('core') ?? '', object) ? [] : [`${object.id} ${ajv.errorsText()}`]

test('from discovery through root and collections to the last object, page by page', async () => {
  const discovery = discoveryShape.parse((await ask('/taxii2/', '')).body)
  const [root = ''] = discovery.api_roots ?? []
  expect(apiRootShape.parse((await ask(root)).body)).toMatchObject({
    versions: [TAXII_TYPE],
    max_content_length: 1 << 20,
  })
  const { collections = [] } = collectionsShape.parse((await ask(`${root}collections/`)).body)
  expect(collections.filter(({ can_read }) => can_read)).toHaveLength(13)
  expect(collections.some(({ can_write }) => can_write)).toBe(false)
  const own = `${root}collections/${collections[0]?.id}/`
  expect(collectionShape.parse((await ask(own)).body)).toEqual(collections[0])
  const forOfficer = collectionsShape.parse((await ask(`${root}collections/`, 'psl_officer')).body).collections
  expect(forOfficer?.filter(({ can_write }) => can_write).map(({ alias }) => alias)).toEqual(['incidents'])

  const whole = await ask(`${own}objects/?limit=1000`)
  const objects = objectsOf(whole)
  expect(objects.flatMap(complaint)).toEqual([])
  expect(whole.body).toMatchObject({ more: false })
  expect(objects.filter(({ type }) => type === 'incident').map(({ id }) => id)).toEqual(
    all.map(({ id }) => `incident--${id}`),
  )
  expect(new Set(objects.map(({ id }) => id)).size).toBe(objects.length)
  const names = objects.filter(({ id }) => id === `identity--${customs}`).map(({ name }) => name)
  expect(names).toEqual(['Customs of Zedland'])
  for (const limit of [1, 3, 7, 50]) {
    const pages = await every(`${own}objects/?limit=${limit}`)
    // Clients in use take a page that is not full for the largest that there is.
    for (const page of pages.slice(0, -1)) expect(objectsOf(page).length).toBe(limit)
    const came = pages.flatMap(objectsOf)
    // An organisation and an observable stand in several incidents, and are sent with each; the last counts.
    expect(new Map(came.map((each) => [each.id, each])), String(limit)).toEqual(
      new Map(objects.map((each) => [each.id, each])),
    )
    const added = pages.flatMap(({ headers }) =>
      ['first', 'last'].map((each) => headers.get(`x-taxii-date-added-${each}`) ?? ''),
    )
    expect(added).toEqual(added.toSorted())
  }
  // Without the slash at its end, and as a bearer.
  const bearer = await ask('/taxii2/incidents/collections', '', { headers: { authorization: 'Bearer psl_told' } })
  expect(bearer.body).toEqual({ collections })
})

test('a program that comes back is given what was told since, a recall too, and never what it has', async () => {
  const before = await ask(`${OBJECTS}?limit=1000`, 'psl_told')
  const last = before.headers.get('x-taxii-date-added-last')
  expect((await ask(`${OBJECTS}?added_after=${last}`)).body).toEqual({})
  const { id, version } = await release({ title: 'To be taken back' }, [authority])
  const fresh = await ask(`${OBJECTS}?added_after=${last}`)
  expect(idsOf(fresh)[0]).toBe(`incident--${id}`)
  expect(idsOf(fresh)).not.toContain('extension-definition--451e6d9b-0bb8-4347-b669-20837a5ea6db')
  value(await officer.act(id, { do: 'recall', reason: 'The firm’s name was misused.' }, version))
  const since = fresh.headers.get('x-taxii-date-added-last')
  const gone = await ask(`${OBJECTS}?added_after=${since}`)
  const objects = objectsOf(gone)
  expect(objects.flatMap(complaint)).toEqual([])
  expect(objects[0]).toMatchObject({ id: `incident--${id}`, revoked: true })
  const substance = objectsOf(fresh).find(({ type }) => type === 'x-passerelle-substance')
  expect(objects.find((each) => each.id === substance?.id)).toMatchObject({ revoked: true, name: 'Revoked' })
  expect(JSON.stringify(gone.body)).not.toMatch(/Meridian|CSQU|acetic|thinner|NL|taken back/)
  expect(idsOf(await ask(`${OBJECTS}?match[id]=incident--${id}`))).toEqual([`incident--${id}`])
})

test('what was told a moment ago waits, since something told before it may still be on its way', async () => {
  const { id } = await release({ title: 'Just now' }, [authority])
  clock -= 9000 // the desk of TAXII is 1 s after the release
  expect((await ask(`${OBJECTS}incident--${id}/`)).status).toBe(404)
  clock += 9000
  expect((await ask(`${OBJECTS}incident--${id}/`)).status).toBe(200)
})

test('objects are found by id, type and version, with their manifest and versions', async () => {
  const { id } = all[2] as Incident
  const own = `incident--${id}`
  expect(idsOf(await ask(`${OBJECTS}?match[type]=incident&limit=2`))).toEqual(
    [0, 1].map((i) => `incident--${all[i]?.id}`),
  )
  const types = new Set(
    (await every(`${OBJECTS}?match[type]=identity,url&limit=2`)).flatMap(objectsOf).map(({ type }) => type),
  )
  expect([...types]).toEqual(['identity'])
  const parts = objectsOf(await ask(`${OBJECTS}?limit=1000`))
  const email = parts.find(({ type }) => type === 'email-addr')?.id ?? ''
  for (const part of parts.filter(({ revoked }) => !revoked)) {
    const found = await ask(`${OBJECTS}${part.id}/`)
    expect(idsOf(found), part.id).toEqual([part.id])
  }
  expect(idsOf(await ask(`${OBJECTS}?match[id]=${own},${email},incident--${randomUUID()}`)).toSorted()).toEqual(
    [email, own].toSorted(),
  )
  expect((await ask(`${OBJECTS}?match[spec_version]=2.0`)).body).toEqual({})
  const { versions = [] } = versionsShape.parse((await ask(`${OBJECTS}${own}/versions/`)).body)
  expect(versions).toEqual([all[2]?.released])
  expect(idsOf(await ask(`${OBJECTS}${own}/?match[version]=${versions[0]}`))).toEqual([own])
  expect((await ask(`${OBJECTS}${own}/?match[version]=2020-01-01T00:00:00Z`)).body).toEqual({})
  const manifest = await ask('/taxii2/incidents/collections/incidents/manifest/?match[type]=incident&limit=3')
  const { objects = [], more } = manifestShape.parse(manifest.body)
  expect(more).toBe(true)
  expect(objects).toMatchObject(
    all
      .slice(0, 3)
      .map(({ id: each, released }) => ({ id: `incident--${each}`, date_added: released, version: released })),
  )
  const seizures = await every('/taxii2/incidents/collections/seizure/objects/?match[type]=incident')
  expect(seizures.flatMap(idsOf)).toEqual([`incident--${all[5]?.id}`])
})

test('who was not told learns nothing: no object, no count, no date, and not whether there is one', async () => {
  const { id } = all[0] as Incident
  const common = (await ask(`${OBJECTS}?limit=1000`, 'psl_firm')) as Said
  expect(new Set(objectsOf(common).map(({ type }) => type))).toEqual(
    new Set(['identity', 'extension-definition', 'marking-definition']),
  )
  expect(JSON.stringify(common.body)).not.toContain(customs)
  const empty = await ask(`${OBJECTS}?match[type]=incident,location&limit=1`, 'psl_firm')
  expect(empty.body).toEqual({})
  for (const each of [empty, await ask(`${OBJECTS}?match[id]=identity--${customs},incident--${id}`, 'psl_firm')]) {
    expect(each.body).toEqual({})
    expect(each.headers.get('x-taxii-date-added-first')).toBe(null)
  }
  const part = objectsOf(await ask(OBJECTS)).find(({ type }) => type === 'x-passerelle-substance')?.id
  const absent = await ask(`${OBJECTS}incident--${randomUUID()}/`, 'psl_firm')
  expect(absent.status).toBe(404)
  for (const path of [`incident--${id}/`, `${part}/`, `incident--${id}/versions/`, 'nonsense/']) {
    const { status, body } = await ask(`${OBJECTS}${path}`, 'psl_firm')
    expect({ status, body }).toEqual({ status: absent.status, body: absent.body })
  }
})

test('parts that need more clearance are absent, and said to be withheld', async () => {
  const path = `${OBJECTS}incident--${all[5]?.id}/`
  const plain = JSON.stringify((await ask(path)).body)
  expect(plain).not.toContain('Meridian')
  expect(plain).toContain('withheld')
  expect(JSON.stringify((await ask(path, 'psl_cleared')).body)).toContain('Meridian')
  const seizures = '/taxii2/incidents/collections/seizure/objects/?limit=1000'
  expect(JSON.stringify((await ask(seizures)).body)).not.toContain('Meridian')
})

const post = (body: unknown, key = 'psl_officer', headers: object = {}) =>
  ask(OBJECTS, key, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': TAXII_TYPE, ...headers } as Record<string, string>,
  })

test('objects that are added become drafts, once, and the status says which and why not the others', async () => {
  const content = { ...drums, account: '', goods: [], equipment: [], route: [], parties: [], identifiers: [] }
  const given = (over: object) => ({
    ...{ ...content, id: randomUUID(), marking: 'amber' as const, recalled: false },
    ...{ place: { country: 'ZZ', name: '' }, urgency: 'routine' as const, ...over },
  })
  const context = {
    node: NODE,
    organisation: { id: customs, name: 'Customs' },
    created: '2027-01-01',
    modified: '2027-01-02',
  }
  const bundle = (over: object) => toBundle(given(over), context).objects
  const alone = (over: object) => bundle(over).filter(({ type }) => type === 'incident')
  const good = bundle({ title: 'Sent by a program' })
  const objects = [
    ...good,
    ...alone({ title: 'Too narrow', marking: 'red' }),
    ...alone({ title: 'Wrong number', identifiers: [{ type: 'container', value: 'CSQU3054384' }] }),
    {
      type: 'incident',
      spec_version: '2.1',
      id: `incident--${randomUUID()}`,
      created: '2027-01-01T00:00:00Z',
      modified: '2027-01-01T00:00:00Z',
      name: 'Of another system',
    },
    { type: 'nonsense' },
  ]
  const count = async () => value(await officer.count({ status: 'draft' }))
  const before = await count()
  const first = await post({ objects })
  expect(first.status).toBe(202)
  const status = statusShape.parse(first.body)
  expect(status).toMatchObject({ status: 'complete', total_count: objects.length, failure_count: 4, pending_count: 0 })
  expect(status.failures?.map(({ message }) => message)).toEqual([
    expect.stringContaining('TLP:AMBER'),
    expect.stringContaining('identifiers.0.value'),
    expect.stringContaining('a kind, a title and a place'),
    expect.any(String),
  ])
  expect(await count()).toBe(before + 1)
  expect((await ask(`/taxii2/incidents/status/${status.id}/`, 'psl_officer')).body).toEqual(status)
  expect((await ask(`/taxii2/incidents/status/${status.id}/`, 'psl_told')).status).toBe(404)
  expect(statusShape.parse((await post({ objects: good })).body).failure_count).toBe(0)
  expect(await count()).toBe(before + 1)
  const [draft] = value(await officer.list({ status: 'draft', text: 'program' })).items
  expect(draft).toMatchObject({ title: 'Sent by a program', status: 'draft', from: customs })
  expect(idsOf(await ask(`${OBJECTS}?limit=1000`, 'psl_officer'))).not.toContain(`incident--${draft?.id}`)
})

test('what cannot be answered is refused in the shape of TAXII', async () => {
  const statusOf = async (said: Promise<Said>) => {
    const { status, body } = await said
    expect(errorShape.parse(body).http_status).toBe(String(status))
    return status
  }
  const anonymous = await ask(OBJECTS, '')
  expect(anonymous.headers.get('www-authenticate')).toMatch(/^Basic .*Bearer/)
  expect(await statusOf(ask(OBJECTS, ''))).toBe(401)
  expect(await statusOf(ask(OBJECTS, 'psl_unknown'))).toBe(401)
  expect(await statusOf(ask('/taxii2/incidents/collections/none/', ''))).toBe(401)
  for (const accept of ['application/json', 'application/taxii+json;version=2.0', 'application/stix+json'])
    expect(await statusOf(ask(OBJECTS, 'psl_told', { headers: { accept } })), accept).toBe(406)
  for (const query of ['limit=0', 'added_after=yesterday', 'next=x', 'match[version]=newest', 'limit=1&limit=2'])
    expect(await statusOf(ask(`${OBJECTS}?${query}`)), query).toBe(400)
  expect(await statusOf(ask('/taxii2/incidents/collections/none/objects/'))).toBe(404)
  expect(await statusOf(ask('/taxii2/elsewhere/'))).toBe(404)
  expect(await statusOf(ask(`/taxii2/incidents/status/${randomUUID()}/`))).toBe(404)
  const taken = await ask(`${OBJECTS}incident--${all[0]?.id}/`, 'psl_officer', { method: 'DELETE' })
  expect([taken.status, taken.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect(await statusOf(post({ objects: [] }, 'psl_told'))).toBe(403)
  expect(await statusOf(post({ objects: [] }, 'psl_officer', { 'content-type': 'application/json' }))).toBe(415)
  expect(await statusOf(post('{"objects":'))).toBe(422)
  expect(await statusOf(post({ objects: 7 }))).toBe(422)
  expect(await statusOf(post({ objects: [{ pad: 'x'.repeat(1 << 20) }] }))).toBe(413)
})

test('HTTP Basic carries a key as its password', async () => {
  const basic = (password: string) => ({
    headers: { authorization: `Basic ${Buffer.from(`any name:${password}`).toString('base64')}` },
  })
  expect((await ask('/taxii2/incidents/', '', basic('psl_told'))).status).toBe(200)
  expect((await ask('/taxii2/incidents/', '', basic('psl_none'))).status).toBe(401)
  expect((await ask('/taxii2/incidents/', '', basic('psl_told\nx: y'))).status).toBe(401)
})

test('each page that is fetched is one line of the ledger, with the incidents that were on it', async () => {
  const [first, second] = all as [Incident, Incident]
  await ask(`${OBJECTS}?match[id]=incident--${first.id},incident--${second.id}`, 'psl_cleared')
  const { lines } = value(await readLedger(db, { kind: 'incident', id: first.id }))
  expect(lines[0]).toMatchObject({ verb: 'fetch', account: actors.psl_cleared?.account, organisation: authority })
  expect(lines[0]?.ids.toSorted()).toEqual([first.id, second.id].toSorted())
})

test('schemas of our extensions are there for everyone, under the path that the definitions give', async () => {
  for (const [name, schema] of Object.entries(STIX_SCHEMAS)) {
    const answer = await routes.request(`/schemas/stix/${name}`)
    expect(answer.headers.get('content-type')).toBe('application/schema+json')
    expect(await answer.json()).toEqual(schema)
  }
  expect((await routes.request('/schemas/stix/constructor')).status).toBe(404)
})

test('one incident that keeps an object back does not hide another in which it may be read, and so does not tell of itself', async () => {
  const email = objectsOf(await ask(`${OBJECTS}?match[type]=email-addr&limit=1000`)).find(({ revoked }) => !revoked)?.id
  const byId = async () => idsOf(await ask(`${OBJECTS}?match[id]=${email}`))
  expect(await byId()).toEqual([email])
  await release({ title: 'Withheld' }, [authority], { partiesMarking: 'red' })
  tick()
  expect(await byId()).toEqual([email])
})

test('a change that the author accepted is told again under the ids that programs have, and only once', async () => {
  const { id } = await release({ title: 'To be changed' }, [authority])
  const told = await ask(`${OBJECTS}?limit=1000`, 'psl_told')
  const last = told.headers.get('x-taxii-date-added-last')
  const ours = objectsOf(told).filter(({ name }) => name === 'acetic anhydride' || name === 'Meridian Trading')
  const reader = { ...actorOf(authority), roles: ['incidents:officer'] }
  const changes: NewProposal['change'][] = [
    { field: 'goods', at: 0, to: { name: 'propionic anhydride', certainty: 'confirmed' } },
    { field: 'parties', at: 0, to: { role: 'broker', knowledge: 'unwitting' } },
  ]
  for (const change of changes) {
    const made = value(await incidentsOf(reader).propose(id, { change, reason: 'Our laboratory had the samples.' }))
    const { version } = value(await officer.open(id))
    value(await officer.settleProposal(made.id, { do: 'accept', version }))
  }
  const again = await ask(`${OBJECTS}?added_after=${last}&limit=1000`)
  const objects = objectsOf(again)
  expect(objects.flatMap(complaint)).toEqual([])
  const [before, now] = [objectsOf(told), objects].map((all) => all.find((each) => each.id === `incident--${id}`))
  expect(Date.parse(String(now?.modified))).toBeGreaterThan(Date.parse(String(before?.modified)))
  expect(objects.filter(({ type }) => type === 'incident')).toHaveLength(1)
  // Nothing that programs fetched before stays as it was: what they have of it is what was changed.
  const had = new Set(ours.map((each) => each.id))
  const changed = objects.filter((each) => had.has(each.id)).map(({ name, roles }) => [name, roles])
  expect(changed).toEqual([
    ['propionic anhydride', undefined],
    ['Meridian Trading', ['broker']],
  ])
  expect((await ask(`${OBJECTS}?added_after=${again.headers.get('x-taxii-date-added-last')}`)).body).toEqual({})
})

test('the lines by which programs page are those of the incidents, whatever was done to these', async () => {
  const { rows } = await sit(db, actors.psl_officer as Actor, (trx) =>
    sql<{ lines: string; odd: string }>`with lines as (select incident, key, kind, told_at from incident_told),
      meant as (select id, key, kind, told_at from incident, unnest(audience) key where told_at is not null)
      select (select count(*) from lines) as lines, (select count(*) from (
        (select * from lines except select * from meant) union all (select * from meant except select * from lines)) each) as odd
      from (select 1) one`.execute(trx),
  )
  expect(Number(rows[0]?.lines)).toBeGreaterThan(all.length)
  expect(Number(rows[0]?.odd)).toBe(0)
})
