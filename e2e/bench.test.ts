// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, overflow, sharedHouse, type Visit } from './house.ts'

const house = sharedHouse()

const ready = (page: Page) => page.getByText('Ready.', { exact: true }).waitFor()
const check = (page: Page) => page.getByRole('button', { name: 'Check', exact: true }).click()
const results = (page: Page) => page.locator('section[aria-labelledby=results-title]')

const openBench = async (options = {}): Promise<Visit> => {
  const visited = await house.visit(options)
  await visited.page.goto(`${house.origin}/en/bench`)
  await ready(visited.page)
  return visited
}

/** Nothing typed may stand in any request, and no request may leave the origin. */
const expectNothingLeft = ({ requests }: Visit, secret: string) => {
  const plain = (text: string) => decodeURIComponent(text.replaceAll('+', ' ')).toLowerCase()
  for (const { url, body } of requests) {
    if (url.startsWith('data:') || url.startsWith('blob:')) continue
    expect(url.startsWith(house.origin), url).toBe(true)
    expect(plain(url)).not.toContain(secret)
    expect(plain(body)).not.toContain(secret)
  }
}

test('pasted lines are checked, marked and explained, and nothing leaves the computer', async () => {
  const visited = await openBench()
  const { page, context, complaints } = visited
  expect(await page.locator('main').textContent()).toContain('Nothing you check here leaves your computer.')
  await page.getByLabel('One item per line').fill('2 drums acetic anhydride for zebra works\ntable salt 5 kg')
  await check(page)
  await results(page).getByText('2 lines checked').waitFor()
  expect(await page.locator('mark').allTextContents()).toContain('acetic anhydride')
  const text = (await results(page).textContent()) ?? ''
  expect(text).toContain('2 lines checked, 1 with findings')
  expect(text).toContain('Listed')
  expect(text).toContain('1988, Table I')
  expect(text).toContain('Not checked')
  expect(text).toContain('certain')
  expectNothingLeft(visited, 'zebra')
  expect(complaints).toEqual([])
  await expectAccessible(page)
  await context.close()
})

test('whoever checks by keyboard stays where they are', async () => {
  const { page, context } = await openBench()
  await page.getByLabel('One item per line').fill('acetic anhydride')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('mark').first().waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  expect(await focused()).toBe('Check')
  await page.keyboard.press('Enter')
  await page.locator('mark').first().waitFor()
  expect(await focused()).toBe('Check')
  await context.close()
})

test('once ready, it works without a network', async () => {
  const { page, context } = await openBench()
  await context.setOffline(true)
  await page.getByLabel('One item per line').fill('ephedrine hydrochloride 50-98-6')
  await check(page)
  await page.locator('mark').first().waitFor()
  expect(await results(page).textContent()).toContain('Ephedrine')
  await context.close()
})

test('a column of an Excel file is checked', async () => {
  const visited = await openBench()
  const { page, context } = visited
  await page.getByLabel('A file').check()
  await page.locator('input[type=file]').setInputFiles(join(import.meta.dirname, 'files/orders.xlsx'))
  await page.getByText('5 rows in orders.xlsx').waitFor()
  expect(await page.getByLabel('Column to check').locator('option:checked').textContent()).toBe('Désignation')
  await check(page)
  await results(page).getByText('5 lines checked').waitFor()
  const text = (await results(page).textContent()) ?? ''
  expect(text).toContain('Acetic anhydride')
  expectNothingLeft(visited, 'drum')
  await context.close()
})

test('a bad row of a CSV file is told, and the good ones are kept', async () => {
  const { page, context } = await openBench()
  await page.getByLabel('A file').check()
  const buffer = Buffer.from('id;article\n1;"acetic anhydride\n2;ephedrine\n3;water\n')
  await page.locator('input[type=file]').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer })
  await page.getByText('1 row could not be read as it should: row 1.').waitFor()
  await page.getByText('Rows are numbered from 1 after the titles').waitFor()
  await check(page)
  await results(page).getByText('3 lines checked').waitFor()
  expect(await page.locator('tbody th').allTextContents()).toEqual(['1', '2'])
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'broken.xlsx', mimeType: '', buffer: Buffer.from('PK\u0003\u0004no') })
  await page.getByText('This file cannot be read as a table').waitFor()
  await context.close()
})

test('columns that share a title are told apart by their places', async () => {
  const { page, context } = await openBench()
  await page.getByLabel('A file').check()
  const buffer = Buffer.from('note;article;note\nheroin;ephedrine hydrochloride;cocaine\n')
  await page.locator('input[type=file]').setInputFiles({ name: 'twice.csv', mimeType: 'text/csv', buffer })
  const column = page.getByLabel('Column to check')
  await column.waitFor()
  expect((await column.locator('option').allTextContents()).slice(0, 3)).toEqual([
    'note (Column 1)',
    'article',
    'note (Column 3)',
  ])
  await column.selectOption('note (Column 3)')
  await check(page)
  await page.locator('mark').first().waitFor()
  expect(await page.locator('mark').allTextContents()).toEqual(['cocaine'])
  await context.close()
})

test('a molecule is checked, drawn and marked, also without a network', async () => {
  const visited = await openBench()
  const { page, context, complaints } = visited
  await page.getByLabel('A molecule').check()
  await page.getByText('Ready for molecules.').waitFor()
  await context.setOffline(true)
  await page.getByLabel('SMILES, InChI or molfile').fill('CC(=O)Cc1ccccc1')
  await check(page)
  await page.getByAltText(/^The molecule/).waitFor()
  expect(await results(page).textContent()).toContain('P-2-P')
  await page.getByLabel('SMILES, InChI or molfile').fill('this is no molecule')
  await check(page)
  await results(page).getByText('This cannot be read as a molecule.').waitFor()
  expectNothingLeft(visited, 'c1ccccc1')
  expect(complaints).toEqual([])
  await context.close()
})

