// SPDX-License-Identifier: Apache-2.0
/** How somebody works through the board, in shapes that a browser may see. */
import { z } from 'zod'
import { KINDS, STATUSES } from '../codes.ts'
import { country } from '../shapes.ts'

/** How often one is told what matches a saved filter: by counts and a link, never by what an incident says. */
export const TELLS = ['no', 'hourly', 'daily'] as const
export type Tell = (typeof TELLS)[number]

export const savedFilterShape = z.strictObject({
  name: z.string().trim().min(1).max(60),
  query: z.strictObject({
    text: z.string().trim().min(1).max(200).optional(),
    kind: z.enum(KINDS).optional(),
    status: z.enum(STATUSES).optional(),
    country: country.optional(),
    substance: z.string().max(200).optional(),
  }),
  tell: z.enum(TELLS).default('no'),
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
