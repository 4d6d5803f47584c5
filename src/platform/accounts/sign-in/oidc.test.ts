// SPDX-License-Identifier: Apache-2.0
/** A ministry's own provider: a small one is run here, over OpenID Connect Discovery with PKCE and a signed token. */
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../database/index.ts'
import { Browser, nodeForTests } from '../house.testing.ts'
import type { Accounts } from '../index.ts'

const node = nodeForTests()
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const codes = new Map<string, { nonce: string | null; challenge: string }>()
const person = { sub: 'ministry-1', email: '', email_verified: true, name: 'At the ministry' }
let server: Server
let issuer: string
let accounts: Accounts

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const idToken = (nonce: string | null) => {
  const now = Math.floor(Date.now() / 1000)
  const claims = { ...person, iss: issuer, aud: 'passerelle', iat: now, exp: now + 300, ...(nonce ? { nonce } : {}) }
  const body = `${part({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${part(claims)}`
  return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`
}

const token = async (request: Request) => {
  const form = new URLSearchParams(await request.text())
  const known = codes.get(form.get('code') ?? '')
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (!known || known.challenge !== challenge) return Response.json({ error: 'invalid_grant' }, { status: 400 })
  return Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: idToken(known.nonce) })
}

const provider = async (request: Request): Promise<Response> => {
  const { pathname, searchParams } = new URL(request.url)
  if (pathname === '/.well-known/openid-configuration')
    return Response.json({
      ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
      ...{ userinfo_endpoint: `${issuer}/me`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'] },
      ...{ subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
    })
  if (pathname === '/keys')
    return Response.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] })
  if (pathname === '/token') return token(request)
  if (pathname === '/me') return Response.json(person)
  const code = randomUUID()
  codes.set(code, { nonce: searchParams.get('nonce'), challenge: searchParams.get('code_challenge') ?? '' })
  const back = new URL(searchParams.get('redirect_uri') ?? '')
  back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString()
  return Response.redirect(back)
}

beforeAll(async () => {
  const port = await freePort()
  issuer = `http://127.0.0.1:${port}`
  server = createServer(getRequestListener(provider)).listen(port, '127.0.0.1')
  const secret = { clientId: 'passerelle', clientSecret: 'shared with the ministry' }
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`
  accounts = node.another({
    oidc: [{ id: 'ministry', name: 'Ministry', discoveryUrl, domains: ['example.org'], ...secret }],
  })
})
afterAll(() => server?.close())

/** From the button to the way back. */
const signIn = async (browser: Browser) => {
  const asked = await browser.post('/sign-in/social', { provider: 'ministry', callbackURL: '/' })
  const { url } = (await asked.json()) as { url: string }
  const back = await fetch(url, { redirect: 'manual' })
  const { pathname, search } = new URL(back.headers.get('location') ?? '')
  return browser.ask('GET', `${pathname.replace('/api/auth', '')}${search}`)
}

test('a provider signs in nobody of another domain', async () => {
  const { custodian } = await node.organisation('Abroad')
  await node.asOwner(`update accounts_auth."user" set email = 'minister@abroad.example' where id = $1`, [
    custodian.account,
  ])
  Object.assign(person, { sub: 'ministry-3', email: 'minister@abroad.example' })
  const browser = new Browser(accounts, '203.0.113.92')
  expect((await signIn(browser)).headers.get('location')).toContain('error')
  expect(await browser.actor()).toBeUndefined()
})

test('who was invited signs in at its ministry; who was not has no account here', async () => {
  const { custodian } = await node.organisation('Ministry')
  Object.assign(person, { sub: 'ministry-1', email: custodian.email })
  const browser = new Browser(accounts, '203.0.113.90')
  expect((await signIn(browser)).headers.get('location')).not.toContain('error')
  expect((await browser.actor())?.account).toBe(custodian.account)
  expect(await accounts.signedIn(browser.headers)).toMatchObject({ method: 'oidc', whole: true })
  Object.assign(person, { sub: 'ministry-2', email: 'uninvited@example.org' })
  const stranger = new Browser(accounts, '203.0.113.91')
  expect((await signIn(stranger)).headers.get('location')).toContain('error')
  expect(await stranger.actor()).toBeUndefined()
  expect((await node.asOwner(`select from accounts_auth."user" where email = 'uninvited@example.org'`)).rowCount).toBe(
    0,
  )
})
