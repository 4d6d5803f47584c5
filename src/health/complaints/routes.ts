// SPDX-License-Identifier: Apache-2.0
/** Complaints over HTTP, for who answers them and for the authority; counts for everybody. No address takes a person's code. */
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
  raiseProblem,
  seatedAt,
} from '#platform/http/index.ts'
import {
  type ComplaintsCounter,
  type ComplaintsDesk,
  complaintCommandShape,
  complaintQueryShape,
  runnerShape,
} from './contract.ts'
import { complaint, complaintSummary, publicCount, runner, serviceFigures } from './shapes.ts'

const path = '/api/complaints'
const identified = byId('Of the complaint.')
const version = z.number().int().min(1).describe('The one that was read.')
const changed = {
  409: problemAnswer('Not possible as it stands.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}
const items = <S extends z.ZodType>(shape: S, order: string) => z.object({ items: z.array(shape).describe(order) })

const list = createRoute({
  ...{ method: 'get', path, operationId: 'listComplaints', summary: 'Complaints about services that you answer' },
  request: { query: queryShape(complaintQueryShape.shape) },
  responses: {
    200: jsonAnswer(
      items(complaintSummary, 'Newest first.').extend({
        next: z.string().nullable().describe('The cursor of the next page.'),
      }),
      'One page.',
    ),
    ...REFUSALS,
  },
})
const figures = createRoute({
  ...{ method: 'get', path: `${path}/services`, operationId: 'readComplaintFigures' },
  summary: 'How complaints go at each service that your authority lists',
  responses: {
    200: jsonAnswer(items(serviceFigures, 'Most overdue first.'), 'Nothing of what they say.'),
    ...REFUSALS,
  },
})
const runners = createRoute({
  ...{ method: 'get', path: `${path}/runners`, operationId: 'listServiceRunners' },
  summary: 'Who runs which service, as your authority said',
  responses: { 200: jsonAnswer(items(runner, 'Each service once.'), 'All of them.'), ...REFUSALS },
})
const nameRunner = createRoute({
  ...{ method: 'post', path: `${path}/runners`, operationId: 'nameServiceRunner' },
  summary: 'Say who runs a service: complaints that come from now on go there',
  request: { headers: idempotent, ...jsonBody(runnerShape) },
  responses: { 200: jsonAnswer(runner, 'As it is now.'), 409: changed[409], ...REFUSALS },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/{id}`, operationId: 'readComplaint', summary: 'One complaint, with its letters' },
  request: { params: identified },
  responses: { 200: jsonAnswer(complaint, 'As this actor may read it.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/{id}/acts`, operationId: 'actOnComplaint' },
  summary: 'Acknowledge or answer a complaint, or decide its appeal',
  request: {
    ...{ params: identified, headers: idempotent },
    ...jsonBody(z.strictObject({ command: complaintCommandShape.describe('What is done.'), version })),
  },
  responses: { 200: jsonAnswer(complaint, 'As it is now.'), ...changed },
})
const count = createRoute({
  ...{ method: 'get', path: `${path}/services/{id}/count`, operationId: 'countServiceComplaints' },
  summary: 'How many complaints a service had this year, over the floor',
  description: 'For everybody: no account, and nothing of any single complaint.',
  request: { params: byId('Of the service in the directory.') },
  responses: {
    200: jsonAnswer(publicCount, 'Up to the end of the last month; null where few would be known.'),
    404: problemAnswer('This process takes no complaints.'),
  },
})

export interface ComplaintsRoutesPlan {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<ComplaintsDesk | undefined>
  /** Everybody’s; undefined where this process has none. */
  counter: Pick<ComplaintsCounter, 'counts'> | undefined
}

export const complaintsRoutes = ({ deskOf, counter }: ComplaintsRoutesPlan): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (c: { req: { header(name: string): string | undefined } }) => c.req.header('idempotency-key')
  api.openapi(count, async (c) => {
    const known = counter ?? raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })
    return c.json(await known.counts(c.req.valid('param').id), 200)
  })
  api.openapi(list, async (c) => {
    // What was not given is not there, which is not the same as there and undefined.
    const query = Object.fromEntries(Object.entries(c.req.valid('query')).filter(([, given]) => given !== undefined))
    return c.json(answered(c, await (await desk(c)).list(query)), 200)
  })
  api.openapi(figures, async (c) => c.json({ items: answered(c, await (await desk(c)).figures()) }, 200))
  api.openapi(runners, async (c) => c.json({ items: answered(c, await (await desk(c)).runners()) }, 200))
  api.openapi(nameRunner, async (c) =>
    c.json(answered(c, await (await desk(c)).nameRunner(c.req.valid('json'), keyOf(c))), 200),
  )
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const [{ id }, asked] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).act(id, asked.command, asked.version, keyOf(c))), 200)
  })
  return api
}
