// SPDX-License-Identifier: Apache-2.0
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { isPublic, openOutward, openSealer } from './index.ts'

const servers: ReturnType<typeof createServer>[] = []
afterAll(() => servers.forEach((server) => void server.closeAllConnections()))
const serving = async (listener: RequestListener) => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

test('only the public network is asked, whichever way an address is written', async () => {
  const closed = [
    ...['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::'],
    ...['2001:db8::1', 'nonsense', ''],
  ]
  for (const address of closed) expect(isPublic(address), address).toBe(false)
  for (const address of ['1.1.1.1', '8.8.4.4', '172.32.0.1', '2606:4700::1111']) expect(isPublic(address)).toBe(true)
  let asked = 0
  const origin = await serving((_, response) => {
    asked++
    response.end('private')
  })
  const { port } = new URL(origin)
  const outward = openOutward({ isPrivateOpen: false, longest: 2000 })
  const ask = async (url: string) => codeOf(await outward.ask({ url }))
  expect(await ask(origin)).toBe('not-valid') // not https
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]'])
    expect(await ask(`https://${host}:${port}/`), host).toBe('private-address')
  expect(await ask(`https://localhost:${port}/`)).toBe('private-address') // by what the name resolves to
  expect(await ask('https://user:word@example.org/')).toBe('not-valid')
  expect(await ask('file:///etc/passwd')).toBe('not-valid')
  expect(asked).toBe(0)
})

test('an answer is bounded in bytes and time, is never packed, and leads nowhere else', async () => {
  let elsewhere = 0
  const other = await serving((_, response) => {
    elsewhere++
    response.end('other')
  })
  const origin = await serving((request, response) => {
    const path = request.url ?? ''
    if (path === '/away') response.writeHead(302, { location: other }).end()
    else if (path === '/large') response.end(Buffer.alloc(5000))
    else if (path === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
    else if (path === '/cut') {
      response.writeHead(200, { 'content-length': '100' }).write('x')
      setTimeout(() => response.destroy(), 20)
    } else if (path === '/slow') {
      const drip = setInterval(() => response.write('x'), 50)
      response.on('close', () => clearInterval(drip))
    } else response.writeHead(201, { 'x-own': request.headers.authorization ?? '' }).end(request.method)
  })
  const outward = openOutward({ isPrivateOpen: true, longest: 600 })
  const ask = async (path: string) => codeOf(await outward.ask({ url: origin + path, mostBytes: 1000 }))
  expect([await ask('/away'), elsewhere]).toEqual(['redirect', 0])
  expect([await ask('/large'), await ask('/packed'), await ask('/cut')]).toEqual(['too-large', 'packed', 'unreachable'])
  const before = Date.now()
  expect(await ask('/slow')).toBe('too-slow')
  expect(Date.now() - before).toBeLessThan(5000)
  const done = await outward.ask({ url: origin, method: 'POST', headers: { authorization: 'Basic x' }, body: 'é' })
  expect(done).toMatchObject({ ok: true, value: { status: 201, headers: { 'x-own': 'Basic x' } } })
  expect(codeOf(await outward.ask({ url: 'http://127.0.0.1:1/' }))).toBe('unreachable')
})

test('what is sealed opens for what it was sealed for, with the same secret, unchanged', () => {
  const sealer = openSealer('the secret of one node, long enough', 'feeds')
  fc.assert(
    fc.property(fc.string(), fc.uuid(), fc.uuid(), fc.nat(), (secret, about, other, at) => {
      const sealed = sealer.seal(about, secret)
      expect(sealer.open(about, sealed)).toBe(secret)
      if (other !== about) expect(sealer.open(other, sealed)).toBeUndefined()
      expect(openSealer('the secret of one node, long enough', 'hooks').open(about, sealed)).toBeUndefined()
      const changed = Buffer.from(sealed)
      changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ 1
      expect(sealer.open(about, changed)).toBeUndefined()
    }),
  )
})
