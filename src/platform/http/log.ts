// SPDX-License-Identifier: Apache-2.0
/**
 * One JSON line a request: which route, how it ended, how long it took. Never an address as it was typed, a query, a
 * body, a name or an account: what is not written cannot leak from a log that many people and programs read.
 */
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { HttpVariables } from './headers.ts'

export type Log = (line: Record<string, string | number>) => void

const LARGEST = 20 << 20

/**
 * Writes to a file that only its owner reads; past 20 MB the file before it is kept as `.1`. A line that cannot be
 * written, as on a full disk, never undoes what a request did: the next that can says how many are missing.
 */
export const logTo = (file: string): Log => {
  mkdirSync(dirname(file), { recursive: true })
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  let missing = 0
  const write = (text: string) => {
    if (size + text.length > LARGEST) {
      renameSync(file, `${file}.1`)
      size = 0
    }
    appendFileSync(file, text, { mode: 0o600 })
    size += text.length
  }
  return (line) => {
    const lost = missing > 0 ? { missing } : {}
    try {
      write(`${JSON.stringify({ at: new Date().toISOString(), ...line, ...lost })}\n`)
      missing = 0
    } catch {
      missing++
    }
  }
}

/** The pattern of the route that answered, such as `/api/things/:id`: never what stands in its place. */
const routeOf = (c: Parameters<MiddlewareHandler>[0]): string =>
  matchedRoutes(c).findLast(({ method, path }) => method !== 'ALL' || !path.endsWith('*'))?.path ?? 'page'

/** Gives each request an id, which its answer carries and its line of the log has. */
export const logged =
  (log: Log): MiddlewareHandler<{ Variables: HttpVariables }> =>
  async (c, next) => {
    const started = performance.now()
    const id = randomUUID()
    await next()
    c.res.headers.set('x-request-id', id)
    const { method } = c.req
    const ms = Math.round(performance.now() - started)
    log({ request: id, method, route: routeOf(c), status: c.res.status, ms })
  }
