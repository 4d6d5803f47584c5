// SPDX-License-Identifier: Apache-2.0
/** For whoever watches over the node: does it answer? */
import { createRoute, z } from '@hono/zod-openapi'
import { type Api, createApi } from '#platform/http/index.ts'

const shape = z.object({ status: z.literal('ok').describe('Always ok: a node that is not does not answer.') })

const health = createRoute({
  method: 'get',
  path: '/api/health',
  operationId: 'getHealth',
  summary: 'Whether the node answers',
  responses: {
    200: {
      description: 'It does.',
      content: { 'application/json': { schema: shape.openapi('Health', { description: 'The node answers.' }) } },
    },
  },
})

export const healthRoute = (): Api => createApi().openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
