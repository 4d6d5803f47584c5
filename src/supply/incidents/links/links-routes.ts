// SPDX-License-Identifier: Apache-2.0
/** What incidents have in common, over HTTP. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Api, answered, byId, jsonAnswer, REFUSALS } from '#platform/http/index.ts'
import type { IncidentsDesk } from '../contract.ts'
import { LINK_KINDS } from './kinds.ts'

/** Adds the addresses of links; `incident` is the shape in which the room answers one. */
export const addLinkRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>, incident: z.ZodObject): void => {
  const links = createRoute({
    method: 'get',
    path: '/api/incidents/{id}/links',
    operationId: 'listIncidentLinks',
    summary: 'Incidents that share something with this one',
    request: { params: byId('Of the incident.') },
    responses: {
      200: jsonAnswer(
        z.object({
          items: z
            .array(
              z.object({
                incident,
                reasons: z
                  .array(
                    z.object({
                      kind: z.enum(LINK_KINDS).describe('What they have in common.'),
                      here: z.string().describe('As this incident says it.'),
                      there: z.string().describe('As the other one says it.'),
                      misused: z.boolean().describe('Whether the name of the firm is said to be misused.'),
                    }),
                  )
                  .describe('The most telling first.'),
              }),
            )
            .describe('The most telling first, 50 at most; only incidents that this actor sees too.'),
        }),
        'What this actor sees of both.',
      ),
      ...REFUSALS,
    },
  })
  api.openapi(links, async (c) => {
    const items = answered(c, await (await desk(c)).links(c.req.valid('param').id))
    return c.json({ items } as never, 200)
  })
}
