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
  REFUSALS,
  raiseProblem,
  seatedAt,
} from '#platform/http/index.ts'
import {
  type AssessmentsDesk,
  type AssessmentsRegister,
  assessmentCommandShape,
  KINDS,
  newAssessmentShape,
  REPLIES,
} from './contract.ts'
import { addEvidenceRoutes, evidenceFile } from './evidence-routes.ts'

const kind = z.enum(KINDS).describe('Whose questions.')
const summary = {
  id: z.uuid().describe('Of the self-assessment.'),
  organisation: z.uuid().describe('The firm that assesses itself.'),
  kind,
  number: z.number().int().describe('From 1, for each firm and kind.'),
  status: z.enum(['answering', 'valid', 'over']).describe('Where it stands today.'),
  from: z.string().nullable().describe('The first day on which it is valid; null until it is signed off.'),
  until: z.string().nullable().describe('The last.'),
  isDue: z.boolean().describe('Whether its last day is near, and no other follows it yet.'),
  isNamed: z.boolean().describe('Whether the firm agrees to be named in the register.'),
  version: z.number().int().describe('Goes up with each change; 0 for those to whom it is shown.'),
}
const words = (of: string) =>
  z.object({ en: z.string().describe('English.'), fr: z.string().describe('French.') }).describe(of)
const question = z.object({
  id: z.string().describe('Stable: another wording has another id.'),
  theme: z.string().describe('What it is about.'),
  isCritical: z.boolean().describe('Whether it stands out in the result where the answer is not yes.'),
  question: words('What is asked.'),
  evidence: words('What would show it.'),
  answer: z
    .object({ reply: z.enum(REPLIES).describe('How far it is so.'), note: z.string().describe('What was written.') })
    .nullable()
    .describe('Null where there is none yet.'),
})
const result = z
  .object({
    themes: z
      .array(
        z.object({
          theme: z.string().describe('What its questions are about.'),
          asked: z.number().int().describe('Questions that apply and have an answer.'),
          yes: z.number().int().describe('Of them, yes.'),
          partly: z.number().int().describe('Of them, partly.'),
        }),
      )
      .describe('In the order of the questions.'),
    open: z.array(z.string()).describe('Ids of questions that stand out and were not answered with yes.'),
  })
  .describe('As it was signed off, or of the answers by now.')
const assessment = z
  .object({
    ...summary,
    questions: z.array(question).describe('In their order.'),
    files: z.array(evidenceFile).describe('In the order in which they were added.'),
    missing: z.array(z.string()).describe('Ids of questions without an answer, or that do not apply without a reason.'),
    result,
    shownTo: z.array(z.uuid()).describe('Authorities to which it is shown, for the firm itself.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('Assessment', { description: 'What a firm asks itself of its care against diversion, and answers.' })
const registered = z.object({
  name: z.string().describe('Of the firm.'),
  kind,
  from: z.string().describe('The first day on which its self-assessment is valid.'),
  until: z.string().describe('The last.'),
})

const path = '/api/assessments'
const identified = byId('Of the self-assessment.')
const list = createRoute({
  ...{ method: 'get', path, operationId: 'listAssessments' },
  summary: 'Self-assessments of your organisation, and those shown to it',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(z.object(summary)).describe('Newest first.') }), 'All of them.'),
    ...REFUSALS,
  },
})
const begin = createRoute({
  ...{ method: 'post', path, operationId: 'beginAssessment', summary: 'Begin a self-assessment' },
  request: { headers: idempotent, ...jsonBody(newAssessmentShape) },
  responses: {
    201: jsonAnswer(assessment, 'As it was begun: nobody else sees it.'),
    409: problemAnswer('Not for this kind of organisation, or one is being answered.'),
    ...REFUSALS,
  },
})
const register = createRoute({
  ...{ method: 'get', path: `${path}/register`, operationId: 'readAssessmentRegister' },
  summary: 'Firms that agreed to be named for their self-assessment',
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(registered).describe('By name.') }),
      'Those whose self-assessment is valid today; nothing of what they answered.',
    ),
    404: problemAnswer('This process has no register.'),
  },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/{id}`, operationId: 'readAssessment' },
  summary: 'One self-assessment, with its questions',
  request: { params: identified },
  responses: { 200: jsonAnswer(assessment, 'As this actor reads it today.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/{id}/acts`, operationId: 'actOnAssessment' },
  summary: 'Answer, sign off, show, or agree to be named',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(
      z.strictObject({
        command: assessmentCommandShape.describe('What is done.'),
        version: z.number().int().min(1).describe('The one that was read.'),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(assessment, 'As it is now.'),
    409: problemAnswer('Not possible as it stands.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
  },
})

interface AssessmentsRoutesPlan {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<AssessmentsDesk | undefined>
  /** Everybody's; undefined where this process has none. */
  register: AssessmentsRegister | undefined
}

export const assessmentsRoutes = ({ deskOf, register: named }: AssessmentsRoutesPlan): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(register, async (c) =>
    named
      ? c.json({ items: await named() }, 200)
      : raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' }),
  )
  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).list()) }, 200))
  api.openapi(begin, async (c) => {
    const begun = await (await desk(c)).begin(c.req.valid('json'), c.req.valid('header')['idempotency-key'])
    return c.json(answered(c, begun), 201)
  })
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const { command, version } = c.req.valid('json')
    const { id } = c.req.valid('param')
    const acted = await (await desk(c)).act(id, command, version, c.req.valid('header')['idempotency-key'])
    return c.json(answered(c, acted), 200)
  })
  addEvidenceRoutes(api, desk)
  return api
}
