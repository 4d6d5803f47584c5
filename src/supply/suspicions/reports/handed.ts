// SPDX-License-Identifier: Apache-2.0
/** What an officer may write of a report for those who work on incidents. */
import { z } from 'zod'

/** What a suspicion can turn out to be, by the names that incidents have. */
export const HANDED_KINDS = [
  ...(['suspicious-shipment', 'stopped-shipment', 'attempted-diversion', 'diversion'] as const),
  ...(['online-offer', 'theft-loss'] as const),
] as const

const line = z.string().trim().max(200)
export const newDraftShape = z.strictObject({
  kind: z.enum(HANDED_KINDS).describe('What it is.'),
  title: line.min(1).describe('In one line, and nothing of who reported or whom.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1).')
    .describe('Where.'),
  place: line.default('').describe('Port, airport or town.'),
  occurred: z.iso.date().optional().describe('The day, where it may be said.'),
  goods: z.array(z.string().max(200)).max(50).default([]).describe('Ids of goods in the report that go along.'),
})
