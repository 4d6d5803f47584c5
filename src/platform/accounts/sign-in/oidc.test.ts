// SPDX-License-Identifier: Apache-2.0
/** A ministry's own provider: who comes in by it, and who does not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Browser, nodeForTests } from '../house.testing.ts'
import type { Accounts } from '../index.ts'
import { openProvider, type TestProvider } from './provider.testing.ts'

const node = nodeForTests()
const person = { sub: 'ministry-1', email: '', email_verified: true, name: 'At the ministry' }
let provider: TestProvider
let accounts: Accounts

beforeAll(async () => {
  provider = await openProvider(person)
  const { discoveryUrl, clientId, clientSecret } = provider
  const known = { discoveryUrl, clientId, clientSecret, domains: ['example.org'] }
  accounts = node.another({ oidc: [{ id: 'ministry', name: 'Ministry', ...known }] })
})
afterAll(() => provider?.close())

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
