// SPDX-License-Identifier: Apache-2.0
/** For whoever watches over the node: does it answer, and can it do its work? */
import { createRoute, z } from '@hono/zod-openapi'
import { type Api, createApi, problemAnswer, raiseProblem } from '#platform/http/index.ts'

const shape = z.object({ status: z.literal('ok').describe('Always ok: otherwise the answer is an error.') })
const answer = {
  description: 'It does.',
  content: { 'application/json': { schema: shape.openapi('Health', { description: 'All is well.' }) } },
}

const health = createRoute({
  method: 'get',
  path: '/api/health',
  operationId: 'getHealth',
  summary: 'Whether the node answers',
  responses: { 200: answer },
})

const readiness = createRoute({
  method: 'get',
  path: '/api/health/ready',
  operationId: 'getReadiness',
  summary: 'Whether the node reaches its databases',
  responses: { 200: answer, 503: problemAnswer('A database does not answer.') },
})

/** `reach` resolves where every compartment of this process answers. */
export const healthRoute = (reach: () => Promise<void>): Api =>
  createApi()
    .openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
    .openapi(readiness, async (c) => {
      try {
        await reach()
      } catch {
        return raiseProblem(c, { code: 'unavailable', detail: 'A database of this node does not answer.' })
      }
      return c.json({ status: 'ok' as const }, 200)
    })
