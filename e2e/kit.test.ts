// SPDX-License-Identifier: Apache-2.0
/** Components in a real browser: seen in every look, used by keyboard alone, and light enough to load. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { gallery } from '../src/web/kit/gallery.ts'
import { awake, expectAccessible, overflow, sharedHouse } from './house.ts'

/** Each test walks many pages, also on a busy machine. */
vi.setConfig({ testTimeout: 180_000 })

const house = sharedHouse()

/** The page with its script alive. */
const open = async (page: Page, path: string) => {
  await page.goto(house.origin + path)
  await awake(page)
  await page.waitForFunction(() => document.querySelector('.tabs[data-plain]') === null)
}

for (const look of ['?look=light', '?look=dark', '?look=contrast', '?dir=rtl'])
  test(`axe finds nothing among all components, ${look}`, async () => {
    const { page, context, complaints } = await house.visit()
    await open(page, `/kit${look}`)
    // A look changes colours and nothing else that axe sees.
    await expectAccessible(page, /dark|contrast/.test(look) ? ['color-contrast'] : undefined)
    expect(complaints).toEqual([])
    await context.close()
  })

test('axe finds nothing on any component’s own page, which fits 320 pixels in both languages', async () => {
  for (const locale of ['en-GB', 'fr-FR']) {
    const { page, context } = await house.visit({ locale, viewport: { width: 320, height: 640 } })
    for (const { id, name } of gallery) {
      await open(page, `/kit/${id}`)
      expect(await page.locator('h1').textContent()).toBe(locale === 'fr-FR' ? name.fr : name.en)
      if (locale === 'en-GB') await expectAccessible(page)
      expect(await overflow(page), id).toBeLessThanOrEqual(0)
    }
    await context.close()
  }
})

test('a look by the address is the look that is seen', async () => {
  const { page, context } = await house.visit({ colorScheme: 'light' })
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await open(page, '/kit/tag?look=dark')
  expect(await ground()).toBe('rgb(15, 24, 27)')
  await open(page, '/kit/tag')
  expect(await ground()).toBe('rgb(255, 255, 255)')
  await open(page, '/kit/tag?dir=rtl')
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  await context.close()
})

test('a table sorts, turns its page and filters, with script and without', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, context } = await house.visit({ javaScriptEnabled })
    await page.goto(`${house.origin}/kit/table`)
    if (javaScriptEnabled) await awake(page)
    const first = page.locator('.data-table tbody th').first()
    await page.getByRole('link', { name: 'People', exact: true }).click()
    await page.waitForURL(/sort=people$/)
    await expect.poll(() => first.textContent()).toBe('Arles')
    await page.locator('.data-table thead a', { hasText: 'People' }).click()
    await page.waitForURL(/sort=-people$/)
    await expect.poll(() => first.textContent()).toBe('Lagos')
    await page.getByRole('link', { name: 'Next', exact: true }).click()
    await page.waitForURL(/page=2/)
    await expect.poll(() => first.textContent()).toBe('Porto')
    await page.getByLabel('Name', { exact: true }).fill('ly')
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.waitForURL(/q=ly/)
    await expect.poll(() => page.locator('.data-table tbody tr').count()).toBe(1)
    await expect.poll(() => first.textContent()).toBe('Lyon')
    await context.close()
  }
})

test('a table keeps a view, and the arrow keys go from row to row', async () => {
  const { page, context } = await house.visit()
  await open(page, '/kit/table?sort=-people')
  await page.locator('summary', { hasText: 'Saved filters' }).click()
  await page.getByLabel('Name of the filter').fill('My own')
  await page.keyboard.press('Enter')
  await open(page, '/kit/table')
  await page.locator('summary', { hasText: 'Saved filters' }).click()
  await page.getByRole('link', { name: 'My own' }).click()
  await page.waitForURL(/sort=-people/)
  await awake(page)
  const rows = page.locator('.data-table tbody th a')
  // A row that takes the focus while the page is still being replaced loses it again.
  const goDown = async () => {
    await rows.first().focus()
    await page.keyboard.press('ArrowDown')
    return rows.nth(1).evaluate((link) => link === document.activeElement)
  }
  await expect.poll(goDown).toBe(true)
  await page.keyboard.press('ArrowUp')
  expect(await rows.first().evaluate((link) => link === document.activeElement)).toBe(true)
  await context.close()
})

