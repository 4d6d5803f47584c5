// SPDX-License-Identifier: Apache-2.0
/** How often one caller may ask the API of a real node, and who counts as one caller. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { siteForTests } from './site.testing.ts'
import { createSite } from './site.ts'

const site = siteForTests()

const asking = async (rate: number, proxies: number) => {
  const served = await createSite(site.house, { ...site.config, rate, proxies })
  const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  return async (path: string, headers: Record<string, string> = {}) => served.request(path, { headers }, env)
}
const left = (answer: Response) => Number(/r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1] ?? Number.NaN)

test('a caller is told what is left, then refused with how long to wait; health is always answered', async () => {
  const ask = await asking(2, 0)
  expect([left(await ask('/api/reference')), left(await ask('/api/nothing'))]).toEqual([1, 0])
  const refused = await ask('/api/reference', { 'accept-language': 'fr' })
  expect([refused.status, refused.headers.get('content-type')]).toEqual([429, 'application/problem+json'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await refused.json()).toMatchObject({ code: 'too-many', status: 429 })
  for (const path of ['/api/health', '/api/health/ready', '/en']) {
    const answer = await ask(path)
    expect([answer.status, answer.headers.get('ratelimit')], path).toEqual([200, null])
  }
})

test('whoever is signed in is counted by account and not by address, and a made-up credential by address', async () => {
  const ask = await asking(1, 0)
  const [amina, karin] = [await site.stepIn('Jean-Marc Oyono'), await site.stepIn('Karin Lindqvist')]
  expect((await ask('/api/reference')).status).toBe(200)
  expect((await ask('/api/reference', { 'x-api-key': 'psl_made-up' })).status).toBe(429)
  expect((await ask('/api/notices', { cookie: 'passerelle.session_token=made-up' })).status).toBe(429)
  expect((await ask('/api/notices', amina)).status).toBe(200)
  expect((await ask('/api/notices', await site.stepIn('Jean-Marc Oyono'))).status).toBe(429)
  expect((await ask('/api/notices', karin)).status).toBe(200)
})

test('behind a trusted proxy addresses are those that it heard; without one the header changes nothing', async () => {
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const behind = await asking(1, 1)
  const statuses = async (ask: typeof behind, ...heard: string[]) => {
    const found: number[] = []
    for (const address of heard) found.push((await ask('/api/reference', from(address))).status)
    return found
  }
  expect(await statuses(behind, '192.0.2.1', '192.0.2.2', '203.0.113.7, 192.0.2.1')).toEqual([200, 200, 429])
  expect(await statuses(await asking(1, 0), '192.0.2.1', '192.0.2.2')).toEqual([200, 429])
  expect(() => readConfig({ PROXIES: 'yes' })).toThrow('PROXIES is "yes"')
})

test('a stream of events is one request and takes nothing of the limit', async () => {
  const headers = await site.stepIn('Erik Sandberg')
  const answer = await fetch(`${site.origin}/api/events`, { headers })
  expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, null])
  await answer.body?.cancel()
})

test('that somebody reported ill-treatment, or looked at an answer, stands in no line of the log and no header', async () => {
  const log = join(site.config.data, 'forms.log')
  const served = await createSite(site.house, { ...site.config, log })
  const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  const form = (path: string) =>
    served.request(
      `${site.origin}${path}`,
      { method: 'POST', body: new FormData(), headers: { origin: site.origin } },
      env,
    )
  for (const path of ['/en/report', '/fr/report/follow', '/en/report.data'])
    expect((await form(path)).headers.get('ratelimit')).toBeNull()
  expect((await form('/en/correction')).headers.get('ratelimit')).toContain('r=29')
  const routes = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).route)
  expect(routes).toEqual(['/*', '/*', '/*', '/*'])
})

test('a form that would fill the memory is refused before it is read', async () => {
  const served = await createSite(site.house, site.config)
  const headers = {
    origin: site.origin,
    'content-type': 'multipart/form-data; boundary=x',
    'content-length': '70000000',
  }
  const answer = await served.request(`${site.origin}/notices/new`, { method: 'POST', headers, body: '--x--' })
  expect([answer.status, (await answer.json()).code]).toEqual([413, 'too-large'])
})

test('who has the version that there is gets 304 and no body, and the next version whole', async () => {
  const headers = await site.stepIn('Jean-Marc Oyono')
  const { notices } = await site.house.openDesks(new Headers(headers))
  const posted = await notices?.post({ title: 'Versions', body: 'One.', audience: 'everyone' })
  if (!posted?.ok || !notices) throw new Error('It was not posted.')
  const ask = (etag: string) =>
    fetch(`${site.origin}/api/notices/${posted.value.id}`, { headers: { ...headers, 'if-none-match': etag } })
  const first = await ask('"0"')
  const etag = first.headers.get('etag') ?? ''
  expect([first.status, etag]).toEqual([200, 'W/"1"']) // weak, since the body is compressed on its way
  const second = await ask(etag)
  expect([second.status, await second.text()]).toEqual([304, ''])
  expect(second.headers.get('x-content-type-options')).toBe('nosniff')
  await notices.withdraw(posted.value.id, 'Two.', 1)
  expect((await ask(etag)).status).toBe(200)
})

test('a network that sends many forms is told so in words, and each kind of form is counted by itself', async () => {
  const served = await createSite(site.house, { ...site.config, rate: 1000, proxies: 0 })
  const env = { incoming: { socket: { remoteAddress: '127.0.0.9' } } }
  const host = new URL(site.origin).host
  const send = (path: string) =>
    served.request(
      `${site.origin}${path}`,
      { method: 'POST', body: new URLSearchParams({ code: 'x' }), headers: { host, origin: site.origin } },
      env,
    )
  for (let i = 0; i < 30; i++) expect((await send('/ar/complaint')).status).not.toBe(429)
  const busy = await send('/ar/complaint')
  expect([busy.status, busy.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8'])
  expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await busy.text()).toContain('<html lang="ar" dir="rtl">')
  expect((await send('/ar/experience')).status).not.toBe(429)
})

test('a NUL is answered like any other letter that nobody wrote, in an address, a form and JSON', async () => {
  const served = await createSite(site.house, { ...site.config, rate: 1000, proxies: 0 })
  const env = { incoming: { socket: { remoteAddress: '127.0.0.8' } } }
  for (const path of ['/fhir/HealthcareService?name=a%00b', '/hsds/services?search=%00', '/en/help/find?text=%00x'])
    expect((await served.request(path, {}, env)).status, path).toBe(200)
  const body = JSON.stringify({ certificate: 'a\u0000b' })
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }
  const sent = await served.request('/api/certificates/verification', { method: 'POST', body, headers }, env)
  expect([sent.status, await sent.json()]).toEqual([200, { genuine: false, certificate: null }])
})
