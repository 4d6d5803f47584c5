// SPDX-License-Identifier: Apache-2.0
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
  byId,
  createApi,
  idempotent,
  jsonAnswer,
  jsonBody,
  problemAnswer,
  queryShape,
  REFUSALS,
  seatedAt,
} from '#platform/http/index.ts'
import { type AdviceDesk, adviceQueryShape, LANGUAGES, SEVERITIES, STATES, URGENCIES } from './contract.ts'

const advice = z
  .object({
    id: z.uuid().describe('Of the advice.'),
    severity: z.enum(SEVERITIES).describe('CAP 1.2.'),
    urgency: z.enum(URGENCIES).describe('CAP 1.2.'),
    regions: z.array(z.string()).describe('Codes of the country or of areas that it concerns.'),
    texts: z
      .partialRecord(
        z.enum(LANGUAGES),
        z
          .object({
            headline: z.string().describe('In one line.'),
            text: z.string().describe('What is known, and what to do.'),
            reviewed: z.boolean().describe('Whether a native reader has read it.'),
          })
          .describe('The advice in this language.'),
      )
      .describe('By language.'),
    state: z.enum(STATES).describe('Where it stands.'),
    given: z.string().describe('When it came: ISO 8601 in UTC.'),
    expires: z.string().describe('From when it no longer holds: ISO 8601 in UTC.'),
    withdrawn: z
      .object({ at: z.string().describe('ISO 8601 in UTC.'), reason: z.string().describe('Why.') })
      .nullable()
      .describe('When and why it was withdrawn.'),
    acknowledged: z.string().nullable().describe('When this organisation said that it was read; null before.'),
    version: z.number().int().describe('Goes up with each change.'),
  })
  .openapi('Advice', { description: 'What services are told of a danger.' })
const page = z.object({
  items: z.array(advice),
  next: z.string().nullable().describe('The cursor of the next page.'),
})
const identified = byId('Of the advice.')

const list = createRoute({
  method: 'get',
  path: '/api/advice',
  operationId: 'listAdvice',
  summary: 'Advice for this service, newest first',
  request: { query: queryShape(adviceQueryShape.shape) },
  responses: { 200: jsonAnswer(page, 'One page.'), ...REFUSALS },
})
const open = createRoute({
  method: 'get',
  path: '/api/advice/{id}',
  operationId: 'readAdvice',
  summary: 'One piece of advice',
  request: { params: identified },
  responses: { 200: jsonAnswer(advice, 'As it is; its ETag is its version.'), ...REFUSALS },
})
const acknowledge = createRoute({
  method: 'post',
  path: '/api/advice/{id}/acknowledgement',
  operationId: 'acknowledgeAdvice',
  summary: 'Say for the service that advice was read',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ version: z.number().int().min(1).describe('The one that was read.') })),
  },
  responses: { 200: jsonAnswer(advice, 'As it is now.'), 412: problemAnswer('It was changed since.'), ...REFUSALS },
})

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const adviceRoutes = (deskOf: (c: Context) => Promise<AdviceDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).list(c.req.valid('query'))), 200))
  api.openapi(open, async (c) => {
    const found = answered(c, await (await desk(c)).open(c.req.valid('param').id))
    c.header('etag', `"${found.version}"`)
    return c.json(found, 200)
  })
  api.openapi(acknowledge, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    const { version } = c.req.valid('json')
    return c.json(answered(c, await (await desk(c)).acknowledge(c.req.valid('param').id, version, key)), 200)
  })
  return api
}
