// SPDX-License-Identifier: Apache-2.0
/** Somebody seeks help: no account, no script, a small telephone. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadServiceTaxonomy } from '../reference/index.ts'
import { expectAccessible, expectSeen, overflow, sharedHouse } from './house.ts'

const house = sharedHouse()
/** A form that was sent without what it asks for is answered so, and Chromium says it aloud. */
const unasked = (complaints: readonly string[]) => complaints.filter((each) => !/status of 422/.test(each))
const small = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } }

test('two steps lead to a telephone number; the service says what is known and what is not', async () => {
  const { page, context, requests, complaints } = await house.visit(small)
  await page.goto(`${house.origin}/en`)
  expect(await page.locator('main h2').first().textContent()).toBe('Do you need help, or worry about someone?')
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.locator('main').getByRole('link', { name: 'Find help', exact: true }).click()
  await page.waitForURL(/\/en\/help$/)
  await page.goto(`${house.origin}/help`)
  expect(new URL(page.url()).pathname).toBe('/en/help')
  expect(await page.locator('a[href="tel:+000112"]').count()).toBe(1)
  await page.getByRole('link', { name: 'I need help' }).click()
  await page.waitForURL(/\/help\/find/)
  expect(await page.locator('article a[href^="tel:"]').count()).toBeGreaterThan(3)
  await page.fill('input[name=place]', 'port selvane')
  await page.getByRole('button', { name: 'Show services' }).click()
  await page.waitForURL(/place=port/)
  const names = await page.locator('article h3').allTextContents()
  expect(names.join('\n')).toContain('The Open Door')
  expect(names.join('\n')).not.toContain('Belmare therapeutic community')
  // Each on the map by its number, but for those whose place is not public or nobody knows.
  const refuge = (names.find((name) => name.includes('Women’s house')) ?? '').trim().split(' ')[0] ?? '?'
  const numbers = (await page.locator('.help-map .mark text').allTextContents()).join(' ').split(' ')
  expect(numbers.length).toBeGreaterThan(1)
  expect(numbers).not.toContain(refuge)
  expect(await page.locator('.help-map figcaption').textContent()).toMatch(new RegExp(`known: .*\\b${refuge}\\b`))
  expect((await page.content()).length).toBeLessThan(30_000)
  // A place of the country where nothing is listed, and one far from everything.
  expect(await page.locator('#places option').count()).toBeGreaterThan(30)
  await page.fill('input[name=place]', 'Saltmarsh')
  await page.getByRole('button', { name: 'Show services' }).click()
  await page.waitForURL(/place=Saltmarsh/)
  expect((await page.locator('article h3').allTextContents()).join()).toContain('Tamrin Mouth pharmacy')
  await page.goto(`${house.origin}/en/help/find?place=Wells+of+Asra`)
  expect(await page.getByText('Nothing of this is listed within 50 km').count()).toBe(1)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  // A place that people may not leave stands apart, after all others, and its page says what one may ask.
  await page.goto(`${house.origin}/en/help/find?place=belmare`)
  const apart = page.getByRole('region', { name: 'Places that people may not be free to leave' })
  expect(await apart.getByText('People may not leave this place').count()).toBe(1)
  await apart.getByRole('link', { name: 'Belmare therapeutic community' }).click()
  await page.getByText('You may say no. If somebody').waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.goto(`${house.origin}/en/help/find?place=port+selvane`)
  expect(await page.locator('article', { hasText: 'Women’s house' }).getByText('For: Women and girls').count()).toBe(1)
  expect(await page.getByRole('button', { name: 'Use my position' }).isVisible(), 'without script').toBe(false)
  // When and for whom: what nobody knows is never dropped.
  await page.getByLabel('When').selectOption({ label: 'Sunday' })
  await page.getByText('More questions').click()
  await page.getByLabel('For whom').selectOption({ label: 'Men and boys' })
  await page.getByLabel('With thought for').selectOption({ label: 'Leaving prison' })
  await page.getByRole('button', { name: 'Show services' }).click()
  await page.waitForURL(/when=SU.*gender=men.*need=prison/)
  await page.getByText('Services whose hours are not known come after').waitFor()
  expect(await page.getByLabel('For whom').inputValue()).toBe('men')
  expect(
    await page
      .locator('article')
      .first()
      .getByText(/^Now – /)
      .count(),
  ).toBe(1)
  expect((await page.locator('article h3').allTextContents()).join()).not.toContain('Women’s house')
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect((await page.content()).length).toBeLessThan(30_000)
  // An age in any digits counts; what is not understood is said, and not dropped in silence.
  await page.goto(`${house.origin}/ar/help/find?place=port+selvane&age=${encodeURIComponent('١٥ سنة')}`)
  const young = await page.locator('article h3').count()
  await page.goto(`${house.origin}/en/help/find?place=port+selvane&age=15+years`)
  expect([await page.locator('article h3').count(), await page.getByText('Not understood').count()]).toEqual([young, 0])
  await page.goto(`${house.origin}/en/help/find?place=port+selvane&age=fifteen&when=someday`)
  expect(await page.getByRole('status').getByText('Not understood: “fifteen” (Age in years)').count()).toBe(1)
  expect(await page.getByText('Not understood: “someday” (When)').count()).toBe(1)
  expect(await page.getByLabel('Age in years').inputValue()).toBe('fifteen')
  await page.goto(`${house.origin}/en/help/find?place=Prot+Selvane`)
  await page.getByRole('link', { name: /Port Selvane/ }).waitFor()
  // Nothing that is known to be free: what else there is stands one press away.
  await page.goto(`${house.origin}/en/help/find?text=belmare&free=yes`)
  await page.getByRole('link', { name: /^Show \d+ of which it is not known that they are free/ }).click()
  await page.getByRole('link', { name: 'Belmare therapeutic community' }).waitFor()
  expect(await page.getByText('Fee by income').count()).toBe(1)
  // Nobody who is free is sent into a prison.
  await page.goto(`${house.origin}/en/help/find?place=orvane+city`)
  const inside = page.getByRole('region', { name: 'Inside prisons and police stations' })
  expect(await inside.getByRole('link', { name: 'Central remand prison, health unit' }).count()).toBe(1)
  await page.goto(`${house.origin}/en/help/find?place=orvane+city&what=custody`)
  expect(await page.getByRole('link', { name: 'Central remand prison, health unit' }).count()).toBe(1)
  expect(await inside.count()).toBe(0)
  await page.goto(`${house.origin}/en/help/find?place=port+selvane`)
  await page.getByRole('link', { name: 'Women’s house' }).click()
  await page.waitForURL(/\/services\//)
  const text = (await page.locator('main').textContent()) ?? ''
  expect(text).toContain('the address is not public')
  expect(text).toMatch(/Age in yearsNot known/)
  expect(await page.locator('a[href^="tel:+00020"]').count()).toBe(1)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect((await page.content()).length).toBeLessThan(30_000)
  // On paper: whom to call where life is in danger, where this page is, and nothing that only a screen is for.
  await page.emulateMedia({ media: 'print' })
  const paper = await page.locator('body').innerText()
  for (const told of ['+000 112', '+000 20 166', '+000 5050', page.url()]) expect(paper).toContain(told)
  expect(paper).not.toMatch(
    /Leave this page|What this means|Visits of the|All services|Something is wrong|Skip to|Open source|Main pages/,
  )
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: 'Something is wrong here?' }).click()
  await page.waitForURL(/correct$/)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('link', { name: 'Say what is wrong.' }).waitFor()
  await page.getByLabel('The opening hours').check()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Thank you.').waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect((await page.content()).length).toBeLessThan(30_000)
  await page.goto(`${house.origin}/en/help`)
  await page.getByRole('link', { name: 'Overdose now' }).click()
  await page.getByRole('link', { name: 'Where to get naloxone' }).click()
  await page.waitForURL(/what=naloxone/)
  expect(await page.locator('article').first().locator('a[href^="tel:"]').count()).toBe(1)
  expect(requests.filter(({ url }) => !url.startsWith(house.origin) && !url.startsWith('data:'))).toEqual([])
  expect(unasked(complaints)).toEqual([])
  await context.close()
}, 60_000)

