// SPDX-License-Identifier: Apache-2.0
/** Incidents to take along, over HTTP. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Api, answered, queryShape, REFUSALS } from '#platform/http/index.ts'
import type { IncidentsDesk } from '../contract.ts'
import { exportQueryShape, FORMATS } from './shapes.ts'

const file = { schema: z.string().openapi({ format: 'binary' }) }

const route = createRoute({
  method: 'get',
  path: '/api/incident-exports',
  operationId: 'exportIncidents',
  summary: 'Incidents as a file: CSV, GeoJSON or STIX 2.1',
  request: {
    query: queryShape({
      ...exportQueryShape.shape,
      format: z.enum(FORMATS).describe('GeoJSON places each incident by its country alone.'),
    }),
  },
  responses: {
    200: {
      description: 'The newest 1000 at most, as this actor may read them; each file is a line of the ledger.',
      content: { 'text/csv': file, 'application/geo+json': file, 'application/stix+json': file },
    },
    ...REFUSALS,
  },
})

export const addExportRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(route, async (c) => {
    const { format, ...query } = c.req.valid('query')
    const { name, type, text } = answered(c, await (await desk(c)).export(format, query))
    const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` }
    return c.body(text, 200, headers) as never
  })
}
