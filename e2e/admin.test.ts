// SPDX-License-Identifier: Apache-2.0
/** Administration as its people use it: inviting, two pairs of eyes, delegating, keys, suspending, ledgers, limits. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#app/config.ts'
import { steppedIn } from '#app/demonstration/index.ts'
import { type House, openHouse } from '#app/house.ts'
import { prepareData } from '#app/prepared.testing.ts'
import { settle } from '#app/serve.ts'
import { createSite } from '#app/site.ts'
import { type Listening, listen } from '#platform/http/index.ts'
import { awake, expectAccessible, flags, overflow } from './house.ts'

const HERE = '127.0.0.1'
const data = mkdtempSync(join(tmpdir(), 'passerelle-admin-'))
chmodSync(data, 0o755)
let house: House
let listening: Listening
let browser: Browser
let origin: string
/** Accounts by name: people of the demonstration, and those who come in below. */
const people: Record<string, string> = {}

beforeAll(async () => {
  await prepareData(data)
  const config = await settle({ ...readConfig({ DATA: data, PORT: '0' }), demonstration: true })
  const opening = chromium.launch({ executablePath: process.env.CHROMIUM ?? '', args: flags })
  house = await openHouse(config)
  listening = await listen((await createSite(house, config)).fetch, HERE, config.port)
  origin = config.baseUrl
  browser = await opening
  for (const { name, account } of (await house.demonstration?.users()) ?? []) people[name] = account
})
afterAll(async () => {
  await browser?.close()
  await listening?.close()
  await house?.close()
  rmSync(data, { recursive: true, force: true })
})

interface Visit {
  page: Page
  complaints: string[]
}

const visits = new Map<string, Promise<Visit>>()
/** Somebody at their desk, in a browser of their own that they keep: without script, since nothing here needs any. */
const as = (name: string): Promise<Visit> => {
  const visit = visits.get(name) ?? open(name, { javaScriptEnabled: false })
  visits.set(name, visit)
  return visit
}
const open = async (name: string, options: BrowserContextOptions): Promise<Visit> => {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(8000)
  const headers = await steppedIn(house.accounts, people[name] ?? '')
  const cookies = (headers.get('cookie') ?? '').split('; ').map((pair) => {
    const [cookie = '', value = ''] = pair.split(/=(.*)/s)
    return { name: cookie, value, url: origin }
  })
  await context.addCookies(cookies)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { page, complaints }
}
const go = async (page: Page, path: string): Promise<number> => (await page.goto(origin + path))?.status() ?? 0
/** The answer alone, without a page around it. */
const ask = async (page: Page, path: string): Promise<number> =>
  (await page.request.get(origin + path, { maxRedirects: 0 })).status()
const unfold = (page: Page, title: string) => page.locator('summary', { hasText: title }).click()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
/** What the page says came of a form. */
const said = (page: Page) => page.locator('.notice').first().innerText()
const row = (page: Page, name: string) => page.locator('tbody tr', { hasText: name })

/** Opens an invitation's link, as the journey of a new person shows in full. */
const comeIn = async (link: string, name: string): Promise<void> => {
  const token = new URL(link).pathname.split('/').at(-1) ?? ''
  const accepted = await house.accounts.accept({ token, name, language: 'en' }, new Headers(), HERE)
  if (!accepted.ok) throw new Error(accepted.refusal.detail)
  people[name] = accepted.value.account
}
const linksOn = (page: Page) => page.locator('.once').allInnerTexts()

const MINISTRY = 'Ministry of Health of Orvane'

