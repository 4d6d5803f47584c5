// SPDX-License-Identifier: Apache-2.0
/** XML 1.0 as it is written here: elements with text or elements, nothing else. */

export interface Element {
  name: string
  attributes?: Readonly<Record<string, string>>
  /** Elements, or text. */
  content: readonly Element[] | string
}

/** Characters that no document of XML 1.0 may hold, not even escaped: control characters, halves of pairs, two others. */
const IMPOSSIBLE = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string =>
  text.replace(IMPOSSIBLE, '\ufffd').replace(/[&<>"]/g, (mark) => MARKS[mark] ?? '')

const written = ({ name, attributes = {}, content }: Element): string => {
  const own = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const inner = typeof content === 'string' ? escaped(content) : content.map(written).join('')
  return `<${name}${own.join('')}>${inner}</${name}>`
}

/** An element of text; nothing where the text is absent or empty. */
export const texts = (name: string, content: string | undefined): Element[] =>
  content === undefined || content === '' ? [] : [{ name, content }]

export const writeXml = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`
