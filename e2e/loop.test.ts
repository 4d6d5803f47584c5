// SPDX-License-Identifier: Apache-2.0
/** From a hospital's signal to advice on a clinic's desk, as people go it. */
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { awake, expectSeen, houseForTests } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })

const house = houseForTests()
const { stepIn, go } = house
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`)

/** The six fields of a signal; region and day are there already. */
const fill = async (page: Page, told: string) => {
  await field(page, 'told').fill(told)
  await field(page, 'severity').selectOption('severe')
  await field(page, 'people').fill('3')
  await field(page, 'certainty').selectOption('clinical')
}

for (const javaScriptEnabled of [true, false])
  test(`a hospital reports, corrects and withdraws a signal, and is told what leaves; script: ${javaScriptEnabled}`, async () => {
    const { page, context, complaints } = await stepIn('Kovac', { javaScriptEnabled })
    await go(page, '/signals/new')
    expect(await field(page, 'region').inputValue()).toBe('ZZ-NO-1')
    await fill(page, 'isotonitazene')
    await page.getByText('More, if you know it').click()
    await field(page, 'note').fill('His mother is at 06 12 34 56 78.')
    await press(page, 'Check')
    const summary = page.locator('.error-summary')
    await summary.waitFor()
    expect(await summary.innerText()).toContain('“06 12 34 56 78” looks like a telephone number')
    await field(page, 'note').fill('A third dose of naloxone was needed.')
    await press(page, 'Check')
    const leaves = page.getByRole('region', { name: 'What will leave your organisation' })
    await leaves.waitFor()
    expect(await page.getByLabel('Isotonitazene').isChecked()).toBe(true)
    expect(await leaves.innerText()).toMatch(/Hospital[\s\S]*Isotonitazene[\s\S]*Severe[\s\S]*North Shore[\s\S]*1 to 7/)
    expect(await leaves.innerText()).not.toMatch(/naloxone|Selvane/)
    // Whoever changes what was shown is shown it again before anything is kept.
    await field(page, 'people').fill('12')
    await press(page, 'Report it')
    await page.getByText('You changed what was checked').waitFor()
    expect(await leaves.innerText()).toContain('About 10')
    if (javaScriptEnabled) await expectSeen(page, 'signal-checked')
    await press(page, 'Report it')
    await page.waitForURL(/done=report$/)
    await awake(page)
    expect(await page.locator('main').innerText()).toMatch(/The signal is reported[\s\S]*12/)
    const path = new URL(page.url()).pathname

    // Nobody else sees that it is there.
    const other = await stepIn('Bekele', { javaScriptEnabled })
    expect([await go(other.page, path), await go(other.page, `/signals/${crypto.randomUUID()}`)]).toEqual([404, 404])
    const officer = await stepIn('Oyono', { javaScriptEnabled })
    expect([await go(officer.page, path), await go(officer.page, '/signals')]).toEqual([404, 404])

    await go(page, path)
    await page.getByRole('link', { name: 'Correct it' }).click()
    await page.getByRole('heading', { name: 'Correct a signal' }).waitFor()
    await awake(page)
    expect(await field(page, 'people').inputValue()).toBe('12')
    await field(page, 'severity').selectOption('fatal')
    await press(page, 'Check')
    await leaves.waitFor()
    await press(page, 'Save the correction')
    await page.waitForURL(/done=correct$/)
    await awake(page)
    await page.getByText('Withdraw it').click()
    await field(page, 'reason').fill('Call 06 12 34 56 78')
    await press(page, 'Withdraw the signal')
    await page.locator('.error-summary', { hasText: 'telephone' }).waitFor()
    if (javaScriptEnabled) await expectSeen(page, 'signal')
    await field(page, 'reason').fill('The laboratory found another substance.')
    await press(page, 'Withdraw the signal')
    await page.waitForURL(/done=withdraw$/)
    await page.getByText('Nothing leaves your organisation.').waitFor()
    await go(page, '/signals?status=withdrawn')
    await page.getByRole('rowheader', { name: 'Isotonitazene' }).first().waitFor()
    expect(complaints.filter((each) => !/status of 4(09|22)/.test(each))).toEqual([])
    for (const each of [context, other.context, officer.context]) await each.close()
  })
