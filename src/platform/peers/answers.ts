// SPDX-License-Identifier: Apache-2.0
/** What routes of rooms answer about other nodes, as OpenAPI describes it; the types are those of contract.ts. */
import { z } from '@hono/zod-openapi'

const node = z.object({ id: z.uuid().describe('Of the node.'), name: z.string().describe('What it calls itself.') })

const receipt = z.object({
  state: z.enum(['waiting', 'received', 'accepted', 'refused']).describe('What the node said last.'),
  at: z.string().nullable().describe('ISO 8601 in UTC, by its clock.'),
  reason: z.string().nullable().describe('Code of a refusal.'),
  signed: z.string().nullable().describe('The receipt under its signature: compact JWS.'),
})

export const deliveryAnswer = z.object({
  node,
  told: receipt.describe('Of what was told.'),
  recalled: receipt.nullable().describe('Of its being taken back; null where it was not.'),
})

export const partnerAnswer = z.object({
  id: z.uuid().describe('By which it is named here.'),
  node,
  name: z.string().describe('Its name.'),
  kind: z.string().describe('Id of its kind of organisation.'),
  mayBeTold: z.boolean().describe('Whether its node takes messages for it now.'),
})
