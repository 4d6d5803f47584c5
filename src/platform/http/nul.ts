// SPDX-License-Identifier: Apache-2.0
import type { MiddlewareHandler } from 'hono'

/** Bytes of a body that is looked through: forms and documents, not files. */
const MOST = 2 << 20
const TEXTS = /^application\/(?:x-www-form-urlencoded|(?:[\w.+-]+\+)?json)\b/

/** A NUL written in an address or form, or in JSON, where no backslash stands before its own. */
const IN_FORM = /%00/g
const IN_JSON = /(?<!\\)((?:\\\\)*)\\u0000/g

/**
 * A NUL is no character of any text: PostgreSQL keeps none. As a browser's parser does (HTML, 13.2.3.5), what somebody sends
 * with one has the replacement character in its place, and is answered like any other.
 */
export const withoutNul: MiddlewareHandler = async (c, next) => {
  const { raw } = c.req
  const type = c.req.header('content-type') ?? ''
  const hasText = raw.body !== null && TEXTS.test(type) && Number(c.req.header('content-length') ?? MOST + 1) <= MOST
  const isOdd = raw.url.includes('%00')
  if (!hasText && !isOdd) return next()
  const url = raw.url.replace(IN_FORM, '%EF%BF%BD')
  const sent = hasText ? await raw.clone().text() : undefined
  const body = sent?.replace(IN_FORM, '%EF%BF%BD').replace(IN_JSON, '$1\\ufffd')
  if (isOdd || body !== sent)
    c.req.raw = new Request(url, {
      ...{ method: raw.method, headers: raw.headers, signal: raw.signal },
      ...(body === undefined ? raw.body && { body: raw.body, duplex: 'half' } : { body }),
    } as RequestInit)
  return next()
}
