// SPDX-License-Identifier: Apache-2.0
/** Files of a self-assessment over HTTP, and a sitting that is thrown away. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addFileRoutes } from '#platform/attachments/index.ts'
import { type Api, answered, byId, problemAnswer, REFUSALS } from '#platform/http/index.ts'
import { type AssuranceDesk, MOST_EVIDENCE } from './contract.ts'
import { evidenceFile } from './shapes.ts'

const identified = byId('Of the self-assessment.')
const path = '/api/assurance/assessments/{id}'
const discard = createRoute({
  ...{ method: 'delete', path, operationId: 'discardQualityAssessment' },
  summary: 'Throw away the self-assessment of a service that was not signed off',
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
export const addEvidenceRoutes = (api: Api, desk: (c: Context) => Promise<AssuranceDesk>): void => {
  addFileRoutes(
    api,
    {
      ...{ path: `${path}/files`, of: 'Of the self-assessment.', name: 'QualityFile', file: evidenceFile },
      attach: 'Add a file that shows how a criterion is met',
      download: 'A file of the self-assessment of a service',
      detach: 'Take a file from the self-assessment of a service',
      fixed: `It was signed off, or the answer has ${MOST_EVIDENCE} files already.`,
      told: { criterion: z.string().min(1).max(20).describe('Id of the criterion.') },
    },
    async (c) => {
      const own = await desk(c)
      return { ...own, attach: (id, { criterion, name }, bytes) => own.attach(id, criterion, name, bytes) }
    },
  )
  api.openapi(discard, async (c) => {
    answered(c, await (await desk(c)).discard(c.req.valid('param').id, c.req.valid('query').version))
    return c.body(null, 204)
  })
}
