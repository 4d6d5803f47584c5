// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

/** Available to handlers as `c.get('nonce')`: the one script and style nonce of this answer. */
export interface HttpVariables {
  nonce: string
}

const directives = (parts: Record<string, string>) =>
  Object.entries(parts)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')

/**
 * A page may run only scripts that carry this answer's nonce (and what those load), talk to its own origin alone,
 * and be framed by nobody. `style-src-attr` is open because drawings and components carry style attributes.
 */
const pagePolicy = (nonce: string) =>
  directives({
    'default-src': "'none'",
    'script-src': `'nonce-${nonce}' 'strict-dynamic'`,
    'style-src': "'self'",
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data:",
    // What a page's own script made, such as a voice that it opened.
    'media-src': 'blob:',
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
  })

/**
 * WebAssembly glue may build functions from text, so a worker, and only that script's own response, may evaluate.
 * It may fetch from its own origin and nothing else.
 */
export const workerPolicy = directives({
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval' 'unsafe-eval'",
  'connect-src': "'self'",
})

const permissions = ({ microphone = '', geolocation = '' }) =>
  `camera=(), geolocation=(${geolocation}), microphone=(${microphone}), payment=(), usb=(), interest-cohort=()`

const FIXED: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/**
 * Strict headers on every answer. Unless the handler set its own: a content policy, and kept by no cache, since an
 * address may hold a question.
 */
export const strictHeaders: MiddlewareHandler<{ Variables: HttpVariables }> = async (c, next) => {
  const nonce = randomBytes(16).toString('base64')
  c.set('nonce', nonce)
  await next()
  for (const [name, value] of Object.entries(FIXED)) c.res.headers.set(name, value)
  if (!c.res.headers.has('permissions-policy')) c.res.headers.set('permissions-policy', permissions({}))
  if (!c.res.headers.has('content-security-policy')) c.res.headers.set('content-security-policy', pagePolicy(nonce))
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
}

/** For a page that may record a voice; no other may. After `strictHeaders`. */
export const microphoneHere: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('permissions-policy', permissions({ microphone: 'self' }))
}

/** For a page on which somebody may say where they are; no other may ask. After `strictHeaders`. */
export const positionHere: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('permissions-policy', permissions({ geolocation: 'self' }))
}

/**
 * For a site that is reached by https alone: a browser that came once never comes in the clear again, for a year
 * (RFC 6797). Other hosts of its domain are their owners' to decide.
 */
export const alwaysHttps: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('strict-transport-security', 'max-age=31536000')
}
