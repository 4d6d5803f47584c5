// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, MOST_DEPTH } from '#basis/canonical.ts'
import { keyId, publicKey, readJws, signingKey, signJws } from './keys.ts'
import { checkAnswer, checkRequest, checkSigned, digestOf, signAnswer, signRequest } from './signature.ts'
import { judgeTimes } from './times.ts'

/** The Ed25519 test key of RFC 9421, B.1.4. */
const RFC = {
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
}
const key = signingKey(RFC)
const find = async (id: string) => (id === key.id ? publicKey(RFC.x) : undefined)
const now = new Date('2026-11-22T02:00:00.500Z')
const url = 'https://south.example/api/peers/notes/messages'
const body = Buffer.from('{"hello":"world"}')
const lower = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
const signed = async () => ({ method: 'POST', url, headers: lower(await signRequest(key, url, body, now)) })

/** RFC 9421, B.2.6: "Signing a Request Using ed25519". */
const b26 = {
  method: 'POST',
  url: 'http://example.com/foo?param=Value&Pet=dog',
  headers: {
    host: 'example.com',
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-length': '18',
    'signature-input':
      'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    signature: 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  },
}

test('the vector of RFC 9421 for ed25519 passes, and no longer with any of its parts changed', async () => {
  const check = (message: typeof b26, required = ['"@path"']) =>
    checkSigned(message, required, async () => publicKey(RFC.x))
  expect(await check(b26)).toMatchObject({ ok: true, value: { keyid: 'test-key-ed25519', created: 1618884473 } })
  expect(await check({ ...b26, method: 'PUT' })).toMatchObject({ refusal: { code: 'signature-wrong' } })
  expect(await check({ ...b26, url: 'http://example.com/bar' })).toMatchObject({ refusal: { code: 'signature-wrong' } })
  const later = { ...b26.headers, date: 'Tue, 20 Apr 2021 02:07:56 GMT' }
  expect(await check({ ...b26, headers: later })).toMatchObject({ refusal: { code: 'signature-wrong' } })
  expect(await check(b26, ['"content-digest"'])).toMatchObject({ refusal: { code: 'not-covered' } })
})

test('key ids are thumbprints as in RFC 8037, A.3', () => {
  expect(keyId('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
})

test("a stranger's verifier, written from the RFC alone, accepts what we sign", async () => {
  const { headers } = await signed()
  const input = /^peer=(\(([^)]*)\);.*)$/.exec(headers['signature-input'] ?? '')
  const values: Record<string, string> = { '@method': 'POST', '@target-uri': url, ...headers }
  const components = (input?.[2] ?? '').split(' ').map((quoted) => quoted.slice(1, -1))
  const lines = components.map((name) => `"${name}": ${values[name]}`)
  const base = [...lines, `"@signature-params": ${input?.[1]}`].join('\n')
  const bytes = Buffer.from(/^peer=:(.*):$/.exec(headers.signature ?? '')?.[1] ?? '', 'base64')
  const stranger = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: RFC.x }, format: 'jwk' })
  expect(components).toEqual(['@method', '@target-uri', 'content-type', 'content-digest'])
  expect(input?.[1]).toMatch(/;created=1795312800;expires=1795312860;nonce="[\w-]{22}";keyid="[\w-]{43}";alg="ed25519"/)
  expect(headers['content-digest']).toBe(`sha-256=:${createHash('sha256').update(body).digest('base64')}:`)
  expect(verify(null, Buffer.from(base), stranger, bytes)).toBe(true)
  expect(verify(null, Buffer.from(base.replace('POST', 'PUT')), stranger, bytes)).toBe(false)
})

test('what is changed on the way is refused with the reason', async () => {
  const good = await signed()
  expect(await checkRequest(good, body, find)).toMatchObject({
    ok: true,
    value: { created: 1795312800, expires: 1795312860 },
  })
  const code = async (request: typeof good, bytes: Uint8Array = body, keys = find) => {
    const checked = await checkRequest(request, bytes, keys)
    return checked.ok ? 'ok' : checked.refusal.code
  }
  const changed = Buffer.from('{"hello":"World"}')
  const having = (headers: Record<string, string>) => ({ ...good, headers: { ...good.headers, ...headers } })
  expect(await code(good, changed)).toBe('digest-wrong')
  expect(await code(having({ 'content-digest': digestOf(changed) }), changed)).toBe('signature-wrong')
  expect(await code(having({ 'content-type': 'text/plain' }))).toBe('signature-wrong')
  expect(await code({ ...good, url: `${url}?more` })).toBe('signature-wrong')
  expect(await code(good, body, async () => undefined)).toBe('unknown-peer')
  const other = async () => publicKey('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')
  expect(await code(good, body, other)).toBe('signature-wrong')
  const input = good.headers['signature-input'] ?? ''
  expect(await code(having({ 'signature-input': input.replace('expires=1795312860', 'expires=1895312860') }))).toBe(
    'signature-wrong',
  )
  expect(await code(having({ 'signature-input': input.replace(' "content-digest"', '') }))).toBe('signature-wrong')
  expect(await code(having({ 'signature-input': `${input}, ${input.replace('peer=', 'more=')}` }))).toBe(
    'signature-wrong',
  )
  expect(await code(having({ signature: '' }))).toBe('unsigned')
})

