// SPDX-License-Identifier: Apache-2.0
/** Two reports of one event, over HTTP. */
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
import { mergeShape } from './merge.ts'

const incident = z.object({
  id: z.uuid().describe('Of the incident.'),
  title: z.string().describe('In one line.'),
  from: z.uuid().describe('The organisation that reported it.'),
})
const merge = z
  .object({
    duplicate: incident.describe('It points to the other.'),
    kept: incident.describe('It is worked on.'),
    state: z.enum(['proposed', 'merged', 'declined', 'undone']).describe('What holds now.'),
    steps: z
      .array(
        z.object({
          step: z.enum(['propose', 'merge', 'decline', 'undo']).describe('What was done.'),
          organisation: z.uuid().describe('By whom.'),
          reason: z.string().describe('Why.'),
          at: z.string().describe('ISO 8601 in UTC.'),
        }),
      )
      .describe('Oldest first.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('IncidentMerge', { description: 'Two reports of one event. Nothing of either is changed.' })

const list = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/merges', operationId: 'listIncidentMerges' },
  summary: 'Reports of the same event as this incident',
  request: { params: byId('Of the incident.') },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(merge).describe('All of them.') }), 'Those seen.'),
    ...REFUSALS,
  },
})
const act = createRoute({
  ...{ method: 'post', path: '/api/incident-merges', operationId: 'mergeIncidents' },
  summary: 'Merge two reports of one event, decline that, or undo it',
  request: { headers: idempotent, ...jsonBody(mergeShape) },
  responses: {
    200: jsonAnswer(merge, 'As it is now.'),
    409: problemAnswer('Not possible now, or for this organisation.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
  },
})

export const addMergeRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(list, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).merges(c.req.valid('param').id)) }, 200),
  )
  api.openapi(act, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).merge(c.req.valid('json'), key)), 200)
  })
}
