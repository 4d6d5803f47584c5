// SPDX-License-Identifier: Apache-2.0
/** What rooms say alike of their routes, and how a desk's answer becomes one of HTTP. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import { problemAnswer } from './api.ts'
import { raiseProblem } from './problem.ts'

export const jsonAnswer = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})

/** The one parameter of a path: whose id it is. */
export const byId = (described: string) =>
  z.object({
    id: z
      .string()
      .describe(described)
      .openapi({ param: { name: 'id', in: 'path' } }),
  })

/** Headers of a request that may be sent twice; see `sitOnce`. */
export const idempotent = z.object({
  'idempotency-key': z
    .string()
    .min(8)
    .max(200)
    .optional()
    .describe('Sent again with the same key, the request has its effect once.'),
})

/** Refusals of every route at which an actor sits. */
export const REFUSALS = {
  401: problemAnswer('Nobody is signed in.'),
  404: problemAnswer('There is nothing here for this actor.'),
  422: problemAnswer('Something that was sent is not valid.'),
}

/** The desk of whoever asks; where nobody is signed in a problem is raised. */
export const seatedAt =
  <D>(deskOf: (c: Context) => Promise<D | undefined>) =>
  async (c: Context): Promise<D> =>
    (await deskOf(c)) ?? raiseProblem(c, { code: 'not-signed-in', detail: 'Sign in, or send an API key.' })

/** The value of an outcome; a refusal is raised as a problem. */
export const answered = <T>(c: Context, outcome: Outcome<T, Refusal>): T =>
  outcome.ok ? outcome.value : raiseProblem(c, outcome.refusal)