test('an organisation is added, its custodian invites, a grave role waits, and a second custodian gives it', async () => {
  const { page: administrator, complaints } = await as('Salma Idrissi')
  await go(administrator, '/administration/organisations')
  await unfold(administrator, 'Add an organisation')
  const form = administrator.locator('form', { has: administrator.locator('[value="create-organisation"]') })
  await form.getByLabel('Name of the organisation').fill(MINISTRY)
  await form.getByLabel('Kind').selectOption('ministry')
  await form.getByLabel('Country').fill('ZZ')
  await form.getByLabel('E-mail of its custodian').fill('lin@zz.example')
  await form.getByLabel('E-mail of the deputy').fill('paul@zz.example')
  await press(administrator, 'Add it and invite')
  expect(await said(administrator)).toContain('its people are invited')
  const [link = '', deputyLink = ''] = await linksOn(administrator)
  await comeIn(link, 'Lin Duarte')
  await comeIn(deputyLink, 'Paul Weiss')

  const { page } = await as('Lin Duarte')
  await go(page, '/administration')
  await unfold(page, 'Invite a person')
  await page.getByLabel('E-mail').fill('nadia@zz.example')
  await page.getByLabel('Writes notices').check()
  await page.getByLabel('Clearance').selectOption('amber')
  await page.getByLabel('Purposes').fill('Co-operation!')
  await press(page, 'Send the invitation')
  await page.locator('.error-summary').waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe('nadia@zz.example')
  await page.getByLabel('Purposes').fill('co-operation')
  await press(page, 'Send the invitation')
  expect(await said(page)).toContain('on its way')
  await comeIn((await linksOn(page))[0] ?? '', 'Nadia Petrov')

  await go(page, '/administration')
  await page.getByRole('link', { name: 'Change what Nadia Petrov may do' }).click()
  await page.waitForURL(/person=/)
  const second = await as('Paul Weiss')
  await go(second.page, new URL(page.url()).pathname + new URL(page.url()).search)
  await page.getByLabel('Clearance').first().selectOption('green')
  await press(page, 'Save')
  await second.page.getByLabel('Clearance').first().selectOption('clear')
  await press(second.page, 'Save')
  await second.page.locator('.error-summary', { hasText: 'Somebody changed this person' }).waitFor()
  expect(await second.page.getByLabel('Clearance').first().inputValue()).toBe('green')

  await page.getByLabel('Clearance').first().selectOption('amber')
  await page
    .getByLabel(/Custodian of a compartment: Commons/)
    .first()
    .check()
  await press(page, 'Save')
  expect(await said(page)).toContain('takes a second person')
  await go(page, '/administration/approvals')
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
  expect(await page.locator('main').innerText()).toContain('You proposed this')

  const nadia = await as('Nadia Petrov')
  expect(await ask(nadia.page, '/administration/ledger/commons')).toBe(404)
  await go(second.page, '/administration/approvals')
  expect(await second.page.locator('main').innerText()).toContain('Nadia Petrov')
  await press(second.page, 'Approve')
  expect(await said(second.page)).toContain('Done')
  expect(await ask(nadia.page, '/administration/ledger/commons')).toBe(200)
  expect(complaints).toEqual([])
})

test('roles are delegated until a day by keyboard alone, and the delegation is ended', async () => {
  const { page } = await open('Nadia Petrov', {})
  await go(page, '/administration/delegations')
  await awake(page)
  const focused = () =>
    page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id || '')
  /** Tab until this has the focus, as somebody without a mouse does. */
  const tabTo = async (isIt: () => Promise<boolean>) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      if (await isIt()) return
    }
    throw new Error(`The focus never came there; it is at ${await focused()}.`)
  }
  const has = (selector: string) => () =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)
  await tabTo(async () => (await focused()) === 'Delegate roles')
  await page.keyboard.press('Enter')
  await tabTo(has('[name=to]'))
  await page.keyboard.type('Paul')
  await tabTo(has('[name=roles][value="notices:editor"]'))
  await page.keyboard.press('Space')
  await tabTo(has('[name=until]'))
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  await page.keyboard.type(until.split('-').reverse().join(''))
  await tabTo(async () => (await focused()) === 'Delegate')
  await page.keyboard.press('Enter')
  await page.locator('.notice').waitFor()
  expect(await row(page, 'Paul Weiss').innerText()).toContain('In force')
  const colleague = await as('Paul Weiss')
  expect(await go(colleague.page, '/account')).toBe(200)
  expect(await colleague.page.locator('.facts').first().innerText()).toContain('Writes notices')

  await tabTo(async () => (await focused()) === 'End')
  await page.keyboard.press('Enter')
  await row(page, 'Paul Weiss').getByText('Ended').waitFor()
  await go(colleague.page, '/account')
  expect(await colleague.page.locator('.facts').first().innerText()).not.toContain('Writes notices')
})

test('a key works in its person’s name until it is taken back', async () => {
  const { page } = await as('Nadia Petrov')
  await go(page, '/administration/keys')
  await unfold(page, 'Make a key')
  await page.getByLabel('Name of the key').fill('Night report')
  await page.getByLabel('Writes notices').check()
  await press(page, 'Make the key')
  const [key = ''] = await linksOn(page)
  const ask = async () => (await fetch(`${origin}/api/notices`, { headers: { 'x-api-key': key } })).status
  expect(await ask()).toBe(200)
  await go(page, '/administration/keys')
  expect(await page.content()).not.toContain(key)
  await press(page, 'Take back the key Night report')
  await row(page, 'Night report').getByText('Taken back').waitFor()
  expect(await ask()).toBe(401)
})

