// SPDX-License-Identifier: Apache-2.0
/** Continuity over HTTP: what is closed, for everybody; what a service says and counts, for who runs it. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
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
  ALTERNATIVES,
  type ContinuityDesk,
  type ContinuityRegister,
  newVolumeShape,
  newWordShape,
  REASONS,
  STATES,
} from './contract.ts'

const path = '/api/continuity'
const word = z
  .object({
    id: z.uuid().describe('Of what was said.'),
    service: z.uuid().describe('Id of the service in the directory.'),
    serviceName: z.string().describe('Its name when it was said.'),
    city: z.string().nullable().describe('Where it is listed.'),
    region: z.string().nullable().describe('Where it is listed.'),
    organisation: z.uuid().describe('Who said it.'),
    by: z.enum(['provider', 'authority']).describe('Who runs it, or an authority.'),
    state: z.enum(STATES).describe('Open as usual, with less than usual, somewhere else, or closed.'),
    since: z.string().describe('Since when: the earliest that was said of this stretch.'),
    expected: z.string().nullable().describe('The day on which it is expected to be open as usual.'),
    reasons: z.array(z.enum(REASONS)).describe('Why it is not.'),
    alternatives: z
      .array(
        z.object({
          kind: z.enum(ALTERNATIVES).describe('What helps instead.'),
          service: z
            .object({ id: z.uuid().describe('In the directory.'), name: z.string().describe('Its name.') })
            .nullable()
            .describe('The service that does.'),
          telephone: z.string().nullable().describe('Number to call.'),
          hours: z.number().describe('Within how many hours.'),
          isClosed: z.boolean().describe('It is closed itself by now.'),
        }),
      )
      .describe('The first to try first.'),
    said: z.string().describe('When it was said.'),
    due: z
      .string()
      .nullable()
      .describe('Until when an alternative within 24 hours is to be named; null: there is one.'),
    isLate: z.boolean().describe('That moment has passed, and there is none.'),
    wasLate: z.boolean().describe('One was named, and not within the first 24 hours.'),
    beside: z
      .object({
        state: z.enum(STATES).describe('How it stands, as it says.'),
        organisation: z.uuid().describe('Who said so.'),
        said: z.string().describe('When.'),
      })
      .nullable()
      .describe('What a provider said since, where the severer word of an authority stands.'),
  })
  .openapi('ContinuityOfService', { description: 'How a service stands in a crisis, as it was said last.' })
const volume = z
  .object({
    service: z.uuid().describe('Id of the service in the directory.'),
    serviceName: z.string().describe('Its name.'),
    month: z.string().describe('YYYY-MM.'),
    contacts: z.number().describe('Contacts of that month.'),
  })
  .openapi('ContactsOfMonth', { description: 'Contacts of one service in one month.' })

const read = createRoute({
  ...{ method: 'get', path: `${path}/closed`, operationId: 'listServicesNotOpen' },
  summary: 'Services that are not open as usual, and where to go instead',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(word).describe('Each once.') }), 'For everybody.'),
    404: problemAnswer('This process has no directory.'),
  },
})
const list = createRoute({
  ...{ method: 'get', path, operationId: 'listContinuity' },
  summary: 'What was said last of each service: of yours, or of all for who watches over them',
  request: {
    query: z.object({
      from: z.coerce.number().int().min(0).max(100_000).default(0).describe('Those after so many.'),
    }),
  },
  responses: {
    200: jsonAnswer(
      z.object({
        items: z.array(word).describe('Without an alternative first.'),
        next: z.number().int().nullable().describe('`from` of those after these; null: there are no more.'),
      }),
      'Each service once.',
    ),
    ...REFUSALS,
  },
})
const say = createRoute({
  ...{ method: 'post', path, operationId: 'sayContinuity' },
  summary: 'Say whether a service is open',
  description:
    'Everybody reads it at once. The newest word counts; an authority’s is made milder by an authority alone: then the answer is the ' +
    'authority’s word, with yours beside it.',
  request: { headers: idempotent, ...jsonBody(newWordShape) },
  responses: { 201: jsonAnswer(word, 'The word that stands of the service now, as everybody reads it.'), ...REFUSALS },
})
const count = createRoute({
  ...{ method: 'post', path: `${path}/volumes`, operationId: 'countContacts' },
  summary: 'Enter the contacts of a month',
  description: 'Nobody else reads the number of one service.',
  request: { headers: idempotent, ...jsonBody(newVolumeShape) },
  responses: { 201: jsonAnswer(volume, 'As it was entered.'), ...REFUSALS },
})

export interface ContinuityRoutesPlan {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<ContinuityDesk | undefined>
  /** Everybody’s; undefined where this process has none. */
  register: ContinuityRegister | undefined
}

export const continuityRoutes = ({ deskOf, register }: ContinuityRoutesPlan): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (c: Context) => c.req.header('idempotency-key')
  api.openapi(read, async (c) => {
    const known = register ?? raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })
    return c.json({ items: [...(await known.notOpen()).values()] }, 200)
  })
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).list(c.req.valid('query').from)), 200))
  api.openapi(say, async (c) => c.json(answered(c, await (await desk(c)).say(c.req.valid('json'), keyOf(c))), 201))
  api.openapi(count, async (c) => c.json(answered(c, await (await desk(c)).count(c.req.valid('json'), keyOf(c))), 201))
  return api
}
