// SPDX-License-Identifier: Apache-2.0
/** Files of a record over HTTP, alike in every room: added, served to be saved, taken out. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import { type Api, answered, byId, jsonAnswer, problemAnswer, queryShape, REFUSALS } from '../http/index.ts'
import type { Attachment } from './contract.ts'

/** What an officer of the room may do with them; `told` is what the address says besides the name. */
interface FilesDesk<File, Told> {
  attach(id: string, told: Told & { name: string }, bytes: AsyncIterable<Uint8Array>): Promise<Outcome<File, Refusal>>
  download(id: string, file: string): Promise<Outcome<Attachment, Refusal>>
  detach(id: string, file: string): Promise<Outcome<string, Refusal>>
}

interface FileRoutes<File, Told extends z.ZodRawShape> {
  path: `/api/${string}/{id}/files`
  /** Of which record the id is, in a sentence of the description */
  of: string
  /** Operations are `attach…`, `download…` and `detach…` of this name. */
  name: string
  /** Their summaries. */
  attach: string
  download: string
  detach: string
  /** Why none can be added or taken out. */
  fixed: string
  file: z.ZodType<File>
  told?: Told
}

const BYTES = { 'application/octet-stream': { schema: z.string().describe('The bytes.') } }
const NAME = { name: z.string().min(1).max(500).describe('The name of the file, with its ending.') }

async function* nothing() {}

/** Adds the three to a room's routes. */
export const addFileRoutes = <File, Told extends z.ZodRawShape>(
  api: Api,
  { path, of, name, attach, download, detach, fixed, file, told }: FileRoutes<File, Told>,
  desk: (c: Context) => Promise<FilesDesk<File, z.output<z.ZodObject<Told>>>>,
): void => {
  const params = byId(of)
  const named = params.extend({
    file: z
      .string()
      .describe('Of the file.')
      .openapi({ param: { name: 'file', in: 'path' } }),
  })
  const refused = { 409: problemAnswer(fixed), ...REFUSALS }
  const add = createRoute({
    ...{ method: 'post', path, operationId: `attach${name}`, summary: attach },
    description: 'PDF, PNG, JPEG, WebP, text, CSV, DOCX, XLSX, WAV or MP3, as its bytes say.',
    request: { params, query: queryShape({ ...told, ...NAME }), body: { required: true, content: BYTES } },
    responses: {
      201: jsonAnswer(file, 'As it is kept.'),
      413: problemAnswer('It is too large.'),
      415: problemAnswer('Its bytes are no kind of file that is taken, or not what its name says.'),
      ...refused,
    },
  })
  api.openapi(add, async (c) => {
    const given = c.req.valid('query') as z.output<z.ZodObject<Told>> & { name: string }
    const added = await (await desk(c)).attach(c.req.valid('param').id, given, c.req.raw.body ?? nothing())
    return c.json(answered(c, added), 201) as never
  })
  const serve = createRoute({
    ...{ method: 'get', path: `${path}/{file}`, operationId: `download${name}`, summary: download },
    request: { params: named },
    responses: { 200: { description: 'The file, to be saved and not shown.', content: BYTES }, ...REFUSALS },
  })
  api.openapi(serve, async (c) => {
    const given = c.req.valid('param')
    const { body, headers } = answered(c, await (await desk(c)).download(given.id, given.file))
    return new Response(body, { headers }) as never
  })
  const remove = createRoute({
    ...{ method: 'delete', path: `${path}/{file}`, operationId: `detach${name}`, summary: detach },
    request: { params: named },
    responses: { 204: { description: 'It is gone.' }, ...refused },
  })
  api.openapi(remove, async (c) => {
    const given = c.req.valid('param')
    answered(c, await (await desk(c)).detach(given.id, given.file))
    return c.body(null, 204)
  })
}
