// SPDX-License-Identifier: Apache-2.0
/** Notices as people use them: written, shown to whom they go, posted, read, withdrawn; with script and without. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { expectAccessible, expectSeen, houseForTests } from './house.ts'

vi.setConfig({ testTimeout: 180_000 })

const house = houseForTests()
const { stepIn, go } = house
const press = (page: Page) => page.getByRole('button', { name: /^Show (who|again)/ }).click()
const show = async (page: Page) => {
  await press(page)
  await page.locator('.audience').waitFor()
}
const post = (page: Page) => page.getByRole('button', { name: 'Post the notice' }).click()
const readers = (page: Page) => page.locator('.audience tbody tr').allInnerTexts()
const write = async (page: Page, title: string) => {
  await go(page, '/notices/new')
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByLabel('Text', { exact: true }).fill('First line.\nSecond line.')
  await page.getByLabel('Contact', { exact: true }).fill('Room 12')
  await page.getByLabel(/Two Rivers/).check()
}

for (const javaScriptEnabled of [true, false])
  test(`a notice is shown to whom it goes, posted, and reaches them alone; script: ${javaScriptEnabled}`, async () => {
    const title = `Sealed drums, ${javaScriptEnabled}`
    const { page, context, complaints } = await stepIn('Oyono', { javaScriptEnabled })
    await write(page, title)
    expect(await page.getByRole('button', { name: 'Post the notice' }).count()).toBe(0)
    await show(page)
    const shown = (await readers(page)).join('\n')
    expect(shown).toContain('Bank of the Two Rivers')
    expect(shown).toContain('National Drug Control Authority')
    expect(shown).not.toContain('Meridian Parcels')
    expect(shown).toMatch(/Title, Text,? and Contact/)
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(title)

    // Who changes the audience after that is shown the new list, and nothing is posted yet.
    await page.getByLabel(/Meridian Parcels/).check()
    await post(page)
    await page.getByText('You changed who will see this').waitFor()
    expect((await readers(page)).join('\n')).toContain('Meridian Parcels')
    await page.getByLabel(/Meridian Parcels/).uncheck()
    await show(page)
    await page.locator('.audience').getByText('Meridian Parcels').waitFor({ state: 'detached' })
    await post(page)
    await page.waitForURL(/\/notices\/[0-9a-f-]{36}\?posted$/)
    await page.locator('h1', { hasText: title }).waitFor()
    expect(await page.locator('p.told').innerText()).toBe('First line.\nSecond line.')
    expect((await readers(page)).join('\n')).toContain('Bank of the Two Rivers')
    const path = new URL(page.url()).pathname
    expect(complaints).toEqual([])

    const bank = await stepIn('Achterberg')
    await go(bank.page, '/notices')
    await bank.page.getByRole('link', { name: title }).click()
    await bank.page.waitForURL(new RegExp(path))
    await bank.page.locator('.facts', { hasText: 'Room 12' }).waitFor()
    expect(await bank.page.locator('.audience, details.panel').count()).toBe(0)

    const carrier = await stepIn('Tanaka')
    const absent = await go(carrier.page, path)
    const notForThem = await carrier.page.locator('main').innerText()
    expect([absent, await go(carrier.page, `/notices/${crypto.randomUUID()}`)]).toEqual([404, 404])
    expect(await carrier.page.locator('main').innerText()).toBe(notForThem)
    expect(await go(carrier.page, '/notices/new')).toBe(404)
    expect(await carrier.page.locator('main').innerText()).toBe(notForThem)
    for (const each of [context, bank.context, carrier.context]) await each.close()
  })

for (const javaScriptEnabled of [true, false])
  test(`a file goes with a notice; what is not taken is told by name; script: ${javaScriptEnabled}`, async () => {
    const title = `With a file, ${javaScriptEnabled}`
    const { page, context, complaints } = await stepIn('Oyono', { javaScriptEnabled })
    await write(page, title)
    const field = page.getByLabel('Add files')
    const macros = Buffer.from('PK\x03\x04 no document')
    await field.setInputFiles({ name: 'order.docx', mimeType: 'application/x', buffer: macros })
    await press(page)
    await page.locator('.error-summary').getByText('“order.docx” is cut off or damaged').waitFor()
    if (javaScriptEnabled) await expectAccessible(page)
    await field.setInputFiles({ name: 'seals.csv', mimeType: 'text/csv', buffer: Buffer.from('seal,number\n1,2\n') })
    await show(page)
    expect((await readers(page)).join('\n')).toMatch(/Title, Text, Contact,? and Files/)
    await page.getByLabel(/^seals.csv \(16/).waitFor()
    await post(page)
    await page.waitForURL(/posted$/)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'seals.csv' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('seals.csv')
    expect(readFileSync(await download.path(), 'utf8')).toBe('seal,number\n1,2\n')
    const link = await page.getByRole('link', { name: 'seals.csv' }).getAttribute('href')
    if (javaScriptEnabled) await expectAccessible(page)
    const carrier = await stepIn('Tanaka')
    expect((await carrier.context.request.get(house.origin + link)).status()).toBe(404)
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([])
    await context.close()
    await carrier.context.close()
  })

test('what is wrong is told in a summary and at each field, and nothing that was written is lost', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, context } = await stepIn('Oyono', { javaScriptEnabled })
    await go(page, '/notices/new')
    await page.getByLabel('Contact', { exact: true }).fill('Room 12')
    await press(page)
    const summary = page.locator('.error-summary')
    await summary.waitFor()
    expect(await summary.getByRole('listitem').count()).toBe(3)
    expect(await page.getByLabel('Title', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByLabel('Contact', { exact: true }).inputValue()).toBe('Room 12')
    if (javaScriptEnabled) {
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary')
      await expectAccessible(page)
    }
    await context.close()
  }
})

test('a form that is sent twice posts once; the same form with other words asks again', async () => {
  const { page, context } = await stepIn('Oyono', { javaScriptEnabled: false })
  const title = 'Sent twice'
  await write(page, title)
  await show(page)
  const address = page.url()
  const fields = await page.evaluate(() =>
    [...new FormData(document.querySelector<HTMLFormElement>('main form')!)].map(([name, value]) => [
      name,
      String(value),
    ]),
  )
  const send = (changes: Record<string, string>) => {
    const body = new URLSearchParams([...fields, ['intent', 'post']] as [string, string][])
    for (const [name, value] of Object.entries(changes)) body.set(name, value)
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: house.origin }
    return context.request.post(address, { data: body.toString(), headers, maxRedirects: 0 })
  }
  const [one, two] = await Promise.all([send({}), send({})])
  expect([one.status(), two.status()]).toEqual([302, 302])
  expect(one.headers().location).toBe(two.headers().location)
  const other = await send({ body: 'Other words' })
  expect(other.status()).toBe(409)
  expect(await other.text()).toContain('posted from this form already')
  await go(page, '/notices?text=sent+twice')
  expect(await page.locator('.data-table tbody tr').count()).toBe(1)
  await context.close()
})

test('a notice is withdrawn with a reason, and who read an earlier one is told that it changed', async () => {
  const { page, context } = await stepIn('Oyono')
  await write(page, 'To be withdrawn')
  await show(page)
  await post(page)
  await page.waitForURL(/posted$/)
  const path = new URL(page.url()).pathname
  const second = await context.newPage()
  await second.route(/\/events/, (route) => route.abort()) // a tab that hears nothing of what happens meanwhile
  for (const each of [page, second]) {
    await go(each, path)
    await each.getByText('Withdraw this notice').click()
  }
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await page.locator('.error-summary').waitFor()
  await page.getByLabel('Reason').fill('It has moved.')
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await page.getByText('It has moved.').first().waitFor()
  await page.locator('details.panel').waitFor({ state: 'detached' })
  await second.getByLabel('Reason').fill('Mine too.')
  await second.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await second.getByText('Somebody changed this notice').waitFor()
  await second.locator('p.told', { hasText: 'It has moved.' }).waitFor()
  await go(page, '/notices?state=withdrawn&text=withdrawn')
  expect(await page.locator('.data-table tbody th').allInnerTexts()).toEqual(['To be withdrawn'])
  await context.close()
})

test('the list is searched, filtered and turned page by page, with script and without', async () => {
  const author = await stepIn('Sandberg', { javaScriptEnabled: false })
  for (let i = 0; i < 26; i++) {
    const data = { title: `Batch ${i}`, body: 'Sealed.', audience: 'everyone', marking: 'green' }
    const answer = await author.context.request.post(`${house.origin}/api/notices`, {
      data,
      headers: { origin: house.origin },
    })
    expect(answer.status()).toBe(201)
  }
  await author.context.close()
  for (const javaScriptEnabled of [true, false]) {
    const { page, context } = await stepIn('Achterberg', { javaScriptEnabled })
    await go(page, '/notices')
    await page.getByLabel('Words').fill('batc')
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.waitForURL(/text=batc/)
    await page.getByText('26 rows').waitFor()
    expect(await page.locator('.data-table tbody th').first().innerText()).toBe('Batch 25')
    await page.getByRole('link', { name: 'Older' }).click()
    await page.waitForURL(/cursor=/)
    await page.getByRole('link', { name: 'Batch 0' }).waitFor()
    expect(await page.locator('.data-table tbody th').allInnerTexts()).toEqual(['Batch 0'])
    await go(page, '/notices?text=batc&cursor=nonsense')
    expect(page.url()).not.toContain('cursor')
    await go(page, '/notices?text=nothingofthekind')
    await page.getByText('No notice found').waitFor()
    await context.close()
  }
})

test('what happens meanwhile does not take away who will see it, nor the button to post', async () => {
  const { page, context } = await stepIn('Oyono')
  await write(page, 'Shown and not yet posted')
  await show(page)
  const author = await stepIn('Sandberg', { javaScriptEnabled: false })
  const told = page.waitForResponse((answer) => answer.url().includes('/inbox'), { timeout: 2500 }).catch(() => null)
  const answer = await author.context.request.post(`${house.origin}/api/notices`, {
    data: { title: 'Meanwhile', body: 'Sealed.', audience: 'everyone', marking: 'green' },
    headers: { origin: house.origin },
  })
  expect(answer.status()).toBe(201)
  await told // time enough for the event to have come and for a page that looked again to have changed
  expect(await page.getByRole('button', { name: 'Post the notice' }).count()).toBe(1)
  await post(page)
  await page.waitForURL(/posted$/)
  await author.context.close()
  await context.close()
})

test('the pages fit every screen, in both languages and looks, and axe finds nothing', async () => {
  const { page, context, complaints } = await stepIn('Oyono')
  await write(page, 'Averylongtitlewithoutanyspacethatmustbreaksomewherebecauseitdoesnotfit')
  await show(page)
  const look = (name: string) => expectSeen(page, name)
  await look('new')
  await post(page)
  await page.waitForURL(/posted$/)
  await page.getByText('Withdraw this notice').click()
  await look('notice')
  await go(page, '/notices')
  await look('list')
  await go(page, '/account')
  await page.locator('main select[name=language]').selectOption('fr')
  await page.getByRole('button', { name: 'Save the language' }).click()
  await page.locator('html[lang=fr]').waitFor()
  for (const path of ['/notices', '/notices/new']) {
    await go(page, path)
    expect(await page.locator('h1').innerText()).toBe(path === '/notices' ? 'Avis' : 'Publier un avis')
    await expectSeen(page, `fr${path.replaceAll('/', '-')}`, { again: true })
  }
  await page.goto(`${house.origin}/account`)
  await page.locator('main select[name=language]').selectOption('en')
  await page.locator('main form[action="/language"] button').click()
  expect(complaints).toEqual([])
  await context.close()
})
