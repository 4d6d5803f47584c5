// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CapAlert, writeCap, writeRss } from './index.ts'

const alert = (over: Partial<CapAlert> = {}, text = 'x'): CapAlert => ({
  ...{ identifier: 'a', sender: 'node.example', sent: new Date('2026-11-22T10:00:00.123Z'), status: 'Actual' },
  msgType: 'Alert',
  info: [
    {
      ...{ language: 'fr', event: text, urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' },
      ...{ expires: new Date('2026-12-01T00:00:00Z'), senderName: text, headline: text, description: text },
      ...{ instruction: '', web: 'https://node.example/a', areas: [{ description: text, code: 'ZZ' }] },
    },
  ],
  ...over,
})

test('moments have an offset and no Z, and what is empty is left out', () => {
  const xml = writeCap(alert())
  expect(xml).toContain('<sent>2026-11-22T10:00:00-00:00</sent>')
  expect(xml).toContain('<expires>2026-12-01T00:00:00-00:00</expires>')
  expect(xml).not.toMatch(/instruction|references|note/)
})

test('a cancellation names what it takes back by sender, identifier and moment', () => {
  const { sender, identifier, sent } = alert()
  const xml = writeCap(alert({ msgType: 'Cancel', identifier: 'b', references: [{ sender, identifier, sent }] }))
  expect(xml).toContain('<references>node.example,a,2026-11-22T10:00:00-00:00</references>')
  expect(writeCap(alert({ identifier: 'a b,<c&' }))).toContain('<identifier>a-b--c-</identifier>')
})

test('whatever a text holds, no mark of it is markup and no character is impossible in XML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (wild, plain) => {
      const text = `${wild}\ud800\u0000<b>&amp;"${plain}`
      const item = { title: text, link: text, guid: text, description: text, published: new Date(0) }
      const feed = { title: text, link: text, description: text, language: 'en', self: text, items: [item] }
      for (const xml of [writeCap(alert({}, text)), writeRss(feed)]) {
        // Tags are ours alone, entities are the four that are written here.
        const tags = [...xml.matchAll(/<\/?([^\s>/?]+)/g)].map(([, name]) => name)
        expect(tags.includes('b')).toBe(false)
        expect(xml.match(/&(?!(?:amp|lt|gt|quot);)/g)).toBeNull()
        expect(xml.isWellFormed()).toBe(true)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these may not stand in XML 1.0
        expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(xml)).toBe(false)
      }
    }),
  )
})

test('days of a feed are written as RFC 822 has them', () => {
  const item = { title: 'x', link: 'y', guid: 'z', description: '', published: new Date('2026-11-22T10:00:00Z') }
  const xml = writeRss({ title: 'x', link: 'y', description: 'd', language: 'en', self: 's', items: [item] })
  expect(xml).toContain('<pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate>')
})