test('who keeps a compartment walks its ledger, and looking is a line of it', async () => {
  const { page } = await as('Nadia Petrov')
  await go(page, '/administration/compartments')
  await page.getByRole('link', { name: 'Open the ledger of Commons' }).click()
  await page.waitForURL(/\/ledger\/commons/)
  await go(page, '/administration/ledger/commons')
  const first = page.locator('tbody tr').first()
  expect(await first.innerText()).toMatch(/read\s+ledger-line/)
  expect(await first.innerText()).toContain(people['Nadia Petrov'])
  await page.getByLabel('Kind').fill('notice')
  await press(page, 'Find')
  await page.waitForURL(/kind=notice/)
  const verbs = await page.locator('tbody tr').allInnerTexts()
  expect(verbs.length).toBeGreaterThan(0)
  for (const line of verbs) expect(line).toContain('notice')
  await page
    .getByRole('link', { name: /^Proof of the line at place/ })
    .first()
    .waitFor()
  expect(await go(page, '/administration/ledger/commons?from=neverland')).toBe(200)
  await page.locator('.error-summary').waitFor()
})

test('who keeps a compartment sees its outbox and its jobs, and lets one that failed run again', async () => {
  const schema = house.held.compartment<object>('commons').db
  const failed = crypto.randomUUID()
  await sql`insert into commons_jobs.job (id, name, state, data, retry_count, retry_limit, completed_on, output)
    values (${failed}, 'letters', 'failed', ${JSON.stringify({ event: crypto.randomUUID(), account: people['Mei Tanaka'] })},
      40, 40, now(), '{"message": "ETIMEDOUT"}')`.execute(schema)
  const { page } = await as('Nadia Petrov')
  await go(page, '/administration/compartments')
  await page.getByRole('link', { name: 'Jobs and outbox of Commons' }).click()
  await page.waitForURL(/\/work\/commons$/)
  const text = await page.locator('main').innerText()
  for (const word of ['Notifications', 'Letters', 'ETIMEDOUT']) expect(text).toContain(word)
  expect(text).not.toContain(people['Mei Tanaka'])
  await press(page, `Try again: Letters, ${failed}`)
  expect(await said(page)).toContain('It will run again')
  await page.getByText('Nothing failed').waitFor()
  const { page: administrator } = await as('Salma Idrissi')
  expect(await ask(administrator, '/administration/work/commons')).toBe(404)
})

test('organisations are grouped until a day, suspended ones cannot be, and their people see their groups', async () => {
  const { page } = await as('Salma Idrissi')
  await go(page, '/administration/groups')
  await unfold(page, 'Make a group')
  await page.getByLabel('Name of the group').fill('Container watch')
  await page.getByLabel('Customs of Orvane').check()
  await page.getByLabel('Last day').fill('2020-01-01')
  await press(page, 'Make the group')
  await page.locator('.error-summary').waitFor()
  await page.getByLabel('Meridian Parcels').check()
  await page.getByLabel('Last day').fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10))
  await press(page, 'Make the group')
  expect(await said(page)).toContain('The group is made')
  const { page: carrier } = await as('Mei Tanaka')
  await go(carrier, '/administration/groups')
  expect(await row(carrier, 'Container watch').innerText()).toContain('Customs of Orvane')
  expect(await carrier.getByRole('button', { name: /^End/ }).count()).toBe(0)
  const { page: bank } = await as('Daniel Achterberg')
  await go(bank, '/administration/groups')
  expect(await bank.locator('main').innerText()).not.toContain('Container watch')
  await press(page, 'End the group Container watch')
  await row(page, 'Container watch').getByText('Not in force').waitFor()
})

test('an administrator of the node sees how it does, and no record, no person, no ledger', async () => {
  const author = await house.openDesks(await steppedIn(house.accounts, people['Jean-Marc Oyono'] ?? ''))
  const bank = (await house.accounts.desksOf(await steppedIn(house.accounts, people['Daniel Achterberg'] ?? '')))
    ?.profile
  const me = await bank?.me()
  const audience = me?.ok ? [me.value.organisation.id] : []
  const posted = await author.notices?.post({ title: 'Planted Heron', body: 'Grey drums.', audience, marking: 'amber' })
  if (!posted?.ok) throw new Error(posted?.refusal.detail)

  const { page } = await as('Salma Idrissi')
  for (const path of [
    '/administration/ledger/commons',
    '/administration/ledger/accounts',
    '/administration/ledger/nonsense',
  ])
    expect(await go(page, path), path).toBe(404)
  const sealed = await as('Tomás Rivas')
  const missing = await (await sealed.page.request.get(`${origin}/administration/ledger/health_care`)).status()
  expect(missing).toBe(404)
  await go(page, '/administration/compartments')
  for (const name of ['Suspicions', 'Care', 'Safeguards']) {
    const text = await row(page, name).innerText()
    expect(text, name).toMatch(/Healthy/)
    expect(text.match(/Not told/g)?.length, name).toBeGreaterThan(2)
  }
  expect(await row(page, 'Commons').innerText()).not.toContain('Not told')
  const pages = ['', '/approvals', '/organisations', '/keys', '/delegations', '/compartments']
  for (const path of pages) {
    const html = await (await page.request.get(`${origin}/administration${path}`)).text()
    for (const word of ['Planted Heron', 'Nadia Petrov', 'Daniel Achterberg', 'nadia@zz.example'])
      expect(html, `${word} at ${path}`).not.toContain(word)
  }
  // Another firm's custodian has no way to nodes, compartments or organisations.
  const other = await as('Karin Lindqvist')
  for (const path of [
    '/administration/organisations',
    '/administration/compartments',
    '/administration/ledger/commons',
  ])
    expect(await ask(other.page, path), path).toBe(404)
})

