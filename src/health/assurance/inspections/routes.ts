// SPDX-License-Identifier: Apache-2.0
/** Inspections over HTTP; `pack`, `sheets` and `photographs` are what a device in the field asks. */
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
import {
  deviceShape,
  findingCommandShape,
  type InspectionsDesk,
  inspectionCommandShape,
  newInspectionShape,
  signedSheetShape,
} from './contract.ts'
import { filed, finding, inspection, inspectionSummary, pack, photograph, receipt, share } from './shapes.ts'

const path = '/api/assurance/inspections'
const findings = '/api/assurance/findings'
const version = z.number().int().min(1).describe('The one that was read.')
const identified = byId('Of the inspection.')
const ofFinding = byId('Of the finding.')
const changed = {
  409: problemAnswer('Not possible as it stands.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}
const BYTES = { 'application/octet-stream': { schema: z.string().describe('The bytes.') } }
const NAME = { name: z.string().min(1).max(500).describe('The name of the file, with its ending.') }
const taken = {
  409: problemAnswer('Not possible as it stands.'),
  413: problemAnswer('It is too large.'),
  415: problemAnswer('Its bytes are no kind of file that is taken, or not what its name says.'),
  ...REFUSALS,
}

const list = createRoute({
  ...{
    method: 'get',
    path,
    operationId: 'listServiceInspections',
    summary: 'Inspections of services that concern you',
  },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(inspectionSummary).describe('Newest first.'), share }), 'All of them.'),
    ...REFUSALS,
  },
})
const plan = createRoute({
  ...{ method: 'post', path, operationId: 'planServiceInspection', summary: 'Plan the inspection of a service' },
  request: { headers: idempotent, ...jsonBody(newInspectionShape) },
  responses: { 201: jsonAnswer(inspection, 'As it was planned.'), 409: changed[409], ...REFUSALS },
})
const open = createRoute({
  ...{
    method: 'get',
    path: `${path}/{id}`,
    operationId: 'readServiceInspection',
    summary: 'One inspection of a service',
  },
  request: { params: identified },
  responses: { 200: jsonAnswer(inspection, 'As this actor may read it.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/{id}/acts`, operationId: 'actOnServiceInspection' },
  summary: 'Declare ties, answer, decide between answers, finish or call off an inspection',
  request: {
    ...{ params: identified, headers: idempotent },
    ...jsonBody(z.strictObject({ command: inspectionCommandShape.describe('What is done.'), version })),
  },
  responses: { 200: jsonAnswer(inspection, 'As it is now.'), ...changed },
})
const takePack = createRoute({
  ...{ method: 'post', path: `${path}/{id}/pack`, operationId: 'takeInspectionPack' },
  summary: 'Take an inspection along, and register the key of the device',
  request: { params: identified, ...jsonBody(deviceShape) },
  responses: { 201: jsonAnswer(pack, 'What is taken along.'), 409: changed[409], ...REFUSALS },
})
const submit = createRoute({
  ...{ method: 'post', path: `${path}/{id}/sheets`, operationId: 'bringInspectionSheet' },
  summary: 'Bring back what was written down, signed by the device',
  description: 'Sent again, the same sheet gets the same receipt. Nothing that was kept is changed by a later one.',
  request: { params: identified, ...jsonBody(signedSheetShape) },
  responses: { 200: jsonAnswer(receipt, 'It is kept.'), ...REFUSALS },
})
const bring = createRoute({
  ...{ method: 'post', path: `${path}/{id}/photographs`, operationId: 'bringInspectionPhotograph' },
  summary: 'Bring back a photograph that a signed sheet names',
  description: 'PNG, JPEG or WebP, kept byte by byte: neither turned nor rid of its metadata.',
  request: {
    params: identified,
    query: queryShape({
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('Of its bytes, as the sheet names it.'),
      ...NAME,
    }),
    body: { required: true, content: BYTES },
  },
  responses: { 200: jsonAnswer(photograph, 'It is kept.'), ...taken },
})
const named = identified.extend({
  file: z
    .string()
    .describe('Of the file.')
    .openapi({ param: { name: 'file', in: 'path' } }),
})
const serve = createRoute({
  ...{ method: 'get', path: `${path}/{id}/files/{file}`, operationId: 'downloadInspectionFile' },
  summary: 'A photograph of a visit, or a file of one of its findings',
  request: { params: named },
  responses: { 200: { description: 'The file, to be saved and not shown.', content: BYTES }, ...REFUSALS },
})
const settle = createRoute({
  ...{ method: 'post', path: `${findings}/{id}/acts`, operationId: 'actOnServiceFinding' },
  summary: 'Correct a finding at a service, show it, verify or return it',
  request: {
    ...{ params: ofFinding, headers: idempotent },
    ...jsonBody(z.strictObject({ command: findingCommandShape.describe('What is done.'), version })),
  },
  responses: { 200: jsonAnswer(finding, 'As it is now.'), ...changed },
})
const attach = createRoute({
  ...{ method: 'post', path: `${findings}/{id}/files`, operationId: 'attachServiceFindingFile' },
  summary: 'Add a file that shows a correction at a service',
  request: { params: ofFinding, query: queryShape(NAME), body: { required: true, content: BYTES } },
  responses: { 201: jsonAnswer(filed, 'As it is kept.'), ...taken },
})

async function* nothing() {}

/** The desk of whoever asks, nothing where nobody is signed in. */
export const inspectionsRoutes = (deskOf: (c: Context) => Promise<InspectionsDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (c: { req: { header(name: string): string | undefined } }) => c.req.header('idempotency-key')
  const bytesOf = (c: Context) => c.req.raw.body ?? nothing()
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).list()), 200))
  api.openapi(plan, async (c) => c.json(answered(c, await (await desk(c)).plan(c.req.valid('json'), keyOf(c))), 201))
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const [{ id }, asked] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).act(id, asked.command, asked.version, keyOf(c))), 200)
  })
  api.openapi(takePack, async (c) =>
    c.json(answered(c, await (await desk(c)).pack(c.req.valid('param').id, c.req.valid('json'))), 201),
  )
  api.openapi(submit, async (c) =>
    c.json(answered(c, await (await desk(c)).submit(c.req.valid('param').id, c.req.valid('json'))), 200),
  )
  api.openapi(bring, async (c) => {
    const [{ id }, { sha256, name }] = [c.req.valid('param'), c.req.valid('query')]
    return c.json(answered(c, await (await desk(c)).photograph(id, sha256, name, bytesOf(c))), 200)
  })
  api.openapi(serve, async (c) => {
    const { id, file } = c.req.valid('param')
    const { body, headers } = answered(c, await (await desk(c)).download(id, file))
    return new Response(body, { headers }) as never
  })
  api.openapi(settle, async (c) => {
    const [{ id }, asked] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).settle(id, asked.command, asked.version, keyOf(c))), 200)
  })
  api.openapi(attach, async (c) => {
    const [{ id }, { name }] = [c.req.valid('param'), c.req.valid('query')]
    return c.json(answered(c, await (await desk(c)).attach(id, name, bytesOf(c))), 201)
  })
  return api
}
