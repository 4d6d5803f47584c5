// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { sharedHouse } from './house.ts'

const house = sharedHouse()

const open = async (path: string, options = {}) => {
  const visited = await house.visit(options)
  await visited.page.goto(house.origin + path)
  return visited
}

test('a substance is looked up by keyboard alone, without script', async () => {
  const { page, context, requests } = await open('/en', { javaScriptEnabled: false })
  const tabTo = async (selector: string, most: number) => {
    for (let step = 0; step < most; step++) {
      await page.keyboard.press('Tab')
      if ((await page.locator(`${selector}:focus`).count()) === 1) return
    }
    throw new Error(`${selector} is not reached by ${most} tab stops`)
  }
  await page.keyboard.press('Tab')
  expect(await page.locator('.skip:focus').count()).toBe(1)
  await tabTo('input[name=q]', 12)
  await page.keyboard.type('ephedrine')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/en/substances?q=ephedrine')
  await tabTo('table a[href="/en/substances/ephedrine"]', 20)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/en/substances/ephedrine')
  expect(await page.locator('h1').textContent()).toBe('Ephedrine')
  expect(await page.locator('main').textContent()).toContain('299-42-3')
  expect(requests.filter(({ url }) => !url.startsWith(house.origin) && !url.startsWith('data:'))).toEqual([])
  await context.close()
})

test('the first address leads to the language of the reader', async () => {
  for (const [locale, language] of [
    ['fr-CH', 'fr'],
    ['ar', 'ar'],
    ['nl', 'en'],
  ] as const) {
    const { page, context } = await open('/', { locale })
    expect(new URL(page.url()).pathname).toBe(`/${language}`)
    await context.close()
  }
})

test('another language shows the same page, query and all', async () => {
  const { page, context } = await open('/en/substances?q=ephedrine')
  await page.getByRole('link', { name: 'Français' }).click()
  await page.waitForURL('**/fr/substances?q=ephedrine')
  expect(await page.locator('h1').textContent()).toBe('Chercher une substance')
  expect(await page.locator('html').getAttribute('lang')).toBe('fr')
  await context.close()
})

test('a substance shows its controls on the day asked for', async () => {
  const { page, context } = await open('/en/substances/ephedrine')
  expect(await page.locator('.controls').textContent()).toContain('Table I')
  expect(await page.locator('.controls').textContent()).toContain('Not checked')
  await page.fill('input[name=on]', '1980-01-01')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL('**on=1980-01-01**')
  expect(await page.locator('#status-title').textContent()).toBe('Status on 1 January 1980')
  expect(await page.locator('.controls').count()).toBe(0)
  await page.goto(`${house.origin}/en/substances/ephedrine?on=1980-02-31`)
  expect(await page.locator('.error').textContent()).toContain('not a date')
  expect(await page.locator('.error').textContent()).toContain('Today’s status is shown')
  await context.close()
})

test('nothing found is said as that, and never as "not controlled"', async () => {
  const { page, context } = await open('/en/substances?q=zzzzqqq')
  const text = (await page.locator('main').textContent()) ?? ''
  expect(text).toContain('Nothing found here')
  expect(text.toLowerCase()).not.toContain('not controlled')
  await context.close()
})

test('the list narrows to a kind and an instrument', async () => {
  const { page, context } = await open('/en/substances')
  await page.selectOption('select[name=instrument]', '1988')
  await page.selectOption('select[name=kind]', 'listed')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL('**instrument=1988**')
  const statuses = await page.locator('tbody td:last-child').allTextContents()
  expect(statuses.length).toBeGreaterThan(10)
  for (const status of statuses) expect(status).toContain('1988')
  await context.close()
})

test('an address that is not there answers 404, in the language of the reader', async () => {
  const { page, context } = await house.visit({ locale: 'fr' })
  for (const path of ['/fr/rien', '/fr/substances/nothing-of-the-kind', '/nope', '/nope/at/all']) {
    const answer = await page.goto(house.origin + path)
    expect(answer?.status(), path).toBe(404)
    expect(await page.locator('h1').textContent()).toBe('Cette page n’est pas ici')
  }
  await context.close()
})

const statusOf = (method: string, path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(house.origin + path, { method }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })

test('a refused request leaves nothing of its address in the log', async () => {
  for (const method of ['PUT', 'POST', 'DELETE', 'TRACE', 'PROPFIND'])
    for (const path of ['/en/substances?q=zebra', '/en/substances/zebra', '/zebra/at/all'])
      expect(await statusOf(method, path), `${method} ${path}`).toBeOneOf([400, 403, 404, 405, 501])
  expect(await statusOf('GET', '/en/zebra')).toBe(404)
  expect(house.log()).not.toContain('zebra')
  expect(house.log()).not.toContain('    at ')
})

test('what a reader types is shown as text, whatever it is', async () => {
  const { page, context, complaints } = await open(
    `/en/substances?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`,
  )
  expect(await page.locator('main').textContent()).toContain('<img src=x onerror=alert(1)>')
  expect(await page.locator('main img').count()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})

test('the pages of the interface and of the house are readable', async () => {
  const { page, context } = await open('/en/api')
  expect(await page.locator('main').textContent()).toContain('/api/match')
  await page.goto(`${house.origin}/fr/about`)
  expect(await page.locator('h1').textContent()).toBe('À propos et vie privée')
  await context.close()
})
