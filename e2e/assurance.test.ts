// SPDX-License-Identifier: Apache-2.0
/** A provider assesses its service, two appraise it apart, two officers accredit it: the public page says so only then. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, houseForTests, overflow, type Visit } from './house.ts'

const house = houseForTests()
const SERVICE = 'Night bus of the Three Piers'

/** Presses the button of that name, and waits for the page that follows. */
const press = async ({ page }: Visit, name: string, then: RegExp) => {
  await page.getByRole('button', { name, exact: true }).click()
  await page.waitForURL(then)
}

/** Every criterion met, as somebody who answers all of them in one sitting. */
const answerAll = async (page: Page) => {
  // The address changes before the page does.
  await page.locator('input[value="met"]').first().waitFor({ state: 'attached' })
  await page.evaluate(() => {
    for (const input of document.querySelectorAll<HTMLInputElement>('input[value="met"]')) input.checked = true
  })
}

const shot = async (page: Page, name: string) => {
  const folder = process.env.SHOTS
  if (!folder) return
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png` })
  }
}

const publicText = async () => {
  const { page, context } = await house.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  await page.goto(`${house.origin}/en/help/find?text=${encodeURIComponent('Night bus')}&place=Port+Selvane`)
  await page.getByRole('link', { name: SERVICE }).click()
  const text = (await page.locator('main').textContent()) ?? ''
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await context.close()
  return text
}

test('the public sees what two officers signed of a service that assessed itself and that two appraised, and only then', async () => {
  const provider = await house.stepIn('Jonas Weber')
  await house.go(provider.page, '/assurance?words=Night+bus')
  await provider.page.getByLabel('Setting').selectOption('outreach')
  await press(provider, 'Begin', /assurance\/[0-9a-f-]{36}$/)
  await answerAll(provider.page)
  await press(provider, 'Save answers', /done=answer/)
  await expectAccessible(provider.page)
  await shot(provider.page, 'assessment')
  const unshown = provider.page.getByText(/(\d+) of \1 answers “Met” have no evidence/)
  expect(await unshown.textContent()).toMatch(/Critical criteria among them: [1-9]/)
  const first = await provider.page.getByRole('link', { name: /^Go to the first: / }).getAttribute('href')
  await provider.page.getByRole('link', { name: /^Go to the first: / }).click()
  expect(await provider.page.evaluate(() => document.activeElement?.id)).toBe(first?.slice(1))
  expect(await provider.page.locator(first ?? '').isVisible()).toBe(true)
  await press(provider, 'Sign off', /done=complete/)
  await provider.page.locator('dd', { hasText: /^(\d+) of \1 answers “Met” have no evidence/ }).waitFor()
  await provider.page.getByLabel('Accreditation body').selectOption({ label: 'Accreditation Council of Orvane' })
  await press(provider, 'Apply for accreditation', /assurance$/)
  const officer = await house.stepIn('Idris Koroma')
  await house.go(officer.page, '/assurance')
  await officer.page.getByRole('link', { name: SERVICE }).click()
  await officer.page.waitForURL(/accreditation/)
  const at = new URL(officer.page.url()).pathname
  for (const [n, organisation] of ['Selvane Hospital', 'Association of the Three Piers'].entries()) {
    await house.go(officer.page, at)
    const form = officer.page.locator('form', { has: officer.page.locator(`input[name=seat][value="${n + 1}"]`) })
    await form.locator('select').selectOption({ label: organisation })
    await form.getByRole('button').click()
    await officer.page.waitForURL(/done=appoint/)
  }
  for (const name of ['Samir Kovac', 'Tomé Adair']) {
    const appraiser = await house.stepIn(name)
    await house.go(appraiser.page, at)
    expect(await appraiser.page.locator('main').textContent()).not.toContain('The service says')
    await appraiser.page.getByLabel('I have no such tie with this service or its provider').check()
    await press(appraiser, 'Declare ties', /done=declare/)
    await appraiser.page.getByText(/answers “Met” have no evidence/).waitFor()
    await answerAll(appraiser.page)
    await press(appraiser, 'Save answers', /done=rate/)
    await press(appraiser, 'Declare it done', /done=finish/)
    await appraiser.context.close()
  }
  await house.go(officer.page, at)
  expect(await officer.page.locator('main').textContent()).toMatch(
    /answers “Met” have no evidence.*Both said the same/s,
  )
  await officer.page.getByLabel('Reason').fill('All of it is met.')
  await officer.page.getByLabel('Last day').fill('2090-01-01')
  await expectAccessible(officer.page)
  await shot(officer.page, 'case')
  await press(officer, 'Propose a decision', /done=propose/)
  expect(await publicText()).toContain('Not known: nobody checked it')
  const second = await house.stepIn('Mara Lindgren')
  await house.go(second.page, at)
  await press(second, 'Sign the decision', /done=sign/)
  expect(await publicText()).toContain('Accredited · Since')
  await house.go(second.page, '/en/quality')
  expect(await second.page.locator('main').textContent()).toContain(SERVICE)
  await expectAccessible(second.page)
  await shot(second.page, 'register')
  const feed = await (await second.context.request.get(`${house.origin}/api/assurance/feed`)).json()
  expect(feed.items[0].title).toBe(`${SERVICE}: accredited`)
  for (const { complaints } of [provider, officer, second]) expect(complaints).toEqual([])
}, 60_000)
