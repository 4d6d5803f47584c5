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
import { addAdvisoryRoutes } from './advisory-routes.ts'
import { pageOf, signalAnswer, watchedAnswer, watchedRecordAnswer } from './answers.ts'
import {
  boardQueryShape,
  findWithdrawalShape,
  newSignalShape,
  type WarningsDesk,
  watchedCommandShape,
} from './contract.ts'

const identified = byId('Of the substance under watch.')

const board = createRoute({
  method: 'get',
  path: '/api/warnings',
  operationId: 'listWatched',
  summary: 'Substances under watch, last changed first',
  request: { query: queryShape(boardQueryShape.shape) },
  responses: { 200: jsonAnswer(pageOf(watchedAnswer), 'One page.'), ...REFUSALS },
})
const reported = createRoute({
  method: 'get',
  path: '/api/warnings/signals',
  operationId: 'listReportedFinds',
  summary: 'What this organisation reported to early warning',
  responses: { 200: jsonAnswer(z.array(signalAnswer), 'Newest first.'), ...REFUSALS },
})
const report = createRoute({
  method: 'post',
  path: '/api/warnings/signals',
  operationId: 'reportFind',
  summary: 'Report a substance that a laboratory identified, or what was published of one',
  request: { headers: idempotent, ...jsonBody(newSignalShape) },
  responses: { 201: jsonAnswer(signalAnswer, 'As it was reported.'), ...REFUSALS },
})
const withdraw = createRoute({
  method: 'post',
  path: '/api/warnings/signals/{id}/withdrawal',
  operationId: 'withdrawFind',
  summary: 'Withdraw what this organisation reported, with the reason',
  request: { params: byId('Of the signal.'), headers: idempotent, ...jsonBody(findWithdrawalShape) },
  responses: {
    200: jsonAnswer(signalAnswer, 'As it is now.'),
    409: problemAnswer('It was withdrawn before.'),
    ...REFUSALS,
  },
})
const open = createRoute({
  method: 'get',
  path: '/api/warnings/{id}',
  operationId: 'readWatched',
  summary: 'One substance under watch, with all that points to it',
  request: { params: identified },
  responses: { 200: jsonAnswer(watchedRecordAnswer, 'As this actor may read it.'), ...REFUSALS },
})
const act = createRoute({
  method: 'post',
  path: '/api/warnings/{id}/acts',
  operationId: 'actOnWatched',
  summary: 'Watch, identify, assess, recommend, join or dismiss',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: watchedCommandShape, version: z.number().int().min(1) })),
  },
  responses: {
    200: jsonAnswer(watchedAnswer, 'As it is now.'),
    409: problemAnswer('Not possible in this state.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
  },
})

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const warningsRoutes = (deskOf: (c: Context) => Promise<WarningsDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(board, async (c) => c.json(answered(c, await (await desk(c)).board(c.req.valid('query'))), 200))
  api.openapi(reported, async (c) => c.json(answered(c, await (await desk(c)).reported()), 200))
  api.openapi(report, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).report(c.req.valid('json'), key)), 201)
  })
  api.openapi(withdraw, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).withdrawFind(id, c.req.valid('json'), key)), 200)
  })
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const { command, version } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).act(c.req.valid('param').id, command, version, key)), 200)
  })
  addAdvisoryRoutes(api, desk)
  return api
}
