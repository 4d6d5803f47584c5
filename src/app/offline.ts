// SPDX-License-Identifier: Apache-2.0
/**
 * The two scripts by which somebody keeps a list of help on their phone. They stand at the root, since a service worker answers
 * below its own address alone, and are served as they are written, so that anybody can read what they do.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { root } from './config.ts'

const SCRIPTS: Readonly<Record<string, string>> = { '/help-offline.js': 'worker.js', '/help-keep.js': 'keep.js' }

export const serveOffline = (): MiddlewareHandler => {
  const texts = new Map(
    Object.entries(SCRIPTS).map(([path, name]) => [
      path,
      readFileSync(join(root, 'src/web/public/help/offline', name), 'utf8'),
    ]),
  )
  return async (c, next) => {
    const text = c.req.method === 'GET' || c.req.method === 'HEAD' ? texts.get(c.req.path) : undefined
    if (text === undefined) return next()
    return c.body(text, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' })
  }
}
