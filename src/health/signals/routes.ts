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
import { SEVERITIES, SOURCES } from './codes.ts'
import { newSignalShape, type SignalsDesk, signalQueryShape } from './contract.ts'

const { day: _day, source: _source, substance: _substance, ...kept } = newSignalShape.shape
const week = z.string().describe('ISO 8601, such as 2026-W47.')
const leaves = z
  .object({
    sourceKind: z.enum(SOURCES).describe('As what it was reported.'),
    substance: z
      .object({
        id: z.string().optional().describe('In the registry.'),
        name: z.string().describe('Its name.'),
      })
      .describe('Which one.'),
    severity: z.enum(SEVERITIES).describe('Grade of the Poisoning Severity Score.'),
    region: z.string().describe('Code of the region.'),
    week,
    count: z.string().describe('1-7, or the number rounded to 5.'),
  })
  .nullable()
  .describe('All that others are told of it; null where nothing is.')
const signal = z
  .object({
    ...kept,
    id: z.uuid().describe('Of the signal.'),
    from: z.uuid().describe('The organisation that reported it.'),
    source: z.enum(SOURCES).describe('As what it was reported.'),
    substance: z
      .object({
        told: z.string().describe('As it was called.'),
        id: z.string().optional().describe('In the registry, where it was confirmed.'),
        name: z.string().optional().describe('In the registry, where it was confirmed.'),
      })
      .describe('What was taken, as told and as it was confirmed.'),
    week,
    status: z.enum(['reported', 'withdrawn']).describe('Where it stands.'),
    reported: z.string().describe('ISO 8601 in UTC.'),
    corrected: z.string().nullable().describe('ISO 8601 in UTC; null where never.'),
    withdrawn: z
      .object({ at: z.string().describe('ISO 8601 in UTC.'), reason: z.string().describe('Why.') })
      .nullable()
      .describe('When and why it was withdrawn.'),
    leaves,
    version: z.number().int().describe('Goes up with each change.'),
  })
  .openapi('Signal', {
    description: 'An event of harm, as the service that saw it reports it. Nothing about a person.',
  })
const page = z.object({
  items: z.array(signal),
  next: z.string().nullable().describe('The cursor of the next page.'),
})
const checked = z.object({
  recognised: z
    .array(
      z.object({
        id: z.string().describe('In the registry.'),
        name: z.string().describe('Its name.'),
        as: z.string().describe('What it was found by.'),
        certainty: z.number().describe('0 to 1.'),
      }),
    )
    .describe('What the name may mean, surest first.'),
  leaves,
})
const identified = byId('Of the signal.')
const version = z.number().int().min(1)
const CHANGES = {
  409: problemAnswer('It was withdrawn.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}

const list = createRoute({
  method: 'get',
  path: '/api/signals',
  operationId: 'listSignals',
  summary: 'Signals of harm that this organisation reported',
  request: { query: queryShape(signalQueryShape.shape) },
  responses: { 200: jsonAnswer(page, 'One page.'), ...REFUSALS },
})
const check = createRoute({
  method: 'post',
  path: '/api/signals/check',
  operationId: 'checkSignal',
  summary: 'What a signal may mean, and what of it would leave',
  request: jsonBody(newSignalShape),
  responses: { 200: jsonAnswer(checked, 'Nothing is kept.'), ...REFUSALS },
})
const report = createRoute({
  method: 'post',
  path: '/api/signals',
  operationId: 'reportSignal',
  summary: 'Report a signal of harm',
  request: { headers: idempotent, ...jsonBody(newSignalShape) },
  responses: { 201: jsonAnswer(signal, 'As it was reported.'), ...REFUSALS },
})
const open = createRoute({
  method: 'get',
  path: '/api/signals/{id}',
  operationId: 'readSignal',
  summary: 'One signal of harm',
  request: { params: identified },
  responses: { 200: jsonAnswer(signal, 'As it is; its ETag is its version.'), ...REFUSALS },
})
const correct = createRoute({
  method: 'post',
  path: '/api/signals/{id}/correction',
  operationId: 'correctSignal',
  summary: 'Correct a signal of harm',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ signal: newSignalShape, version: version.describe('The one that was read.') })),
  },
  responses: { 200: jsonAnswer(signal, 'As it is now.'), ...CHANGES },
})
const withdraw = createRoute({
  method: 'post',
  path: '/api/signals/{id}/withdrawal',
  operationId: 'withdrawSignal',
  summary: 'Withdraw a signal of harm',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(
      z.strictObject({ reason: z.string().describe('Why.'), version: version.describe('The one that was read.') }),
    ),
  },
  responses: { 200: jsonAnswer(signal, 'As it is now.'), ...CHANGES },
})

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const signalsRoutes = (deskOf: (c: Context) => Promise<SignalsDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).list(c.req.valid('query'))), 200))
  api.openapi(check, async (c) => c.json(answered(c, await (await desk(c)).check(c.req.valid('json'))), 200))
  api.openapi(report, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).report(c.req.valid('json'), key)), 201)
  })
  api.openapi(open, async (c) => {
    const found = answered(c, await (await desk(c)).open(c.req.valid('param').id))
    c.header('etag', `"${found.version}"`)
    return c.json(found, 200)
  })
  api.openapi(correct, async (c) => {
    const { signal: given, version } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).correct(c.req.valid('param').id, given, version, key)), 200)
  })
  api.openapi(withdraw, async (c) => {
    const { reason, version } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).withdraw(c.req.valid('param').id, reason, version, key)), 200)
  })
  return api
}
