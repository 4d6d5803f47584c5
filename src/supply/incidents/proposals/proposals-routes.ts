// SPDX-License-Identifier: Apache-2.0
/** Proposals to change an incident, over HTTP. */
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
import type { IncidentsDesk } from '../contract.ts'
import { changeShape, newProposalShape, PROPOSAL_STATUSES, settleProposalShape } from './proposals.ts'

const proposal = z
  .object({
    id: z.uuid().describe('Of the proposal.'),
    incident: z.uuid().describe('What it is about.'),
    from: z.uuid().describe('The organisation that proposes.'),
    change: changeShape.describe('What should be changed, and into what.'),
    was: z.unknown().describe('What the field said when it was proposed; null where something is added.'),
    reason: z.string().describe('Why.'),
    status: z.enum(PROPOSAL_STATUSES).describe('Where it stands.'),
    made: z.string().describe('ISO 8601 in UTC.'),
    answer: z.string().nullable().describe('Why it was declined; null otherwise.'),
    settled: z.string().nullable().describe('ISO 8601 in UTC; null before.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('IncidentProposal', { description: 'A change that a reader of an incident proposes to who reported it.' })

const list = createRoute({
  ...{ method: 'get', path: '/api/incidents/{id}/proposals', operationId: 'listIncidentProposals' },
  summary: 'Changes of an incident that this organisation proposed, or is asked to decide',
  request: { params: byId('Of the incident.') },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(proposal).describe('The newest 200.') }), 'Oldest first; those seen.'),
    ...REFUSALS,
  },
})
const propose = createRoute({
  ...{ method: 'post', path: '/api/incidents/{id}/proposals', operationId: 'proposeIncidentChange' },
  summary: 'Propose to who reported an incident that one field be changed',
  description: 'Of a part that this actor reads; of another one the answer is as if it were not there.',
  request: { params: byId('Of the incident.'), headers: idempotent, ...jsonBody(newProposalShape) },
  responses: {
    201: jsonAnswer(proposal, 'As it was proposed.'),
    409: problemAnswer('Not possible as it stands.'),
    ...REFUSALS,
  },
})
const settle = createRoute({
  ...{ method: 'post', path: '/api/incident-proposals/{id}/acts', operationId: 'settleIncidentProposal' },
  summary: 'Accept, decline or withdraw a proposed change',
  request: { params: byId('Of the proposal.'), headers: idempotent, ...jsonBody(settleProposalShape) },
  responses: {
    200: jsonAnswer(proposal, 'As it is now.'),
    409: problemAnswer('Not possible as it stands, or for this organisation.'),
    412: problemAnswer('The incident, or the proposal, was changed since.'),
    ...REFUSALS,
  },
})

/** Adds these to the room's routes. */
export const addProposalRoutes = (api: Api, desk: (c: Context) => Promise<IncidentsDesk>): void => {
  api.openapi(list, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).proposals(c.req.valid('param').id)) }, 200),
  )
  api.openapi(propose, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    return c.json(answered(c, await (await desk(c)).propose(c.req.valid('param').id, c.req.valid('json'), key)), 201)
  })
  api.openapi(settle, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).settleProposal(id, c.req.valid('json'), key)), 200)
  })
}
