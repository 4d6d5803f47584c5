// SPDX-License-Identifier: Apache-2.0
/** The registers of liberty over HTTP: a place enters, those who watch over places read, everybody reads the sign. */
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
  REFUSALS,
  raiseProblem,
  seatedAt,
} from '#platform/http/index.ts'
import {
  type LibertyDesk,
  type LibertyRegister,
  newRestraintShape,
  newStatementShape,
  placeCommandShape,
  restraintCommandShape,
} from './contract.ts'
import { place, restraint, sign, statement } from './shapes.ts'

const path = '/api/liberty'
const items = <S extends z.ZodType>(shape: S, order: string) => z.object({ items: z.array(shape).describe(order) })
const version = z.number().int().min(1).describe('The one that was read.')
const changed = {
  409: problemAnswer('Not possible as it stands.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}
const ofEntry = byId('Of the entry.')

const list = createRoute({
  ...{ method: 'get', path: `${path}/restraints`, operationId: 'listRestraints' },
  summary: 'Entries of restraint and seclusion that concern you',
  responses: {
    200: jsonAnswer(items(restraint, 'Those without an ending first, then the newest, 500 at most.'), 'All of them.'),
    ...REFUSALS,
  },
})
const enter = createRoute({
  ...{ method: 'post', path: `${path}/restraints`, operationId: 'enterRestraint' },
  summary: 'Enter that somebody was held or shut in',
  request: { headers: idempotent, ...jsonBody(newRestraintShape) },
  responses: { 201: jsonAnswer(restraint, 'As it was entered.'), ...changed },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/restraints/{id}`, operationId: 'readRestraint' },
  summary: 'One entry of restraint or seclusion',
  request: { params: ofEntry },
  responses: { 200: jsonAnswer(restraint, 'As it is today.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/restraints/{id}/acts`, operationId: 'actOnRestraint' },
  summary: 'Enter the ending of a restraint, review or withdraw it',
  request: {
    ...{ params: ofEntry, headers: idempotent },
    ...jsonBody(z.strictObject({ command: restraintCommandShape.describe('What is done.'), version })),
  },
  responses: { 200: jsonAnswer(restraint, 'As it is now.'), ...changed },
})
const state = createRoute({
  ...{ method: 'post', path: `${path}/statements`, operationId: 'stateLiberty' },
  summary: 'Say whether people may leave a place',
  request: { headers: idempotent, ...jsonBody(newStatementShape) },
  responses: { 201: jsonAnswer(statement, 'What everybody reads.'), ...changed },
})
const signs = createRoute({
  ...{ method: 'get', path: `${path}/signs`, operationId: 'listLibertySigns' },
  summary: 'Whether people may leave a place, and who says so',
  responses: {
    200: jsonAnswer(items(sign, 'By name.'), 'Places of which somebody said so.'),
    404: problemAnswer('This process has none.'),
  },
})
const unlicensed = createRoute({
  ...{ method: 'get', path: `${path}/unlicensed`, operationId: 'listUnlicensedPlaces' },
  summary: 'Places said to have no licence',
  responses: { 200: jsonAnswer(items(place, 'Those that wait first, 500 at most.'), 'All of them.'), ...REFUSALS },
})
const settle = createRoute({
  ...{ method: 'post', path: `${path}/unlicensed/{id}/acts`, operationId: 'settleUnlicensedPlace' },
  summary: 'Say what was found of a place said to have no licence',
  request: {
    ...{ params: byId('Of the place.'), headers: idempotent },
    ...jsonBody(z.strictObject({ command: placeCommandShape.describe('What was found.'), version })),
  },
  responses: { 200: jsonAnswer(place, 'As it is now.'), ...changed },
})

interface LibertyRoutesPlan {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<LibertyDesk | undefined>
  /** Everybody’s; undefined where this process has none. */
  register: LibertyRegister | undefined
}

export const libertyRoutes = ({ deskOf, register }: LibertyRoutesPlan): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (c: { req: { header(name: string): string | undefined } }) => c.req.header('idempotency-key')
  api.openapi(signs, async (c) => {
    const known = register ?? raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })
    return c.json({ items: await known.list() }, 200)
  })
  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).list()) }, 200))
  api.openapi(enter, async (c) => c.json(answered(c, await (await desk(c)).enter(c.req.valid('json'), keyOf(c))), 201))
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const [{ id }, asked] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).act(id, asked.command, asked.version, keyOf(c))), 200)
  })
  api.openapi(state, async (c) => c.json(answered(c, await (await desk(c)).state(c.req.valid('json'), keyOf(c))), 201))
  api.openapi(unlicensed, async (c) => c.json({ items: answered(c, await (await desk(c)).unlicensed()) }, 200))
  api.openapi(settle, async (c) => {
    const [{ id }, asked] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).settle(id, asked.command, asked.version, keyOf(c))), 200)
  })
  return api
}