test('a position is asked for only where somebody presses, is sent rounded, and no log has it', async () => {
  const geolocation = { latitude: -13.16449, longitude: -21.65812 }
  const { page, context, requests, complaints } = await house.visit({
    ...{ viewport: small.viewport, geolocation, permissions: ['geolocation'] },
  })
  await house.go(page, '/en/help/find')
  expect(await page.evaluate(() => document.querySelector<HTMLInputElement>('input[name=place]')?.value)).toBe('')
  await page.getByRole('button', { name: 'Use my position' }).click()
  await page.waitForURL(/place=-13.16%2C\+-21.66/)
  await page.getByText('your position, to about 1 km').waitFor()
  expect((await page.locator('article h3').allTextContents()).join()).toContain('Belmare therapeutic community')
  expect(requests.filter(({ url, body }) => /13\.164|21\.658/.test(url + body))).toEqual([])
  expect(house.log()).not.toContain('13.16')
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
  const refused = await house.visit({ viewport: small.viewport })
  await house.go(refused.page, '/ar/help/find')
  await refused.page.locator('[data-position] button').click()
  await refused.page.locator('[data-failed]').waitFor()
  await refused.context.close()
})

test('each page is there in six languages and passes axe', async () => {
  const { page, context } = await house.visit({ viewport: small.viewport })
  await house.go(page, '/en/help/find?what=prevention&place=Fort+Lanor')
  const against = page.locator('article', { hasText: 'Straight talk days' })
  expect(await against.getByText('May do no good, or harm').count()).toBe(1)
  expect(await page.getByText('May do no good, or harm').count()).toBe(1)
  const programme = (await against.locator('h3 a').getAttribute('href'))?.slice('/en/'.length) ?? ''
  await page.getByLabel('Only programmes that studies found to help').check()
  await page.getByRole('button', { name: 'Show services' }).click()
  await page.waitForURL(/tested=yes/)
  expect(await page.locator('article h3').allTextContents()).toEqual(['1 Steps at school'])
  for (const language of ['en', 'fr', 'es', 'ar', 'ru', 'zh'])
    for (const path of ['help', 'help/overdose', 'help/find?aim=someone&place=Karvel', programme]) {
      expect(await house.go(page, `/${language}/${path}`), `${language} ${path}`).toBe(200)
      expect(await page.locator('main').textContent(), `${language} ${path}`).not.toMatch(/help\.[a-z]/)
      expect(await overflow(page), `${language} ${path}`).toBeLessThanOrEqual(0)
      const shots = process.env.SHOTS
      if (shots)
        await page.screenshot({
          path: `${shots}/${language}-${path.replace(programme, 'programme').replace(/\W/g, '-')}.png`,
          fullPage: true,
        })
      if (language !== 'en' && language !== 'ar') continue
      await expectAccessible(page)
    }
  await house.go(page, '/en/help/accuracy')
  // Calls of the demonstration: enough of them that shares are told.
  expect(await page.locator('main dd').allTextContents()).toEqual([
    expect.stringMatching(/^3\d$/),
    ...[expect.stringMatching(/^\d\d.*%$/), expect.stringMatching(/^\d\d.*%$/)],
  ])
  await expectSeen(page, 'help-accuracy')
  await context.close()
}, 90_000)

