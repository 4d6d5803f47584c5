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

const place = z.object({
  where: z.string().describe('The field, line or column.'),
  detail: z.string().describe('What is wrong there.'),
})

/** The error shape, for the description of every route. */
export const problemSchema = z
  .object({
    type: z.string().describe('A URN that ends in `code`.'),
    title: z.string().describe('For people, in the language that was asked for.'),
    status: z.number().int().describe('The HTTP status.'),
    code: z.string().describe('For programs; it does not change.'),
    detail: z.string().describe('What is wrong, in English, for developers.'),
    errors: z.array(place).optional().describe('Each place that is wrong, where one can be pointed at.'),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details; the one shape of every error.' })

/** Describes an error answer of a route. */
export const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})
