// SPDX-License-Identifier: Apache-2.0
/** What every public page owes its reader: contrast, room on a small screen, few bytes, no script, quiet type. */
import { get } from 'node:http'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { languageCodes, languages } from '../src/web/public/language.ts'
import { expectAccessible, overflow, sharedHouse } from './house.ts'

/** Each test walks many pages, also on a busy machine. */
vi.setConfig({ testTimeout: 180_000 })

const house = sharedHouse()

const paths = [
  '',
  '/substances',
  '/substances?q=fentanyl&kind=watch',
  '/substances?q=zzzzqqq',
  '/substances/ephedrine',
  '/substances/fentanyl?on=1950-01-01',
  '/api',
  '/about',
  '/bench',
  '/bench?plain',
  '/missing',
]

/** Each page by day or by night, and those of which the other half has a look of its own by both: axe is slow. */
const pages = [...paths.map((path) => `/en${path}`), '/ar', '/ar/substances/ephedrine', '/fr/bench']
const both = ['/en', '/en/substances/ephedrine', '/en/bench']

/** Sizes of type that are seen on the page. */
const sizesOn = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = new Set<string>()
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement
      if (parent?.checkVisibility() && walker.currentNode.textContent?.trim())
        found.add(getComputedStyle(parent).fontSize)
    }
    return [...found]
  })

for (const [half, colorScheme] of ['light', 'dark'].entries())
  test(`axe finds nothing on any page, nor more than three sizes of type, ${colorScheme}`, async () => {
    const { page, context } = await house.visit({ colorScheme: colorScheme as 'light' | 'dark' })
    for (const path of pages.filter((each, place) => place % 2 === half || both.includes(each))) {
      await page.goto(house.origin + path)
      await expectAccessible(page)
      const sizes = await sizesOn(page)
      expect(sizes.length, `${path} ${sizes}`).toBeLessThanOrEqual(3)
    }
    await context.close()
  })

test('at 320 pixels nothing scrolls sideways, in any language', async () => {
  const small = { viewport: { width: 320, height: 640 } }
  const plain = await house.visit({ ...small, javaScriptEnabled: false })
  const scripted = await house.visit(small)
  for (const language of languageCodes)
    for (const path of paths) {
      // The bench alone is another page once its script runs.
      const { page } = path === '/bench' ? scripted : plain
      await page.goto(`${house.origin}/${language}${path}`)
      expect(await overflow(page), page.url()).toBeLessThanOrEqual(0)
    }
  for (const { context } of [plain, scripted]) await context.close()
})

test('the list of substances fits a window of any width', async () => {
  const { page, context } = await house.visit()
  for (const language of ['fr', 'ru'])
    for (const path of ['/substances', '/substances/ephedrine']) {
      await page.goto(`${house.origin}/${language}${path}`)
      for (const width of [640, 768, 900, 1024]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await overflow(page), `${page.url()} at ${width}`).toBeLessThanOrEqual(0)
      }
    }
  await context.close()
})

test('each page says its language and direction', async () => {
  const { page, context } = await house.visit({ javaScriptEnabled: false })
  for (const language of languageCodes) {
    await page.goto(`${house.origin}/${language}`)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    expect(await page.locator('html').getAttribute('dir')).toBe(languages[language].dir)
    const reviewed = languages[language].reviewed
    expect(await page.locator('footer [data-unreviewed]').count()).toBe(reviewed ? 0 : 1)
  }
  await context.close()
})

test('numbers run from left to right in a text from right to left', async () => {
  const { page, context } = await house.visit()
  /** Whether the first character of a text stands to the left of its last one. */
  const ordered = (text: string) =>
    page.evaluate((wanted) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const node = walker.currentNode
        const at = node.textContent?.indexOf(wanted) ?? -1
        if (at === -1) continue
        const place = (offset: number) => {
          const range = document.createRange()
          range.setStart(node, offset)
          range.setEnd(node, offset + 1)
          return range.getBoundingClientRect().left
        }
        return place(at) < place(at + wanted.length - 1)
      }
      return null
    }, text)
  await page.goto(`${house.origin}/ar/substances/ephedrine`)
  const version = (await page.locator('footer').textContent())?.match(/\d{4}-\d{2}-\d{2}\.\w+/)?.[0] ?? 'no version'
  for (const text of ['299-42-3', '2939.41', version]) expect(await ordered(text), text).toBe(true)
  await page.goto(`${house.origin}/ar`)
  expect(await ordered('54-04-6')).toBe(true)
  await page.goto(`${house.origin}/ar/substances`)
  expect(await ordered('1,4-Butanediol')).toBe(true)
  await context.close()
})

test('whoever moves by keyboard always sees where they are', async () => {
  const { page, context } = await house.visit()
  for (const path of ['/en', '/en/substances', '/en/substances/ephedrine']) {
    await page.goto(house.origin + path)
    for (let stop = 0; stop < 14; stop++) {
      await page.keyboard.press('Tab')
      const outline = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body)
        return `${outlineStyle} ${outlineWidth}`
      })
      expect(outline, `${path}, stop ${stop + 1}`).toBe('solid 3px')
    }
  }
  await context.close()
})

/** Bytes on the wire of one answer, body only, as a browser that takes gzip would get it. */
const weight = (url: string) =>
  new Promise<{ bytes: number; text: string }>((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, async (answer) => {
      let bytes = 0
      const parts: Buffer[] = []
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        bytes += chunk.length
        parts.push(chunk)
      }
      resolve({ bytes, text: Buffer.concat(parts).toString('latin1') })
    }).on('error', reject)
  })

test('a first visit weighs at most 30 KB, and public pages carry no script', async () => {
  for (const path of ['/en', '/ar', '/fr/substances', '/en/substances/fentanyl']) {
    const { page, context, requests } = await house.visit()
    await page.goto(house.origin + path)
    expect(await page.locator('script').count(), path).toBe(0)
    const own = [...new Set(requests.map(({ url }) => url))].filter((url) => url.startsWith(house.origin))
    const weights = await Promise.all(own.map(weight))
    expect(
      weights.reduce((sum, { bytes }) => sum + bytes, 0),
      path,
    ).toBeLessThan(30_000)
    expect(requests.filter(({ url }) => !url.startsWith(house.origin) && !url.startsWith('data:'))).toEqual([])
    await context.close()
  }
})

test('every page comes with a strict content policy, and no page breaks it', async () => {
  const { page, context, complaints } = await house.visit()
  for (const path of paths.filter((each) => each !== '/missing')) {
    const answer = await page.goto(`${house.origin}/en${path}`)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'/)
    expect(policy).not.toContain("'unsafe-eval'")
    expect(policy).toContain("connect-src 'self'")
    expect(answer?.headers()['x-content-type-options']).toBe('nosniff')
  }
  expect(complaints).toEqual([])
  await context.close()
})
