// SPDX-License-Identifier: Apache-2.0
/** Sightings over HTTP. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Api, answered, byId, jsonAnswer, jsonBody, problemAnswer, REFUSALS } from '#platform/http/index.ts'
import type { IncidentsDesk } from '../contract.ts'
import { sightingShape } from './sightings.ts'

const { part, value } = sightingShape.shape
const sightings = z
  .object({
    seen: z
      .array(
        z.object({
          ...{ part, value },
          country: z.string().describe('Of the organisations that saw it, ISO 3166-1 alpha-2.'),
          count: z.number().int().describe('How many said so.'),
        }),
      )
      .describe('For those who reported the incident; empty for others.'),
    own: z.array(z.object({ part, value })).describe('What this organisation said that it saw.'),
  })
  .openapi('IncidentSightings', { description: 'That others saw what an incident names, and nothing of whom.' })

const identified = byId('Of the incident.')
const list = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/sightings', operationId: 'listIncidentSightings' },
  summary: 'How many saw a firm or number of an incident too, by country',
  request: { params: identified },
  responses: { 200: jsonAnswer(sightings, 'By value and country.'), ...REFUSALS },
})
const sight = createRoute({
  ...{ method: 'post', path: '/api/incidents/{id}/sightings', operationId: 'sightIncidentValue' },
  summary: 'Say that this organisation saw a firm or number of an incident too',
  description:
    'Who reported it learns the country of the organisation, and nothing else. Saying so again changes nothing.',
  request: { params: identified, ...jsonBody(sightingShape) },
  responses: {
    200: jsonAnswer(z.object({ part, value }), 'What was said.'),
    409: problemAnswer('Not possible as it stands, or the other node is not reached.'),
    ...REFUSALS,
  },
})

/** Adds these to the room's routes. */
export const addSightingRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).sightings(c.req.valid('param').id)), 200))
  api.openapi(sight, async (c) =>
    c.json(answered(c, await (await desk(c)).sight(c.req.valid('param').id, c.req.valid('json'))), 200),
  )
}
