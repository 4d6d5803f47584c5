// SPDX-License-Identifier: Apache-2.0
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
import { FINDING_STATUSES, INSPECTION_STATUSES, type OversightDesk } from './contract.ts'
import {
  findingCommandShape,
  inspectionCommandShape,
  inspectionQueryShape,
  newFindingShape,
  newInspectionShape,
} from './inspection-shapes.ts'
import { addFindingFiles, findingFile } from './proofs-routes.ts'

const may = z.array(z.string()).describe('What this actor may do with it now.')
const version = z.number().int().describe('Goes up with each change.')
const finding = z
  .object({
    ...newFindingShape.shape,
    id: z.uuid().describe('Of the finding.'),
    number: z.number().int().describe('From 1.'),
    status: z.enum(FINDING_STATUSES).describe('Open, answered by the firm, or closed by an inspector.'),
    answer: z
      .object({ at: z.string().describe('ISO 8601 in UTC.'), text: z.string().describe('In the firm’s words.') })
      .nullable()
      .describe('What the firm did about it.'),
    note: z.string().nullable().describe('The inspector’s last word.'),
    closed: z.string().nullable().describe('ISO 8601 in UTC.'),
    files: z.array(findingFile).describe('In the order in which they were added.'),
    mayAttach: z.boolean().describe('Whether this actor may add one now.'),
    ...{ version, may },
  })
  .openapi('Finding', { description: 'What an inspection found, and what became of it.' })
const { brief, ...plain } = newInspectionShape.shape
const inspection = z
  .object({
    ...plain,
    brief: brief.unwrap().optional().describe('What to look at; for inspectors alone.'),
    id: z.uuid().describe('Of the inspection.'),
    authority: z.uuid().describe('The organisation that inspects.'),
    holder: z.string().describe('Name of the firm.'),
    status: z.enum(INSPECTION_STATUSES).describe('Where it stands.'),
    visited: z.string().nullable().describe('The day of the visit.'),
    report: z.string().nullable().describe('What the inspector saw.'),
    reason: z.string().nullable().describe('Why it was cancelled.'),
    findings: z.array(finding).describe('In the order of their numbers.'),
    ...{ version, may },
  })
  .openapi('Inspection', { description: 'A visit to a firm that holds a licence, and what was found there.' })
const page = z.object({
  items: z.array(inspection).describe('Newest first.'),
  next: z.string().nullable().describe('The cursor of the next page.'),
})

const path = '/api/inspections'
const identified = byId('Of the inspection.')
const CHANGES = {
  409: problemAnswer('Not possible in this state, or for this person.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}
const list = createRoute({
  ...{ method: 'get', path, operationId: 'listInspections', summary: 'Inspections, newest first' },
  request: { query: queryShape(inspectionQueryShape.shape) },
  responses: { 200: jsonAnswer(page, 'One page.'), ...REFUSALS },
})
const plan = createRoute({
  ...{ method: 'post', path, operationId: 'planInspection', summary: 'Plan an inspection' },
  request: { headers: idempotent, ...jsonBody(newInspectionShape) },
  responses: { 201: jsonAnswer(inspection, 'As it was planned.'), ...REFUSALS },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/{id}`, operationId: 'readInspection', summary: 'One inspection' },
  request: { params: identified },
  responses: { 200: jsonAnswer(inspection, 'As this actor may read it.'), ...REFUSALS },
})
const inspect = createRoute({
  ...{ method: 'post', path: `${path}/{id}/acts`, operationId: 'actOnInspection' },
  summary: 'Report the visit, cancel or close',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: inspectionCommandShape, version: z.number().int().min(1) })),
  },
  responses: { 200: jsonAnswer(inspection, 'As it is now.'), ...CHANGES },
})
const settle = createRoute({
  ...{ method: 'post', path: '/api/findings/{id}/acts', operationId: 'settleFinding' },
  summary: 'Answer a finding, return the answer or verify it',
  request: {
    params: byId('Of the finding.'),
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: findingCommandShape, version: z.number().int().min(1) })),
  },
  responses: { 200: jsonAnswer(finding, 'As it is now.'), ...CHANGES },
})

export const addInspectionRoutes = (api: Api, desk: (c: Context) => Promise<OversightDesk>): void => {
  const keyOf = (header: { 'idempotency-key'?: string | undefined }) => header['idempotency-key']
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).inspections(c.req.valid('query'))), 200))
  api.openapi(plan, async (c) => {
    const planned = await (await desk(c)).plan(c.req.valid('json'), keyOf(c.req.valid('header')))
    return c.json(answered(c, planned), 201)
  })
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).inspection(c.req.valid('param').id)), 200))
  api.openapi(inspect, async (c) => {
    const { command, version: read } = c.req.valid('json')
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).inspect(id, command, read, keyOf(c.req.valid('header')))), 200)
  })
  api.openapi(settle, async (c) => {
    const { command, version: read } = c.req.valid('json')
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).settle(id, command, read, keyOf(c.req.valid('header')))), 200)
  })
  addFindingFiles(api, desk)
}
