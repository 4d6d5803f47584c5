// SPDX-License-Identifier: Apache-2.0
/** From a hospital's signal to advice on a clinic's desk, as people go it. */
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { awake, expectSeen, sharedHouse } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })

const house = sharedHouse()
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

const LEAVES = 'What will leave your organisation'

/** Nobody else sees that it is there; its hospital corrects and withdraws it. */
const mend = async (page: Page, path: string) => {
  const other = await stepIn('Bekele', { javaScriptEnabled: false })
  expect([await go(other.page, path), await go(other.page, `/signals/${crypto.randomUUID()}`)]).toEqual([404, 404])
  const officer = await stepIn('Oyono', { javaScriptEnabled: false })
  expect([await go(officer.page, path), await go(officer.page, '/signals')]).toEqual([404, 404])

  await go(page, path)
  await page.getByRole('link', { name: 'Correct it' }).click()
  await page.getByRole('heading', { name: 'Correct a signal' }).waitFor()
  await awake(page)
  expect(await field(page, 'people').inputValue()).toBe('12')
  await field(page, 'severity').selectOption('fatal')
  await press(page, 'Check')
  await page.getByRole('region', { name: LEAVES }).waitFor()
  await press(page, 'Save the correction')
  await page.waitForURL(/done=correct$/)
  await awake(page)
  await page.getByText('Withdraw it').click()
  await field(page, 'reason').fill('Call 06 12 34 56 78')
  await press(page, 'Withdraw the signal')
  await page.locator('.error-summary', { hasText: 'telephone' }).waitFor()
  await field(page, 'reason').fill('The laboratory found another substance.')
  await press(page, 'Withdraw the signal')
  await page.waitForURL(/done=withdraw$/)
  await page.getByText('Nothing leaves your organisation.').waitFor()
  await go(page, '/signals?status=withdrawn')
  await page.getByRole('rowheader', { name: 'Isotonitazene' }).first().waitFor()
  for (const { context } of [other, officer]) await context.close()
}

for (const javaScriptEnabled of [true, false])
  test(`a hospital reports${javaScriptEnabled ? '' : ', corrects and withdraws'} a signal, and is told what leaves; script: ${javaScriptEnabled}`, async () => {
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
    const leaves = page.getByRole('region', { name: LEAVES })
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
    await expect.poll(() => page.locator('main').innerText()).toMatch(/The signal is reported[\s\S]*12/)
    const path = new URL(page.url()).pathname

    if (!javaScriptEnabled) await mend(page, path)
    expect(complaints.filter((each) => !/status of 4(09|22)/.test(each))).toEqual([])
    await context.close()
  })

test('from a hospital’s signal to advice on a clinic’s desk within seconds after two officers agree, and to a public page', async () => {
  const hospital = await stepIn('Kovac')
  await go(hospital.page, '/signals/new')
  await fill(hospital.page, 'carmine hexagons')
  await field(hospital.page, 'people').fill('37')
  await press(hospital.page, 'Check')
  await hospital.page.getByText('The registry does not know this name').waitFor()
  await press(hospital.page, 'Report it')
  await hospital.page.waitForURL(/done=report$/)

  const officer = await stepIn('Noor Abbasi')
  const found = officer.page.getByRole('link', { name: 'carmine hexagons' })
  const ask = async () => (await officer.page.request.get(`${house.origin}/warnings?status=proposed`)).text()
  await expect.poll(ask, { timeout: 20_000, interval: 250 }).toContain('carmine hexagons')
  await go(officer.page, '/warnings?status=proposed')
  await found.click()
  await officer.page.waitForURL(/\/warnings\/[0-9a-f-]{36}$/)
  await awake(officer.page)
  const told = await officer.page.locator('main').innerText()
  expect(told).toMatch(/severe harm; events: 35\s+North Shore/)
  expect(told).not.toMatch(/Selvane Hospital|\b37\b/) // nor who, nor how many exactly
  await press(officer.page, 'Take it under watch')
  await officer.page.waitForURL(/done=watch$/)
  await officer.page.getByRole('link', { name: 'Write an advisory' }).click()
  await officer.page.waitForURL(/advisory|compose|new/)
  await awake(officer.page)
  for (const [name, text] of Object.entries({
    'public.en.headline': 'Red tablets have made people very ill',
    'public.en.description': 'They are sold in Port Selvane.',
    'public.fr.headline': 'Des comprimés rouges ont rendu des personnes très malades',
    'public.fr.description': 'Ils se vendent à Port-Selvane.',
    'professional.en.headline': 'Carmine hexagons: slow breathing that comes back',
    'professional.en.description': 'Several people lost consciousness within minutes.',
    'professional.en.instruction': 'Watch for at least six hours.',
    'professional.fr.headline': 'Hexagones carmin : une dépression respiratoire qui revient',
    'professional.fr.description': 'Plusieurs personnes ont perdu connaissance en quelques minutes.',
  }))
    await officer.page.locator(`main [name="${name}"]`).fill(text)
  await officer.page.getByLabel('Port Selvane', { exact: true }).check()
  await officer.page.locator('main [name=health]').check()
  await press(officer.page, 'Show who will read it')
  await officer.page.getByRole('heading', { name: 'Who will read it' }).waitFor()
  await press(officer.page, 'Save as a draft')
  await officer.page.waitForURL(/done=save$/)
  await awake(officer.page)
  const own = new URL(officer.page.url()).pathname
  await press(officer.page, 'Propose to publish')
  await officer.page.waitForURL(/done=propose$/)

  const clinic = await stepIn('Jonas Weber')
  await go(clinic.page, '/advice')
  const link = clinic.page.getByRole('link', { name: 'Carmine hexagons' })
  expect(await link.count()).toBe(0)
  const second = await stepIn('Viktor Lund')
  await go(second.page, own)
  await press(second.page, 'Agree and publish')
  const agreed = Date.now()
  await second.page.waitForURL(/done=agree$/)
  // The desk shows it by itself.
  await link.waitFor({ timeout: 15_000 })
  console.log(`${Date.now() - agreed} ms from the second officer’s press to the clinic’s desk`)
  await link.click()
  await clinic.page.waitForURL(/\/advice\/[0-9a-f-]{36}$/)
  await awake(clinic.page)
  expect(await clinic.page.locator('main').innerText()).toMatch(/Watch for at least six hours[\s\S]*In French/)
  await expectSeen(clinic.page, 'advice')
  await press(clinic.page, 'We have read it')
  await clinic.page.waitForURL(/\?done$/)
  await clinic.page.getByText('Acknowledged for House by the Lake.').waitFor()
  const everybody = await house.visit()
  expect(await go(everybody.page, `/en/advisories/${own.split('/').at(-1)}`)).toBe(200)
  expect(await everybody.page.locator('main').innerText()).toContain('They are sold in Port Selvane.')
  // Supply is told neither that it was read, nor by whom.
  await go(officer.page, own)
  expect(await officer.page.locator('main').innerText()).not.toMatch(/House by the Lake|1 person/)

  await go(second.page, own)
  await field(second.page, 'reason').fill('The laboratory found something else.')
  await press(second.page, 'Withdraw it')
  await second.page.waitForURL(/done=withdraw$/)
  await clinic.page.getByText('do not act on it').waitFor({ timeout: 15_000 })
  expect(await clinic.page.locator('main').innerText()).toContain('The laboratory found something else.')
  for (const { context } of [hospital, officer, second, clinic, everybody]) await context.close()
})