/** Every text of the public pages and of the components on them, in one language. */
const textsIn = (language: string): Set<string> => {
  const texts = (tree: unknown): string[] =>
    typeof tree === 'string' ? [tree] : Object.values(tree ?? {}).flatMap(texts)
  const files = globSync(`src/web/{public,kit}/**/messages/${language}.json`, { cwd: join(import.meta.dirname, '..') })
  const named = loadServiceTaxonomy().map(({ name }) => name[language as 'ar'])
  return new Set([...files.flatMap((file) => texts(JSON.parse(readFileSync(file, 'utf8')))), ...named])
}

test('no page says in another language what it has in English', async () => {
  const entities: Record<string, string> = { '&amp;': '&', '&#x27;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>' }
  const seen = async (answer: Response): Promise<string[]> =>
    (await answer.text())
      .replace(/<(script|style|title)[^>]*>.*?<\/\1>/gs, '')
      .split(/<[^>]*>/)
      .map((text) => text.replace(/&[#\w]+;/g, (each) => entities[each] ?? each).trim())
  const found = await (await fetch(`${house.origin}/en/help/find?what=prevention&place=Fort+Lanor`)).text()
  const service = /help\/services\/[\w-]+/.exec(found)?.[0] ?? ''
  const told = async (path: string) => (await fetch(`${house.origin}/en${path}`)).text()
  expect(await told(`/${service}/charter`)).toContain('another person, who had no part in the answer')
  expect(await told(`/${service}/complain`)).toMatch(/another person at .* decides, who had no part in the answer/)
  expect(await told('/equivalence')).toContain('A prison lists these and no service outside does')
  // `/licences/verify` is in two languages and marks its text as English for readers of the others.
  const paths = [
    ...['', '/about', '/advisories', '/bench?plain', '/correction', '/complaint', '/equivalence', '/experience'],
    ...['/help', '/help/overdose', '/help/find?aim=someone&place=Karvel', '/help/accuracy'],
    ...['/practices', '/quality', '/register', '/report', '/report/follow', '/visits', '/missing'],
    ...['', '/charter', '/correct', '/complain'].map((page) => `/${service}${page}`),
  ]
  const forms = [
    '/report',
    '/report/follow',
    '/complaint',
    '/correction',
    `/${service}/correct`,
    `/${service}/complain`,
  ]
  const english = textsIn('en')
  for (const language of ['fr', 'es', 'ar', 'ru', 'zh']) {
    const own = textsIn(language)
    const left = (texts: string[]) => texts.filter((text) => english.has(text) && !own.has(text))
    for (const path of paths) {
      const answer = await fetch(`${house.origin}/${language}${path}`)
      expect(answer.status, `${language}${path}`).toBe(path === '/missing' ? 404 : 200)
      expect(left(await seen(answer)), `${language}${path}`).toEqual([])
    }
    for (const path of forms) {
      const sent = { method: 'POST', headers: { origin: house.origin }, body: new URLSearchParams({ text: '' }) }
      const answer = await fetch(`${house.origin}/${language}${path}`, sent)
      expect(answer.status, `${language}${path}`).toBe(422)
      const texts = await seen(answer)
      expect(left(texts), `${language}${path}`).toEqual([])
      // What has no text is said by its key.
      expect(texts.filter((text) => /^[a-z]+(\.[a-zA-Z]+)+$/.test(text))).toEqual([])
    }
  }
}, 120_000)

test('a service is asked by letter whether its listing is right, and says so by one button; opening the link says nothing', async () => {
  const { page, context } = await house.visit(small)
  await page.goto(`${house.origin}/demonstration/mailbox`)
  await page.getByRole('link', { name: 'Something waits in an inbox' }).click()
  await page.waitForURL(/kind=inbox/)
  expect(await page.getByText('still right').count()).toBe(0)
  await page.getByRole('link', { name: 'Invitations, links, questions' }).click()
  await page.waitForURL(/kind=own/)
  await page.getByLabel('Words of the subject or address').fill('ESTUAIRE')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL(/words=ESTUAIRE/)
  await page.getByRole('link', { name: /Maison de l’Estuaire” still right/ }).click()
  const text = (await page.locator('main').textContent()) ?? ''
  const link = `${house.origin}${/\/en\/help\/confirm\/[\w-]+/.exec(text)?.[0]}`
  const scanner = await house.visit()
  await scanner.page.goto(link)
  await expectSeen(scanner.page, 'directory-confirm')
  await scanner.context.close()
  await page.goto(link)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect(await page.locator('main').textContent()).toContain('Not confirmed by anybody here yet')
  // Free places were said two months ago: they are known no more, until somebody says them again.
  expect(await page.locator('main').textContent()).toMatch(/Free placesNot known any more/)
  await page.fill('input[name=free]', '5')
  await page.fill('input[name=places]', '4')
  await page.getByRole('button', { name: 'All of it is still right' }).click()
  await page.getByText('There are more free places').waitFor()
  await page.fill('input[name=places]', '')
  await page.getByRole('button', { name: 'All of it is still right' }).click()
  await page.getByText('The listing is confirmed as of today.').waitFor()
  await page.goto(link)
  await page.getByRole('heading', { name: 'You said so already' }).waitFor()
  await page.getByRole('link', { name: 'Maison de l’Estuaire' }).click()
  await page.waitForURL(/\/services\//)
  const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date())
  expect(await page.locator('main').textContent()).toContain(`Confirmed on ${today}`)
  expect(await page.locator('main').textContent()).toContain(`Free places: 5 (said on ${today})`)
  await page.goto(`${house.origin}/en/help/find?place=orvane+city`)
  expect(await page.getByText('Free places: 5').count()).toBe(1)
  expect(await page.getByText('Nobody new is put on the list').count()).toBe(1)
  expect(await page.getByText('Free places: 4').count()).toBe(0)
  await page.goto(`${link.slice(0, -3)}AAA`)
  await page.getByRole('heading', { name: 'This is no link of ours' }).waitFor()
  await context.close()
})

test('a list is kept on a phone where somebody asks, read without a network as a copy, and taken away again', async () => {
  const { page, context } = await house.visit({ viewport: small.viewport, colorScheme: 'dark' })
  const kept = () =>
    page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length])
  await house.go(page, '/en/help/find?place=Port+Selvane&age=fifteen')
  await page.getByText('Not understood: “fifteen”').waitFor()
  await expectAccessible(page)
  await house.go(page, '/en/help/find?place=Port+Selvane')
  expect(await kept()).toEqual([[], 0])
  await page.getByRole('button', { name: 'Keep this list on this phone' }).click()
  await page.getByText('This list is kept on this phone.').waitFor()
  await expectAccessible(page)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await page.goto(`${house.origin}/en/help/find?aim=help`)
  await page.getByText(/Without a network: a copy as of .*20\d\d/).waitFor()
  await page.getByText('your question could not be asked').waitFor()
  expect(await page.locator('article h3').allTextContents()).toContainEqual(expect.stringContaining('The Open Door'))
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/en-kept-dark.png`, fullPage: true })
  await page.getByRole('button', { name: 'Remove what is kept' }).click()
  await page.getByText('Nothing is kept on this phone now.').waitFor()
  expect(await kept()).toEqual([[], 0])
  await context.setOffline(false)
  // Whoever leaves in a hurry takes it away too.
  await house.go(page, '/en/help/find?place=Port+Selvane')
  await page.getByRole('button', { name: 'Keep this list on this phone' }).click()
  await page.getByText('This list is kept on this phone.').waitFor()
  expect(await kept()).toEqual([['help-kept'], 1])
  await page.route('https://www.wikipedia.org/**', (route) => route.fulfill({ body: 'elsewhere' }))
  await page.getByRole('link', { name: 'Leave this page' }).click()
  await page.waitForURL('https://www.wikipedia.org/')
  await house.go(page, '/en/help')
  expect(await kept()).toEqual([[], 0])
  await context.close()
}, 60_000)

const csv = [
  'name1,street1,city,state,zip,latitude,longitude',
  'Imported House,1 Elm St,Selvane Bay,OR,97401,44,-123',
  ',2 Elm St,Selvane Bay,OR,97401,44,-123',
].join('\n')

test('whoever looks after the directory lists, changes and withdraws a service, and takes over a file', async () => {
  const { page, context, complaints } = await house.stepIn('Yusuf Kamara')
  expect(await house.go(page, '/directory?state=asked')).toBe(200)
  await page.getByRole('link', { name: 'Women’s house' }).click()
  await page.getByRole('button', { name: 'It was not true' }).click()
  await page.waitForURL(/done=settle/)
  for (const list of ['calls', 'duplicates']) {
    expect(await house.go(page, `/directory/${list}`), list).toBe(200)
    await expectSeen(page, `directory-${list}`)
  }
  expect(await house.go(page, '/directory')).toBe(200)
  expect(await house.go(page, '/directory/new')).toBe(200)
  await expectSeen(page, 'directory-new')
  await page.fill('input[name=name]', 'The Lantern')
  await page.fill('input[name="hours-MO"]', 'mornings')
  await page.getByRole('button', { name: 'List it' }).click()
  await page.getByRole('link', { name: /Hours are written/ }).waitFor()
  await page.fill('input[name="hours-MO"]', '9:00-12:00')
  await page.fill('input[name="phone-0"]', '+000 77 88')
  await page.fill('input[name=free]', '6')
  await page.fill('input[name=city]', 'Port Selvane')
  await page.fill('input[name=region]', 'North Shore')
  await page.getByRole('button', { name: 'List it' }).click()
  await page.waitForURL(/done=add/)
  const id = new URL(page.url()).pathname.split('/').at(-1)
  await page.getByRole('button', { name: 'All of it is true today' }).click()
  await page.waitForURL(/done=confirm/)
  await expectAccessible(page)
  expect(await house.go(page, `/en/help/services/${id}`)).toBe(200)
  expect(await page.locator('main').textContent()).toMatch(/Free places: 6 .*Confirmed on .*/)
  // Of the demonstration all were called and each pair was decided: what was added now is drawn.
  await house.go(page, '/directory/calls')
  await page.getByRole('button', { name: 'Draw' }).click()
  await page.getByRole('link', { name: 'The Lantern' }).click()
  await page.waitForURL(/calls\/[\w-]+$/)
  await expectSeen(page, 'directory-call')
  await house.go(page, '/directory/duplicates?decided')
  await page.locator('main table a').first().click()
  await page.waitForURL(/duplicates\/[\w-]+$/)
  await expectSeen(page, 'directory-pair')
  await house.go(page, `/directory/${id}`)
  await page.getByText('Withdraw it').click()
  await page.fill('textarea[name=reason]', 'It closed.')
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await page.waitForURL(/done=withdraw/)
  await house.go(page, '/directory/import')
  await page.selectOption('select[name=source]', 'samhsa')
  await page.setInputFiles('input[type=file]', { name: 's.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.waitForURL(/import\/[0-9a-f-]{36}/)
  await page.getByText('No name').waitFor()
  await page.locator('summary', { hasText: 'To be added: 1' }).click()
  await page.getByText('Imported House').waitFor()
  await expectSeen(page, 'directory-import')
  await page.getByRole('button', { name: 'Take it over' }).click()
  await page.getByText('The file was taken over.').waitFor()
  await house.go(page, '/directory/import')
  await page.selectOption('select[name=source]', 'csv')
  const own = 'Nom;Commune;Couleur\nChosen House;Ville-Colonne;blue\n'
  await page.setInputFiles('input[type=file]', { name: 'o.csv', mimeType: 'text/csv', buffer: Buffer.from(own) })
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByText('Nothing can be taken over before').waitFor()
  await page.fill('input[name=all-country]', 'ZZ')
  await page.getByRole('button', { name: 'Look again with these columns' }).click()
  await page.getByText('Nothing can be taken over before').waitFor({ state: 'detached' })
  await page.getByText('Columns that are not taken: Couleur').waitFor()
  await page.getByText('Name of the source: o').waitFor()
  await expectSeen(page, 'directory-columns')
  await page.getByRole('button', { name: 'Take it over' }).click()
  await page.getByText('The file was taken over.').waitFor()
  await house.go(page, '/en/help/find?place=Selvane+Bay')
  expect(await page.locator('article h3').allTextContents()).toEqual(['1 Imported House'])
  expect(unasked(complaints)).toEqual([])
  await context.close()
}, 120_000)

test('somebody complains without an account, who runs the service answers, and the code shows it', async () => {
  const { page, context } = await house.visit({ ...small, colorScheme: 'dark' })
  await page.goto(`${house.origin}/en/help/find?place=karvel`)
  await page.getByRole('link', { name: 'Karvel mountain clinic' }).click()
  await page.getByRole('link', { name: 'Complain about this service' }).click()
  await page.waitForURL(/complain$/)
  const form = new URL(page.url()).pathname.replace('/en/', '/ar/')
  const who = await page.locator('main').textContent()
  expect(who).toContain('House by the Lake reads it and answers within 30 days')
  await page.getByLabel('Somebody was hurt').check()
  await page.getByLabel('What happened').fill('zqx words for nobody')
  await page.getByRole('button', { name: 'Send the complaint' }).click()
  await page.getByText('Nothing was sent.').waitFor()
  // What was written goes along to the report, and is not sent there either.
  await page.getByRole('button', { name: 'Report ill-treatment to an independent body' }).click()
  await page.getByText('What you wrote in the complaint stands below.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/en/report')
  expect(await page.getByLabel('What happened, where and when').inputValue()).toBe('zqx words for nobody')
  expect(await page.getByLabel('Name of the place').inputValue()).toBe('Karvel mountain clinic')
  expect(await page.locator('.notice code').count()).toBe(0)
  await page.goto(house.origin + form.replace('/ar/', '/en/'))
  await page.getByLabel('Waiting', { exact: true }).check()
  await page.getByLabel('What happened').fill('zqx words for nobody')
  await page.getByRole('button', { name: 'Send the complaint' }).click()
  await page.getByText('Write it down now').waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  const code = (await page.locator('code').first().textContent()) ?? ''
  expect(code).toMatch(/^\w{4}(-\w{4}){3}$/)
  const staff = await house.stepIn('Jonas Weber')
  await staff.page.goto(`${house.origin}/complaints?state=new`)
  await expectSeen(staff.page, 'complaints')
  await staff.page.locator('main table a, main article a').first().click()
  await staff.page.getByText('zqx words for nobody').waitFor()
  await staff.page.getByLabel('Your words').fill('We have two nurses now.')
  await staff.page.getByRole('button', { name: 'Answer', exact: true }).click()
  await staff.page.getByText('Done.').waitFor()
  await expectSeen(staff.page, 'complaint-answered')
  await house.go(staff.page, form)
  await expectSeen(staff.page, 'complaint-form')
  await staff.context.close()
  await page.goto(`${house.origin}/ar/complaint`)
  await page.fill('input[name=code]', code.toLowerCase())
  await page.locator('main form button').click()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/complaint-followed.png`, fullPage: true })
  await page.getByText('We have two nurses now.').waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await context.close()
}, 60_000)