test('a combobox is filled by keyboard alone, and posts what was chosen', async () => {
  const { page, context } = await house.visit()
  await open(page, '/kit/combobox')
  await page.getByRole('combobox', { name: 'Country', exact: true }).focus()
  await page.keyboard.type('seneg')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await page.locator('input[name="country"]').inputValue()).toBe('SN')
  await context.close()
})

test('tabs turn by the arrow keys, the other way round from right to left', async () => {
  const { page, context } = await house.visit()
  const opened = () => page.locator('[role="tab"][aria-selected="true"]').textContent()
  for (const [query, key] of [
    ['', 'ArrowRight'],
    ['?dir=rtl', 'ArrowLeft'],
  ]) {
    await open(page, `/kit/tabs${query}`)
    await page.locator('[role="tab"]').first().focus()
    await page.keyboard.press(key!)
    expect(await opened(), query).toBe('Rooms')
  }
  await context.close()
})

test('a dialog holds the focus, closes by Escape, and gives the focus back', async () => {
  const { page, context } = await house.visit()
  await open(page, '/kit/dialog')
  const button = page.getByRole('button', { name: 'End this session …' })
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'End this session?' })
  await dialog.waitFor()
  await expectAccessible(page)
  for (let stop = 0; stop < 5; stop++) {
    await page.keyboard.press('Tab')
    expect(await dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await button.evaluate((each) => each === document.activeElement)).toBe(true)
  await context.close()
})

test('what was done is said, and can be taken back', async () => {
  const { page, context } = await house.visit()
  await open(page, '/kit/toast')
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await page.getByText('Marked as read.').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back.').waitFor()
  await context.close()
})

test('the palette finds by typing and chooses by Enter', async () => {
  const { page, context } = await house.visit()
  await open(page, '/kit/palette')
  await page.getByRole('button', { name: 'Open the palette' }).click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('pass')
  await page.getByRole('option', { name: 'Your account' }).waitFor()
  expect(await page.getByRole('option').count()).toBe(1)
  await page.keyboard.press('ArrowDown')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await page.getByText('account', { exact: true }).waitFor()
  await context.close()
})

test('a file that is too large is refused before it is sent', async () => {
  const { page, context } = await house.visit()
  await open(page, '/kit/file')
  const field = page.getByLabel('A table')
  await field.setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.alloc(5_000_001) })
  await page.getByText('a.csv is larger than 5 MB.').waitFor()
  await field.setInputFiles({ name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') })
  await page.getByText('1 file chosen').waitFor()
  await context.close()
})

interface Built {
  assets: {
    entry: { module: string; imports: string[] }
    routes: Record<string, { parentId?: string; path?: string; module: string; imports?: string[] }>
  }
}

test('every page of the workspace loads at most 200 KB of compressed script', async () => {
  const folder = join(import.meta.dirname, '../build')
  const { assets }: Built = await import(pathToFileURL(join(folder, 'server/index.js')).href)
  const { entry, routes } = assets
  const weigh = (file: string) => gzipSync(readFileSync(join(folder, 'client', file))).length
  const above = (id: string | undefined): string[] => {
    const route = id === undefined ? undefined : routes[id]
    return route ? [route.module, ...(route.imports ?? []), ...above(route.parentId)] : []
  }
  const pages = Object.entries(routes).filter(([id]) =>
    /\/(workspace|commons|supply|admin)\/(?!gallery|frame)/.test(id),
  )
  expect(pages.length).toBeGreaterThan(20)
  for (const [id] of pages) {
    const files = new Set([entry.module, ...entry.imports, ...above(id)])
    const bytes = [...files].reduce((sum, file) => sum + weigh(file), 0)
    expect(bytes, id).toBeGreaterThan(100_000)
    expect(bytes, id).toBeLessThanOrEqual(200_000)
  }
})

test('what is absent and what is for others look the same', async () => {
  const { page, context } = await house.visit()
  const seen = new Set<string>()
  for (const path of ['/kit/nothing', '/invitation/unknown-and-long-enough']) {
    const answer = await page.goto(house.origin + path)
    expect(answer?.status(), path).toBe(404)
    seen.add((await page.locator('h1').textContent()) ?? '')
  }
  expect(seen.size).toBe(1)
  await context.close()
})
