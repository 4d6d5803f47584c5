// SPDX-License-Identifier: Apache-2.0
/** A laboratory's first find becomes a public advisory; whoever reads it needs no account, no script and no program of ours. */
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { expectSeen, houseForTests } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })

const house = houseForTests()
const { stepIn, go } = house
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)

/** What another program makes of a document: elements by name, as the browser's XML parser reads them. */
const parsed = async (page: Page, path: string) => {
  const answer = await page.request.get(house.origin + path)
  const text = await answer.text()
  const read = await page.evaluate((xml) => {
    const document = new DOMParser().parseFromString(xml, 'application/xml')
    const fault = document.querySelector('parsererror')?.textContent ?? null
    const own = (element: Element): [string, string][] =>
      [...element.children].map((child) => [
        child.localName,
        child.children.length > 0 ? '' : (child.textContent ?? ''),
      ])
    const root = document.documentElement
    const all = (name: string) => [...document.getElementsByTagNameNS('*', name)].map(own)
    const [infos, areas, channels, items] = [all('info'), all('area'), all('channel'), all('item')]
    const is = `${root.namespaceURI ?? ''} ${root.localName}`
    return { fault, is, top: own(root), infos, areas, channels, items }
  }, text)
  return { ...read, type: answer.headers()['content-type'] ?? '' }
}
const names = (elements: readonly (readonly [string, string])[] = []) => elements.map(([name]) => name)
const said = (elements: readonly (readonly [string, string])[] | undefined, name: string) =>
  elements?.find(([own]) => own === name)?.[1]

