// SPDX-License-Identifier: Apache-2.0
/** RSS 2.0 (RSS Advisory Board, 2.0.11), with the feed's own address as that board recommends. */
import { type Element, texts, writeXml } from './xml.ts'

export interface Feed {
  title: string
  link: string
  description: string
  language: string
  /** Its own address. */
  self: string
  items: readonly { title: string; link: string; guid: string; description: string; published: Date }[]
}

/** RFC 822, with a year of four digits. */
const moment = (date: Date): string => date.toUTCString()

const itemOf = ({ title, link, guid, description, published }: Feed['items'][number]): Element => ({
  name: 'item',
  content: [
    ...texts('title', title),
    ...texts('link', link),
    ...texts('description', description),
    { name: 'guid', attributes: { isPermaLink: 'false' }, content: guid },
    ...texts('pubDate', moment(published)),
  ],
})

export const writeRss = ({ title, link, description, language, self, items }: Feed): string =>
  writeXml({
    name: 'rss',
    attributes: { version: '2.0', 'xmlns:atom': 'http://www.w3.org/2005/Atom' },
    content: [
      {
        name: 'channel',
        content: [
          ...texts('title', title),
          ...texts('link', link),
          ...texts('description', description),
          ...texts('language', language),
          { name: 'atom:link', attributes: { href: self, rel: 'self', type: 'application/rss+xml' }, content: '' },
          ...items.map(itemOf),
        ],
      },
    ],
  })
