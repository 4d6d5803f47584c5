// SPDX-License-Identifier: Apache-2.0
/**
 * Exchange with the world as people meet it: a correction asked for without an account; objects fetched from another system;
 * a program that is told.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { expectSeen, houseForTests } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })

const house = houseForTests(async () => ({ OUTWARD: 'private' }))
const { stepIn, go } = house

test('somebody without an account asks for a correction, without script, and an officer settles it', async () => {
  const { page, context } = await house.visit({ javaScriptEnabled: false })
  await go(page, '/en/about')
  await page.getByRole('link', { name: 'Ask for a correction' }).click()
  await page.waitForURL(/\/en\/correction$/)
  await page.getByRole('button', { name: 'Send the request' }).click()
  await page.locator('.error-summary', { hasText: 'Choose who it is about' }).waitFor()
  await page.getByLabel('A firm').check()
  await page.getByLabel('Name that may be recorded').fill('Sunrise Fine Chemical')
  await page.getByLabel('What is wrong').fill('We are not the firm on these papers.')
  await page.getByRole('button', { name: 'Send the request' }).click()
  const number = await page.locator('.notice code').innerText()
  expect(number).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/)
  await page.getByLabel('Reference number').fill(number.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  await page.getByText('is being examined').waitFor()
  const before = await page.locator('.notice').innerText()
  expect(page.url()).not.toContain(number) // nothing of it in an address, so nothing in a log
  expect(await context.cookies()).toEqual([])

  const look = await house.visit()
  await go(look.page, '/fr/correction')
  await expectSeen(look.page, 'correction')
  expect(look.complaints).toEqual([])
  const officer = await stepIn('Hamza')
  await go(officer.page, '/inbox')
  await officer.page.getByText('Somebody asks for a correction').first().waitFor()
  await go(officer.page, '/corrections')
  const asked = officer.page.locator('section.panel', { hasText: 'Sunrise Fine Chemical' })
  await asked.getByLabel('Nothing to correct').check()
  await asked.getByLabel('Why').fill('Nothing is recorded by this name.')
  await expectSeen(officer.page, 'corrections')
  await asked.getByRole('button', { name: 'Settle it' }).click()
  await officer.page.getByText('The request is settled.').waitFor()
  await asked.getByText('Nothing is recorded by this name.').waitFor()
  const other = await stepIn('Rivas')
  expect(await go(other.page, '/corrections')).toBe(404)

  await page.getByLabel('Reference number').fill(number)
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  expect(await page.locator('.notice').innerText()).toBe(before)
  await page.getByLabel('Reference number').fill('ABCDE-ABCDE-ABCDE-ABCDE')
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  await page.locator('.error-summary', { hasText: 'no request with this number' }).waitFor()
  for (const each of [context, look.context, officer.context, other.context]) await each.close()
})

/** A TAXII server with one collection: an organisation, an object that is damaged, and a person. */
const otherSystem = async () => {
  const dated = { spec_version: '2.1', created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z' }
  const id = (end: string) => `identity--5a1f0c2e-6b1d-4c1e-9a3d-0000000000${end}`
  const objects = [
    { type: 'identity', id: id('01'), name: 'Harbour Authority of Valmora', identity_class: 'organization', ...dated },
    { type: 'identity', id: id('02'), name: 'A. Person', identity_class: 'individual', ...dated },
    { type: 'identity', id: id('03') },
  ]
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/taxii+json;version=2.1' })
    response.end(JSON.stringify({ objects }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/root/`, close: () => server.close() }
}

test('a keeper adds a feed, officers whom it names read what came, and what was refused is listed with the reason', async () => {
  const other = await otherSystem()
  const keeper = await stepIn('Adeyemi', { javaScriptEnabled: false })
  await go(keeper.page, '/feeds')
  await keeper.page.getByText('Add a feed').click()
  await keeper.page.getByRole('button', { name: 'Add the feed' }).click()
  await keeper.page.locator('.error-summary', { hasText: 'Write a name' }).waitFor()
  await keeper.page.getByLabel('Name', { exact: true }).fill('Harbours')
  await keeper.page.getByLabel('Address of the API root').fill(other.address)
  await keeper.page.getByLabel('Collection').fill('all')
  await keeper.page.getByLabel('Key', { exact: true }).fill('a-secret-key')
  await keeper.page.getByLabel('National Drug Control Authority of Orvane').check()
  await keeper.page.getByRole('button', { name: 'Add the feed' }).click()
  await keeper.page.getByText('Done.').waitFor()
  const heard = async () => {
    await go(keeper.page, '/feeds')
    return (await keeper.page.getByText('Refused objects').count()) > 0
  }
  await expect.poll(heard, { timeout: 15_000, interval: 500 }).toBe(true)
  await keeper.page.getByText('Refused objects').first().click()
  const page = await keeper.page.locator('main').innerText()
  expect(page).toContain('A person is named by an incident')
  expect(page).not.toMatch(/A\. Person|a-secret-key|Harbour Authority/)

  const officer = await stepIn('Oyono')
  await go(officer.page, '/feeds')
  await expectSeen(officer.page, 'received')
  await officer.page.getByRole('link', { name: 'Harbour Authority of Valmora' }).click()
  await officer.page.getByText('this node did not report it').waitFor()
  const path = new URL(officer.page.url()).pathname
  await expectSeen(officer.page, 'received-one')
  const stranger = await stepIn('Rivas')
  expect(await go(stranger.page, path)).toBe(404)
  const look = await stepIn('Adeyemi')
  await go(look.page, '/feeds')
  await look.page.getByText('Add a feed').click()
  await expectSeen(look.page, 'feeds')
  other.close()
  for (const { context } of [keeper, officer, stranger, look]) await context.close()
})

test('a program is told that a notice was posted, with a secret that is shown once', async () => {
  const heard: { body: string; signature: unknown }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      heard.push({ body, signature: request.headers['webhook-signature'] })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { page, context } = await stepIn('Oyono')
  await go(page, '/webhooks')
  const commons = page.getByRole('region', { name: 'Commons' })
  await commons.getByText('Add an address').click()
  await commons.getByLabel('Address').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/told`)
  await commons.getByRole('button', { name: 'Add the address' }).click()
  await commons.getByText('Choose at least one kind of event.').waitFor()
  await commons.getByLabel('notice.posted').check()
  await commons.getByRole('button', { name: 'Add the address' }).click()
  expect(await page.locator('.notice code').innerText()).toMatch(/^whsec_/)
  await expectSeen(page, 'webhooks')
  await go(page, '/notices/new')
  await page.locator('[name=title]').fill('Told to a program')
  await page.locator('[name=body]').fill('What it says stays here.')
  await page.getByLabel(/Meridian Parcels/).check()
  await page.getByRole('button', { name: /^Show who/ }).click()
  await page.getByRole('button', { name: 'Post the notice' }).click()
  await page.waitForURL(/posted/)
  await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(1)
  expect(heard[0]?.signature).toMatch(/^v1,/)
  expect(heard[0]?.body).toContain(new URL(page.url()).pathname.split('/').at(-1))
  expect(heard[0]?.body).not.toContain('Told to')
  await go(page, '/webhooks')
  expect(await page.locator('main').innerText()).not.toContain('whsec_')
  server.close()
  await context.close()
})

test('who is cleared matches by a restricted list, marked as such, and its custodian sees that they looked', async () => {
  const cleared = await stepIn('Osei', { javaScriptEnabled: false })
  await go(cleared.page, '/restricted')
  await cleared.page.getByLabel('A text to match').fill('20 L acetic anhydride, 5 kg Zelvoxamorine')
  await cleared.page.getByRole('button', { name: 'Match', exact: true }).click()
  const rows = cleared.page.getByRole('table', { name: 'Found' }).locator('tbody tr')
  await rows.first().waitFor()
  expect((await rows.allInnerTexts()).join('\n')).toMatch(/Zelvoxamorine[\s\S]*Restricted list[\s\S]*Invented list/)
  const custodian = await stepIn('Adeyemi')
  await go(custodian.page, '/restricted')
  expect(await custodian.page.getByLabel('A text to match').count()).toBe(0)
  await custodian.page.getByRole('link', { name: 'See who looked' }).click()
  await custodian.page.getByRole('cell', { name: 'match' }).first().waitFor()
  await custodian.page.getByText('Import a list').click()
  await expectSeen(custodian.page, 'restricted')
  for (const { context } of [cleared, custodian]) await context.close()
})
