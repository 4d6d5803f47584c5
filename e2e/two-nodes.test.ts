// SPDX-License-Identifier: Apache-2.0
/** Two countries, a node each: a seizure is told, seen at once, asked about, answered, recalled and taken back with receipts; practices and advisories cross too. */
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import examples from '../src/supply/incidents/paragraph-examples.json' with { type: 'json' }
import { awake, expectSeen, type House, houseForTests } from './house.ts'

vi.setConfig({ testTimeout: 240_000 })

const here = houseForTests(async () => ({ NODE_NAME: 'orvane.example' }))
const there = houseForTests(async () => ({ NODE_NAME: 'valmora.example' }), 'abroad')
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const [paragraph = ''] = examples.paragraphs.map(({ text }) => text)
/** What a slow machine is given before something is said not to have come. */
const LONG = 20_000

/** Whoever keeps the links of a node, at the page where they are looked after. */
const keeperOf = async (house: House) => {
  const { page } = await house.stepIn('Adeyemi')
  await house.go(page, '/administration/nodes')
  const [, address = '', fingerprint = ''] = await page.locator('main dl dd').allInnerTexts()
  return { page, address, fingerprint }
}
const meet = async (page: Page, { address, fingerprint }: Record<'address' | 'fingerprint', string>) => {
  await page.locator('summary', { hasText: 'Add a node' }).click()
  await page.locator('[name=address]').fill(address)
  await page.locator('[name=fingerprint]').fill(fingerprint)
  for (const name of [/Customs of Orvane/, /National Drug Control/]) await page.getByLabel(name).check()
  await page
    .locator('form', { has: page.locator('[name=fingerprint]') })
    .getByRole('button')
    .click()
  await page.getByText('Exchanges', { exact: true }).waitFor()
}

/** Asks for a page again and again until something of the other node is in it, and opens it. */
const until = async (house: House, page: Page, path: string, something: string | RegExp) => {
  const ask = async () => (await page.request.get(house.origin + path)).text()
  await expect.poll(ask, { timeout: LONG, interval: 250 }).toMatch(something)
  await house.go(page, path)
}

test('an officer of another country sees a seizure within a second, asks, is answered, and loses it at its recall', async () => {
  const [one, two] = [await keeperOf(here), await keeperOf(there)]
  await meet(one.page, two)
  await meet(two.page, one)

  const officer = await here.stepIn('Rivas')
  await here.go(officer.page, '/incidents/new')
  await officer.page.getByLabel('A message, a telex, a note').fill(paragraph)
  await press(officer.page, 'Read it')
  await officer.page.locator('[name=title]').fill('Told to Valmora')
  await press(officer.page, 'Save as a draft')
  await officer.page.waitForURL(/done=report$/)
  const path = new URL(officer.page.url()).pathname
  const partner = officer.page.getByLabel(
    'Officers of National Drug Control Authority of Orvane at node valmora.example',
  )
  await until(here, officer.page, path, 'at node valmora.example')
  await partner.check()
  await press(officer.page, 'Show who will see it')
  const readers = officer.page.getByRole('region', { name: 'Who will see this' })
  await readers.getByText('at node valmora.example').waitFor()
  await press(officer.page, 'Propose release: a second officer must agree')
  await officer.page.waitForURL(/done=propose$/)

  // The other country's officer has the board open.
  const abroad = await there.stepIn('Oyono')
  await there.go(abroad.page, '/incidents')
  const second = await here.stepIn('Ferrat')
  await here.go(second.page, path)
  const before = Date.now()
  await press(second.page, 'Agree and release')
  const row = abroad.page.getByRole('link', { name: 'Told to Valmora' })
  await row.waitFor({ timeout: LONG })
  const seconds = (Date.now() - before) / 1000
  console.log(`Seen on the other node's board ${seconds.toFixed(2)} s after it was agreed to.`)
  expect(seconds).toBeLessThan(LONG / 1000) // a second where nothing else runs; speed is measured elsewhere
  await row.click()
  await abroad.page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/)
  await awake(abroad.page)
  await abroad.page.getByText('An incident reported by Customs of Orvane (orvane.example).').waitFor()

  await abroad.page.getByText('Ask something').click()
  await abroad.page.locator('[name=ask-kind]').selectOption('backtrack')
  await press(abroad.page, 'Send the request')
  await abroad.page.locator('.error-summary', { hasText: 'Write your question' }).waitFor()
  await awake(abroad.page) // the form comes back with another key
  await abroad.page.locator('[name=ask-question]').fill('Who filled the drums?')
  await press(abroad.page, 'Send the request')
  await abroad.page.getByText('Your request is sent.').waitFor()

  await here.go(officer.page, '/inbox')
  await officer.page.getByText('You are asked something about an incident').first().waitFor({ timeout: LONG })
  await here.go(officer.page, path)
  await officer.page.getByText('Who filled the drums?').waitFor({ timeout: LONG })
  await expectSeen(officer.page, 'asked')
  await press(officer.page, 'Accept: we will answer')
  await officer.page.getByText('You accepted the request.').waitFor()
  await officer.page.getByLabel('Your answer, or why there is none').fill('A works at Valmora Harbour.')
  await press(officer.page, 'Send the answer')
  await officer.page.getByText('Your answer is sent.').waitFor()
  await abroad.page.getByText('A works at Valmora Harbour.').waitFor({ timeout: LONG })
  await expectSeen(abroad.page, 'answered')

  await abroad.page.getByText('Have you seen one of these too?').click()
  await press(abroad.page, 'We saw this too: MSKU4829103')
  await abroad.page.getByText('You said so').waitFor()
  const seen = officer.page.getByRole('region', { name: 'Seen elsewhere too' }).locator('tbody tr')
  await seen.waitFor({ timeout: LONG })
  expect(await seen.innerText()).toMatch(/MSKU4829103.*Orvane.*1/s)
  await abroad.page.getByLabel('Write to the authorities concerned').fill('The works are closed since May.')
  await press(abroad.page, 'Send the message')
  await abroad.page.getByText('Your message is sent.').waitFor()
  await officer.page.getByText('The works are closed since May.').waitFor({ timeout: LONG })
  await expectSeen(abroad.page, 'written')

  await officer.page.getByText('Recall it').click()
  await officer.page.locator('[name=reason-recall]').fill('The firm’s name was misused.')
  await press(officer.page, 'Recall the incident')
  await officer.page.waitForURL(/done=recall$/)
  const deliveries = officer.page.getByRole('region', { name: 'At other nodes' })
  await until(here, officer.page, path, />Accepted<[\s\S]*>Accepted</)
  expect((await deliveries.getByText('Accepted').all()).length).toBe(2)
  await deliveries.getByText('Signed receipt').last().click()
  expect((await deliveries.locator('code').last().innerText()).split('.')).toHaveLength(3)

  await abroad.page.getByText('The firm’s name was misused.').waitFor({ timeout: LONG })
  await there.go(abroad.page, new URL(abroad.page.url()).pathname)
  const left = await abroad.page.locator('main').innerText()
  expect(left).not.toMatch(/MSKU|Sunrise|phedrine|Told to Valmora|drums|Harbour|works/)
  // What was left empty is answered by a status that the browser speaks of.
  const complaints = [officer, abroad, second].flatMap((each) =>
    each.complaints.filter((text) => !text.includes('422')),
  )
  expect(complaints).toEqual([])
})

