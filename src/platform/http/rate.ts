// SPDX-License-Identifier: Apache-2.0
/** How often one caller may ask (draft-ietf-httpapi-ratelimit-headers); the caller is told before it is refused. */
import type { Context, MiddlewareHandler } from 'hono'
import { answerProblem } from './problem.ts'

export interface RatePlan {
  /** Requests in one window, and its length in seconds. */
  quota: number
  seconds: number
  /** Whom to count: an account, an address. */
  callerOf(c: Context): string
  now?: () => number
}

/** More callers than this in one window share what is left: memory stays bounded whoever asks. */
const MOST_CALLERS = 50_000

export const limitRate = ({ quota, seconds, callerOf, now = Date.now }: RatePlan): MiddlewareHandler => {
  let window = 0
  let asked = new Map<string, number>()
  return async (c, next) => {
    const second = now() / 1000
    const current = Math.floor(second / seconds)
    if (current !== window) {
      window = current
      asked = new Map()
    }
    const name = callerOf(c)
    const caller = asked.has(name) || asked.size < MOST_CALLERS ? name : 'others'
    const count = (asked.get(caller) ?? 0) + 1
    asked.set(caller, count)
    const left = Math.max(0, quota - count)
    const until = Math.ceil((current + 1) * seconds - second)
    c.header('ratelimit-policy', `"requests";q=${quota};w=${seconds}`)
    c.header('ratelimit', `"requests";r=${left};t=${until}`)
    if (count <= quota) return next()
    c.header('retry-after', String(until))
    return answerProblem(c, { code: 'too-many', detail: `At most ${quota} requests in ${seconds} s; wait ${until} s.` })
  }
}
