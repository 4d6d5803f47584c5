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
import { addBoardRoutes } from './board/board-routes.ts'
import { STATUSES } from './codes.ts'
import { commandShape, type IncidentsDesk, incidentQueryShape, newIncidentShape } from './contract.ts'
import { addDraftRoutes } from './drafts-routes.ts'
import { addExportRoutes } from './exports/export-routes.ts'
import { addIncidentFiles } from './files-routes.ts'
import { addLinkRoutes } from './links/links-routes.ts'
import { addMergeRoutes } from './merging/merge-routes.ts'
import { addProposalRoutes } from './proposals/proposals-routes.ts'
import { addRequestRoutes } from './requests-routes.ts'
import { addMessageRoutes } from './talk/messages-routes.ts'
import { addSightingRoutes } from './talk/sightings-routes.ts'

const { account, parties, identifiers } = newIncidentShape.shape
const incident = z
  .object({
    ...newIncidentShape.shape,
    account: account.optional(),
    parties: parties.optional(),
    identifiers: identifiers.optional(),
    id: z.uuid().describe('Of the incident.'),
    from: z.uuid().describe('The organisation that reported it.'),
    status: z.enum(STATUSES).describe('Where it stands.'),
    marking: z.string().describe('Traffic Light Protocol 2.0.'),
    countries: z.array(z.string()).describe('Countries that it touches, ISO 3166-1 alpha-2.'),
    reported: z.string().describe('ISO 8601 in UTC.'),
    released: z.string().nullable().describe('ISO 8601 in UTC; null before.'),
    lookBy: z.string().nullable().describe('Until when its receivers are asked to look at it.'),
    changed: z
      .string()
      .nullable()
      .describe('When a proposed change was last accepted: ISO 8601 in UTC; null where none was.'),
    ended: z
      .object({ at: z.string().describe('ISO 8601 in UTC.'), reason: z.string().describe('Why.') })
      .nullable()
      .describe('When and why it was closed or recalled; null before.'),
    version: z.number().int().describe('Goes up with each change.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('Incident', {
    description: 'What one authority tells others. Parts that this actor may not read are absent.',
  })
const page = z.object({
  items: z.array(incident),
  next: z.string().nullable().describe('The cursor of the next page.'),
})

const identified = byId('Of the incident.')

const list = createRoute({
  method: 'get',
  path: '/api/incidents',
  operationId: 'listIncidents',
  summary: 'Incidents, newest first',
  request: { query: queryShape(incidentQueryShape.shape) },
  responses: { 200: jsonAnswer(page, 'One page.'), ...REFUSALS },
})
const report = createRoute({
  method: 'post',
  path: '/api/incidents',
  operationId: 'reportIncident',
  summary: 'Report an incident, as a draft',
  request: { headers: idempotent, ...jsonBody(newIncidentShape) },
  responses: { 201: jsonAnswer(incident, 'As it was reported.'), ...REFUSALS },
})
const open = createRoute({
  method: 'get',
  path: '/api/incidents/{id}',
  operationId: 'readIncident',
  summary: 'One incident',
  request: { params: identified },
  responses: { 200: jsonAnswer(incident, 'As this actor may read it; its ETag is its version.'), ...REFUSALS },
})
const act = createRoute({
  method: 'post',
  path: '/api/incidents/{id}/acts',
  operationId: 'actOnIncident',
  summary: 'Release, agree, decline, investigate, close or recall',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: commandShape, version: z.number().int().min(1) })),
  },
  responses: {
    200: jsonAnswer(incident, 'As it is now.'),
    409: problemAnswer('Not possible in this state, or for this person.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
  },
})

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const incidentsRoutes = (deskOf: (c: Context) => Promise<IncidentsDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)

  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).list(c.req.valid('query'))), 200))
  api.openapi(report, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).report(c.req.valid('json'), key)), 201)
  })
  api.openapi(open, async (c) => {
    const found = answered(c, await (await desk(c)).open(c.req.valid('param').id))
    c.header('etag', `"${found.version}"`)
    return c.json(found, 200)
  })
  api.openapi(act, async (c) => {
    const { command, version } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).act(c.req.valid('param').id, command, version, key)), 200)
  })
  addDraftRoutes(api, desk, incident)
  addLinkRoutes(api, desk, incident)
  addBoardRoutes(api, desk)
  addExportRoutes(api, desk)
  addMergeRoutes(api, desk)
  addRequestRoutes(api, desk)
  addIncidentFiles(api, desk)
  addSightingRoutes(api, desk)
  addProposalRoutes(api, desk)
  addMessageRoutes(api, desk)
  return api
}
