// SPDX-License-Identifier: Apache-2.0
/** What is taken along from the board, in shapes that a browser may see. */
import { z } from 'zod'
import { KINDS, STATUSES } from '../codes.ts'
import { country } from '../shapes.ts'

export const FORMATS = ['csv', 'geojson', 'stix'] as const
export type ExportFormat = (typeof FORMATS)[number]

/** One incident, or those that a filter of the board finds. */
export const exportQueryShape = z.strictObject({
  id: z.uuid().optional().describe('One incident alone; the rest is not asked then.'),
  text: z.string().max(200).optional().describe('Words that stand in it.'),
  kind: z.enum(KINDS).optional().describe('Only those of this kind.'),
  status: z.enum(STATUSES).optional().describe('Only those in this state.'),
  country: country.optional().describe('Only those that concern this country.'),
  substance: z.string().max(200).optional().describe('Only those with this substance.'),
})
export type ExportQuery = z.input<typeof exportQueryShape>

export interface ExportFile {
  /** Says what kind of file it is, and nothing of what is in it. */
  name: string
  /** Media type. */
  type: string
  text: string
  incidents: number
  /** Whether there were more, older ones that are left out. */
  more: boolean
}
