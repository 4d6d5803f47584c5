// SPDX-License-Identifier: Apache-2.0
/** What authorities write to each other about an incident, apart from where it is kept. */
import { z } from 'zod'

export const newMessageShape = z.strictObject({
  text: z.string().trim().min(1).max(5000).describe('What it says, at most 5000 characters.'),
  to: z
    .union([z.literal('all'), z.array(z.uuid()).min(1).max(50)])
    .default('all')
    .describe(
      'All authorities that were told of the incident, or some of them; those who did not report it may choose who did.',
    ),
})
export type NewMessage = z.input<typeof newMessageShape>

/** A message as an officer of one of those concerned reads it. */
export interface IncidentMessage {
  id: string
  incident: string
  /** The organisation that wrote it. */
  from: string
  text: string
  /** For all who were told, or for some of them, whom its author alone knows. */
  to: 'all' | 'chosen'
  /** ISO 8601 in UTC. */
  written: string
}