test('a practice is shared, read at the other node, adapted there, and withdrawn with a receipt', async () => {
  const author = await here.stepIn('Oyono')
  await here.go(author.page, '/practices/new')
  await press(author.page, 'Save as a draft')
  await author.page.locator('.error-summary', { hasText: 'Choose for whom it is of use' }).waitFor()
  await awake(author.page)
  await expectSeen(author.page, 'practice-new')
  for (const [part, text] of [
    ['title', 'Two officers open a parcel'],
    ['summary', 'Nobody is alone with what is found.'],
    ['problem', 'Finds were doubted in court.'],
    ['done', 'Two officers open, and both sign.'],
    ['result', 'Fewer finds are doubted.'],
  ] as const)
    await author.page.locator(`[name="en.${part}"]`).fill(text)
  await author.page.locator('[name=from]').fill('2025-03')
  await author.page.getByLabel('Customs', { exact: true }).check()
  await author.page.getByLabel(/National Drug Control Authority of Orvane at node valmora/).check()
  await author.page.getByLabel('Everybody, on a public page').check()
  await press(author.page, 'Save as a draft')
  await author.page.waitForURL(/done=save$/)
  const path = new URL(author.page.url()).pathname
  await press(author.page, 'Publish')
  await author.page.waitForURL(/done=publish$/)
  const anybody = await here.visit()
  await anybody.page.goto(`${here.origin}/en${path}`)
  await anybody.page.getByRole('heading', { name: 'Two officers open a parcel' }).waitFor()
  await expectSeen(anybody.page, 'practice-public')
  const card = await anybody.page.request.get(`${here.origin}/api${path}/card`)
  expect(await card.json()).toMatchObject({ '@context': 'https://schema.org', name: 'Two officers open a parcel' })

  const abroad = await there.stepIn('Oyono')
  const link = abroad.page.getByRole('link', { name: 'Two officers open a parcel' })
  await until(there, abroad.page, '/practices', 'Two officers open a parcel')
  await expectSeen(abroad.page, 'practices')
  await link.click()
  await abroad.page.getByText('as its node told it').waitFor()
  await awake(abroad.page)
  await abroad.page.getByLabel('We adapted it').check()
  await abroad.page.locator('[name=note]').fill('With three officers.')
  await press(abroad.page, 'Say so')
  await abroad.page.getByText('Whose practice it is hears of it.').waitFor()
  await expectSeen(abroad.page, 'practice-abroad')
  await until(here, author.page, path, 'With three officers.')
  await expectSeen(author.page, 'practice-own')
  await author.page.locator('summary', { hasText: 'Withdraw it' }).click()
  await author.page.locator('[name=reason]').fill('It took too long.')
  await press(author.page, 'Withdraw it')
  await author.page.waitForURL(/done=withdraw$/)
  const accepted = author.page.getByRole('region', { name: 'At other nodes' }).getByText('Accepted')
  await until(here, author.page, path, />Accepted<[\s\S]*>Accepted</)
  expect(await accepted.count()).toBe(2)
  await there.go(abroad.page, new URL(abroad.page.url()).pathname)
  await abroad.page.getByText('It took too long.').waitFor()
  expect([author, abroad].flatMap((each) => each.complaints.filter((text) => !text.includes('422')))).toEqual([])
})

