// SPDX-License-Identifier: Apache-2.0
/** Experience over HTTP: results for everybody, codes to print for who runs a service. No address takes a person's code. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
  byId,
  createApi,
  jsonAnswer,
  jsonBody,
  problemAnswer,
  REFUSALS,
  raiseProblem,
  seatedAt,
} from '#platform/http/index.ts'
import { batchShape, type ExperienceCounter, type ExperienceDesk, QUESTIONS } from './contract.ts'

const path = '/api/experience'
const score = (of: string) => z.number().nullable().describe(`${of} From 0 to 100; null where too few answered.`)
const quarter = z
  .object({
    quarter: z.string().describe('Such as 2026-Q3; one that is over.'),
    answers: z.number().nullable().describe('How many answered, rounded; null where too few did.'),
    score: score('Over all questions.'),
    questions: z
      .object(Object.fromEntries(QUESTIONS.map((each) => [each, score('Of this question.')])))
      .describe('By question.'),
  })
  .openapi('ExperienceQuarter', { description: 'What people said of a service in a quarter.' })
const results = z.array(quarter).describe('Newest first, eight quarters at most.')
const named = {
  id: z.uuid().describe('Of the service in the directory.'),
  name: z.string().describe('Its name.'),
}

const services = createRoute({
  ...{ method: 'get', path: `${path}/services`, operationId: 'listSurveyedServices' },
  summary: 'Services that your organisation runs, with what people said of them',
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(z.object({ ...named, results })).describe('Each once.') }),
      'The same that everybody reads of each.',
    ),
    ...REFUSALS,
  },
})
const make = createRoute({
  ...{ method: 'post', path: `${path}/batches`, operationId: 'makeSurveyCodes' },
  summary: 'Make one-time codes to print for a service',
  description: 'Told once: digests alone are kept. Sent twice, two batches are made.',
  request: jsonBody(batchShape),
  responses: {
    201: jsonAnswer(
      z
        .object({
          service: z.object(named).describe('For which they are.'),
          codes: z.array(z.string()).describe('Each answers once.'),
        })
        .openapi('SurveyBatch', { description: 'Codes to print.' }),
      'They are told once.',
    ),
    ...REFUSALS,
  },
})
const read = createRoute({
  ...{ method: 'get', path: `${path}/services/{id}/results`, operationId: 'readServiceExperience' },
  summary: 'What people said of a service, by quarter, over the floor',
  request: { params: byId('Of the service in the directory.') },
  responses: {
    200: jsonAnswer(z.object({ items: results }), 'For everybody: quarters that are over.'),
    404: problemAnswer('This process asks nobody.'),
  },
})

export interface ExperienceRoutesPlan {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<ExperienceDesk | undefined>
  /** Everybody’s; undefined where this process has none. */
  counter: Pick<ExperienceCounter, 'results'> | undefined
}

export const experienceRoutes = ({ deskOf, counter }: ExperienceRoutesPlan): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(read, async (c) => {
    const known = counter ?? raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })
    return c.json({ items: await known.results(c.req.valid('param').id) }, 200)
  })
  api.openapi(services, async (c) => c.json({ items: answered(c, await (await desk(c)).services()) }, 200))
  api.openapi(make, async (c) => c.json(answered(c, await (await desk(c)).make(c.req.valid('json'))), 201))
  return api
}
