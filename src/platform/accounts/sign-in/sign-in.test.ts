// SPDX-License-Identifier: Apache-2.0
/** What guards the door: limits by address, lock-out, cookies, settings, and the schema that better-auth wants. */
import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { expect, test } from 'vitest'
import { BASE, Browser, codeOf, given, nodeForTests, PASSWORD, tokenOf } from '../house.testing.ts'
import { isOpen, mayChange } from './guard.ts'
import { signInOptions } from './options.ts'

const node = nodeForTests()
const tryIn = (browser: Browser, email: string, password = 'not the right one') =>
  browser.post('/sign-in/email', { email, password })

test('the tables are those that this better-auth wants', async () => {
  const pool = new pg.Pool({ connectionString: node.authAddress, options: '-c search_path=accounts_auth' })
  const options = signInOptions({ baseUrl: BASE, secret: 'x'.repeat(32) })
  const { toBeCreated, toBeAdded, toBeAddedIndexes } = await getMigrations({ ...options, database: pool } as never)
  await pool.end()
  expect({ toBeCreated, toBeAdded, toBeAddedIndexes }).toEqual({ toBeCreated: [], toBeAdded: [], toBeAddedIndexes: [] })
})

test('one address may try so often, whatever it says its address is; another address is not held up', async () => {
  const one = new Browser(node.accounts, '203.0.113.40')
  const statuses = []
  for (let i = 0; i < 12; i++) {
    const forged = { 'x-forwarded-for': `192.0.2.${i}`, 'x-passerelle-address': `192.0.2.${i}` }
    const body = { email: `somebody${i}@example.org`, password: 'not the right one' }
    statuses.push((await one.ask('POST', '/sign-in/email', body, forged)).status)
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
  expect((await tryIn(new Browser(node.accounts, '203.0.113.41'), 'x@example.org')).status).toBe(401)
})

test('passwords tried in a row close the door from every address, longer each time; nobody learns who is known', async () => {
  const { custodian } = await node.organisation('Tried')
  const from = (n: number) => new Browser(node.accounts, `203.0.113.${100 + n}`)
  const series = async (email: string) => {
    const answers = []
    for (let n = 0; n < 6; n++) {
      const answer = await tryIn(from(n), email)
      answers.push([answer.status, await answer.text()])
    }
    return answers
  }
  const known = await series(custodian.email)
  expect(known.map(([status]) => status)).toEqual([401, 401, 401, 401, 401, 429])
  expect(await series('nobody@example.org')).toEqual(known)
  expect((await tryIn(from(7), custodian.email, PASSWORD)).status).toBe(429)
  const waits = `select failures, extract(epoch from locked_until - last_at)::int as wait from accounts.sign_in_failure
    where failures >= 5 order by subject`
  expect((await node.asOwner(waits)).rows).toEqual(Array(2).fill({ failures: 5, wait: 30 }))
  const pass = () => node.asOwner(`update accounts.sign_in_failure set locked_until = now() - interval '1 s'`)
  await pass()
  expect((await tryIn(from(8), custodian.email)).status).toBe(401)
  expect((await node.asOwner(waits)).rows.map(({ wait }) => wait)).toContain(60)
  await pass()
  expect((await tryIn(from(9), custodian.email, PASSWORD)).status).toBe(200)
  const left = await node.asOwner('select failures from accounts.sign_in_failure order by failures limit 1')
  expect(left.rows[0].failures).toBe(0)
})

test('many tries at once are counted like tries in a row', async () => {
  const { custodian } = await node.organisation('At once')
  const all = Array.from({ length: 12 }, (_, n) =>
    tryIn(new Browser(node.accounts, `203.0.114.${n + 1}`), custodian.email),
  )
  const statuses = (await Promise.all(all)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
})

test('one-time codes tried in a row close the door too', async () => {
  const { custodian } = await node.organisation('Codes')
  const statuses = []
  for (let n = 0; n < 6; n++) {
    const browser = new Browser(node.accounts, `203.0.115.${n + 1}`)
    await tryIn(browser, custodian.email, PASSWORD)
    const code = n < 5 ? '000000' : codeOf(custodian.uri)
    statuses.push((await browser.post('/two-factor/verify-totp', { code })).status)
    expect(await browser.actor()).toBeUndefined()
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
})

test('a session has a new name after each step, and signing out ends it on the server', async () => {
  const { custodian } = await node.organisation('Rotates')
  const { administration } = await custodian.browser.desks()
  const { link = '' } = given(await administration.invite({ email: 'rotates@example.org', language: 'en', roles: [] }))
  const browser = new Browser(node.accounts, '203.0.113.60')
  const input = { token: tokenOf(link), name: 'Rotates', language: 'en' as const, password: PASSWORD }
  browser.keep(given(await node.accounts.accept(input, browser.headers, '192.0.2.9')).setCookie)
  const before = browser.headers
  const { totpURI } = (await (await browser.post('/two-factor/enable', { password: PASSWORD })).json()) as {
    totpURI: string
  }
  await browser.post('/two-factor/verify-totp', { code: codeOf(totpURI) })
  expect(await browser.actor()).toBeDefined()
  expect(await node.accounts.signedIn(before)).toBeUndefined()
  const after = browser.headers
  expect((await browser.post('/sign-out')).status).toBe(200)
  expect(await node.accounts.actorOf(after)).toBeUndefined()
})

test('cookies: a plain name on http://localhost, __Host- and Secure behind https, never readable by scripts', async () => {
  const { custodian } = await node.organisation('Cookies')
  const flags = async (browser: Browser) => {
    await tryIn(browser, custodian.email, PASSWORD)
    const response = await browser.post('/two-factor/verify-totp', { code: codeOf(custodian.uri) })
    return response.headers.getSetCookie().find((line) => line.includes('session_token')) ?? ''
  }
  const plain = await flags(new Browser(node.accounts, '203.0.113.70'))
  expect(plain).toMatch(/^passerelle\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)
  const https = 'https://node.example'
  const secure = await flags(new Browser(node.another({ baseUrl: https }), '203.0.113.71', https))
  expect(secure).toMatch(
    /^__Host-passerelle\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('signing in, out, failing and changing one’s ways in are lines of the ledger, by the account’s id alone', async () => {
  const { custodian } = await node.organisation('Told')
  const of = (account: string) =>
    node.lines.filter(({ kind, ids }) => kind === 'account' && ids[0] === account).map(({ verb }) => verb)
  expect(of(custodian.account)).toEqual(['begin-totp', 'sign-in-by-totp'])
  const before = node.lines.length
  const browser = new Browser(node.accounts, '203.0.116.1')
  await tryIn(browser, custodian.email)
  await tryIn(browser, 'nobody.at.all@example.org')
  await tryIn(browser, custodian.email.toUpperCase(), PASSWORD)
  await browser.post('/two-factor/verify-totp', { code: '000000' })
  await browser.post('/two-factor/verify-totp', { code: codeOf(custodian.uri) })
  await browser.post('/two-factor/generate-backup-codes', { password: PASSWORD })
  await browser.post('/change-password', { currentPassword: PASSWORD, newPassword: 'five words by chance now' })
  await browser.post('/sign-out')
  const lines = node.lines.slice(before).filter(({ kind }) => kind === 'account')
  expect(lines.map(({ verb, ids }) => [verb, ids.length])).toEqual([
    ['fail-sign-in', 1],
    ['fail-sign-in', 0],
    ['prove-password', 1],
    ['fail-sign-in', expect.any(Number)],
    ['sign-in-by-totp', 1],
    ['renew-spare-codes', 1],
    ['change-password', 1],
    ['sign-out', 1],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/@|203\.0/)
})

test('a form of another site changes nothing', async () => {
  const { custodian } = await node.organisation('Elsewhere')
  const foreign = { origin: 'https://evil.example' }
  expect((await custodian.browser.ask('POST', '/sign-out', {}, foreign)).status).toBe(403)
  expect(await custodian.browser.actor()).toBeDefined()
})

test('a demonstration lets this computer step into anybody, and nobody else, and never on a real node', async () => {
  const { custodian } = await node.organisation('Shown')
  const shown = node.another({ demonstration: true })
  expect(await node.accounts.stepInto(custodian.account, '127.0.0.1')).toBeUndefined()
  expect(await shown.stepInto(custodian.account, '192.0.2.7')).toBeUndefined()
  expect(await shown.stepInto('00000000-0000-4000-8000-000000000000', '::1')).toBeUndefined()
  const browser = new Browser(shown).keep((await shown.stepInto(custodian.account, '::ffff:127.0.0.1')) ?? [])
  expect((await browser.actor())?.account).toBe(custodian.account)
})

test('settings that would open the door are refused with the reason', () => {
  expect(() => node.another({ baseUrl: 'http://node.example' })).toThrow('without https')
  expect(() => node.another({ baseUrl: 'https://node.example', demonstration: true })).toThrow('from this computer')
  expect(() => node.another({ secret: 'short' })).toThrow('32 characters')
})

test('only what is named is open, and half a session adds only the first second factor', () => {
  expect(isOpen('POST', '/sign-in/email')).toBe(true)
  for (const path of ['/sign-in/email/', '/sign-in/email/x', '/../sign-up/email', '/callback/', '/callback/a/b', ''])
    expect(isOpen('POST', path), path).toBe(false)
  expect(mayChange('/two-factor/enable', 'invitation', false)).toBe(true)
  expect(mayChange('/two-factor/enable', 'password', true)).toBe(false)
  expect(mayChange('/two-factor/disable', 'password', false)).toBe(false)
  expect(mayChange('/change-password', null, false)).toBe(false)
  expect(mayChange('/two-factor/disable', 'passkey', true)).toBe(true)
})