test('an advisory is told to another node, which begins its own from it', async () => {
  const first = await here.stepIn('Abbasi')
  await here.go(first.page, '/warnings')
  await first.page.locator('main td a[href^="/warnings/"], main th a[href^="/warnings/"]').first().click()
  await first.page.getByRole('link', { name: 'Write an advisory' }).click()
  await awake(first.page)
  for (const language of ['en', 'fr']) {
    await first.page.locator(`[name="public.${language}.headline"]`).fill(`Strong tablets (${language})`)
    await first.page.locator(`[name="public.${language}.description"]`).fill('Stronger than they look.')
  }
  await first.page.locator('[name=regions]').first().check()
  const told = first.page.locator('label:has([name=public])', { hasText: 'National Drug Control' })
  await told.locator('input').check()
  await press(first.page, 'Show who will read it')
  await first.page
    .getByText(/at node valmora.example/)
    .first()
    .waitFor()
  await press(first.page, 'Save as a draft')
  await first.page.waitForURL(/done=save$/)
  const path = new URL(first.page.url()).pathname
  await press(first.page, 'Propose to publish')
  await first.page.waitForURL(/done=propose$/)
  const second = await here.stepIn('Lund')
  await here.go(second.page, path)
  await press(second.page, 'Agree and publish')
  await second.page.waitForURL(/done=agree$/)
  await expectSeen(second.page, 'advisory-told')
  const abroad = await there.stepIn('Abbasi')
  const link = abroad.page.getByRole('link', { name: 'Strong tablets (en)' })
  await until(there, abroad.page, '/warnings/advisories', 'Strong tablets (en)')
  await link.click()
  await abroad.page.waitForURL(/\/warnings\/advisories\/[0-9a-f-]{36}$/)
  await awake(abroad.page)
  await expectSeen(abroad.page, 'advisory-received')
  await abroad.page.locator('[name=regions]').selectOption({ index: 1 })
  await press(abroad.page, 'Begin our own from it')
  await abroad.page.getByText('A draft of your own was begun').waitFor()
  expect([first, second, abroad].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('a draft is edited on its page, and a discarded one is gone', async () => {
  const { page, complaints } = await here.stepIn('Rivas')
  await here.go(page, '/incidents/new')
  await page.getByLabel('A message, a telex, a note').fill(paragraph)
  await press(page, 'Read it')
  await page.locator('[name=title]').fill('Mistyped')
  await press(page, 'Save as a draft')
  await page.waitForURL(/done=report$/)
  await page.getByRole('link', { name: 'Edit the draft' }).click()
  await page.waitForURL(/\/edit$/)
  await awake(page)
  expect(await page.locator('[name="goods.0.name"]').inputValue()).toBe('Ephedrine')
  await page.locator('[name=title]').fill('Put right')
  await press(page, 'Save as a draft')
  await page.waitForURL(/done=edit$/)
  await page.getByRole('heading', { name: 'Put right' }).waitFor()
  const path = new URL(page.url()).pathname
  await press(page, 'Add the file')
  await page.locator('.error-summary', { hasText: 'Choose a file.' }).waitFor()
  await awake(page)
  await page
    .locator('input[name=file]')
    .setInputFiles({ name: 'seals.csv', mimeType: 'text/csv', buffer: Buffer.from('seal,number\n1,2\n') })
  await press(page, 'Add the file')
  await page.getByText('The file is added.').waitFor()
  const link = page.getByRole('link', { name: 'seals.csv' })
  const [saved] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(saved.suggestedFilename()).toBe('seals.csv')
  await page.getByText('Discard this draft').click()
  await press(page, 'Discard the draft')
  await page.waitForURL(/\/incidents\?status=draft$/)
  expect(await page.getByRole('link', { name: 'Put right' }).count()).toBe(0)
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([])
  expect(await here.go(page, path)).toBe(404)
})
