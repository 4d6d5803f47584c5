// SPDX-License-Identifier: Apache-2.0
/** Time to a lawyer over HTTP: services count, shares over the floor are read. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
  createApi,
  idempotent,
  jsonAnswer,
  jsonBody,
  REFUSALS,
  seatedAt,
} from '#platform/http/index.ts'
import { countShape, type LegalAidDesk, newCountShape, shareShape } from './contract.ts'

const path = '/api/legal-aid'
const count = countShape.openapi('LegalAidCount', {
  description: 'How many people waited how long for a lawyer: of one service, month, kind of place and clock.',
})
const share = shareShape.openapi('LegalAidShare', {
  description: 'Who spoke with a lawyer in 48 hours, of all services.',
})

const list = createRoute({
  ...{ method: 'get', path, operationId: 'listLegalAidCounts' },
  summary: 'How long people waited for a lawyer, as your organisation entered it',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(count).describe('The newest month first, 500 at most.') }), 'Your own.'),
    ...REFUSALS,
  },
})
const enter = createRoute({
  ...{ method: 'post', path, operationId: 'enterLegalAidCount' },
  summary: 'Enter how long people waited for a lawyer in a month',
  description: 'The last entered of a month, place and clock counts. Nobody else reads the numbers of one service.',
  request: { headers: idempotent, ...jsonBody(newCountShape) },
  responses: { 201: jsonAnswer(count, 'As it was entered.'), ...REFUSALS },
})
const shares = createRoute({
  ...{ method: 'get', path: `${path}/shares`, operationId: 'listLegalAidShares' },
  summary: 'The share of people who spoke with a lawyer in time',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(share).describe('By kind of place and clock.') }), 'Twelve months.'),
    ...REFUSALS,
  },
})

/** `deskOf`: the desk of whoever asks, nothing where nobody is signed in. */
export const legalAidRoutes = (deskOf: (c: Context) => Promise<LegalAidDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).list()) }, 200))
  api.openapi(enter, async (c) => {
    const key = c.req.header('idempotency-key')
    return c.json(answered(c, await (await desk(c)).enter(c.req.valid('json'), key)), 201)
  })
  api.openapi(shares, async (c) => c.json({ items: answered(c, await (await desk(c)).shares()) }, 200))
  return api
}
