// SPDX-License-Identifier: Apache-2.0
/** What the bar holds before any script has run: every page that a person has, and no more names than stand in one line. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import en from '../messages/en.json' with { type: 'json' }
import { WorkWordsProvider } from '../words.tsx'
import { All, inLine } from './bar.tsx'

const place = (href: string, title: string, main: boolean) => ({ href, title, main, also: '' })
const places = [
  place('/complaints', 'Complaints', true),
  place('/complaints/services', 'Complaints by service', false),
  place('/directory', 'Directory of services', true),
  place('/directory/calls', 'Test calls', false),
  place('/visits', 'Visits of the preventive mechanism', true),
  place('/experience', 'What people experienced', false),
]
test('without script every page that a person has is a link in the bar', () => {
  const html = renderToStaticMarkup(
    createElement(WorkWordsProvider, {
      language: 'en',
      messages: en,
      children: createElement(All, { places, path: '/inbox' }),
    }),
  )
  for (const { href } of places) expect(html).toContain(`href="${href}"`)
})

test('the bar names the first of the main pages, as many as one line holds', () => {
  const hrefs = (desk: string, name: string) =>
    inLine({ places, desk: { id: 'a', name: desk }, name }, 'InboxAll pages').map(({ href }) => href)
  expect(hrefs('House by the Lake', 'Jonas Weber')).toEqual(['/complaints', '/directory'])
  expect(hrefs('Independent Complaints Body of the Northern Coast', 'Ezra Lindqvist')).toEqual(['/complaints'])
})
