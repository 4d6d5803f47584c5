// SPDX-License-Identifier: Apache-2.0
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

/** Below this a packed page is hardly smaller. */
const LEAST_BYTES = 1024
/** What is made as one: pages, and JSON in any of its profiles, but not one object a line, which may go on for hours. */
const WHOLE = /^(?:text\/html|application\/(?:[\w.-]+\+)?json)\b/
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/
const pack = promisify(gzip)

/**
 * Packs a whole answer at once, off the main thread. A stream through `CompressionStream` costs a small page more than its
 * rendering; what is made bit by bit, such as a long export, still goes that way. The ETag of packed bytes is weak
 * (RFC 9110, 8.8.3).
 */
export const packed: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers, status, body } = c.res
  if (!body || c.req.method === 'HEAD' || headers.has('content-encoding')) return
  if (!WHOLE.test(headers.get('content-type') ?? '')) return
  headers.append('vary', 'accept-encoding')
  if (!TAKES_GZIP.test(c.req.header('accept-encoding') ?? '')) return
  const plain = Buffer.from(await c.res.arrayBuffer())
  const isSmall = plain.length < LEAST_BYTES
  const bytes = isSmall ? plain : await pack(plain)
  const etag = headers.get('etag')
  if (!isSmall) headers.set('content-encoding', 'gzip')
  if (!isSmall && etag !== null && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`)
  headers.delete('content-length')
  c.res = new Response(new Uint8Array(bytes), { status, headers })
}
