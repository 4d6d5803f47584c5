// SPDX-License-Identifier: Apache-2.0
/** Corrections over HTTP, for programs of the officers who answer them. Whoever asks for one has the public page. */
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
  REFUSALS,
  seatedAt,
} from '#platform/http/index.ts'
import { type CorrectionsDesk, newCorrectionShape, settleShape } from './contract.ts'

const { concerns, name, wrong, reach } = newCorrectionShape.shape
const correction = z
  .object({
    concerns: concerns.describe('Of whom something may be recorded.'),
    name: name.describe('The name that may be recorded.'),
    wrong: wrong.describe('What is wrong, and how it should be.'),
    reach: reach.unwrap().describe('How they may be reached; may be empty.'),
    id: z.uuid().describe('Of the request.'),
    received: z.string().describe('ISO 8601 in UTC.'),
    answerOn: z.string().describe('From this day on whoever asked sees that it was examined; `YYYY-MM-DD`.'),
    settled: z
      .object({
        at: z.string().describe('ISO 8601 in UTC.'),
        outcome: settleShape.shape.outcome.describe('What was done.'),
        note: z.string().describe('Why; it stays with the officers.'),
      })
      .nullable()
      .describe('Null while it is open.'),
    version: z.number().int().describe('Goes up with each change.'),
  })
  .openapi('Correction', { description: 'Somebody asks that what is recorded about them or their firm be put right.' })

const list = createRoute({
  ...{ method: 'get', path: '/api/corrections', operationId: 'listCorrections' },
  summary: 'Requests for a correction, open ones first',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(correction).describe('At most 100.') }), 'Those of this authority.'),
    ...REFUSALS,
  },
})
const settle = createRoute({
  ...{ method: 'post', path: '/api/corrections/{id}/settlement', operationId: 'settleCorrection' },
  summary: 'Settle a request for a correction',
  request: {
    params: byId('Of the request.'),
    headers: idempotent,
    ...jsonBody(
      z.strictObject({
        settled: settleShape.describe('What was done and why.'),
        version: z.number().int().min(1).describe('The one that was read.'),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(correction, 'As it is now.'),
    409: problemAnswer('It was settled before.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
  },
})

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const correctionsRoutes = (deskOf: (c: Context) => Promise<CorrectionsDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).list()) }, 200))
  api.openapi(settle, async (c) => {
    const { settled, version } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).settle(id, settled, version, key)), 200)
  })
  return api
}
