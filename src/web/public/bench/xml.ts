// SPDX-License-Identifier: Apache-2.0
/**
 * The tags and texts of an XML document in order, in one pass and without building a tree. For files that programs
 * write: namespaces' prefixes are dropped, and a document type, the door to entities, is refused.
 */

export type Token =
  | { type: 'open'; name: string; attributes: string; closed: boolean }
  | { type: 'close'; name: string }
  | { type: 'text'; text: string }

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves the five named entities and character numbers; anything else stays as it stands. */
export const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x?[0-9a-f]{1,6}|\w{2,4});/gi, (whole, code: string) => {
        if (!code.startsWith('#')) return named[code] ?? whole
        const point = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1))
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole
      })
    : text

/** The value of an attribute in a tag's text, by its local name. */
export function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : null
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** The place of the `>` that ends the tag begun before `at`, past any quoted value. */
function tagEnd(xml: string, at: number): number {
  let quote = ''
  for (let i = at; i < xml.length; i++) {
    const c = xml.charAt(i)
    if (quote !== '') {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '>') return i
  }
  throw new Error('a tag of the XML does not end')
}

const after = (xml: string, mark: string, at: number): number => {
  const found = xml.indexOf(mark, at)
  if (found === -1) throw new Error('the XML ends too soon')
  return found + mark.length
}

function tag(inside: string): Token {
  if (inside.startsWith('/')) return { type: 'close', name: local(inside.slice(1).trim()) }
  const closed = inside.endsWith('/')
  const body = closed ? inside.slice(0, -1) : inside
  const [name = ''] = body.split(/\s/, 1)
  return { type: 'open', name: local(name), attributes: body.slice(name.length), closed }
}

export function* tokens(xml: string): Generator<Token> {
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    const end = open === -1 ? xml.length : open
    if (end > at) yield { type: 'text', text: unescapeXml(xml.slice(at, end)) }
    if (open === -1) return
    if (xml.startsWith('<!--', open)) at = after(xml, '-->', open)
    else if (xml.startsWith('<?', open)) at = after(xml, '?>', open)
    else if (xml.startsWith('<![CDATA[', open)) {
      at = after(xml, ']]>', open)
      yield { type: 'text', text: xml.slice(open + 9, at - 3) }
    } else if (xml.startsWith('<!', open)) throw new Error('the XML has a document type')
    else {
      const close = tagEnd(xml, open + 1)
      yield tag(xml.slice(open + 1, close))
      at = close + 1
    }
  }
}
