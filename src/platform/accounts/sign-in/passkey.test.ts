// SPDX-License-Identifier: Apache-2.0
/** The passkey's two ceremonies in a real browser with a virtual authenticator, on http://localhost. */
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { type Browser as Chromium, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../database/index.ts'
import { given, nodeForTests, type Person, tokenOf } from '../house.testing.ts'
import type { Accounts } from '../index.ts'

const node = nodeForTests()
const executablePath = process.env.CHROMIUM ?? ''
let browser: Chromium
let server: Server
let base: string
let accounts: Accounts
let custodian: Person | undefined

beforeAll(async () => {
  if (!existsSync(executablePath))
    throw new Error('There is no browser. Run: apt-get install -y chromium-headless-shell, or set CHROMIUM to one.')
  const port = await freePort()
  base = `http://localhost:${port}`
  accounts = node.another({ baseUrl: base })
  const serve = async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/api/auth/')) return accounts.handler(request, '127.0.0.1')
    return new Response('<!doctype html><title>here</title>', { headers: { 'content-type': 'text/html' } })
  }
  server = createServer(getRequestListener(serve)).listen(port, '127.0.0.1')
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
})
afterAll(async () => {
  await browser?.close()
  server?.close()
})

const visit = async (unlocks: boolean): Promise<Page> => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(base)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const device = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: unlocks,
  } as const
  const options = { ...device, isUserVerified: unlocks, automaticPresenceSimulation: true }
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options })
  return page
}

/** What a page's script does: asks for options, lets the device answer, sends the answer. */
const ceremony = (page: Page, add: boolean): Promise<number> =>
  page.evaluate(async (adding) => {
    const asked = await fetch(`/api/auth/passkey/generate-${adding ? 'register' : 'authenticate'}-options`)
    if (!asked.ok) return asked.status
    const json = await asked.json()
    const credential = adding
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) })
    const response = (credential as PublicKeyCredential).toJSON()
    const sent = await fetch(`/api/auth/passkey/verify-${adding ? 'registration' : 'authentication'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(adding ? { response, name: 'This device', createSession: true } : { response }),
    })
    return sent.status
  }, add)

const headersOf = async (page: Page) => {
  const cookies = await page.context().cookies()
  return new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') })
}

/** Half a session, as opening an invitation's link gives it. */
const comeTo = async (page: Page, email: string) => {
  custodian ??= (await node.organisation('Passkeys')).custodian
  const { administration } = await custodian.browser.desks()
  const { link = '' } = given(await administration.invite({ email, language: 'en', roles: ['desk:reader'] }))
  const input = { token: tokenOf(link), name: 'Has Passkey', language: 'en' as const }
  const { setCookie } = given(await accounts.accept(input, new Headers(), '192.0.2.9'))
  const [name = '', value = ''] = (setCookie[0]?.split(';')[0] ?? '').split(/=(.*)/s)
  await page.context().addCookies([{ name, value, url: base, httpOnly: true, sameSite: 'Lax' }])
}

test('an invited person adds a passkey, is an actor, signs out, and comes back with the passkey alone', async () => {
  const page = await visit(true)
  await comeTo(page, 'keys@example.org')
  expect(await accounts.actorOf(await headersOf(page))).toBeUndefined()
  expect(await ceremony(page, true)).toBe(200)
  expect(await accounts.actorOf(await headersOf(page))).toMatchObject({ roles: ['desk:reader'] })
  const desks = await accounts.desksOf(await headersOf(page))
  expect(given(await desks?.profile.passkeys())).toMatchObject([{ name: 'This device' }])
  await page.context().clearCookies()
  expect(await accounts.actorOf(await headersOf(page))).toBeUndefined()
  expect(await ceremony(page, false)).toBe(200)
  expect(await accounts.signedIn(await headersOf(page))).toMatchObject({ method: 'passkey', whole: true })
})

test('a device that anybody can touch is no passkey here, whatever its browser was told to ask', async () => {
  const page = await visit(false)
  await comeTo(page, 'open@example.org')
  await page.evaluate(() => {
    const parse = PublicKeyCredential.parseCreationOptionsFromJSON
    PublicKeyCredential.parseCreationOptionsFromJSON = (json) => ({
      ...parse.call(PublicKeyCredential, json),
      authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
    })
  })
  expect(await ceremony(page, true)).toBe(401)
  expect(await accounts.actorOf(await headersOf(page))).toBeUndefined()
})