test('a molecule is drawn with the pointer', async () => {
  const { page, context, complaints } = await openBench()
  await page.getByLabel('A molecule').check()
  await page.getByRole('button', { name: 'Draw the molecule' }).click()
  const board = page.locator('.board')
  await board.waitFor()
  const field = page.getByLabel('SMILES, InChI or molfile')
  const stroke = async () => {
    const box = (await board.boundingBox())!
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    return field.inputValue()
  }
  await expect.poll(stroke, { timeout: 20_000 }).not.toBe('')
  expect(complaints).toEqual([])
  await context.close()
})

test('100,000 lines are checked while the page stays alive, and can be stopped', async () => {
  const { page, context } = await openBench()
  const lines = Array.from(
    { length: 100_000 },
    (_, n) => `${n} ${n % 50 === 0 ? 'ephedrine hcl' : 'cotton shirts'} 12 kg`,
  )
  await page.getByLabel('One item per line').evaluate((field, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, lines.join('\n'))
  await page.getByText('100,000 rows in').waitFor()
  await page.evaluate(() => {
    const beat = { last: performance.now(), longest: 0 }
    Object.assign(window, { beat })
    const step = () => {
      const now = performance.now()
      beat.longest = Math.max(beat.longest, now - beat.last)
      beat.last = now
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
  await check(page)
  await results(page)
    .getByText(/^100,000 lines checked\s*, 2,0\d\d with findings$/)
    .waitFor({ timeout: 60_000 })
  expect(await page.locator('tbody tr').count()).toBe(50)
  expect(await page.evaluate(() => (window as unknown as { beat: { longest: number } }).beat.longest)).toBeLessThan(
    1500,
  )
  await page.getByRole('button', { name: 'Next lines' }).click()
  await page
    .getByText(/^Lines 51 to 100 of 2,0\d\d$/)
    .first()
    .waitFor()
  await check(page)
  // By keyboard: a click waits until nothing moves, and a quick computer has finished by then.
  await page.getByRole('button', { name: 'Stop' }).press('Enter')
  await page.getByText('Stopped. The lines checked so far are below.').waitFor()
  await context.close()
})

test('results are filtered, sorted and saved, and a spreadsheet runs none of them', async () => {
  const { page, context } = await openBench()
  await page.getByLabel('One item per line').fill('=cmd("ephedrine")\nacetic anhydride\nwater')
  await check(page)
  await results(page).waitFor()
  await page.getByText('Filter and sort').click()
  await page.getByLabel('Text contains').fill('acetic')
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
  await page.getByLabel('Text contains').fill('')
  await page.getByLabel('Lines', { exact: true }).selectOption({ label: 'without findings' })
  await expect.poll(() => page.locator('tbody').textContent(), { timeout: 20_000 }).toContain('water')
  await page.getByLabel('Lines', { exact: true }).selectOption({ label: 'all' })
  await expect.poll(() => page.locator('tbody tr').count(), { timeout: 20_000 }).toBe(3)
  const save = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
    return readFileSync(await download.path(), 'utf8')
  }
  const csv = await save('Save as CSV')
  expect(csv).toContain('line,text,id,kind,name')
  expect(csv).toContain(`"'=cmd(""ephedrine"")"`)
  const json = await save('Save as JSON Lines')
  expect(json.trim().split('\n')).toHaveLength(3)
  expect(JSON.parse(json.split('\n')[1] ?? '').findings[0].id).toBe('acetic-anhydride')
  await context.close()
})

test('without script, one line goes to the server, and the page says so beside the button', async () => {
  const { page, context, requests } = await house.visit({ javaScriptEnabled: false })
  await page.goto(`${house.origin}/en/bench`)
  const send = async (text: string) => {
    await page.fill('input[name=text]', text)
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Send and check' }).click()])
    return (await page.locator('main').textContent()) ?? ''
  }
  expect(await page.locator('form').textContent()).toContain('This line leaves your computer')
  expect(await send('acetic anhydride 200 L')).toContain('1988, Table I')
  expect(requests.filter(({ body }) => body.includes('acetic'))).toHaveLength(1)
  expect(await send('table salt')).toContain('Nothing found here')
  await page.getByLabel('a structure').check()
  expect(await send('CC(=O)Cc1ccccc1')).toContain('P-2-P')
  expect(await send('no molecule at all')).toContain('This cannot be read as a molecule.')
  expect(await send('')).toContain('Type something to check.')
  await context.close()
})

test('the bench is one column at 320 pixels and readable in the dark', async () => {
  const { page, context } = await openBench({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' })
  await page.getByRole('button', { name: 'Put in an example' }).first().click()
  await check(page)
  await page.locator('mark').first().waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await expectAccessible(page)
  await context.close()
})

test('only the script that needs to evaluate code may do so', async () => {
  const { page, context, requests } = await openBench()
  await page.getByLabel('A molecule').check()
  await page.getByText('Ready for molecules.').waitFor()
  const policy = async (part: string) => {
    const { url } = requests.find((request) => request.url.includes(part))!
    return (await fetch(url)).headers.get('content-security-policy') ?? ''
  }
  expect(await policy('/structure-worker')).toContain("'unsafe-eval'")
  expect(await policy('/structure-worker')).toContain("connect-src 'self'")
  expect(await policy('/text-runner')).not.toContain("'unsafe-eval'")
  expect(await policy('/text-runner')).toContain("connect-src 'self'")
  await context.close()
})
