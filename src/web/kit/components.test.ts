// SPDX-License-Identifier: Apache-2.0
/** What components are before any script has run. What they do with it is tried in a browser, in e2e/kit.test.ts. */
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AudiencePanel, AudienceTag, type Reader } from './audience/audience.tsx'
import { ErrorSummary } from './error-summary/error-summary.tsx'
import { gallery } from './gallery.ts'
import { KitProvider } from './provider.tsx'
import { type KitLanguage, kitLanguages, sayIn } from './words.tsx'

const picture = (language: KitLanguage, children: ReactNode, search = '') =>
  renderToStaticMarkup(createElement(KitProvider, { language, path: '/here', search, children }))

const of = (id: string, index = 0, search = '') => {
  const example = gallery.find((each) => each.id === id)?.examples[index]
  if (!example) throw new Error(`No example ${index} of ${id}`)
  return picture(
    'en',
    example.show((en) => en),
    search,
  )
}

test('every component has examples, named in both languages, that show before script runs', () => {
  expect(new Set(gallery.map(({ id }) => id)).size).toBe(gallery.length)
  for (const { id, name, what, examples } of gallery) {
    expect(examples.length, id).toBeGreaterThan(0)
    for (const language of kitLanguages) {
      expect(name[language].trim(), id).not.toBe('')
      expect(what[language].trim(), id).not.toBe('')
      for (const example of examples)
        expect(
          picture(
            language,
            example.show((en, fr) => ({ en, fr })[language]),
          ),
          `${id}: ${example.name[language]}`,
        ).toMatch(/^<.+>[^<]+</s)
    }
  }
})

test('the words of components count and fill in, in both languages', () => {
  expect(sayIn('en', 'rows', { count: 1 })).toBe('1 row')
  expect(sayIn('en', 'rows', { count: 1200 })).toBe('1,200 rows')
  expect(sayIn('fr', 'rows', { count: 0 })).toBe('0 ligne')
  expect(sayIn('fr', 'tooLarge', { name: 'a.csv', most: '5 Mo' })).toBe('a.csv dépasse 5 Mo.')
})

test('many choices are a plain list of the same name until script runs', () => {
  expect(of('combobox')).toMatch(/<select[^>]* name="country"/)
  expect(of('combobox')).toContain('<option value="KE">Kenya</option>')
})

test('parts behind tabs all stand on the page until script runs', () => {
  for (const text of ['Cool and dark.', 'Six of them.', 'Slate.']) expect(of('tabs')).toContain(text)
})

test('a table sorts, turns pages and chooses columns by links and a form', () => {
  const html = of('table', 0, '?sort=people&page=2')
  expect(html).toContain('aria-sort="ascending"')
  expect(html).toContain('href="/here?sort=-people"')
  expect(html).toContain('href="/here?sort=people" rel="prev"')
  expect(html).toMatch(/<form[^>]* action="/)
  expect(html).toContain('<input type="hidden" name="sort" value="people"/>')
  expect(html).toMatch(/name="column" checked="" value="river"/)
})

test('a table shows the columns that its address names, and always the one that names the row', () => {
  const html = of('table', 0, '?column=id')
  expect(html).toMatch(/<th scope="row"[^>]*><a[^>]*>Arles/)
  expect(html).toMatch(/data-label="Key"[^>]*>arles/)
  expect(html).not.toContain('data-label="River"')
})

const readers: Reader[] = [
  { id: '1', name: 'North', kind: 'Office', because: 'It wrote it', sees: 'all' },
  { id: '2', name: 'Port', kind: 'Laboratory', because: 'Agreement', sees: ['Title'] },
]

test('who will see this: each organisation, why, and what it does not see', () => {
  const panel = (when: 'before' | 'after', list: Reader[]) =>
    picture('en', createElement(AudiencePanel, { when, readers: list, fields: ['Title', 'Place', 'Sender'] }))
  const html = panel('before', readers)
  for (const text of ['Who will see this', '2 organisations', 'North', 'The whole record', 'Agreement', 'Title'])
    expect(html).toContain(text)
  expect(html).toContain('Not shown: Place and Sender')
  expect(panel('after', readers)).toContain('Who can see this')
  expect(panel('before', [])).toContain('No other organisation will see this record.')
  expect(panel('after', [])).toContain('No other organisation can see this record.')
  expect(picture('fr', createElement(AudienceTag, { count: 0 }))).toContain('Personne d’autre que vous')
})

test('a form without problems has no summary of them', () => {
  expect(picture('en', createElement(ErrorSummary, { problems: [] }))).toBe('')
  const html = picture('en', createElement(ErrorSummary, { problems: [{ text: 'Write it.', field: 'name' }] }))
  expect(html).toContain('There is 1 problem')
  expect(html).toContain('href="#name"')
})