test('an answer counts for its own request alone', async () => {
  const [one, two] = [await signed(), await signed()]
  const answer = { status: 200, headers: lower(await signAnswer(key, { status: 200, body }, one, now)) }
  expect(await checkAnswer(answer, body, one, find)).toMatchObject({ ok: true })
  expect(await checkAnswer(answer, body, two, find)).toMatchObject({ refusal: { code: 'signature-wrong' } })
  expect(await checkAnswer({ ...answer, status: 202 }, body, one, find)).toMatchObject({ ok: false })
  expect(await checkAnswer(answer, Buffer.from('{}'), one, find)).toMatchObject({ refusal: { code: 'digest-wrong' } })
})

test('times: five minutes of difference pass, more is refused and says whose clock', () => {
  const at = 1795312800
  const judge = (clock: number, expires = at + 60) => judgeTimes({ created: at, expires }, new Date(clock * 1000))
  expect(judge(at).ok && judge(at - 300).ok && judge(at + 360).ok).toBe(true)
  expect(judge(at - 301)).toMatchObject({
    refusal: { code: 'not-yet-valid', detail: expect.stringContaining('ahead') },
  })
  expect(judge(at + 361)).toMatchObject({
    refusal: { code: 'expired', detail: expect.stringContaining('Our clock says 2026') },
  })
  expect(judge(at, at + 601)).toMatchObject({ refusal: { code: 'expired' } })
  expect(judge(at, at - 1)).toMatchObject({ refusal: { code: 'expired' } })
})

test('random headers are refused and never crash', async () => {
  const good = await signed()
  const text = fc.oneof(fc.string(), fc.constantFrom(...Object.values(good.headers)))
  const cut = fc
    .tuple(text, fc.nat(300), fc.string({ maxLength: 3 }))
    .map(([value, at, more]) => value.slice(0, at) + more + value.slice(at + 1))
  await fc.assert(
    fc.asyncProperty(cut, cut, async (input, signature) => {
      const request = { ...good, headers: { ...good.headers, 'signature-input': input, signature } }
      const checked = await checkRequest(request, body, find)
      const same = input === good.headers['signature-input'] && signature === good.headers.signature
      if (!same && checked.ok)
        expect(input.replaceAll(' ', '')).toBe(good.headers['signature-input']?.replaceAll(' ', ''))
    }),
    { numRuns: 500 },
  )
})

test('a statement is read as its own type and by its own key alone', () => {
  const jws = signJws(key, 'peer-card', { a: 1 })
  const lookUp = (id: string) => (id === key.id ? publicKey(RFC.x) : undefined)
  expect(readJws(jws, 'peer-card', lookUp)).toEqual({ payload: { a: 1 }, kid: key.id })
  expect(readJws(jws, 'peer-receipt', lookUp)).toBeUndefined()
  expect(readJws(jws, 'peer-card', () => undefined)).toBeUndefined()
  const [head, , tail] = jws.split('.')
  expect(
    readJws(`${head}.${Buffer.from('{"a":2}').toString('base64url')}.${tail}`, 'peer-card', lookUp),
  ).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => readJws(text, 'peer-card', lookUp) === undefined))
})

test('canonical JSON has one spelling, reads back as the same, and refuses depth', () => {
  expect(canonical({ b: [1, 1e21, undefined], a: { y: null, x: 'x' }, c: undefined })).toBe(
    '{"a":{"x":"x","y":null},"b":[1,1e+21,null]}',
  )
  const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'] // the example of RFC 8785, 3.2.3
  const sorted = ['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']
  expect(canonical(Object.fromEntries(names.map((name) => [name, 0])))).toBe(`{${sorted.map((name) => `"${name}":0`)}}`)
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = canonical(value)
      expect(canonical(JSON.parse(text))).toBe(text)
    }),
  )
  expect(() => canonical(JSON.parse('['.repeat(MOST_DEPTH + 2) + ']'.repeat(MOST_DEPTH + 2)))).toThrow(RangeError)
})
