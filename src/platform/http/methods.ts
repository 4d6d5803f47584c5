// SPDX-License-Identifier: Apache-2.0
/** What an address takes: which content types, which methods. */
import type { MiddlewareHandler } from 'hono'
import type { Api } from './api.ts'
import { answerProblem } from './problem.ts'

/** Refuses content types other than these. Say `or none` where a request without one is taken too. */
export const takesOnly =
  (types: string[], none?: 'or none'): MiddlewareHandler =>
  async (c, next) => {
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    if (types.includes(type) || (type === '' && none)) return next()
    return answerProblem(c, { code: 'not-supported', detail: `Send it with a content type of ${types.join(', ')}.` })
  }

type Paths = Record<string, object>

/** Answers 405 at every described address to the methods it does not take. Call it after the routes are there. */
export const refuseOtherMethods = (api: Api, paths: Paths): void => {
  for (const [path, item] of Object.entries(paths)) {
    const methods = Object.keys(item).map((method) => method.toUpperCase())
    if (methods.includes('GET')) methods.push('HEAD') // a router answers it as GET without a body
    const allow = methods.join(', ')
    api.all(path.replaceAll(/\{(.+?)\}/g, ':$1'), (c) => {
      c.header('allow', allow)
      return answerProblem(c, { code: 'method-not-allowed', detail: `${path} takes ${allow}.` })
    })
  }
}
