// SPDX-License-Identifier: Apache-2.0
/** What incidents have in common, as people see it: linked on arrival, drawn, saved, merged, worked through and exported. */
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test, vi } from 'vitest'
import { expectSeen, sharedHouse } from './house.ts'

vi.setConfig({ testTimeout: 240_000 })

const house = sharedHouse()
const { stepIn, go } = house
const ONE = 'Solvent drums under a seal that nobody issued'

test('incidents of the demonstration are linked, drawn beside their tables, and mapped', async () => {
  const { page, context, complaints } = await stepIn('Rivas')
  await go(page, '/incidents?text=solvent')
  await page.getByRole('link', { name: ONE }).click()
  const links = page.getByRole('region', { name: 'Linked incidents' })
  await links.getByRole('link', { name: 'The same seal on another container' }).waitFor()
  expect(await links.locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/same seal[\s\S]*Seal vx-20481 \(here: VX 20481\)[\s\S]*Way within 30 days/),
    expect.stringMatching(/Offer of solvents[\s\S]*Telephone 00999 55501170[\s\S]*Company HALCYON/),
    expect.stringMatching(/Forty drums[\s\S]*Way within 30 days Valmora Harbour/),
  ])
  await links.getByRole('link', { name: 'Chart and timeline' }).click()
  await page.getByRole('heading', { name: `Links of ${ONE}` }).waitFor()
  const chart = page.locator('svg.drawn').first()
  expect(await chart.locator('a').count()).toBe(3)
  await expectSeen(page, 'links')
  const path = new URL(page.url()).pathname.replace('/links', '')
  for (const picture of ['chart.svg', 'timeline.svg']) {
    const saved = await context.request.get(`${house.origin}${path}/pictures/${picture}`)
    expect(saved.headers()['content-type']).toContain('image/svg+xml')
    const text = await saved.text()
    expect(text).toContain('xmlns="http://www.w3.org/2000/svg"')
    expect(text).toContain('--ink, #14252b')
  }
  expect((await context.request.get(`${house.origin}${path}/pictures/other.svg`)).status()).toBe(404)
  await go(page, '/incidents/map')
  await page.getByRole('heading', { name: 'Map of incidents' }).waitFor()
  expect(await page.getByRole('region', { name: 'Ways of the goods' }).locator('tbody tr').count()).toBeGreaterThan(1)
  await expectSeen(page, 'map')
  await go(page, `${path}/print`)
  await page.getByRole('heading', { name: ONE }).waitFor()
  await expectSeen(page, 'print')
  const saved = await context.request.get(`${house.origin}/incidents/exports/csv?substance=acetone`)
  expect(saved.headers()['content-disposition']).toBe('attachment; filename="incidents.csv"')
  expect((await saved.text()).split('\n').length).toBe(4)
  expect((await context.request.get(`${house.origin}${path}/exports/links.csv`)).status()).toBe(200)
  const pdf = await context.request.get(`${house.origin}${path}/exports/pdf`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  const { text: sheets } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.body())))
  expect(sheets.join()).toMatch(/Solvent drums under a seal[\s\S]*VX 20481[\s\S]*TLP:AMBER/)
  expect((await context.request.get(`${house.origin}/incidents/exports/other`)).status()).toBe(404)
  expect(complaints).toEqual([])
  // Who was not told of both sees no link, and of none no picture.
  const reader = await stepIn('Sandberg')
  expect(await go(reader.page, path)).toBe(404)
  expect(await go(reader.page, `${path}/links`)).toBe(404)
  for (const file of ['pictures/chart.svg', 'exports/pdf'])
    expect((await reader.context.request.get(`${house.origin}${path}/${file}`)).status()).toBe(404)
  await Promise.all([context.close(), reader.context.close()])
})

test('two reports of one event are merged and parted again by their author, without script', async () => {
  const { page, context } = await stepIn('Rivas', { javaScriptEnabled: false })
  await go(page, '/incidents?text=solvent')
  await page.getByRole('link', { name: ONE }).click()
  const panel = page.getByRole('region', { name: 'Same event' })
  await panel.getByText('This event was reported twice').click()
  await panel.getByLabel('The other report').selectOption({ label: 'The same seal on another container' })
  await panel.getByLabel('Why').fill('Both tell of the container of the 17th.')
  await panel.getByRole('button', { name: /^Merge/ }).click()
  await panel.getByText('The two are one event now.').waitFor()
  const path = new URL(page.url()).pathname
  await panel.getByRole('link', { name: 'The same seal on another container' }).click()
  await panel.getByText('The report that is kept:').waitFor()
  await panel.getByLabel('Why').first().fill('Two containers after all.')
  await panel.getByRole('button', { name: 'Undo' }).click()
  await panel.getByText('It was undone').waitFor()
  await go(page, path)
  expect(await panel.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/Customs of Orvane merged them.*Both tell of the container/),
    expect.stringMatching(/Customs of Orvane undid it.*Two containers after all/),
  ])
  await context.close()
})

test('the board is worked through by keyboard, and a filter is kept that tells how many came', async () => {
  const { page, context, complaints } = await stepIn('Oyono')
  await go(page, '/incidents?substance=acetone')
  const row = page.locator('.data-table tbody tr', { hasText: ONE })
  await row.getByText('Unread').waitFor()
  await row.getByText('3 links').waitFor()
  await row.getByRole('link', { name: ONE }).focus()
  await page.keyboard.press('r')
  await row.getByText('Unread', { exact: true }).waitFor({ state: 'detached' })
  await page.keyboard.press('a')
  await row.getByText('Yours').waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(ONE)
  await page.locator('summary', { hasText: 'Save or remove a filter' }).click()
  await page.getByLabel('Name for the filter').fill('Acetone')
  await page.getByLabel('Tell me what comes').selectOption('daily')
  await page.getByRole('button', { name: 'Save the filter' }).click()
  await page.locator('summary', { hasText: 'Save or remove a filter' }).click()
  await page.getByText('Told each day at 6:00 UTC').first().waitFor()
  expect(await page.getByRole('link', { name: 'Acetone', exact: true }).getAttribute('href')).toBe(
    '/incidents?substance=acetone',
  )
  await expectSeen(page, 'board')
  await page.getByRole('button', { name: 'Remove the filter Acetone' }).click()
  await page.getByRole('link', { name: 'Acetone', exact: true }).waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
  await context.close()
})
