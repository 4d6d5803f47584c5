// SPDX-License-Identifier: Apache-2.0
/** An agreement as people make and use it: built, shown, signed by two, an incident told under it, suspended, gone. */
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import examples from '../src/supply/incidents/paragraph-examples.json' with { type: 'json' }
import { awake, expectSeen, houseForTests } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })

const house = houseForTests()
const { stepIn, go } = house
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const [paragraph = ''] = examples.paragraphs.map(({ text }) => text)
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const gone = async (page: Page, done: string) => {
  await page.waitForURL(new RegExp(`done=${done}$`))
  await awake(page)
}

/** Fills in the builder; what it opens is shown and nothing is saved yet. */
const build = async (page: Page, title: string) => {
  await go(page, '/agreements/new')
  await press(page, 'Show what it opens')
  await page.locator('.error-summary').waitFor()
  await field(page, 'partner').selectOption({ label: 'Manufacture: Lindqvist Solvents' })
  await field(page, 'title').fill(title)
  await field(page, 'from').fill(day(0))
  await field(page, 'legalBasis').fill('Partnerships Act of Orvane (invented), section 4')
  await press(page, 'Show what it opens')
  const opens = page.getByRole('region', { name: 'What it would let the partner see' })
  await opens.waitFor()
  expect(await opens.innerText()).toMatch(
    /Not shown: the account, firms and persons.*numbers and addresses.*Lindqvist Solvents, up to/s,
  )
}

const report = async (page: Page, title: string) => {
  await go(page, '/incidents/new')
  await page.getByLabel('A message, a telex, a note').fill(paragraph)
  await press(page, 'Read it')
  await page.getByText(/fields were read from your text/).waitFor()
  await field(page, 'title').fill(title)
  await press(page, 'Save as a draft')
  await page.waitForURL(/done=report$/)
  await awake(page)
  return new URL(page.url()).pathname
}

for (const javaScriptEnabled of [true, false])
  test(`two sign an agreement, its partner sees the incident as it allows, and nothing once it is suspended; script: ${javaScriptEnabled}`, async () => {
    const title = `Drums on the move, ${javaScriptEnabled}`
    const officer = await stepIn('Oyono', { javaScriptEnabled })
    const firm = await stepIn('Nyholm', { javaScriptEnabled })
    const director = await stepIn('Saleh', { javaScriptEnabled })
    await build(officer.page, title)
    // Who changes what it opens is shown the new answer first.
    await officer.page.getByLabel('Firms and persons who are concerned').check()
    await press(officer.page, 'Save as a draft')
    await officer.page.getByText('You changed what it opens').waitFor()
    await officer.page.getByLabel('Firms and persons who are concerned').uncheck()
    await press(officer.page, 'Show again')
    await officer.page.getByText('You changed what it opens').waitFor({ state: 'detached' })
    await press(officer.page, 'Save as a draft')
    await gone(officer.page, 'draft')
    const path = new URL(officer.page.url()).pathname
    expect(await go(firm.page, path)).toBe(404)
    await press(officer.page, 'Offer it to Lindqvist Solvents')
    await gone(officer.page, 'offer')
    expect(await officer.page.getByRole('button', { name: /^Sign for/ }).count()).toBe(0)

    expect(await go(firm.page, path)).toBe(200)
    await firm.page.getByText('Firms and persons who are concerned are not shown to the partner.').waitFor()
    await press(firm.page, 'Sign for Lindqvist Solvents')
    await gone(firm.page, 'sign')
    await go(director.page, path)
    await press(director.page, /^Sign for National Drug Control/)
    await gone(director.page, 'sign')
    await director.page.getByText('In force: it holds now.').waitFor()

    const incident = await report(officer.page, `Under seal, ${javaScriptEnabled}`)
    await officer.page.getByLabel(new RegExp(title)).check()
    await press(officer.page, 'Show who will see it')
    const readers = officer.page.getByRole('region', { name: 'Who will see this' })
    await readers.waitFor()
    expect(await readers.innerText()).toMatch(/Lindqvist Solvents.*An agreement in force lets it in/s)
    expect(await go(firm.page, incident)).toBe(404)
    await press(officer.page, /^Release$/)
    await officer.page.waitForURL(/done=release$/)
    expect(await go(firm.page, incident)).toBe(200)
    const told = await firm.page.locator('main').innerText()
    expect(told).toContain(`Under seal, ${javaScriptEnabled}`)
    expect(told).not.toMatch(/Sunrise|MSKU/)
    await go(firm.page, '/incidents?text=ephedrine')
    expect(await firm.page.getByRole('link', { name: `Under seal, ${javaScriptEnabled}` }).count()).toBe(1)
    const courier = await stepIn('Vries', { javaScriptEnabled })
    expect([await go(courier.page, incident), await go(courier.page, path)]).toEqual([404, 404])

    await go(officer.page, path)
    await officer.page.getByText('Suspend it', { exact: true }).first().click()
    await field(officer.page, 'reason-suspend').fill('The law is being changed.')
    await press(officer.page, 'Suspend it')
    await gone(officer.page, 'suspend')
    expect(await go(firm.page, incident)).toBe(404)
    await go(firm.page, '/incidents?text=ephedrine')
    expect(await firm.page.getByRole('link', { name: `Under seal, ${javaScriptEnabled}` }).count()).toBe(0)
    await go(firm.page, path)
    await firm.page.getByText('The law is being changed.').waitFor()
    expect(await firm.page.getByRole('button', { name: 'Resume it' }).count()).toBe(0)
    for (const { context, complaints } of [officer, firm, director, courier]) {
      // A page that is not there, or a form that is not in order, is told by the browser too.
      expect(complaints.filter((each) => !/status of 4(04|22)/.test(each))).toEqual([])
      await context.close()
    }
  })

