// SPDX-License-Identifier: Apache-2.0
/** Exchange with the world as people meet it: a correction asked for without an account and answered. */
import { expect, test, vi } from 'vitest'
import { expectSeen, houseForTests } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })

const house = houseForTests()
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
