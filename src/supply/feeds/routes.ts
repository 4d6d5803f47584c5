// SPDX-License-Identifier: Apache-2.0
/** Feeds over HTTP: for programs of their keepers, and of those who read what came. */
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
  seatedAt,
} from '#platform/http/index.ts'
import { KINDS } from '#supply/incidents/contract.ts'
import { type FeedsDesk, newDraftShape, newFeedShape } from './contract.ts'

const version = z.number().int().describe('Goes up with each change.')
const marking = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red'])
const feed = z
  .object({
    id: z.uuid().describe('Of the feed.'),
    name: z.string().describe('What its keeper calls it.'),
    address: z.string().describe('Of the API root.'),
    collection: z.string().describe('Id or alias.'),
    least: marking.describe('The lowest marking that anything of it is given here.'),
    reaches: z.array(z.uuid()).describe('Organisations whose readers of incidents see what came.'),
    status: z.enum(['active', 'paused']).describe('Whether it is fetched.'),
    trouble: z.string().nullable().describe('Code of what went wrong last; null where nothing did.'),
    failures: z.number().int().describe('One after another.'),
    nextTry: z.string().describe('ISO 8601 in UTC.'),
    heard: z.string().nullable().describe('When it last answered, ISO 8601 in UTC; null before.'),
    version,
  })
  .openapi('Feed', { description: 'A collection of another system that this node fetches. Its key is never shown.' })
const refusal = z
  .object({
    id: z.uuid().describe('Of the refusal.'),
    feed: z.uuid().describe('Of what feed.'),
    at: z.string().describe('ISO 8601 in UTC.'),
    stixId: z.string().describe('Of the object, as it says itself.'),
    where: z.string().describe('The place in it that is at fault.'),
    code: z.string().describe('For programs.'),
    why: z.string().describe('In English, for developers.'),
  })
  .openapi('FeedRefusal', { description: 'An object that came and was not kept.' })
const received = z
  .object({
    id: z.uuid().describe('Of what is kept here.'),
    feed: z.uuid().describe('The feed of which it came.'),
    stixId: z.string().describe('As it says itself.'),
    type: z.string().describe('Of STIX.'),
    name: z.string().describe('As it says itself; may be empty.'),
    marking: marking.describe('Traffic Light Protocol 2.0: the strictest of its own and the feed’s.'),
    modified: z.string().nullable().describe('As it says itself.'),
    by: z.string().nullable().describe('Who made it, as it says itself.'),
    added: z.string().nullable().describe('When the other side says that it was added.'),
    received: z.string().describe('ISO 8601 in UTC.'),
  })
  .openapi('ReceivedObject', { description: 'What another system says. This node does not vouch for it.' })
const opened = received
  .extend({
    object: z.unknown().describe('The object as it came, STIX 2.1.'),
    draftable: z
      .object({
        title: z.string().describe('As it says itself; may be empty.'),
        kind: z.enum(KINDS).nullable().describe('What happened, where it says so in our words.'),
        country: z.string().nullable().describe('Where it happened, ISO 3166-1 alpha-2.'),
      })
      .nullable()
      .describe('What a draft of it would begin with; null where this actor makes none of it.'),
    made: z.string().nullable().describe('The incident that this organisation made of it.'),
  })
  .openapi('ReceivedObjectInFull', { description: 'The same with all that it says.' })
const items = <S extends z.ZodType>(shape: S, described: string) =>
  z.object({ items: z.array(shape).describe(described) })

const CHANGED = { 409: problemAnswer('Not possible as it stands.'), 412: problemAnswer('It was changed since.') }
const list = createRoute({
  ...{ method: 'get', path: '/api/feeds', operationId: 'listFeeds', summary: 'Feeds that this organisation keeps' },
  responses: { 200: jsonAnswer(items(feed, 'All of them.'), 'As they stand.'), ...REFUSALS },
})
const configure = createRoute({
  ...{ method: 'post', path: '/api/feeds', operationId: 'configureFeed', summary: 'Fetch from another system' },
  request: { headers: idempotent, ...jsonBody(newFeedShape) },
  responses: {
    201: jsonAnswer(feed, 'It is fetched soon.'),
    400: problemAnswer('The address is in a closed network.'),
    ...REFUSALS,
  },
})
const act = createRoute({
  ...{ method: 'post', path: '/api/feeds/{id}/acts', operationId: 'actOnFeed' },
  summary: 'Pause a feed, resume it or fetch now',
  request: {
    params: byId('Of the feed.'),
    headers: idempotent,
    ...jsonBody(
      z.strictObject({
        act: z.enum(['pause', 'resume', 'fetch']).describe('What is done.'),
        version: z.number().int().min(1).describe('The one that was read.'),
      }),
    ),
  },
  responses: { 200: jsonAnswer(feed, 'As it is now.'), ...CHANGED, ...REFUSALS },
})
const refusals = createRoute({
  ...{ method: 'get', path: '/api/feed-refusals', operationId: 'listFeedRefusals' },
  summary: 'Objects that came of feeds and were not kept',
  responses: { 200: jsonAnswer(items(refusal, 'Newest first, at most 200.'), 'With the reason.'), ...REFUSALS },
})
const came = createRoute({
  ...{ method: 'get', path: '/api/received', operationId: 'listReceived' },
  summary: 'What came of feeds, newest first',
  request: {
    query: queryShape({ cursor: z.string().max(500).optional().describe('The `next` of the page before.') }),
  },
  responses: {
    200: jsonAnswer(
      z.object({
        items: z.array(received).describe('Newest first.'),
        next: z.string().nullable().describe('The cursor of the next page.'),
      }),
      'One page.',
    ),
    ...REFUSALS,
  },
})
const open = createRoute({
  ...{
    method: 'get',
    path: '/api/received/{id}',
    operationId: 'readReceived',
    summary: 'One object that came of a feed',
  },
  request: { params: byId('Of what is kept here.') },
  responses: { 200: jsonAnswer(opened, 'As it came.'), ...REFUSALS },
})

const draft = createRoute({
  ...{ method: 'post', path: '/api/received/{id}/draft', operationId: 'draftFromReceived' },
  summary: 'Make a draft of one’s own from a received incident, once',
  request: { params: byId('Of what is kept here.'), headers: idempotent, ...jsonBody(newDraftShape) },
  responses: {
    201: jsonAnswer(z.object({ incident: z.uuid().describe('Of the draft.') }), 'It is a draft.'),
    409: problemAnswer('There is one already, it is no incident, or was taken back.'),
    ...REFUSALS,
  },
})

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const feedsRoutes = (deskOf: (c: Context) => Promise<FeedsDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).feeds()) }, 200))
  api.openapi(configure, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).configure(c.req.valid('json'), key)), 201)
  })
  api.openapi(act, async (c) => {
    const { act: done, version: read } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).act(c.req.valid('param').id, done, read, key)), 200)
  })
  api.openapi(refusals, async (c) => c.json({ items: answered(c, await (await desk(c)).refusals()) }, 200))
  api.openapi(came, async (c) => {
    const { cursor } = c.req.valid('query')
    return c.json(answered(c, await (await desk(c)).received(cursor === undefined ? {} : { cursor })), 200)
  })
  api.openapi(draft, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).draft(c.req.valid('param').id, c.req.valid('json'), key)), 201)
  })
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)) as never, 200))
  return api
}
