// SPDX-License-Identifier: Apache-2.0
/** How a program works through the board for the person whose key it has: marks, takes on, keeps filters. */
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
  queryShape,
  REFUSALS,
} from '#platform/http/index.ts'
import type { IncidentsDesk } from '../contract.ts'
import { savedFilterShape } from './shapes.ts'

const filter = z
  .object({ ...savedFilterShape.shape, id: z.uuid().describe('Of the filter.') })
  .openapi('SavedIncidentFilter', { description: 'What somebody asks of the board again and again; theirs alone.' })
const mark = z
  .object({
    id: z.uuid().describe('Of the incident.'),
    links: z.number().int().describe('Incidents that this actor sees and that share something with it.'),
    read: z.boolean().describe('Whether this account marked it as read.'),
    taken: z.enum(['me', 'colleague']).nullable().describe('Who of this organisation takes care of it.'),
    sameAs: z.uuid().nullable().describe('The incident with which it was merged; null where it was not.'),
  })
  .openapi('IncidentMark', { description: 'What an incident is to whoever asks.' })
const items = <S extends z.ZodType>(shape: S, described: string) =>
  z.object({ items: z.array(shape).describe(described) })
const incident = byId('Of the incident.')

const filters = createRoute({
  ...{ method: 'get', path: '/api/incident-filters', operationId: 'listIncidentFilters' },
  summary: 'Filters of the board that this account keeps',
  responses: { 200: jsonAnswer(items(filter, 'By name.'), 'All of them.'), ...REFUSALS },
})
const save = createRoute({
  ...{ method: 'post', path: '/api/incident-filters', operationId: 'saveIncidentFilter' },
  summary: 'Keep a filter of the board',
  request: { headers: idempotent, ...jsonBody(savedFilterShape) },
  responses: {
    201: jsonAnswer(filter, 'As it is kept.'),
    409: problemAnswer('There are as many as one may keep.'),
    ...REFUSALS,
  },
})
const remove = createRoute({
  ...{ method: 'delete', path: '/api/incident-filters/{id}', operationId: 'removeIncidentFilter' },
  summary: 'Remove a filter of the board',
  request: { params: byId('Of the filter.') },
  responses: { 200: jsonAnswer(z.object({ id: z.uuid().describe('Of what is gone.') }), 'It is gone.'), ...REFUSALS },
})
const marks = createRoute({
  ...{ method: 'get', path: '/api/incident-marks', operationId: 'listIncidentMarks' },
  summary: 'What incidents are to whoever asks: read, taken on, linked, merged',
  request: {
    query: queryShape({ ids: z.string().max(4000).describe('Ids of incidents, with commas between; 100 at most.') }),
  },
  responses: { 200: jsonAnswer(items(mark, 'Those that this actor sees.'), 'What they are.'), ...REFUSALS },
})
const read = createRoute({
  ...{ method: 'put', path: '/api/incidents/{id}/read', operationId: 'markIncident' },
  summary: 'Mark an incident as read for this account, or as unread',
  request: { params: incident, ...jsonBody(z.strictObject({ read: z.boolean().describe('True: it was read.') })) },
  responses: { 200: jsonAnswer(z.object({ read: z.boolean().describe('As it is now.') }), 'Done.'), ...REFUSALS },
})
const by = z.enum(['me', 'nobody'])
const take = createRoute({
  ...{ method: 'put', path: '/api/incidents/{id}/taken', operationId: 'takeIncident' },
  summary: 'Take an incident on for this organisation, or leave it',
  request: { params: incident, ...jsonBody(z.strictObject({ by: by.describe('Nobody: it is left.') })) },
  responses: { 200: jsonAnswer(z.object({ by: by.describe('As it is now.') }), 'Done.'), ...REFUSALS },
})

/** Adds these to the room's routes. */
export const addBoardRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(filters, async (c) => c.json({ items: answered(c, await (await desk(c)).filters()) }, 200))
  api.openapi(save, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).saveFilter(c.req.valid('json'), key)), 201)
  })
  api.openapi(remove, async (c) => {
    const id = answered(c, await (await desk(c)).removeFilter(c.req.valid('param').id))
    return c.json({ id }, 200)
  })
  api.openapi(marks, async (c) => {
    const ids = c.req.valid('query').ids.split(',')
    return c.json({ items: answered(c, await (await desk(c)).marks(ids)) }, 200)
  })
  api.openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    return c.json({ read: answered(c, await (await desk(c)).mark(id, c.req.valid('json').read)) }, 200)
  })
  api.openapi(take, async (c) => {
    const { id } = c.req.valid('param')
    return c.json({ by: answered(c, await (await desk(c)).take(id, c.req.valid('json').by)) }, 200)
  })
}
