// SPDX-License-Identifier: Apache-2.0
/** Visits over HTTP: of the mechanism, of who answers for a place, and what everybody reads. */
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
  answerShape,
  followUpShape,
  newVisitShape,
  type VisitsDesk,
  type VisitsRegister,
  visitCommandShape,
} from './contract.ts'
import { publishedVisit, recommendation, visit, visitSummary } from './shapes.ts'

const items = <S extends z.ZodType>(shape: S, order: string) => z.object({ items: z.array(shape).describe(order) })
const ofVisit = byId('Of the visit.')
const ofRecommendation = byId('Of the recommendation.')
const changed = { 409: problemAnswer('Not possible as it stands.'), ...REFUSALS }

const list = createRoute({
  ...{ method: 'get', path: '/api/visits', operationId: 'listPreventiveVisits' },
  summary: 'Visits of your preventive mechanism',
  responses: { 200: jsonAnswer(items(visitSummary, 'Planned ones first, 500 at most.'), 'All of them.'), ...REFUSALS },
})
const plan = createRoute({
  ...{ method: 'post', path: '/api/visits', operationId: 'planPreventiveVisit' },
  summary: 'Plan a visit of the preventive mechanism',
  request: { headers: idempotent, ...jsonBody(newVisitShape) },
  responses: { 201: jsonAnswer(visitSummary, 'As planned: the mechanism alone sees it.'), ...changed },
})
const open = createRoute({
  ...{ method: 'get', path: '/api/visits/{id}', operationId: 'readPreventiveVisit' },
  summary: 'One visit of the preventive mechanism',
  request: { params: ofVisit },
  responses: { 200: jsonAnswer(visit, 'With notes and recommendations.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: '/api/visits/{id}/acts', operationId: 'actOnPreventiveVisit' },
  summary: 'Record a visit, send recommendations, propose, publish or take back its summary',
  request: {
    ...{ params: ofVisit, headers: idempotent },
    ...jsonBody(
      z.strictObject({
        command: visitCommandShape.describe('What is done.'),
        version: z.number().int().min(1).describe('The one that was read.'),
      }),
    ),
  },
  responses: { 200: jsonAnswer(visit, 'As it is now.'), 412: problemAnswer('It was changed since.'), ...changed },
})
const organisation = z.object({ id: z.uuid().describe('Of it.'), name: z.string().describe('Its name.') })
const providers = createRoute({
  ...{ method: 'get', path: '/api/visit-providers', operationId: 'listVisitProviders' },
  summary: 'Organisations in which somebody answers the preventive mechanism',
  responses: { 200: jsonAnswer(items(organisation, 'By name.'), 'All of them.'), ...REFUSALS },
})
const recommendations = createRoute({
  ...{ method: 'get', path: '/api/visit-recommendations', operationId: 'listVisitRecommendations' },
  summary: 'Recommendations of the preventive mechanism that concern you',
  responses: {
    200: jsonAnswer(items(recommendation, 'Those without an answer first, 500 at most.'), 'All of them.'),
    ...REFUSALS,
  },
})
const answer = createRoute({
  ...{ method: 'post', path: '/api/visit-recommendations/{id}/answers', operationId: 'answerVisitRecommendation' },
  summary: 'Answer a recommendation of the preventive mechanism',
  request: { params: ofRecommendation, headers: idempotent, ...jsonBody(answerShape) },
  responses: { 200: jsonAnswer(recommendation, 'As it is now.'), ...changed },
})
const follow = createRoute({
  ...{ method: 'post', path: '/api/visit-recommendations/{id}/follow-ups', operationId: 'followVisitRecommendation' },
  summary: 'Say what became of a recommendation of the preventive mechanism',
  request: { params: ofRecommendation, headers: idempotent, ...jsonBody(followUpShape) },
  responses: { 200: jsonAnswer(recommendation, 'As it is now.'), ...changed },
})
const summaries = createRoute({
  ...{ method: 'get', path: '/api/visit-summaries', operationId: 'listPublishedVisits' },
  summary: 'What the preventive mechanism published of its visits',
  responses: {
    200: jsonAnswer(items(publishedVisit, 'The newest visit first, 500 at most.'), 'For everybody.'),
    404: problemAnswer('This process has none.'),
  },
})

interface VisitsRoutesPlan {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<VisitsDesk | undefined>
  /** Everybody’s; undefined where this process has none. */
  register: VisitsRegister | undefined
}

export const visitsRoutes = ({ deskOf, register }: VisitsRoutesPlan): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (c: { req: { header(name: string): string | undefined } }) => c.req.header('idempotency-key')
  api.openapi(summaries, async (c) => {
    const known = register ?? raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })
    return c.json({ items: await known.list() }, 200)
  })
  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).list()) }, 200))
  api.openapi(plan, async (c) => c.json(answered(c, await (await desk(c)).plan(c.req.valid('json'), keyOf(c))), 201))
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const [{ id }, { command, version }] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).act(id, command, version, keyOf(c))), 200)
  })
  api.openapi(providers, async (c) => c.json({ items: answered(c, await (await desk(c)).providers()) }, 200))
  api.openapi(recommendations, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).recommendations()) }, 200),
  )
  api.openapi(answer, async (c) => {
    const [{ id }, input] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).answer(id, input, keyOf(c))), 200)
  })
  api.openapi(follow, async (c) => {
    const [{ id }, input] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).follow(id, input, keyOf(c))), 200)
  })
  return api
}
