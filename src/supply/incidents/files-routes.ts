// SPDX-License-Identifier: Apache-2.0
/** Files of an incident over HTTP. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addFileRoutes } from '#platform/attachments/index.ts'
import { type Api, answered, byId, jsonAnswer, REFUSALS } from '#platform/http/index.ts'
import type { IncidentsDesk } from './contract.ts'

const file = z
  .object({
    id: z.uuid().describe('Of the file.'),
    name: z.string().describe('Without folders.'),
    type: z.string().describe('Media type, by its bytes.'),
    size: z.number().int().describe('Bytes.'),
  })
  .openapi('IncidentFile', { description: 'A file that belongs to an incident.' })

const list = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/files', operationId: 'listIncidentFiles' },
  summary: 'Files of an incident',
  request: { params: byId('Of the incident.') },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(file).describe('All of them.') }), 'Empty where parts are withheld.'),
    ...REFUSALS,
  },
})

/** Adds these to the room's routes. */
export const addIncidentFiles = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(list, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).files(c.req.valid('param').id)) }, 200),
  )
  addFileRoutes(
    api,
    {
      ...{ path: '/api/incidents/{id}/files', of: 'Of the incident.', name: 'IncidentFile', file },
      ...{ attach: 'Add a file to a draft', download: 'A file of an incident', detach: 'Take a file from a draft' },
      fixed: 'It is no draft any more, or has ten files already.',
    },
    async (c) => {
      const own = await desk(c)
      return { ...own, attach: (id, { name }, bytes) => own.attach(id, name, bytes) }
    },
  )
}