test('whoever works for a suspended organisation is refused at once, and comes back when it is', async () => {
  const worker = await as('Nadia Petrov')
  expect(await go(worker.page, '/notices')).toBe(200)
  const { page } = await as('Salma Idrissi')
  await go(page, `/administration/organisations?${new URLSearchParams({ text: MINISTRY })}`)
  await press(page, `Suspend ${MINISTRY}`)
  await page.getByRole('button', { name: `Resume ${MINISTRY}` }).waitFor()
  expect((await worker.page.request.get(`${origin}/api/notices`)).status()).toBe(401)
  await worker.page.reload()
  expect(new URL(worker.page.url()).pathname).toBe('/sign-in/nowhere')
  expect(await worker.page.locator('main').innerText()).toContain('Your organisation is suspended')
  const scripted = await open('Nadia Petrov', {})
  expect(await go(scripted.page, '/inbox')).toBe(200)
  await expectAccessible(scripted.page)
  await scripted.page.context().close()
  await press(page, `Resume ${MINISTRY}`)
  await page.getByRole('button', { name: `Suspend ${MINISTRY}` }).waitFor()
  expect(await go(worker.page, '/sign-in/nowhere')).toBe(200)
  expect(new URL(worker.page.url()).pathname).toBe('/inbox')
})

test('what the node is set to is shown to whoever keeps it, without a secret', async () => {
  const { page } = await as('Salma Idrissi')
  await go(page, '/administration/settings')
  expect(await row(page, 'Address').innerText()).toContain(origin)
  expect(await row(page, 'Letters by mail').innerText()).toMatch(/Off.*SMTP_URL/s)
  const html = await page.content()
  for (const file of ['secret', 'postgresql.password']) {
    const secret = readFileSync(join(data, file), 'utf8').trim()
    expect(html, file).not.toContain(secret)
  }
  expect(await ask((await as('Karin Lindqvist')).page, '/administration/settings')).toBe(404)
})

const LOOKS: [string, string, string][] = [
  ['Lin Duarte', '', 'people'],
  ['Lin Duarte', '/approvals', 'approvals'],
  ['Salma Idrissi', '/groups', 'groups'],
  ['Salma Idrissi', '/settings', 'settings'],
  ['Nadia Petrov', '/work/commons', 'work'],
  ['Salma Idrissi', '/organisations', 'organisations'],
  ['Nadia Petrov', '/keys', 'keys'],
  ['Nadia Petrov', '/delegations', 'delegations'],
  ['Salma Idrissi', '/compartments', 'compartments'],
  ['Nadia Petrov', '/ledger/commons', 'ledger'],
  ['Olu Adeyemi', '/nodes', 'nodes'],
]

test('the pages fit every screen, in both languages and looks, and axe finds nothing', async () => {
  const shots = process.env.SHOTS
  for (const name of new Set(LOOKS.map(([who]) => who))) {
    const { page, complaints } = await open(name, {})
    for (const language of ['fr', 'en']) {
      await page.request.post(`${origin}/language`, { form: { language, back: '/inbox' }, headers: { origin } })
      for (const [turn, [, path, title]] of LOOKS.filter(([who]) => who === name).entries()) {
        await page.setViewportSize({ width: 320, height: 900 })
        await page.emulateMedia({ colorScheme: language === 'fr' ? 'dark' : 'light' })
        expect(await go(page, `/administration${path}`), path).toBe(200)
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        expect(new URL(page.url()).pathname).toBe(`/administration${path}`)
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll('main details')) fold.setAttribute('open', '')
        })
        // Every second page in the dark and in French, the others in the light and in English: axe is slow.
        if ((turn % 2 === 0) === (language === 'fr')) await expectAccessible(page)
        for (const width of [320, 1440]) {
          await page.setViewportSize({ width, height: 900 })
          expect(await overflow(page), `${title} at ${width}`).toBeLessThanOrEqual(0)
          if (shots) await page.screenshot({ path: `${shots}/${title}-${width}-${language}.png`, fullPage: true })
        }
      }
    }
    expect(complaints).toEqual([])
    await page.context().close()
  }
}, 400_000)