test('who runs a service says that it is closed and where to go; everybody reads it without script, the authority sees the clock', async () => {
  const visitor = await house.visit(small)
  await visitor.page.goto(`${house.origin}/en/help/find?place=Karvel`)
  await visitor.page.getByText(/^Closed since/).waitFor()
  await visitor.page.getByRole('link', { name: 'Karvel mountain clinic' }).click()
  await visitor.page.getByText(/^Closed since/).waitFor()
  expect(await visitor.page.locator('a[href="tel:+0005550140"]').textContent()).toBe('+000 555 0140')
  await visitor.page.getByText(/^Said by House by the Lake/).waitFor()
  // Another service with the number that its own listing gives, though nobody typed one.
  const instead = visitor.page.getByRole('listitem').filter({ hasText: 'Another service' })
  expect(await instead.getByRole('link', { name: 'Orvane City day centre' }).count()).toBe(1)
  expect(await instead.locator('a[href="tel:+00020188"]').textContent()).toBe('+000 20 188')
  expect(await visitor.page.locator('main').textContent()).not.toContain('Free places')
  expect(await overflow(visitor.page)).toBeLessThanOrEqual(0)
  const officer = await house.stepIn('Yusuf Kamara')
  await officer.page.goto(`${house.origin}/continuity`)
  const first = officer.page.locator('tbody tr').first()
  expect(await first.textContent()).toMatch(/Tamrin Mouth pharmacy.*Closed.*No alternative since/)
  expect(await officer.page.getByText('80%').count(), 'the share of one service is its own').toBe(0)
  await expectSeen(officer.page, 'continuity')
  await officer.context.close()
  const { page, context, complaints } = await house.stepIn('Jonas Weber')
  await house.go(page, '/inbox')
  await page.getByText('All pages').click()
  await page.getByRole('link', { name: 'Our services in the directory' }).click()
  await page.getByRole('heading', { name: 'Karvel mountain clinic' }).waitFor()
  await expectSeen(page, 'own-services')
  const entry = await page
    .getByRole('link', { name: 'See it as everybody does: Karvel mountain clinic' })
    .getAttribute('href')
  expect(new URL(visitor.page.url()).pathname).toBe(entry)
  await page.getByRole('link', { name: /^Say that it is closed.*: Karvel mountain clinic/ }).click()
  await page.waitForURL(/continuity\?words=Karvel/)
  await page.goto(`${house.origin}/continuity`)
  await page.getByText('Which service', { exact: true }).click()
  await page.getByLabel('Words of its name in the directory').fill('Karvel')
  await page.getByLabel('Words of the service that helps instead').fill('Tamrin')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL(/instead=Tamrin/)
  expect(await page.locator('select[name=instead-0]').textContent()).toContain('Tamrin outpatient centre')
  await page.getByLabel('Open as usual', { exact: true }).check()
  await page.getByRole('button', { name: 'Say it' }).click()
  await page.getByText('The directory has no such service').waitFor()
  await page.selectOption('select[name=service] >> nth=0', { label: 'Karvel mountain clinic, Karvel' })
  await page.getByLabel('staff are missing').check()
  await page.getByRole('button', { name: 'Say it' }).click()
  await page.getByText('Open as usual has no reason. Choose one of the two.').waitFor()
  await page.getByLabel('staff are missing').uncheck()
  await expectSeen(page, 'continuity-say')
  // People write what their clock shows: half past midnight there is the evening before by UTC.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await page.locator('input[name=since-day]').fill(yesterday)
  await page.getByLabel('Local time (UTC+1)').fill('00:30')
  await page.getByRole('button', { name: 'Say it' }).click()
  await page.waitForURL(/done/)
  await page.getByRole('row', { name: /Karvel mountain clinic.*00:30 UTC\+1/ }).waitFor()
  await house.go(page, '/liberty?words=Karvel')
  await page.selectOption('select[name=service] >> nth=0', { label: 'Karvel mountain clinic, Karvel' })
  await page.locator('input[name=began-day]').fill(yesterday)
  await page.getByLabel('Local time (UTC+1)').first().fill('00:40')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Enter', exact: true }).click()
  await page.getByRole('link', { name: /00:40 UTC\+1/ }).waitFor()
  await visitor.page.reload()
  expect(await visitor.page.getByText(/^Closed since/).count()).toBe(0)
  expect(unasked(complaints)).toEqual([])
  await context.close()
  await visitor.context.close()
})

