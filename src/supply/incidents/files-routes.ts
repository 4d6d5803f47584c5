// SPDX-License-Identifier: Apache-2.0
/** Files of an incident over HTTP. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Api, answered, byId, jsonAnswer, problemAnswer, queryShape, REFUSALS } from '#platform/http/index.ts'
import type { IncidentsDesk } from './contract.ts'

const file = z
  .object({
    id: z.uuid().describe('Of the file.'),
    name: z.string().describe('Without folders.'),
    type: z.string().describe('Media type, by its bytes.'),
    size: z.number().int().describe('Bytes.'),
  })
  .openapi('IncidentFile', { description: 'A file that belongs to an incident.' })

const identified = byId('Of the incident.')
const named = identified.extend({
  file: z
    .string()
    .describe('Of the file.')
    .openapi({ param: { name: 'file', in: 'path' } }),
})
const refused = { 409: problemAnswer('It is no draft any more, or has ten files already.'), ...REFUSALS }

const list = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/files', operationId: 'listIncidentFiles' },
  summary: 'Files of an incident',
  request: { params: identified },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(file).describe('All of them.') }), 'Empty where parts are withheld.'),
    ...REFUSALS,
  },
})
const add = createRoute({
  ...{ method: 'post', path: '/api/incidents/{id}/files', operationId: 'attachIncidentFile' },
  summary: 'Add a file to a draft',
  description: 'PDF, PNG, JPEG, WebP, text, CSV, DOCX, XLSX, WAV or MP3, as its bytes say.',
  request: {
    params: identified,
    query: queryShape({ name: z.string().min(1).max(500).describe('The name of the file, with its ending.') }),
    body: { required: true, content: { 'application/octet-stream': { schema: z.string().describe('The bytes.') } } },
  },
  responses: {
    201: jsonAnswer(file, 'As it is kept.'),
    413: problemAnswer('It is too large.'),
    415: problemAnswer('Its bytes are no kind of file that is taken, or not what its name says.'),
    ...refused,
  },
})
const download = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/files/{file}', operationId: 'downloadIncidentFile' },
  summary: 'A file of an incident',
  request: { params: named },
  responses: {
    200: {
      description: 'The file, to be saved and not shown.',
      content: { 'application/octet-stream': { schema: z.string().describe('The bytes.') } },
    },
    ...REFUSALS,
  },
})
const remove = createRoute({
  ...{ method: 'delete', path: '/api/incidents/{id}/files/{file}', operationId: 'detachIncidentFile' },
  summary: 'Take a file from a draft',
  request: { params: named },
  responses: { 204: { description: 'It is gone.' }, ...refused },
})

async function* nothing() {}

/** Adds these to the room's routes. */
export const addFileRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(list, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).files(c.req.valid('param').id)) }, 200),
  )
  api.openapi(add, async (c) => {
    const [{ id }, { name }] = [c.req.valid('param'), c.req.valid('query')]
    return c.json(answered(c, await (await desk(c)).attach(id, name, c.req.raw.body ?? nothing())), 201)
  })
  api.openapi(download, async (c) => {
    const { id, file } = c.req.valid('param')
    const { body, headers } = answered(c, await (await desk(c)).download(id, file))
    return new Response(body, { headers }) as never
  })
  api.openapi(remove, async (c) => {
    const { id, file } = c.req.valid('param')
    answered(c, await (await desk(c)).detach(id, file))
    return c.body(null, 204)
  })
}