test('from a laboratory to everybody, without script: reported, watched, written, agreed to, published, withdrawn', async () => {
  const plain = { javaScriptEnabled: false }
  const laboratory = await stepIn('Miro Castellan', plain)
  await go(laboratory.page, '/warnings/new')
  await field(laboratory.page, 'name').fill('Isotodesnitazene')
  await field(laboratory.page, 'structure').fill('this is none')
  await laboratory.page.getByLabel('NMR').check()
  await field(laboratory.page, 'region').selectOption('ZZ-NO-1')
  await laboratory.page.locator('input[type=file]').setInputFiles({
    ...{ name: 'spectrum.csv', mimeType: 'text/csv', buffer: Buffer.from('m/z,intensity\n86,100\n') },
  })
  await press(laboratory.page, 'Report it')
  await laboratory.page.locator('.error-summary', { hasText: 'This structure cannot be read' }).waitFor()
  await field(laboratory.page, 'structure').fill('CCN(CC)CCn1c(Cc2ccc(OC(C)C)cc2)nc2ccccc21')
  await press(laboratory.page, 'Report it')
  await laboratory.page.waitForURL(/reported$/)
  await laboratory.page.getByRole('link', { name: 'spectrum.csv' }).waitFor()

  const officer = await stepIn('Noor Abbasi', plain)
  await go(officer.page, '/inbox')
  await officer.page.getByText('A substance that is not watched yet was reported to you').first().waitFor()
  await go(officer.page, '/warnings?status=proposed')
  await officer.page.getByRole('link', { name: 'Isotodesnitazene' }).click()
  await officer.page.getByText('The registry has it as Isotodesnitazene').waitFor()
  expect(await officer.page.locator('main').innerText()).toContain('365.2467 u')
  const path = new URL(officer.page.url()).pathname
  const spectrum = await officer.page.getByRole('link', { name: 'spectrum.csv' }).getAttribute('href')
  expect(await (await officer.page.request.get(house.origin + spectrum)).text()).toContain('86,100')
  const csv = await officer.page.request.get(`${house.origin}${path}/trend.csv`)
  expect((await csv.text()).trim().split('\r\n')).toHaveLength(13)
  for (const stranger of ['Tanaka', 'Yara Benali']) {
    const other = await stepIn(stranger, plain)
    expect([await go(other.page, path), await go(other.page, '/warnings/new')]).toEqual([404, 404])
    await other.context.close()
  }
  await press(officer.page, 'Take it under watch')
  await officer.page.waitForURL(/done=watch$/)
  await officer.page.getByRole('link', { name: 'Write an advisory' }).click()
  const texts: Record<string, string> = {
    'public.en.headline': 'A strong opioid <in> "white" powder & more',
    'public.en.description': 'It was found in Port Selvane.',
    'public.en.instruction': 'Call the emergency number.',
    'public.fr.headline': 'Un opioïde puissant dans une poudre blanche',
    'public.fr.description': 'Trouvé à Port-Selvane.',
    'restricted.en.headline': 'For the counters',
    'restricted.en.description': 'Grey envelopes.',
    'restricted.fr.headline': 'Pour les guichets',
  }
  for (const [name, text] of Object.entries(texts)) await field(officer.page, name).fill(text)
  await officer.page.getByLabel('Port Selvane', { exact: true }).check()
  await officer.page.locator('[name=restricted]').first().check()
  await press(officer.page, 'Show who will read it')
  await officer.page.locator('.error-summary', { hasText: 'Restricted, French: say what is known' }).waitFor()
  await field(officer.page, 'restricted.fr.description').fill('Des enveloppes grises.')
  await officer.page.locator('[name=restricted]').first().uncheck()
  await officer.page.getByLabel('Customs of Orvane').last().check()
  await press(officer.page, 'Show who will read it')
  await officer.page.getByRole('heading', { name: 'Who will read it' }).waitFor()
  const readers = await officer.page.getByRole('listitem').allInnerTexts()
  expect(readers.join('\n')).toMatch(/For everybody: everybody[\s\S]*Restricted: .*Customs of Orvane/)
  await press(officer.page, 'Save as a draft')
  await officer.page.waitForURL(/done=save$/)
  const own = new URL(officer.page.url()).pathname
  const id = own.split('/').at(-1) ?? ''
  const everybody = await house.visit({ ...plain, locale: 'fr-FR' })
  const answers = async () => [
    await go(everybody.page, `/en/advisories/${id}`),
    (await everybody.page.request.get(`${house.origin}/advisories/${id}/cap.xml`)).status(),
  ]
  await press(officer.page, 'Propose to publish')
  await officer.page.waitForURL(/done=propose$/)
  expect(await officer.page.getByRole('button', { name: 'Agree and publish' }).count()).toBe(0)
  expect(await answers()).toEqual([404, 404])

  const second = await stepIn('Viktor Lund', plain)
  await go(second.page, '/inbox')
  await second.page.getByText('a second officer is needed').first().waitFor()
  await go(second.page, own)
  await press(second.page, 'Agree and publish')
  await second.page.waitForURL(/done=agree$/)
  expect(await answers()).toEqual([200, 200])

  expect(await go(everybody.page, '/advisories')).toBe(200)
  expect(new URL(everybody.page.url()).pathname).toBe('/fr/advisories')
  await everybody.page.getByRole('link', { name: 'Un opioïde puissant dans une poudre blanche' }).click()
  expect(await everybody.page.locator('main').innerText()).toContain('Port-Selvane')
  expect(await everybody.page.locator('script[src]').count()).toBe(0)
  for (const language of ['es', 'ar', 'ru', 'zh']) {
    expect(await go(everybody.page, `/${language}/advisories/${id}`)).toBe(200)
    expect(await everybody.page.locator('p[lang=en]').first().innerText()).toBe('It was found in Port Selvane.')
  }
  const reader = await stepIn('Yara Benali', plain)
  await go(reader.page, own)
  await reader.page.getByText('Grey envelopes').waitFor()
  await press(reader.page, 'I have read it')
  await reader.page.getByText('You said that you read it').waitFor()
  await go(second.page, own)
  await second.page.getByText('1 person said so').waitFor()

  await field(second.page, 'reason').fill('It was something else.')
  await press(second.page, 'Withdraw it')
  await second.page.waitForURL(/done=withdraw$/)
  await go(everybody.page, `/fr/advisories/${id}`)
  const gone = await everybody.page.locator('main').innerText()
  expect(gone).toContain('It was something else.')
  expect(gone).toContain('Retirée')
  for (const each of [laboratory, officer, second, everybody, reader]) await each.context.close()
})