test('a service prints slips with codes in the language of whoever gets one, without script; a slip leads to the questions', async () => {
  const plain = await house.stepIn('Jonas', { javaScriptEnabled: false })
  await house.go(plain.page, '/inbox')
  await plain.page.getByText('All pages').click()
  await plain.page.getByRole('link', { name: 'What people experienced' }).click()
  await plain.page.getByLabel('How many codes').first().fill('1')
  await plain.page.getByRole('button', { name: 'Make codes' }).first().click()
  expect(await plain.page.locator('.slip').count()).toBe(1)
  await plain.context.close()

  const { page, context } = await house.stepIn('Jonas')
  await house.go(page, '/experience')
  const service = page.locator('form', { hasText: 'How many codes' }).first()
  await service.getByLabel('How many codes').fill('5')
  await service.getByLabel('Language of the slips').selectOption('ar')
  await service.getByRole('button', { name: 'Make codes' }).click()
  await page.getByRole('heading', { name: 'Slips to print' }).waitFor()
  const slips = page.locator('.slip')
  expect(await slips.count()).toBe(5)
  expect(await slips.first().getAttribute('dir')).toBe('rtl')
  expect(await slips.first().textContent()).toContain(`${house.origin}/ar/experience`)
  const code = (await slips.first().locator('.slip-code').textContent()) ?? ''
  await expectSeen(page, 'experience-slips')
  await page.emulateMedia({ media: 'print' })
  const printed = (await page.locator('body').innerText()).trim()
  expect(printed).toContain(code)
  expect(printed).not.toMatch(/Slips to print|Passerelle|All pages/)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/slips-printed.png`, fullPage: true })
  await context.close()

  const person = await house.visit(small)
  await house.go(person.page, '/ar/experience')
  await person.page.locator('input[name=code]').fill(code)
  await person.page.locator('main button[type=submit]').click()
  await person.page.locator('input[name=respect]').first().waitFor()
  await person.context.close()
}, 60_000)

test('a lawyer on duty enters how long people waited; a month that is not over is refused, and shares stand over the floor', async () => {
  const month = 'input[name=month]'
  // Without script first: what was typed is there again after a refusal.
  const plain = await house.stepIn('Tariq Bello', { javaScriptEnabled: false })
  await house.go(plain.page, '/legal-aid?words=legal+help')
  await plain.page.selectOption('select[name=service]', { label: 'Legal help at the court, Orvane City' })
  const last = await plain.page.inputValue(month)
  await plain.page.selectOption('select[name=place]', 'remand')
  for (const [name, typed] of Object.entries({ month: '2099-01', within6: '20', later: '20' }))
    await plain.page.fill(`input[name=${name}]`, typed)
  await plain.page.getByRole('button', { name: 'Enter', exact: true }).click()
  await plain.page.getByText('A month that is over').waitFor()
  for (const name of ['within6', 'later']) expect(await plain.page.inputValue(`input[name=${name}]`)).toBe('20')
  expect(await plain.page.inputValue('select[name=place]')).toBe('remand')
  await plain.page.fill(month, last)
  await plain.page.getByRole('button', { name: 'Enter', exact: true }).click()
  await plain.page.waitForURL(/done/)
  await plain.context.close()

  const { page, context, complaints } = await house.stepIn('Tariq Bello')
  await house.go(page, '/legal-aid?words=legal+help')
  await expectSeen(page, 'legal-aid')
  const remand = page.getByRole('row', { name: /Remand prison/ })
  // 50 of 104 of three services, both counts rounded to five; at the court one service alone counted.
  expect(await remand.first().textContent()).toMatch(/liberty was taken48%/)
  expect(
    await page
      .getByRole('row', { name: /^Court/ })
      .first()
      .textContent(),
  ).toContain('Too few to show')
  expect(unasked(complaints)).toEqual([])
  await context.close()
})
