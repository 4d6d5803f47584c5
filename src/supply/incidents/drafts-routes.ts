// SPDX-License-Identifier: Apache-2.0
/** A draft over HTTP: written anew, or thrown away. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
  byId,
  idempotent,
  jsonAnswer,
  jsonBody,
  problemAnswer,
  REFUSALS,
} from '#platform/http/index.ts'
import { type IncidentsDesk, newIncidentShape } from './contract.ts'

const version = z.coerce.number().int().min(1).describe('The one that was read.')
const refused = {
  409: problemAnswer('It is no draft any more.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}

/** Adds these to the room's routes; `incident` is the shape of their answer. */
export const addDraftRoutes = <S extends z.ZodType>(
  api: Api,
  desk: (c: Context) => Promise<IncidentsDesk>,
  incident: S,
): void => {
  const edit = createRoute({
    ...{ method: 'put', path: '/api/incidents/{id}', operationId: 'editIncidentDraft' },
    summary: 'Write a draft anew',
    request: {
      params: byId('Of the draft.'),
      headers: idempotent,
      ...jsonBody(z.strictObject({ incident: newIncidentShape.describe('All of it.'), version })),
    },
    responses: { 200: jsonAnswer(incident, 'As it is now.'), ...refused },
  })
  const discard = createRoute({
    ...{ method: 'delete', path: '/api/incidents/{id}', operationId: 'discardIncidentDraft' },
    summary: 'Discard a draft: it is gone with all its words',
    request: { params: byId('Of the draft.'), query: z.strictObject({ version }) },
    responses: { 204: { description: 'It is gone.' }, ...refused },
  })
  api.openapi(edit, async (c) => {
    const { incident: given, version } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const edited = await (await desk(c)).edit(c.req.valid('param').id, given, version, key)
    return c.json(answered(c, edited) as z.input<S>, 200) as never
  })
  api.openapi(discard, async (c) => {
    answered(c, await (await desk(c)).discard(c.req.valid('param').id, c.req.valid('query').version))
    return c.body(null, 204)
  })
}
