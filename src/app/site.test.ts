// SPDX-License-Identifier: Apache-2.0
/** The whole house on a free port: what it answers, what it never answers, and what its answers carry. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Listening, listen } from '#platform/http/index.ts'
import { loadReference, packReference } from '#reference/index.ts'
import { readConfig, root } from './config.ts'
import { type House, openHouse } from './house.ts'
import { createSite } from './site.ts'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-site-'))
chmodSync(folder, 0o755)
const data = join(folder, 'data')
const MARKER = 'zorbamarkerine'

let house: House
let listening: Listening
let address: string

const cli = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], {
    env: { ...process.env, DATA: data, LANG: 'en', LC_ALL: '' },
    encoding: 'utf8',
  })

beforeAll(async () => {
  const list = join(folder, 'list.csv')
  writeFileSync(list, `name,list,jurisdiction,schedule\n${MARKER},Surveillance list,INT,ISSL\n`)
  const imported = cli('reference', 'import', list)
  expect(imported.status, imported.stderr).toBe(0)
  const config = readConfig({ DATA: data, PORT: '0', SECURITY_CONTACT: 'https://example.org/report' })
  house = await openHouse(config)
  listening = await listen((await createSite(house, config)).fetch, '127.0.0.1', 0)
  address = `http://127.0.0.1:${listening.port}`
})

afterAll(async () => {
  await listening.close()
  await house.close()
  rmSync(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${address}${path}`, { headers, redirect: 'manual' })
const post = (path: string, body: string, type: string) =>
  fetch(`${address}${path}`, { method: 'POST', body, headers: { 'content-type': type, origin: address } })

const filesUnder = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile())

test('a restricted list answers on the command line and nowhere else', async () => {
  const local = cli('match', `5 kg ${MARKER}`)
  expect(local.status).toBe(3)
  expect(local.stdout).toContain(MARKER)

  const answers = await Promise.all([
    post('/api/match', JSON.stringify({ text: `5 kg ${MARKER}` }), 'application/json').then((answer) => answer.json()),
    post('/api/match/files?input=lines', MARKER, 'text/csv').then((answer) => answer.json()),
    get(`/api/substances?q=${MARKER}`).then((answer) => answer.json()),
  ])
  expect(answers[0].results[0].findings).toEqual([])
  expect(answers[1].findings).toEqual([])
  expect(answers[2].items).toEqual([])
  expect((await get(`/api/substances/${MARKER}`)).status).toBe(404)
  expect(await (await get(`/en/substances?q=${MARKER}`)).text()).toContain('othing found here')

  const library = join(folder, 'library')
  const env = { ...process.env, DATA: data }
  expect(spawnSync(process.execPath, ['scripts/pack.ts', library], { cwd: root, env }).status).toBe(0)
  for (const file of [...filesUnder(library), ...filesUnder(join(root, 'build'))])
    expect(readFileSync(file).includes(MARKER), file).toBe(false)
  expect(packReference()).not.toContain(MARKER)
  expect(() => packReference(loadReference({ restricted: join(data, 'restricted') }))).toThrow('restricted')
})

test('every answer carries the strict headers, and every page a policy with a nonce of its own', async () => {
  const nonces = new Set<string>()
  for (const path of [
    '/',
    '/en',
    '/fr',
    '/en/substances',
    '/en/substances/ephedrine',
    '/en/bench',
    '/en/api',
    '/en/no-such-page',
    '/api/substances',
    '/api/nothing',
    '/api/openapi.json',
  ]) {
    const { headers, status } = await get(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(status, path).toBeLessThan(500)
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('referrer-policy'), path).toBe('same-origin')
    expect(headers.get('set-cookie'), path).toBe(null)
    expect(headers.get('cache-control'), path).toBe('no-store')
    expect(policy, path).toContain("default-src 'none'")
    expect(policy, path).not.toMatch(/unsafe-eval|script-src[^;]*'unsafe-inline'|https?:/)
    nonces.add(/nonce-([^']+)/.exec(policy)?.[1] ?? '')
  }
  expect(nonces.size).toBe(11)
})

test('every error of the API has the one shape, in the language asked for', async () => {
  const wrong = [
    await get('/api/nothing', { 'accept-language': 'fr' }),
    await get('/api/substances?page=0'),
    await get('/api/substances/none'),
    await post('/api/match', '{"text":', 'application/json'),
    await post('/api/match', 'text=x', 'application/x-www-form-urlencoded'),
    await post('/api/match', '', 'application/json'),
    await post('/api/match/files', 'x', 'text/csv'),
  ]
  for (const answer of wrong) {
    const problem = await answer.json()
    expect(answer.status, answer.url).toBeGreaterThanOrEqual(400)
    expect(answer.status, answer.url).toBeLessThan(500)
    expect(answer.headers.get('content-type'), answer.url).toBe('application/problem+json')
    expect(problem).toMatchObject({ status: answer.status, type: expect.stringContaining('urn:passerelle:problem:') })
    expect(problem.detail.length).toBeGreaterThan(5)
  }
  const french = await (await get('/api/nothing', { 'accept-language': 'fr' })).json()
  expect(french.title).toBe('Il n’y a rien ici')
})

test('the page of the API is headed in the language of the reader', async () => {
  const headings = async (language: string) =>
    [...(await (await get(`/${language}/api`)).text()).matchAll(/<h2[^>]*>([^<]+)/g)].map((found) => found[1])
  expect((await headings('fr'))[0]).toBe('Examiner un texte, jusqu’à 1 000 lignes, ou une structure')
  expect((await headings('en'))[0]).toBe('Judge one text, up to 1,000 lines, or one structure')
  expect((await headings('fr')).length).toBe((await headings('en')).length)
})

test('files that programs look for come as text with the strict headers', async () => {
  for (const [path, said] of [
    ['/robots.txt', 'Disallow: /api/'],
    ['/.well-known/security.txt', 'Contact: https://example.org/report'],
  ] as const) {
    const answer = await get(path)
    expect([answer.status, answer.headers.get('x-content-type-options')], path).toEqual([200, 'nosniff'])
    expect(await answer.text()).toContain(said)
  }
})

test('no script of a page has a part of the server in it', () => {
  const assets = filesUnder(join(root, 'build/client/assets')).filter((file) => file.endsWith('.js'))
  expect(assets.length).toBeGreaterThan(10)
  // What the build puts in the place of a module of Node: it is empty, and a page that calls it never wakes.
  const emptied = assets.filter((file) => /exports=\{\}\}\)\)\(\)/.test(readFileSync(file, 'utf8')))
  expect(emptied.map((file) => file.slice(root.length))).toEqual([])
})

test('the API describes itself, every route of it', async () => {
  const description = await (await get('/api/openapi.json')).json()
  expect(description.openapi).toBe('3.1.0')
  expect(Object.keys(description.paths).sort()).toEqual(
    [
      '/api/assessments',
      '/api/assessments/register',
      '/api/assessments/{id}',
      '/api/assessments/{id}/acts',
      '/api/assessments/{id}/files',
      '/api/assessments/{id}/files/{file}',
      '/api/certificates/keys',
      '/api/certificates/verification',
      '/api/suspicions/alerts',
      '/api/suspicions/alerts/{id}',
      '/api/suspicions/alerts/{id}/acts',
      '/api/suspicions/alerts/{id}/reports',
      '/api/suspicions/fairness',
      '/api/suspicions/goaml',
      '/api/suspicions/goaml/codes',
      '/api/suspicions/goaml/schema',
      '/api/suspicions/listings',
      '/api/suspicions/listings/files',
      '/api/suspicions/orders',
      '/api/suspicions/orders/files',
      '/api/suspicions/parcels',
      '/api/suspicions/parcels/files',
      '/api/suspicions/payments',
      '/api/suspicions/payments/files',
      '/api/suspicions/receivers',
      '/api/suspicions/reports',
      '/api/suspicions/reports/{id}',
      '/api/suspicions/reports/{id}/acts',
      '/api/suspicions/reports/{id}/drafts',
      '/api/suspicions/reports/{id}/goaml',
      '/api/suspicions/rules/{leg}',
      '/api/suspicions/rules/{leg}/acts',
      '/api/suspicions/rules/{leg}/check',
      '/api/suspicions/rules/{leg}/draft',
      '/api/suspicions/rules/{leg}/editions/{number}',
      '/api/suspicions/rules/{leg}/replay',
      '/api/assurance/accreditations',
      '/api/assurance/accreditations/{id}',
      '/api/assurance/accreditations/{id}/acts',
      '/api/assurance/assessments',
      '/api/assurance/assessments/{id}',
      '/api/assurance/assessments/{id}/acts',
      '/api/assurance/assessments/{id}/files',
      '/api/assurance/assessments/{id}/files/{file}',
      '/api/assurance/feed',
      '/api/assurance/findings/{id}/acts',
      '/api/assurance/findings/{id}/files',
      '/api/assurance/inspections',
      '/api/assurance/inspections/{id}',
      '/api/assurance/inspections/{id}/acts',
      '/api/assurance/inspections/{id}/files/{file}',
      '/api/assurance/inspections/{id}/pack',
      '/api/assurance/inspections/{id}/photographs',
      '/api/assurance/inspections/{id}/sheets',
      '/api/assurance/organisations',
      '/api/assurance/register',
      '/api/assurance/services',
      '/api/complaints',
      '/api/complaints/runners',
      '/api/complaints/services',
      '/api/complaints/services/{id}/count',
      '/api/complaints/{id}',
      '/api/complaints/{id}/acts',
      '/api/equivalence',
      '/api/continuity',
      '/api/continuity/closed',
      '/api/continuity/volumes',
      '/api/experience/batches',
      '/api/experience/services',
      '/api/experience/services/{id}/results',
      '/fhir/metadata',
      '/fhir/{type}',
      '/fhir/{type}/_history',
      '/fhir/{type}/{id}',
      '/fhir/{type}/{id}/_history',
      '/hsds',
      '/hsds/organizations',
      '/hsds/organizations/{id}',
      '/hsds/service_at_locations',
      '/hsds/service_at_locations/{id}',
      '/hsds/services',
      '/hsds/services.csv',
      '/hsds/services/{id}',
      '/hsds/taxonomies',
      '/hsds/taxonomies/{id}',
      '/hsds/taxonomy_terms',
      '/hsds/taxonomy_terms/{id}',
      '/api/advice',
      '/api/advice/{id}',
      '/api/advice/{id}/acknowledgement',
      '/api/advisories',
      '/api/advisories/drafts',
      '/api/advisories/{id}/adoptions',
      '/api/advisories/{id}/deliveries',
      '/api/advisory-partners',
      '/api/advisories/previews',
      '/api/advisories/{id}',
      '/api/advisories/{id}/acts',
      '/api/advisories/{id}/receipts',
      '/api/agreements',
      '/api/agreements/openings',
      '/api/agreements/{id}',
      '/api/agreements/{id}/acts',
      '/api/briefings/{id}',
      '/api/briefings/{id}/acts',
      '/api/corrections',
      '/api/corrections/{id}/settlement',
      '/api/events',
      '/api/feed-refusals',
      '/api/feeds',
      '/api/feeds/{id}/acts',
      '/api/customers',
      '/api/customers/{id}',
      '/api/customers/{id}/acts',
      '/api/findings/{id}/acts',
      '/api/groups',
      '/api/groups/{id}',
      '/api/groups/{id}/acts',
      '/api/groups/{id}/briefings',
      '/api/groups/{id}/calendar',
      '/api/groups/{id}/findings',
      '/api/groups/{id}/measures',
      '/api/groups/{id}/meetings',
      '/api/health',
      '/api/health/ready',
      '/api/incident-exports',
      '/api/incident-filters',
      '/api/incident-filters/{id}',
      '/api/incident-marks',
      '/api/incident-merges',
      '/api/incident-partners',
      '/api/incident-proposals/{id}/acts',
      '/api/incident-requests/{id}/acts',
      '/api/findings/{id}/files',
      '/api/findings/{id}/files/{file}',
      '/api/incidents',
      '/api/incidents/{id}',
      '/api/incidents/{id}/acts',
      '/api/incidents/{id}/deliveries',
      '/api/incidents/{id}/files',
      '/api/incidents/{id}/files/{file}',
      '/api/incidents/{id}/links',
      '/api/incidents/{id}/merges',
      '/api/incidents/{id}/messages',
      '/api/incidents/{id}/proposals',
      '/api/incidents/{id}/read',
      '/api/incidents/{id}/requests',
      '/api/incidents/{id}/sightings',
      '/api/incidents/{id}/taken',
      '/api/inspections',
      '/api/inspections/{id}',
      '/api/inspections/{id}/acts',
      '/api/legal-aid',
      '/api/legal-aid/shares',
      '/api/liberty/restraints',
      '/api/liberty/restraints/{id}',
      '/api/liberty/restraints/{id}/acts',
      '/api/liberty/signs',
      '/api/liberty/statements',
      '/api/liberty/unlicensed',
      '/api/liberty/unlicensed/{id}/acts',
      '/api/licences',
      '/api/licences/verification',
      '/api/licences/{id}',
      '/api/licences/{id}/acts',
      '/api/match',
      '/api/match/files',
      '/api/measures',
      '/api/measures/{id}/acts',
      '/api/meetings/{id}/acts',
      '/api/notices',
      '/api/notices/attachments',
      '/api/notices/{id}',
      '/api/notices/{id}/attachments/{attachment}',
      '/api/notices/{id}/withdrawal',
      '/api/received',
      '/api/received/{id}',
      '/api/received/{id}/draft',
      '/api/practice-partners',
      '/api/practices',
      '/api/practices/{id}',
      '/api/practices/{id}/acts',
      '/api/practices/{id}/card',
      '/api/practices/{id}/deliveries',
      '/api/practices/{id}/reuses',
      '/api/practices/{id}/translations',
      '/api/reference',
      '/api/signals',
      '/api/signals/check',
      '/api/signals/{id}',
      '/api/signals/{id}/correction',
      '/api/signals/{id}/withdrawal',
      '/api/substances',
      '/api/substances/{id}',
      '/api/visit-providers',
      '/api/visit-recommendations',
      '/api/visit-recommendations/{id}/answers',
      '/api/visit-recommendations/{id}/follow-ups',
      '/api/visit-summaries',
      '/api/visits',
      '/api/visits/{id}',
      '/api/visits/{id}/acts',
      '/api/warnings',
      '/api/warnings/signals',
      '/api/warnings/signals/{id}/withdrawal',
      '/api/warnings/{id}',
      '/api/warnings/{id}/acts',
      '/api/warnings/{id}/advisories',
      '/api/webhook-deliveries/{id}/tries',
      '/api/webhooks',
      '/api/webhooks/{id}/acts',
    ].sort(),
  )
  const operations = Object.values<object>(description.paths).flatMap((item) => Object.values(item))
  const names = operations.map(({ operationId }) => operationId)
  expect(new Set(names).size).toBe(operations.length)
  expect(names).not.toContain(undefined)
  expect(undescribed(description.components.schemas, 'schemas')).toEqual([])
  for (const { operationId, parameters = [] } of operations)
    for (const { name, schema, description: own } of parameters)
      expect(own ?? schema.description, `${operationId} ${name}`).toBeTruthy()
})

/** Places of the named fields, at any depth, that do not say what they mean; a reference says it where it points. */
const undescribed = (shape: unknown, at: string): string[] => {
  if (typeof shape !== 'object' || shape === null) return []
  const { properties = {} } = shape as { properties?: Record<string, { description?: string; $ref?: string }> }
  const silent = Object.entries(properties).filter(([, field]) => !field.description && !field.$ref)
  return [
    ...silent.map(([name]) => `${at}.${name}`),
    ...Object.entries(shape).flatMap(([key, inner]) => undescribed(inner, `${at}.${key}`)),
  ]
}

