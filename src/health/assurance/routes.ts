// SPDX-License-Identifier: Apache-2.0
/** Assurance over HTTP, and everybody’s register with its feed of changes (JSON Feed 1.1). */
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
  type AssuranceDesk,
  caseCommandShape,
  newQualityShape,
  type QualityRegister,
  qualityCommandShape,
} from './contract.ts'
import { addEvidenceRoutes } from './evidence-routes.ts'
import { caseSummary, qualityAssessment, qualityCase, qualitySummary, serviceFound, standing } from './shapes.ts'

const path = '/api/assurance'
const version = z.number().int().min(1).describe('The one that was read.')
const identified = byId('Of the self-assessment.')
const ofCase = byId('Of the application.')
const changed = {
  409: problemAnswer('Not possible as it stands.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}
const items = <S extends z.ZodType>(shape: S, order: string) => z.object({ items: z.array(shape).describe(order) })

const services = createRoute({
  ...{ method: 'get', path: `${path}/services`, operationId: 'findServicesToAssess' },
  summary: 'Services of the directory that you may assess',
  request: { query: queryShape({ words: z.string().max(120).default('').describe('Words of the name.') }) },
  responses: { 200: jsonAnswer(items(serviceFound, '20 at most.'), 'Those with these words.'), ...REFUSALS },
})
const organisation = z.object({ id: z.uuid().describe('Of it.'), name: z.string().describe('Its name.') })
const organisations = createRoute({
  ...{ method: 'get', path: `${path}/organisations`, operationId: 'listAssuranceOrganisations' },
  summary: 'Who accredits, and who appraises',
  responses: {
    200: jsonAnswer(
      z.object({
        bodies: z.array(organisation).describe('Organisations that accredit.'),
        appraisers: z.array(organisation).describe('Organisations whose people appraise.'),
      }),
      'By name.',
    ),
    ...REFUSALS,
  },
})
const list = createRoute({
  ...{ method: 'get', path: `${path}/assessments`, operationId: 'listQualityAssessments' },
  summary: 'Self-assessments of the services of your organisation',
  responses: { 200: jsonAnswer(items(qualitySummary, 'Newest first.'), 'All of them.'), ...REFUSALS },
})
const begin = createRoute({
  ...{ method: 'post', path: `${path}/assessments`, operationId: 'beginQualityAssessment' },
  summary: 'Begin the self-assessment of a service',
  request: { headers: idempotent, ...jsonBody(newQualityShape) },
  responses: {
    201: jsonAnswer(qualityAssessment, 'As it was begun: nobody else sees it.'),
    409: problemAnswer('One of this service is being answered.'),
    ...REFUSALS,
  },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/assessments/{id}`, operationId: 'readQualityAssessment' },
  summary: 'One self-assessment of a service, with its criteria',
  request: { params: identified },
  responses: { 200: jsonAnswer(qualityAssessment, 'As it is today.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/assessments/{id}/acts`, operationId: 'actOnQualityAssessment' },
  summary: 'Answer, sign off, or apply for accreditation',
  request: {
    ...{ params: identified, headers: idempotent },
    ...jsonBody(z.strictObject({ command: qualityCommandShape.describe('What is done.'), version })),
  },
  responses: { 200: jsonAnswer(qualityAssessment, 'As it is now.'), ...changed },
})
const listCases = createRoute({
  ...{ method: 'get', path: `${path}/accreditations`, operationId: 'listAccreditations' },
  summary: 'Applications for accreditation that concern you',
  responses: { 200: jsonAnswer(items(caseSummary, 'Newest first.'), 'All of them.'), ...REFUSALS },
})
const openCase = createRoute({
  ...{ method: 'get', path: `${path}/accreditations/{id}`, operationId: 'readAccreditation' },
  summary: 'One application for accreditation',
  request: { params: ofCase },
  responses: { 200: jsonAnswer(qualityCase, 'As this actor may read it.'), ...REFUSALS },
})
const actOnCase = createRoute({
  ...{ method: 'post', path: `${path}/accreditations/{id}/acts`, operationId: 'actOnAccreditation' },
  summary: 'Appoint, appraise, agree, decide or appeal',
  request: {
    ...{ params: ofCase, headers: idempotent },
    ...jsonBody(z.strictObject({ command: caseCommandShape.describe('What is done.'), version })),
  },
  responses: { 200: jsonAnswer(qualityCase, 'As it is now.'), ...changed },
})
const none = { 404: problemAnswer('This process has no register.') }
const register = createRoute({
  ...{ method: 'get', path: `${path}/register`, operationId: 'readQualityRegister' },
  summary: 'Which services are accredited',
  responses: { 200: jsonAnswer(items(standing, 'By name.'), 'Every service of which something was decided.'), ...none },
})
const feed = createRoute({
  ...{ method: 'get', path: `${path}/feed`, operationId: 'readQualityFeed' },
  summary: 'What changed in the register, as a JSON Feed',
  responses: {
    200: {
      description: 'Newest first, 200 at most.',
      content: {
        'application/feed+json': {
          schema: z.object({
            version: z.string().describe('Of JSON Feed.'),
            title: z.string().describe('Of the feed.'),
            home_page_url: z.string().describe('The register as a page.'),
            feed_url: z.string().describe('This address.'),
            items: z
              .array(
                z.object({
                  id: z.string().describe('Stable.'),
                  url: z.string().describe('The page of the service.'),
                  title: z.string().describe('Of the service, and what was decided.'),
                  content_text: z.string().describe('The same, with conditions and the last day.'),
                  date_published: z.string().describe('When the second person signed.'),
                }),
              )
              .describe('One for each decision.'),
          }),
        },
      },
    },
    ...none,
  },
})

export interface AssuranceRoutesPlan {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<AssuranceDesk | undefined>
  /** Everybody’s; undefined where this process has none. */
  register: QualityRegister | undefined
  /** Of the node. */
  origin: string
}

export const assuranceRoutes = ({ deskOf, register: known, origin }: AssuranceRoutesPlan): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (c: { req: { header(name: string): string | undefined } }) => c.req.header('idempotency-key')
  const registerOf = (c: Context) => known ?? raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })
  api.openapi(register, async (c) => c.json({ items: await registerOf(c).list() }, 200))
  api.openapi(feed, async (c) => {
    const changes = await registerOf(c).changes()
    const told = {
      ...{ version: 'https://jsonfeed.org/version/1.1', title: 'Accreditation of services' },
      ...{ home_page_url: `${origin}/quality`, feed_url: `${origin}${path}/feed` },
      items: changes.map(({ id, service, name, decision, conditions, until, at }) => ({
        ...{ id, url: `${origin}/help/services/${service}`, title: `${name}: ${decision}` },
        content_text: [`${decision}${until ? `, until ${until}` : ''}`, ...conditions].join('\n'),
        date_published: at,
      })),
    }
    return c.json(told, 200, { 'content-type': 'application/feed+json' }) as never
  })
  api.openapi(services, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).services(c.req.valid('query').words)) }, 200),
  )
  api.openapi(organisations, async (c) => c.json(answered(c, await (await desk(c)).organisations()), 200))
  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).list()) }, 200))
  api.openapi(begin, async (c) => c.json(answered(c, await (await desk(c)).begin(c.req.valid('json'), keyOf(c))), 201))
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const [{ id }, asked] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).act(id, asked.command, asked.version, keyOf(c))), 200)
  })
  api.openapi(listCases, async (c) => c.json({ items: answered(c, await (await desk(c)).cases()) }, 200))
  api.openapi(openCase, async (c) => c.json(answered(c, await (await desk(c)).openCase(c.req.valid('param').id)), 200))
  api.openapi(actOnCase, async (c) => {
    const [{ id }, asked] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(answered(c, await (await desk(c)).actOnCase(id, asked.command, asked.version, keyOf(c))), 200)
  })
  addEvidenceRoutes(api, desk)
  return api
}
