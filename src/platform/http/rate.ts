// SPDX-License-Identifier: Apache-2.0
/** How often one caller may ask (draft-ietf-httpapi-ratelimit-headers); the caller is told before it is refused. */
import { randomInt } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { answerProblem } from './problem.ts'

export interface RatePlan {
  /** Requests in one window, and its length in seconds. */
  quota: number
  seconds: number
  /** Whom to count: an account, a network. */
  callerOf(c: Context): string | Promise<string>
  /** What is never counted nor refused, such as whether the server is well. */
  isExempt?(c: Context): boolean
  /**
   * Says to nobody how much is left, and refuses only somewhere between once and twice the quota, drawn anew for each caller
   * and window: who shares a network with somebody cannot learn by asking that they asked.
   */
  isQuiet?: boolean
  /** What is said to a person instead of a problem document. */
  sayTo?(c: Context, seconds: number): Response | Promise<Response>
  now?: () => number
}

/** More callers than this in one window share what is left: memory stays bounded whoever asks. */
const MOST_CALLERS = 50_000

/** Whose an address is: of IPv6 the first 64 bits, since one household or one server has all the others (RFC 6177). */
export const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`) // its one spelling, with at most one `::`
  const [first = [], last] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean))
  const nought = last === undefined ? [] : Array<string>(8 - first.length - last.length).fill('0')
  return `${[...first, ...nought, ...(last ?? [])].slice(0, 4).join(':')}::/64`
}

export const limitRate = ({
  quota,
  seconds,
  callerOf,
  isExempt,
  isQuiet = false,
  sayTo,
  now = Date.now,
}: RatePlan): MiddlewareHandler => {
  let window = 0
  let asked = new Map<string, number>()
  // Begins below nought by what is drawn.
  const begun = () => (isQuiet ? -randomInt(quota + 1) : 0)
  return async (c, next) => {
    if (isExempt?.(c)) return next()
    const name = await callerOf(c)
    const second = now() / 1000
    const current = Math.floor(second / seconds)
    if (current !== window) {
      window = current
      asked = new Map()
    }
    const caller = asked.has(name) || asked.size < MOST_CALLERS ? name : 'others'
    const count = (asked.get(caller) ?? begun()) + 1
    asked.set(caller, count)
    const left = Math.max(0, quota - count)
    const until = Math.ceil((current + 1) * seconds - second)
    if (count <= quota) await next()
    else {
      c.header('retry-after', String(until))
      c.res =
        (await sayTo?.(c, until)) ??
        answerProblem(c, {
          code: 'too-many',
          detail: `At most ${quota} requests in ${seconds} s; wait ${until} s.`,
        })
      c.res.headers.set('retry-after', String(until))
    }
    if (isQuiet) return undefined
    // Afterwards, since an answer that a handler made by itself knows nothing of what was set before.
    c.res.headers.set('ratelimit-policy', `"requests";q=${quota};w=${seconds}`)
    c.res.headers.set('ratelimit', `"requests";r=${left};t=${until}`)
    return undefined
  }
}
