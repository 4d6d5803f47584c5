// SPDX-License-Identifier: Apache-2.0
/** Advisories over HTTP, for whoever is signed in; the public ones are read without that (feeds.ts). */
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
  queryShape,
  REFUSALS,
} from '#platform/http/index.ts'
import { partnerAnswer } from '#platform/peers/index.ts'
import {
  advisoryAnswer,
  deliveriesAnswer,
  pageOf,
  publishedAnswer,
  readAnswer,
  receiptsAnswer,
  viewerAnswer,
} from './answers.ts'
import {
  adoptionShape,
  advisoriesQueryShape,
  advisoryCommandShape,
  newAdvisoryShape,
  type WarningsDesk,
} from './contract.ts'

const identified = byId('Of the advisory.')
const version = z.number().int().min(1)
const CHANGES = {
  409: problemAnswer('Not possible in this state, or for this person.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}

const prepare = createRoute({
  method: 'post',
  path: '/api/warnings/{id}/advisories',
  operationId: 'prepareAdvisory',
  summary: 'Prepare an advisory, as a draft',
  request: { params: byId('Of the substance under watch.'), headers: idempotent, ...jsonBody(newAdvisoryShape) },
  responses: { 201: jsonAnswer(advisoryAnswer, 'The draft.'), ...REFUSALS },
})
const preview = createRoute({
  method: 'post',
  path: '/api/advisories/previews',
  operationId: 'previewAdvisory',
  summary: 'Who would read each version of an advisory',
  request: jsonBody(newAdvisoryShape),
  responses: { 200: jsonAnswer(z.array(viewerAnswer), 'Every reader.'), ...REFUSALS },
})
const list = createRoute({
  method: 'get',
  path: '/api/advisories',
  operationId: 'listAdvisories',
  summary: 'Advisories for this actor, newest first, each in its fullest version',
  request: { query: queryShape(advisoriesQueryShape.shape) },
  responses: { 200: jsonAnswer(pageOf(publishedAnswer), 'One page.'), ...REFUSALS },
})
const drafts = createRoute({
  method: 'get',
  path: '/api/advisories/drafts',
  operationId: 'listAdvisoryDrafts',
  summary: 'Advisories of this organisation that are not published yet',
  responses: { 200: jsonAnswer(z.array(advisoryAnswer), 'Newest first.'), ...REFUSALS },
})
const read = createRoute({
  method: 'get',
  path: '/api/advisories/{id}',
  operationId: 'readAdvisory',
  summary: 'One advisory, in the versions for this actor',
  request: { params: identified },
  responses: { 200: jsonAnswer(readAnswer, 'As this actor may read it.'), ...REFUSALS },
})
const revise = createRoute({
  method: 'put',
  path: '/api/advisories/{id}',
  operationId: 'reviseAdvisory',
  summary: 'Change the draft of an advisory',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ advisory: newAdvisoryShape, version })),
  },
  responses: { 200: jsonAnswer(advisoryAnswer, 'As it is now.'), ...CHANGES },
})
const discard = createRoute({
  ...{ method: 'delete', path: '/api/advisories/{id}', operationId: 'discardAdvisoryDraft' },
  summary: 'Discard the draft of an advisory: it is gone with all its words',
  request: {
    params: identified,
    query: z.strictObject({ version: z.coerce.number().int().min(1).describe('The one that was read.') }),
  },
  responses: { 204: { description: 'It is gone.' }, ...CHANGES },
})
const decide = createRoute({
  method: 'post',
  path: '/api/advisories/{id}/acts',
  operationId: 'decideAdvisory',
  summary: 'Propose, agree, decline or withdraw an advisory',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: advisoryCommandShape, version })),
  },
  responses: { 200: jsonAnswer(advisoryAnswer, 'As it is now.'), ...CHANGES },
})
const acknowledge = createRoute({
  method: 'post',
  path: '/api/advisories/{id}/receipts',
  operationId: 'acknowledgeAdvisory',
  summary: 'Say that an advisory was read',
  request: { params: identified },
  responses: { 200: jsonAnswer(z.object({ at: z.string().describe('When, first.') }), 'Said.'), ...REFUSALS },
})
const receipts = createRoute({
  method: 'get',
  path: '/api/advisories/{id}/receipts',
  operationId: 'listAdvisoryReceipts',
  summary: 'How many said that they read an advisory, and where',
  request: { params: identified },
  responses: { 200: jsonAnswer(receiptsAnswer, 'For the officers who published it.'), ...REFUSALS },
})

const partners = createRoute({
  method: 'get',
  path: '/api/advisory-partners',
  operationId: 'listAdvisoryPartners',
  summary: 'Organisations of other nodes that told advisories, or may be told',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(partnerAnswer).describe('All of them.') }), 'By name.'),
    ...REFUSALS,
  },
})
const deliveries = createRoute({
  method: 'get',
  path: '/api/advisories/{id}/deliveries',
  operationId: 'listAdvisoryDeliveries',
  summary: 'What other nodes said of an advisory, and who was not told',
  request: { params: identified },
  responses: { 200: jsonAnswer(deliveriesAnswer, 'For the officers who published it.'), ...REFUSALS },
})
const adopt = createRoute({
  method: 'post',
  path: '/api/advisories/{id}/adoptions',
  operationId: 'adoptAdvisory',
  summary: 'Begin an advisory of one’s own from one of another node, as a draft',
  request: { params: identified, headers: idempotent, ...jsonBody(adoptionShape) },
  responses: {
    201: jsonAnswer(advisoryAnswer, 'The draft.'),
    409: problemAnswer('It does not hold any more, may not be passed on, or was adopted before.'),
    ...REFUSALS,
  },
})

export const addAdvisoryRoutes = (api: Api, desk: (c: Context) => Promise<WarningsDesk>): void => {
  api.openapi(prepare, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    const made = await (await desk(c)).prepare(c.req.valid('param').id, c.req.valid('json'), key)
    return c.json(answered(c, made), 201)
  })
  api.openapi(preview, async (c) => c.json(answered(c, await (await desk(c)).preview(c.req.valid('json'))), 200))
  api.openapi(partners, async (c) => c.json({ items: answered(c, await (await desk(c)).partners()) }, 200))
  api.openapi(deliveries, async (c) =>
    c.json(answered(c, await (await desk(c)).deliveries(c.req.valid('param').id)), 200),
  )
  api.openapi(adopt, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).adopt(c.req.valid('param').id, c.req.valid('json'), key)), 201)
  })
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).advisories(c.req.valid('query'))), 200))
  api.openapi(drafts, async (c) => c.json(answered(c, await (await desk(c)).drafts()), 200))
  api.openapi(read, async (c) => c.json(answered(c, await (await desk(c)).advisory(c.req.valid('param').id)), 200))
  api.openapi(revise, async (c) => {
    const { advisory, version: known } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).revise(c.req.valid('param').id, advisory, known, key)), 200)
  })
  api.openapi(discard, async (c) => {
    answered(c, await (await desk(c)).discard(c.req.valid('param').id, c.req.valid('query').version))
    return c.body(null, 204)
  })
  api.openapi(decide, async (c) => {
    const { command, version: known } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).decide(c.req.valid('param').id, command, known, key)), 200)
  })
  api.openapi(acknowledge, async (c) =>
    c.json(answered(c, await (await desk(c)).acknowledge(c.req.valid('param').id)), 200),
  )
  api.openapi(receipts, async (c) => c.json(answered(c, await (await desk(c)).receipts(c.req.valid('param').id)), 200))
}
