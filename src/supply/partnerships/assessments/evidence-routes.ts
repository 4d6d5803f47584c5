// SPDX-License-Identifier: Apache-2.0
/** Files of a self-assessment over HTTP, and a sitting that is thrown away. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addFileRoutes } from '#platform/attachments/index.ts'
import { type Api, answered, byId, problemAnswer, REFUSALS } from '#platform/http/index.ts'
import { type AssessmentsDesk, MOST_EVIDENCE } from './contract.ts'

export const evidenceFile = z
  .object({
    id: z.uuid().describe('Of the file.'),
    question: z.string().describe('Id of the question whose answer it shows.'),
    name: z.string().describe('Without folders.'),
    type: z.string().describe('Media type, by its bytes.'),
    size: z.number().int().describe('Bytes.'),
    sha256: z.string().describe('Of the bytes as they are served, hexadecimal.'),
  })
  .openapi('EvidenceFile', { description: 'A file that shows an answer of a self-assessment.' })

const identified = byId('Of the self-assessment.')
const path = '/api/assessments/{id}'
const discard = createRoute({
  ...{ method: 'delete', path, operationId: 'discardAssessment' },
  summary: 'Throw away a self-assessment that was not signed off, with its files',
  request: {
    params: identified,
    query: z.strictObject({ version: z.coerce.number().int().min(1).describe('The one that was read.') }),
  },
  responses: {
    204: { description: 'It is gone.' },
    409: problemAnswer('It was signed off.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
  },
})

/** Adds these to the routes of self-assessments. */
export const addEvidenceRoutes = (api: Api, desk: (c: Context) => Promise<AssessmentsDesk>): void => {
  addFileRoutes(
    api,
    {
      ...{ path: `${path}/files`, of: 'Of the self-assessment.', name: 'AssessmentFile', file: evidenceFile },
      attach: 'Add a file that shows an answer',
      download: 'A file of a self-assessment',
      detach: 'Take a file from a self-assessment that is being answered',
      fixed: `It was signed off, or the answer has ${MOST_EVIDENCE} files already.`,
      told: { question: z.string().min(1).max(60).describe('Id of the question.') },
    },
    async (c) => {
      const own = await desk(c)
      return { ...own, attach: (id, { question, name }, bytes) => own.attach(id, question, name, bytes) }
    },
  )
  api.openapi(discard, async (c) => {
    answered(c, await (await desk(c)).discard(c.req.valid('param').id, c.req.valid('query').version))
    return c.body(null, 204)
  })
}
