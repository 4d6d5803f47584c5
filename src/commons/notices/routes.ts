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
import { type NoticesDesk, newNoticeShape, noticeQueryShape } from './contract.ts'

const notice = z
  .object({
    id: z.uuid().describe('Of the notice.'),
    from: z.uuid().describe('The organisation that posted it.'),
    title: z.string().describe('What it is about, in one line.'),
    body: z.string().describe('What it says.'),
    contact: z.string().optional().describe('Absent where the reader’s clearance is too low.'),
    marking: z.string().describe('Traffic Light Protocol 2.0.'),
    posted: z.string().describe('ISO 8601 in UTC.'),
    attachments: z
      .array(
        z.object({
          id: z.uuid().describe('Of the file.'),
          name: z.string().describe('As its sender named it.'),
          type: z.string().describe('Media type, by its bytes.'),
          size: z.number().int().describe('Bytes.'),
        }),
      )
      .describe('Its files, in the order in which they are shown.'),
    withdrawn: z
      .object({ at: z.string().describe('ISO 8601 in UTC.'), reason: z.string().describe('Why.') })
      .nullable()
      .describe('Null as long as it stands.'),
    version: z.number().int().describe('Goes up with each change.'),
  })
  .openapi('Notice', { description: 'What one organisation tells others.' })
const page = z.object({ items: z.array(notice), next: z.string().nullable().describe('The cursor of the next page.') })

const identified = byId('Of the notice.')

const list = createRoute({
  method: 'get',
  path: '/api/notices',
  operationId: 'listNotices',
  summary: 'Notices, newest first',
  request: { query: queryShape(noticeQueryShape.shape) },
  responses: { 200: jsonAnswer(page, 'One page.'), ...REFUSALS },
})
const post = createRoute({
  method: 'post',
  path: '/api/notices',
  operationId: 'postNotice',
  summary: 'Post a notice',
  request: { headers: idempotent, ...jsonBody(newNoticeShape) },
  responses: { 201: jsonAnswer(notice, 'As it was posted.'), ...REFUSALS },
})
const read = createRoute({
  method: 'get',
  path: '/api/notices/{id}',
  operationId: 'readNotice',
  summary: 'One notice',
  request: { params: identified },
  responses: { 200: jsonAnswer(notice, 'As this actor may read it; its ETag is its version.'), ...REFUSALS },
})
const withdraw = createRoute({
  method: 'post',
  path: '/api/notices/{id}/withdrawal',
  operationId: 'withdrawNotice',
  summary: 'Withdraw a notice',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ reason: z.string().min(1).max(500), version: z.number().int().min(1) })),
  },
  responses: { 200: jsonAnswer(notice, 'As it is now.'), 412: problemAnswer('It was changed since.'), ...REFUSALS },
})

const held = z
  .object({
    id: z.uuid().describe('Of the file.'),
    name: z.string().describe('Without folders.'),
    type: z.string().describe('Media type, by its bytes.'),
    size: z.number().int().describe('Bytes.'),
    claim: z.string().describe('To be sent among `attachments` of a notice within half a day.'),
  })
  .openapi('HeldFile', { description: 'A file that belongs to no notice yet.' })
const receive = createRoute({
  method: 'post',
  path: '/api/notices/attachments',
  operationId: 'sendNoticeAttachment',
  summary: 'Send a file for a notice to be posted',
  description: 'PDF, PNG, JPEG, WebP, text, CSV, DOCX, XLSX, WAV or MP3, as its bytes say.',
  request: {
    query: queryShape({ name: z.string().min(1).max(500).describe('The name of the file, with its ending.') }),
    body: { required: true, content: { 'application/octet-stream': { schema: z.string().describe('The bytes.') } } },
  },
  responses: {
    201: jsonAnswer(held, 'What to send with the notice.'),
    413: problemAnswer('It is too large.'),
    415: problemAnswer('Its bytes are no kind of file that is taken, or not what its name says.'),
    ...REFUSALS,
  },
})
const download = createRoute({
  method: 'get',
  path: '/api/notices/{id}/attachments/{attachment}',
  operationId: 'downloadNoticeAttachment',
  summary: 'A file of a notice',
  request: {
    params: identified.extend({
      attachment: z
        .string()
        .describe('Of the file.')
        .openapi({ param: { name: 'attachment', in: 'path' } }),
    }),
  },
  responses: {
    200: {
      description: 'The file, to be saved and not shown.',
      content: { 'application/octet-stream': { schema: z.string().describe('The bytes.') } },
    },
    ...REFUSALS,
  },
})

const nothing = async function* (): AsyncGenerator<Uint8Array> {}

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const noticesRoutes = (deskOf: (c: Context) => Promise<NoticesDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)

  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).list(c.req.valid('query'))), 200))
  api.openapi(post, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).post(c.req.valid('json'), key)), 201)
  })
  api.openapi(receive, async (c) => {
    const { name } = c.req.valid('query')
    return c.json(answered(c, await (await desk(c)).receive(name, c.req.raw.body ?? nothing())), 201)
  })
  api.openapi(download, async (c) => {
    const { id, attachment } = c.req.valid('param')
    const { body: bytes, headers } = answered(c, await (await desk(c)).download(id, attachment))
    return new Response(bytes, { headers }) as never
  })
  api.openapi(read, async (c) => {
    const found = answered(c, await (await desk(c)).read(c.req.valid('param').id))
    c.header('etag', `"${found.version}"`)
    return c.json(found, 200)
  })
  api.openapi(withdraw, async (c) => {
    const { reason, version } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).withdraw(c.req.valid('param').id, reason, version, key)), 200)
  })
  return api
}
