// SPDX-License-Identifier: Apache-2.0
/** The demonstration's mailbox: somebody is invited, and follows the letter, with script and without. */
import { expect, test, vi } from 'vitest'
import { awake, expectAccessible, overflow, sharedHouse } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })

const house = sharedHouse()

for (const javaScriptEnabled of [true, false])
  test(`the letter of an invitation is read and its link followed; script: ${javaScriptEnabled}`, async () => {
    const address = `new.colleague.${javaScriptEnabled}@zz.example`
    const { page, context, complaints } = await house.visit({ javaScriptEnabled })
    await page.goto(`${house.origin}/demonstration`)
    await page
      .getByRole('button', { name: /Step in as/ })
      .first()
      .click()
    await page.waitForURL(/\/inbox$/)
    await page.goto(`${house.origin}/administration`)
    await awake(page)
    await page.locator('summary', { hasText: 'Invite a person' }).click()
    await page.locator('[name=email]').fill(address)
    await page.getByRole('button', { name: 'Send the invitation' }).click()
    await page.getByText('/invitation/').first().waitFor()
    await page.goto('about:blank') // what it would still ask for would be nobody's
    await context.clearCookies()

    await page.goto(`${house.origin}/demonstration`)
    await page.getByRole('link', { name: 'Letters that this node would have sent' }).click()
    await page.waitForURL(/\/mailbox$/)
    await page.getByRole('row', { name: address }).getByRole('link').click()
    await page.waitForURL(/\/mailbox\/[0-9a-f]{40}$/)
    expect(await page.locator('.facts').innerText()).toContain(address)
    await page.locator('.letter a').click()
    await page.waitForURL(/\/invitation\//)
    expect(await page.locator('main').innerText()).toContain('National Drug Control Authority')
    expect(complaints).toEqual([])
    await context.close()
  })

test('list and letter fit every screen, in both languages, and axe finds nothing', async () => {
  for (const [width, locale, title] of [
    [320, 'en-GB', 'Mailbox of the demonstration'],
    [1440, 'fr-FR', 'Boîte aux lettres de la démonstration'],
  ] as const) {
    const { page, context, complaints } = await house.visit({ viewport: { width, height: 900 }, locale })
    await page.goto(`${house.origin}/demonstration/mailbox`)
    expect(await page.locator('h1').innerText()).toBe(title)
    for (const open of [false, true]) {
      if (open) await page.locator('tbody a').first().click()
      if (open) await page.locator('.letter').waitFor()
      await expectAccessible(page)
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    }
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('a letter that is not there is a page that is not there, and nobody else’s host opens the mailbox', async () => {
  const { page, context } = await house.visit()
  const status = async (path: string) => (await page.goto(house.origin + path))?.status()
  expect(await status(`/demonstration/mailbox/${'0'.repeat(40)}`)).toBe(404)
  const port = Number(new URL(house.origin).port)
  const { request } = await import('node:http')
  const answer = await new Promise<number | undefined>((resolve) =>
    request({ port, host: '127.0.0.1', path: '/demonstration/mailbox', headers: { host: 'node.example' } }, (got) => {
      got.resume()
      resolve(got.statusCode)
    }).end(),
  )
  expect(answer).toBe(404)
  await context.close()
})