test('the feed and the alert are what RSS 2.0 and CAP 1.2 ask for, read by a parser that is not ours', async () => {
  const { page, context } = await house.visit()
  await go(page, '/en/advisories')
  const rss = await parsed(page, '/advisories.rss?language=fr')
  expect([rss.fault, rss.is, rss.type]).toEqual([null, ' rss', 'application/rss+xml; charset=utf-8'])
  expect(names(rss.channels[0])).toEqual(expect.arrayContaining(['title', 'link', 'description', 'language']))
  expect(rss.items.length).toBeGreaterThan(1)
  for (const item of rss.items) {
    expect(names(item)).toEqual(['title', 'link', 'description', 'guid', 'pubDate'])
    expect(Number.isNaN(Date.parse(said(item, 'pubDate') ?? ''))).toBe(false)
    const { pathname } = new URL(said(item, 'link') ?? '')
    expect(await go(page, pathname)).toBe(200)
  }
  const titles = rss.items.map((item) => said(item, 'title') ?? '')
  expect(titles.some((title) => title.startsWith('Retirée'))).toBe(true)

  const ids = rss.items.map((item) => new URL(said(item, 'link') ?? '').pathname.split('/').at(-1))
  const alerts = await Promise.all(ids.map((id) => parsed(page, `/advisories/${id}/cap.xml`)))
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/
  for (const { fault, is, type, top, infos, areas } of alerts) {
    expect([fault, is]).toEqual([null, 'urn:oasis:names:tc:emergency:cap:1.2 alert'])
    expect(type).toContain('application/cap+xml')
    // Required by 3.2.1, and in its order.
    expect(
      names(top).filter((name) => ['identifier', 'sender', 'sent', 'status', 'msgType', 'scope'].includes(name)),
    ).toEqual(['identifier', 'sender', 'sent', 'status', 'msgType', 'scope'])
    expect(said(top, 'identifier')).not.toMatch(/[\s,<&]/)
    expect(said(top, 'sent')).toMatch(moment)
    expect(said(top, 'status')).toBe('Exercise')
    expect(infos.length).toBeGreaterThan(1)
    for (const info of infos) {
      for (const name of ['category', 'event', 'urgency', 'severity', 'certainty'])
        expect(said(info, name)).toBeTruthy()
      expect(said(info, 'expires')).toMatch(moment)
      expect(names(info).indexOf('headline')).toBeLessThan(names(info).indexOf('area'))
    }
    for (const area of areas) expect(names(area)).toEqual(['areaDesc', 'geocode'])
  }
  const kinds = alerts.map(({ top }) => said(top, 'msgType'))
  expect(kinds.toSorted()).toEqual(['Alert', 'Cancel'])
  const cancel = alerts.find(({ top }) => said(top, 'msgType') === 'Cancel')
  const [sender, identifier, sent] = (said(cancel?.top, 'references') ?? '').split(',')
  expect([sender, `${identifier}.withdrawn`]).toEqual([said(cancel?.top, 'sender'), said(cancel?.top, 'identifier')])
  expect(sent).toMatch(moment)
  expect(cancel?.infos.map((info) => said(info, 'headline'))).toContain('A strong opioid <in> "white" powder & more')
  await context.close()
})

test('the pages fit every screen, in both languages and looks, and axe finds nothing', async () => {
  const { page, context, complaints } = await stepIn('Noor Abbasi')
  await go(page, '/warnings')
  await expectSeen(page, 'warnings-board')
  await page.getByRole('link', { name: 'N-Desethyl etonitazene' }).click()
  await page.getByText('Nearest in structure').waitFor()
  await expectSeen(page, 'warnings-substance')
  const { pathname } = new URL(page.url())
  await go(page, `${pathname}/advisory`)
  await expectSeen(page, 'warnings-compose')
  await go(page, '/warnings/advisories')
  await page.getByRole('link', { name: 'Tablets M30: what to look for' }).click()
  await page.getByRole('heading', { name: 'Who reads it' }).waitFor()
  await expectSeen(page, 'warnings-advisory')
  const link = await page.getByRole('link', { name: 'The page that everybody reads' }).getAttribute('href')
  await go(page, link ?? '')
  await expectSeen(page, 'advisory-public')
  await go(page, (link ?? '').replace('/en/', '/ar/'))
  await expectSeen(page, 'advisory-arabic')
  expect(complaints).toEqual([])
  await context.close()
})
