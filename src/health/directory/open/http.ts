// SPDX-License-Identifier: Apache-2.0
/** What every answer of open data has: whoever has it already is told so, and any page of any site may read it. */
import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { OpenDirectory } from './desk.ts'

const WORDS = ['search', 'name', 'name:contains', 'name:exact']

/** Whether nothing changed since the moment that the client names (RFC 9110, 13.1.3); a moment that is none counts as never. */
const isSince = (since: string | undefined, changed: Date) =>
  since !== undefined && Date.parse(since) >= Math.floor(changed.getTime() / 1000) * 1000

const isKnown = (c: Context, tag: string, changed: Date | null) => {
  const known = c.req.header('if-none-match')
  if (known !== undefined) return known === '*' || known.split(',').some((each) => each.trim() === tag)
  return changed !== null && isSince(c.req.header('if-modified-since'), changed)
}

/**
 * ETag, Last-Modified and 304, before anything is read. The tag is of the state of the directory, of the address, and of the
 * day, since hours are told with the distance from UTC that their zone has on it. What was looked for by name no cache keeps.
 */
export const openData =
  (desk: Pick<OpenDirectory, 'state'>, now: () => Date): MiddlewareHandler =>
  async (c, next) => {
    c.header('access-control-allow-origin', '*')
    c.header('access-control-expose-headers', 'etag, last-modified, link')
    const { stamp, changed } = await desk.state()
    const day = now().toISOString().slice(0, 10)
    const digest = createHash('sha256').update(`${stamp} ${day} ${c.req.url}`).digest('base64url').slice(0, 22)
    const tag = `W/"${digest}"`
    const isQuestion = WORDS.some((name) => c.req.query(name) !== undefined)
    const headers: Record<string, string> = {
      ...{ etag: tag, 'cache-control': isQuestion ? 'no-store' : 'no-cache' },
      ...(changed && { 'last-modified': changed.toUTCString() }),
    }
    if (isKnown(c, tag, changed)) return c.body(null, 304, headers)
    await next()
    if (c.res.status !== 200) return undefined
    for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    return undefined
  }

/** Text as it is made, so that a whole directory is never in memory. */
export const streamOf = (texts: AsyncGenerator<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await texts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await texts.return(undefined)),
  })
}
