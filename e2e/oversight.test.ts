// SPDX-License-Identifier: Apache-2.0
/** Supervision as people meet it: a licence granted by two, read by its holder, looked up by anybody. */
import { expect, test, vi } from 'vitest'
import { expectSeen, houseForTests } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })

const house = houseForTests()
const { stepIn, go } = house
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('an application becomes a licence when a second officer agrees, and anybody sees that it is in force, without script', async () => {
  const { page, context } = await stepIn('Sorel', { javaScriptEnabled: false })
  await go(page, '/licences/new')
  await page.getByRole('button', { name: 'Record the application' }).click()
  await page.locator('.error-summary', { hasText: 'Write at least one substance or table' }).waitFor()
  await page.getByLabel('Name of the firm').fill('Northlight Coatings')
  await page.getByLabel('Import', { exact: true }).check()
  await page.getByLabel('Holds from').fill(day(-1))
  await page.getByLabel('Holds until').fill(day(300))
  const row = page.locator('fieldset.scope-row').first()
  await row.getByLabel('Substance or table').fill('Toluène')
  await row.getByLabel('Most in a year').fill('2500,5')
  await page.getByRole('button', { name: 'Record the application' }).click()
  await page.waitForURL(/\/licences\/[0-9a-f-]{36}/)
  const path = new URL(page.url()).pathname
  await page.getByText('2,500.5 kg').waitFor()
  await page.getByRole('button', { name: 'Propose to grant it' }).click()
  await page.getByText('Done. It stands below.').waitFor()
  expect(await page.getByRole('button', { name: 'Agree' }).count()).toBe(0) // nobody agrees to their own proposal
  const number = (await page.locator('dt', { hasText: 'Number of the licence' }).locator('+ dd').innerText()).trim()

  const asks = await house.visit({ javaScriptEnabled: false })
  const verify = async (typed: string) => {
    await go(asks.page, '/licences/verify')
    expect(new URL(asks.page.url()).pathname).toBe('/en/licences/verify')
    await asks.page.getByLabel('Number of the licence').fill(typed)
    await asks.page.getByRole('button', { name: 'Look', exact: true }).click()
    return asks.page.locator('.notice').innerText()
  }
  expect(await verify(number)).toContain('is not in force')

  const second = await stepIn('Mwangi')
  await second.page.getByText('a second officer is needed').first().waitFor()
  await go(second.page, path)
  await second.page.getByRole('button', { name: 'Agree: grant the licence' }).click()
  await second.page.getByText('Done. It stands below.').waitFor()
  await second.page.getByRole('cell', { name: 'Viktor Sorel' }).first().waitFor()
  await expectSeen(second.page, 'licence')
  await go(second.page, '/licences')
  await expectSeen(second.page, 'licences')
  expect(second.complaints).toEqual([])

  const shown = await verify(number.toLowerCase())
  for (const part of ['is in force', 'Northlight Coatings', 'Toluene: 2,500.5', 'Import']) expect(shown).toContain(part)
  expect(await asks.context.cookies()).toEqual([])
  expect(asks.page.url()).not.toContain(number)
  const look = await house.visit()
  await go(look.page, '/fr/licences/verify')
  await expectSeen(look.page, 'licence-verify')
  expect(look.complaints).toEqual([])
  for (const each of [context, asks.context, second.context, look.context]) await each.close()
})

test('a firm reads its own licences and no others, and who reports incidents has no such page', async () => {
  const { page, context } = await stepIn('Sandberg')
  await page.getByText('A licence was granted to your organisation').first().waitFor()
  await go(page, '/licences')
  await page.getByRole('link', { name: 'Lindqvist Solvents' }).first().waitFor()
  expect(await page.getByText('Halden Dyeworks').count()).toBe(0)
  await page.getByRole('link', { name: 'Lindqvist Solvents' }).last().click()
  await page.getByText('The store is locked').waitFor()
  expect(await page.getByText('Viktor Sorel').count()).toBe(0)
  expect(await page.locator('main form').count()).toBe(0)
  await go(page, '/inspections')
  await page.getByRole('link', { name: 'Lindqvist Solvents' }).click()
  await page.getByText('Three exits of acetone').waitFor()
  expect(await page.getByText('Entries and exits of the store since spring').count()).toBe(0)
  await page.getByLabel('What you did about it').fill('Every exit is written down at the gate now.')
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText('Answered, to be verified').waitFor()
  await expectSeen(page, 'inspection')
  const officer = await stepIn('Rivas')
  expect(await go(officer.page, '/licences')).toBe(404)
  const inspector = await stepIn('Sorel')
  for (const path of ['/incidents', '/agreements', '/warnings', '/corrections', '/feeds'])
    expect(await go(inspector.page, path), path).toBe(404)
  await inspector.page.goto(page.url())
  await inspector.page.getByText('Entries and exits of the store since spring').waitFor()
  await inspector.page.getByLabel('How you saw that it is done').fill('The entries of June were shown.')
  await inspector.page.getByRole('button', { name: 'It is done: close the finding' }).click()
  await inspector.page.getByRole('button', { name: 'Close the inspection' }).click()
  // The page as it is made anew has neither form nor button left.
  await expect.poll(() => inspector.page.locator('main form').count()).toBe(0)
  await go(inspector.page, '/inspections')
  await expectSeen(inspector.page, 'inspections')
  for (const each of [context, officer.context, inspector.context]) await each.close()
})
