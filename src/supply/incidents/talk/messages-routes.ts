// SPDX-License-Identifier: Apache-2.0
/** Messages about an incident over HTTP. */
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
import type { IncidentsDesk } from '../contract.ts'
import { newMessageShape } from './messages.ts'

const message = z
  .object({
    id: z.uuid().describe('Of the message.'),
    incident: z.uuid().describe('What it is about.'),
    from: z.uuid().describe('The organisation that wrote it.'),
    text: z.string().describe('What it says.'),
    to: z.enum(['all', 'chosen']).describe('For all authorities that were told, or for some of them.'),
    written: z.string().describe('ISO 8601 in UTC.'),
  })
  .openapi('IncidentMessage', { description: 'What one authority writes to others that an incident concerns.' })

const identified = byId('Of the incident.')
const list = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/messages', operationId: 'listIncidentMessages' },
  summary: 'What authorities wrote to each other about an incident',
  request: { params: identified },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(message).describe('The newest 500.') }),
      'Oldest first; those that this actor may read.',
    ),
    ...REFUSALS,
  },
})
const write = createRoute({
  ...{ method: 'post', path: '/api/incidents/{id}/messages', operationId: 'writeAboutIncident' },
  summary: 'Write to the authorities that an incident concerns',
  request: { params: identified, headers: idempotent, ...jsonBody(newMessageShape) },
  responses: {
    201: jsonAnswer(message, 'As it was written.'),
    409: problemAnswer('Not possible as it stands, or the other node is not reached.'),
    ...REFUSALS,
  },
})

/** Adds these to the room's routes. */
export const addMessageRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(list, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).messages(c.req.valid('param').id)) }, 200),
  )
  api.openapi(write, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).write(c.req.valid('param').id, c.req.valid('json'), key)), 201)
  })
}
