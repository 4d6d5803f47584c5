// SPDX-License-Identifier: Apache-2.0
/** The one shape of errors over HTTP (RFC 9457, application/problem+json) and the one table of their numbers. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { chooseLanguage, openMessages } from '#basis/messages.ts'
import type { Refusal } from '#basis/outcome.ts'
import { trace } from '#basis/trace.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  /** Each place that is wrong, where there are several or one can be pointed at. */
  errors?: { where: string; detail: string }[]
}

/** HTTP status by refusal code. A code that is not here is a bad request: the caller can mend what it sent. */
const STATUS: Record<string, ContentfulStatusCode> = {
  'not-signed-in': 401,
  'unknown-peer': 401,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  replayed: 409,
  'not-now': 409,
  'second-person': 409,
  changed: 412,
  'too-large': 413,
  'not-supported': 415,
  'wrong-name': 415,
  'not-valid': 422,
  unreadable: 422,
  'key-reused': 422,
  broken: 422,
  unsafe: 422,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
  'no-room': 507,
}

const messages = openMessages({ en, fr })

export const problemOf = (
  refusal: Refusal,
  acceptLanguage: string | undefined,
  errors?: Problem['errors'],
): Problem => {
  const say = messages(chooseLanguage(acceptLanguage, ['en', 'fr']))
  const known = refusal.code in en ? refusal.code : 'bad-request'
  const places = errors ?? (refusal.where ? [{ where: refusal.where, detail: refusal.detail }] : undefined)
  return {
    type: `urn:passerelle:problem:${refusal.code}`,
    title: say(known),
    status: STATUS[refusal.code] ?? 400,
    code: refusal.code,
    detail: refusal.detail,
    ...(places ? { errors: places } : {}),
  }
}

/** Answers a request with a refusal. */
export const answerProblem = (c: Context, refusal: Refusal, errors?: Problem['errors']): Response => {
  const problem = problemOf(refusal, c.req.header('accept-language'), errors)
  return c.json(problem, problem.status as ContentfulStatusCode, { 'content-type': 'application/problem+json' })
}

/** Ends a handler with a refusal; a typed route's handler returns its good answers and raises the others. */
export const raiseProblem = (c: Context, refusal: Refusal): never => {
  const res = answerProblem(c, refusal)
  throw new HTTPException(res.status as ContentfulStatusCode, { res })
}

/** PostgreSQL's words for a server that goes away, comes up, or has no memory or connection left. */
const GONE = /^(?:08\d{3}|57P0[1-3]|53[23]00|ECONNREFUSED|ECONNRESET|EPIPE)$/
const isGone = ({ code, message }: Failure) =>
  GONE.test(String(code)) || /Connection terminated|is not queryable/.test(message ?? '')
/** PostgreSQL's and the system's words for a disk that is full. */
const isFull = ({ code }: Failure) => /^(?:53100|ENOSPC|EDQUOT)$/.test(String(code))

interface Failure {
  code?: unknown
  message?: string
  cause?: unknown
}
/** Whether `is` holds of an error or of what caused it. */
const isAnyOf = (error: unknown, is: (failure: Failure) => boolean): boolean => {
  const failure = (error ?? {}) as Failure
  return is(failure) || (failure.cause !== undefined && isAnyOf(failure.cause, is))
}

/** For `onError`: a raised refusal as it is, a library's refusal in our shape, anything else written down as a bug. */
export const answerError = (error: Error, c: Context): Response => {
  if (!(error instanceof HTTPException)) {
    if (isAnyOf(error, isFull))
      return answerProblem(c, { code: 'no-room', detail: 'The disk of the database is full. Nothing was saved.' })
    if (isAnyOf(error, isGone)) {
      c.header('retry-after', '2')
      return answerProblem(c, { code: 'unavailable', detail: 'The database does not answer. Nothing was saved.' })
    }
    console.error(trace(error))
    return answerProblem(c, { code: 'internal', detail: 'An unexpected error; the node has written it down.' })
  }
  if (error.res) return error.res
  const code = Object.keys(STATUS).find((known) => STATUS[known] === error.status) ?? 'bad-request'
  return answerProblem(c, { code, detail: error.message })
}
