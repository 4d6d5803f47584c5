// SPDX-License-Identifier: Apache-2.0
/** What authorities ask each other about an incident, and what other nodes said of it, over HTTP. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
  byId,
  idempotent,
  jsonAnswer,
  jsonBody,
  problemAnswer,
  REFUSALS,
} from '#platform/http/index.ts'
import { deliveryAnswer, partnerAnswer } from '#platform/peers/index.ts'
import type { IncidentsDesk } from './contract.ts'
import { newRequestShape, settleShape } from './requests.ts'

const request = z
  .object({
    ...{ kind: newRequestShape.shape.kind, question: newRequestShape.shape.question, due: newRequestShape.shape.due },
    id: z.uuid().describe('Of the request.'),
    incident: z.uuid().describe('What it is about.'),
    from: z.uuid().describe('The organisation that asks.'),
    to: z.uuid().describe('The organisation that is asked.'),
    status: z.enum(['open', 'accepted', 'answered', 'declined', 'expired']).describe('Where it stands.'),
    asked: z.string().describe('ISO 8601 in UTC.'),
    answer: z.string().nullable().describe('The answer, or why it was declined; null before.'),
    settled: z.string().nullable().describe('When it was answered or declined, ISO 8601 in UTC.'),
    version: z.number().int().describe('Goes up with each change.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('IncidentRequest', { description: 'What one authority asks another, seen by those two alone.' })

const items = <S extends z.ZodType>(shape: S) => z.object({ items: z.array(shape).describe('All of them.') })
const identified = byId('Of the incident.')
const refused = { 409: problemAnswer('Not possible as it stands, or the other node is not reached.') }

const list = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/requests', operationId: 'listIncidentRequests' },
  summary: 'What was asked about an incident, by or of this organisation',
  request: { params: identified },
  responses: { 200: jsonAnswer(items(request), 'Oldest first.'), ...REFUSALS },
})
const ask = createRoute({
  ...{ method: 'post', path: '/api/incidents/{id}/requests', operationId: 'askAboutIncident' },
  summary: 'Ask who reported an incident, or, if that is you, one of its receivers',
  request: { params: identified, headers: idempotent, ...jsonBody(newRequestShape) },
  responses: { 201: jsonAnswer(request, 'As it was asked.'), ...REFUSALS, ...refused },
})
const settle = createRoute({
  ...{ method: 'post', path: '/api/incident-requests/{id}/acts', operationId: 'settleIncidentRequest' },
  summary: 'Accept, answer or decline what this organisation is asked',
  request: {
    params: byId('Of the request.'),
    headers: idempotent,
    ...jsonBody(
      z.strictObject({
        command: settleShape.describe('What is done.'),
        version: z.number().int().min(1).describe('The one that was read.'),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(request, 'As it is now.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
    ...refused,
  },
})
const deliveries = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/deliveries', operationId: 'listIncidentDeliveries' },
  summary: 'What other nodes said of an incident that they were told',
  request: { params: identified },
  responses: { 200: jsonAnswer(items(deliveryAnswer), 'One for each node.'), ...REFUSALS },
})
const partners = createRoute({
  ...{ method: 'get', path: '/api/incident-partners', operationId: 'listIncidentPartners' },
  summary: 'Organisations of other nodes that told incidents, or may be told',
  responses: { 200: jsonAnswer(items(partnerAnswer), 'By name.'), ...REFUSALS },
})

/** Adds these to the room's routes. */
export const addRequestRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(list, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).requests(c.req.valid('param').id)) }, 200),
  )
  api.openapi(ask, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).ask(c.req.valid('param').id, c.req.valid('json'), key)), 201)
  })
  api.openapi(settle, async (c) => {
    const { command, version } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).settle(c.req.valid('param').id, command, version, key)), 200)
  })
  api.openapi(deliveries, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).deliveries(c.req.valid('param').id)) }, 200),
  )
  api.openapi(partners, async (c) => c.json({ items: answered(c, await (await desk(c)).partners()) }, 200))
}