test('the pages fit every screen, in both languages and looks, and axe finds nothing', async () => {
  const { page, context } = await stepIn('Oyono')
  await go(page, '/agreements')
  const statuses = await page.locator('tbody .tag').allInnerTexts()
  expect(statuses).toEqual(expect.arrayContaining(['In force', 'Over', 'Draft', 'Look at it together']))
  await expectSeen(page, 'agreements')
  await build(page, 'Averylongtitlewithoutanyspacethatmustbreaksomewherebecauseitdoesnotfitanywhere')
  await expectSeen(page, 'agreement-builder')
  await go(page, '/agreements')
  await page.getByRole('link', { name: 'Drums, seals' }).click()
  await page.waitForURL(/\/agreements\/[0-9a-f-]{36}$/)
  const path = new URL(page.url()).pathname
  await go(page, `${path}/revise`)
  await field(page, 'answerDays').fill('2')
  await press(page, 'Show what it opens')
  await press(page, 'Save as a draft')
  await gone(page, 'revise')
  await page.getByText('The new text is saved as a draft').waitFor()
  expect(await page.getByText('What changed from version 1 to version 2').count()).toBeGreaterThan(0)
  expect(await page.locator('details', { hasText: 'What changed' }).innerText()).toMatch(
    /5 working days[\s\S]*2 working days/,
  )
  await expectSeen(page, 'agreement')
  const firm = await stepIn('Nyholm')
  await go(firm.page, '/account')
  await firm.page.locator('main select[name=language]').selectOption('fr')
  await press(firm.page, 'Save the language')
  await firm.page.locator('html[lang=fr]').waitFor()
  await go(firm.page, path)
  await firm.page.getByRole('region', { name: 'Ce que cet accord nous laisse voir' }).waitFor()
  expect(await firm.page.getByText('version 2').count()).toBe(0) // a draft is the authority's alone
  await expectSeen(firm.page, 'accord')
  await context.close()
  await firm.context.close()
})

test('a firm answers in sittings without script, signs off, is named in the register, and takes its name back', async () => {
  const { page, context, complaints } = await stepIn('Brandvold', { javaScriptEnabled: false })
  await go(page, '/assessments')
  await page.getByRole('link', { name: /equipment, number 1/ }).click()
  await page.getByText('7 answers are missing').waitFor()
  expect(await page.getByRole('button', { name: 'Sign it off' }).count()).toBe(0)
  // A note alone is no answer, and is kept.
  await field(page, 'note-em-unusual').fill('The list hangs in the office.')
  await press(page, 'Save the answers')
  await page.getByText('choose an answer too').first().waitFor()
  expect(await field(page, 'note-em-unusual').inputValue()).toBe('The list hangs in the office.')
  for (const radio of await page.locator('input[type=radio][value=yes]').all()) await radio.check()
  await press(page, 'Save the answers')
  await page.getByText('The answers are saved.').waitFor()
  await press(page, 'Sign it off as complete')
  await page.getByText('It is signed off.').waitFor()
  const path = new URL(page.url()).pathname
  const officer = await stepIn('Oyono')
  expect(await go(officer.page, path)).toBe(404)
  const named = async () => {
    await go(officer.page, '/en/register')
    return officer.page.locator('tbody tr').allInnerTexts()
  }
  expect((await named()).join()).not.toContain('Brandvold')
  await press(page, 'Agree to be named')
  await page.getByText('Your firm is named in the register.').waitFor()
  expect((await named()).join()).toMatch(/Brandvold Presses[\s\S]*Maker or seller of equipment/)
  await expectSeen(officer.page, 'register')
  await press(page, 'Take the name back')
  await page.getByText('Your firm is not named any more.').waitFor()
  expect((await named()).join()).not.toContain('Brandvold')
  await go(officer.page, '/assessments')
  await officer.page.getByRole('link', { name: /Chemical operators, number 1/ }).click()
  await officer.page.getByText('Two of nine distributors have signed the clause.').waitFor()
  expect(await officer.page.getByRole('button', { name: 'Save the answers' }).count()).toBe(0)
  await expectSeen(officer.page, 'assessment')
  expect([...complaints, ...officer.complaints].filter((each) => !/status of 4(04|22)/.test(each))).toEqual([])
  await context.close()
  await officer.context.close()
})
