// SPDX-License-Identifier: Apache-2.0
/** One person's way in: invited, signed in with a passkey, given a role, refused everything else, found in the ledger. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#app/config.ts'
import { steppedIn } from '#app/demonstration/index.ts'
import { type House, openHouse } from '#app/house.ts'
import { prepareData } from '#app/prepared.testing.ts'
import { settle } from '#app/serve.ts'
import { createSite } from '#app/site.ts'
import type { Outcome } from '#basis/outcome.ts'
import { type Listening, listen } from '#platform/http/index.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { expectAccessible, flags } from './house.ts'

const data = mkdtempSync(join(tmpdir(), 'passerelle-journey-'))
chmodSync(data, 0o755)
let house: House
let listening: Listening
let browser: Browser
let origin: string

beforeAll(async () => {
  await prepareData(data)
  const config = await settle({ ...readConfig({ DATA: data, PORT: '0' }), demonstration: true })
  house = await openHouse(config)
  listening = await listen((await createSite(house, config)).fetch, '127.0.0.1', config.port)
  origin = config.baseUrl
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '', args: flags })
})
afterAll(async () => {
  await browser?.close()
  await listening?.close()
  await house?.close()
  rmSync(data, { recursive: true, force: true })
})

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}

/** The desk of the person who looks after the people of customs. */
const custodian = async () => {
  const users = (await house.demonstration?.users()) ?? []
  const { account } = users.find(({ name }) => name === 'Inès Bakari') as { account: string }
  const desks = await house.accounts.desksOf(await steppedIn(house.accounts, account))
  if (!desks) throw new Error('The custodian has no desk.')
  return desks.administration
}

/** A browser with a device that asks for a finger and gets it. */
const withPasskeys = async (): Promise<Page> => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...device, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return page
}

const NOTICE = { title: 'Boats at the north pier', body: 'Ask before you unload.', audience: 'everyone' }
/** The status of a request that the page itself sends, with the cookies that it has. */
const ask = (page: Page, path: string, body?: unknown): Promise<number> =>
  page.evaluate(
    async ([to, sent]) => {
      const init = sent ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: sent } : {}
      return (await fetch(to as string, init)).status
    },
    [path, body === undefined ? '' : JSON.stringify(body)],
  )

test('a person is invited, comes in with a passkey, takes a role, is refused all else, and stands in the ledger', async () => {
  const desk = await custodian()
  const { link = '' } = value(
    await desk.invite({
      email: 'lea@example.org',
      language: 'en',
      roles: [],
      clearance: 'green',
      purposes: ['co-operation'],
    }),
  )
  const page = await withPasskeys()

  await page.goto(link)
  expect(await page.title()).toContain('Customs of Orvane')
  await expectAccessible(page)
  await page.getByLabel('Your name').fill('Léa Marchetti')
  await page.getByRole('button', { name: 'Accept and continue' }).click()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.waitForURL(/\/inbox/)
  await expectAccessible(page)

  // The link opens once.
  expect((await page.request.get(link)).status()).toBe(404)

  await page.context().clearCookies()
  expect(await ask(page, '/api/notices')).toBe(401)
  await page.goto(`${origin}/sign-in`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(/\/inbox/)

  // A member reads what is for everyone, and no more than that.
  expect(await ask(page, '/api/notices')).toBe(200)
  expect(await ask(page, '/api/notices', NOTICE)).toBe(404)
  for (const path of ['/administration', '/administration/organisations', '/notices/new'])
    expect((await page.request.get(`${origin}${path}`)).status(), path).toBe(404)

  const person = value(await desk.people()).find(({ name }) => name === 'Léa Marchetti')
  if (!person) throw new Error('The custodian does not see the new person.')
  value(await desk.changeRoles({ membership: person.membership, roles: ['notices:editor'] }))
  expect(await ask(page, '/api/notices', NOTICE)).toBe(201)
  expect((await page.request.get(`${origin}/administration`)).status()).toBe(404)

  const linesIn = async (name: string) =>
    value(await readLedger(house.held.compartment<object>(name).db, { account: person.account })).lines.map(
      ({ verb, kind }) => `${verb} ${kind}`,
    )
  expect(await linesIn('accounts')).toContain('accept invitation')
  expect(await linesIn('commons')).toEqual(expect.arrayContaining(['post notice', 'list notice']))

  // Whoever is sent away is gone at the next request, whatever the browser still holds.
  value(await desk.endMembership(person.membership))
  expect(await ask(page, '/api/notices')).toBe(401)
})

test('nobody steps into a person of the demonstration under another name than this computer’s', async () => {
  const demonstration = house.demonstration
  const [user] = (await demonstration?.users()) ?? []
  const step = (account: string, address: string, host: string) => demonstration?.step(account, address, host)
  expect(await step(user?.account ?? '', '127.0.0.1', 'localhost')).toHaveLength(1)
  expect(await step(user?.account ?? '', '127.0.0.1', 'node.example')).toBeUndefined()
  expect(await step(user?.account ?? '', '192.0.2.1', 'localhost')).toBeUndefined()
  expect(await step(user?.account ?? '', '', 'localhost')).toBeUndefined()
  expect(await step('no account', '127.0.0.1', 'localhost')).toBeUndefined()
})