test('a known address says which methods it takes', async () => {
  const other = (path: string, method: string) => fetch(`${address}${path}`, { method, headers: { origin: address } })
  for (const [path, method, allow] of [
    ['/api/match', 'GET', 'POST'],
    ['/api/match/files', 'PUT', 'POST'],
    ['/api/substances/ephedrine', 'DELETE', 'GET, HEAD'],
    ['/api/health', 'POST', 'GET, HEAD'],
    ['/api/openapi.json', 'POST', 'GET, HEAD'],
  ] as const) {
    const answer = await other(path, method)
    expect([answer.status, answer.headers.get('allow')], path).toEqual([405, allow])
    expect(answer.headers.get('content-type'), path).toBe('application/problem+json')
    expect((await answer.json()).code, path).toBe('method-not-allowed')
  }
  expect((await other('/api/health', 'HEAD')).status).toBe(200)
})

test('the node says by which reference data it answers, since when, and remembers it across starts', async () => {
  const first = await (await get('/api/reference')).json()
  expect(first.version).toBe(loadReference().version)
  const again = await openHouse(readConfig({ DATA: data, PORT: '0' }))
  expect(again.public.lookup.reference()).toEqual(first)
  await again.close()
  expect((await get('/api/reference')).status).toBe(200)
})

test('files of the site are kept by browsers and come compressed', async () => {
  const page = await (await get('/en')).text()
  const [asset] = page.match(/\/assets\/[^"]+\.css/) ?? []
  const answer = await get(asset ?? '/missing', { 'accept-encoding': 'br' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('content-encoding')).toBe('br')
})
