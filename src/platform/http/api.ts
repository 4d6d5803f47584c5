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
      const { issues } = result.error
      const errors = issues.map((issue) => ({
        where: [result.target, ...issue.path].join('.'),
        detail: issue.message,
      }))
      const detail = errors.map(({ where, detail: what }) => `${where}: ${what}`).join('; ')
      const strange = result.target === 'query' && issues.some(({ code }) => code === 'unrecognized_keys')
      return answerProblem(c, { code: strange ? 'unknown-key' : 'not-valid', detail }, errors)
    },
  })

/**
 * A query's shape. A key that it does not have is refused, not ignored, and the answer names those that it has: a
 * filter whose name is mistyped would otherwise be no filter.
 */
export const queryShape = <S extends z.ZodRawShape>(keys: S) =>
  z.strictObject(keys, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `"${issue.keys.join('", "')}" is not known here; known are ${Object.keys(keys).join(', ')}.`
        : undefined,
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
