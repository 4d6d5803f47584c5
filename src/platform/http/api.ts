// SPDX-License-Identifier: Apache-2.0
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { HttpVariables } from './headers.ts'
import { answerProblem } from './problem.ts'

export type Api = OpenAPIHono<{ Variables: HttpVariables }>

/** A router whose refusals, validation included, have the one shape. */
export const createApi = (): Api =>
  new OpenAPIHono<{ Variables: HttpVariables }>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      const errors = result.error.issues.map((issue) => ({
        where: [result.target, ...issue.path].join('.'),
        detail: issue.message,
      }))
      const detail = errors.map(({ where, detail: what }) => `${where}: ${what}`).join('; ')
      return answerProblem(c, { code: 'not-valid', detail }, errors)
    },
  })

/** The error shape, for the description of every route. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ where: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details; the one shape of every error.' })

/** Describes an error answer of a route. */
export const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})
