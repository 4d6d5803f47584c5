// SPDX-License-Identifier: Apache-2.0
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

/** Below this a packed page is hardly smaller. */
const LEAST_BYTES = 1024
const pack = promisify(gzip)

/**
 * Packs a whole page at once, off the main thread. A stream through `CompressionStream` costs a small page more than its
 * rendering; what is no page, such as a long export, still goes that way.
 */
export const packed: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers, status, body } = c.res
  if (!body || c.req.method === 'HEAD' || headers.has('content-encoding')) return
  if (!/^text\/html\b/.test(headers.get('content-type') ?? '')) return
  headers.append('vary', 'accept-encoding')
  if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(c.req.header('accept-encoding') ?? '')) return
  const page = Buffer.from(await c.res.arrayBuffer())
  const isSmall = page.length < LEAST_BYTES
  const bytes = isSmall ? page : await pack(page, { level: constants.Z_DEFAULT_COMPRESSION })
  if (!isSmall) headers.set('content-encoding', 'gzip')
  c.res = new Response(new Uint8Array(bytes), { status, headers })
}
