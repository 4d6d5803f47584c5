// SPDX-License-Identifier: Apache-2.0
/** How somebody works through the board, in shapes that a browser may see. */
import { z } from 'zod'
import { KINDS, STATUSES } from '../codes.ts'
import { country } from '../shapes.ts'

/** How often one is told what matches a saved filter: by counts and a link, never by what an incident says. */
export const TELLS = ['no', 'hourly', 'daily'] as const
export type Tell = (typeof TELLS)[number]

export const savedFilterShape = z.strictObject({
  name: z.string().trim().min(1).max(60).describe('What you call it.'),
  query: z
    .strictObject({
      text: z.string().trim().min(1).max(200).optional().describe('Words in it.'),
      kind: z.enum(KINDS).optional().describe('What it tells.'),
      status: z.enum(STATUSES).optional().describe('Where it stands.'),
      country: country.optional().describe('One that it touches, ISO 3166-1 alpha-2.'),
      substance: z.string().max(200).optional().describe('Id of a substance in it.'),
    })
    .describe('What it asks.'),
  tell: z.enum(TELLS).default('no').describe('How often you are told how many match.'),
})
export type NewSavedFilter = z.input<typeof savedFilterShape>
export interface SavedFilter extends z.output<typeof savedFilterShape> {
  id: string
}

/** What an incident is to whoever looks at the board. */
export interface Mark {
  id: string
  /** Other incidents that share something with it and that this actor sees too. */
  links: number
  read: boolean
  /** Who of the own organisation has taken it on. */
  taken: 'me' | 'colleague' | null
  /** The incident to which it points as a report of the same event. */
  sameAs: string | null
}
