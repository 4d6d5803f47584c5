// SPDX-License-Identifier: Apache-2.0
/** The built site's files: names carry their content's hash, so a browser keeps them; compressed once, in memory. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { workerPolicy } from '#platform/http/index.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

const COMPRESSED = new Set(['.css', '.js', '.json', '.svg', '.wasm', '.webmanifest', '.txt'])

type Encoding = 'br' | 'gzip'
type Body = Uint8Array<ArrayBuffer>

const encode: Record<Encoding, (bytes: Body) => Promise<Body>> = {
  br: async (bytes) =>
    new Uint8Array(await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })),
  gzip: async (bytes) => new Uint8Array(await promisify(gzip)(bytes)),
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

/** Serves every file that stood under `folder` at start; anything else goes on to the next handler. */
export const serveAssets = (folder: string): MiddlewareHandler => {
  const files = new Map(filesUnder(folder).map((path) => [`/${relative(folder, path)}`, path]))
  const made = new Map<string, Promise<Body>>()
  const bytesOf = (path: string, encoding: Encoding | undefined): Promise<Body> => {
    const key = `${encoding ?? ''}:${path}`
    const known = made.get(key)
    if (known) return known
    const plain = new Uint8Array(readFileSync(path))
    const bytes = encoding ? encode[encoding](plain) : Promise.resolve(plain)
    made.set(key, bytes)
    return bytes
  }
  return async (c, next) => {
    const path = c.req.method === 'GET' || c.req.method === 'HEAD' ? files.get(c.req.path) : undefined
    if (path === undefined) return next()
    const extension = extname(path)
    const accepted = c.req.header('accept-encoding') ?? ''
    const offered = COMPRESSED.has(extension) ? (['br', 'gzip'] as const) : []
    const encoding = offered.find((name) => accepted.includes(name))
    c.header('content-type', TYPES[extension] ?? 'application/octet-stream')
    c.header('vary', 'accept-encoding')
    c.header('cache-control', c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (encoding) c.header('content-encoding', encoding)
    if (/worker[^/]*\.js$/i.test(path)) c.header('content-security-policy', workerPolicy)
    return c.body(await bytesOf(path, encoding))
  }
}
