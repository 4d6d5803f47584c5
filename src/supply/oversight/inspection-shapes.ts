// SPDX-License-Identifier: Apache-2.0
/** Inspections and their findings, as they go in and come out. Days are `YYYY-MM-DD`, moments ISO 8601 in UTC. */
import { z } from 'zod'
import type { Filed } from '#platform/attachments/index.ts'
import { type FindingStatus, INSPECTION_STATUSES, type InspectionStatus, SEVERITIES } from './codes.ts'

const words = z.string().trim().max(5000)

export const newInspectionShape = z.strictObject({
  licence: z.uuid().describe('The licence that is looked at.'),
  announced: z.boolean().describe('Whether the firm is told before the visit.'),
  on: z.iso.date().describe('The day for which it is planned.'),
  brief: words.default('').describe('What to look at; for inspectors alone.'),
})
export type NewInspection = z.input<typeof newInspectionShape>

export const newFindingShape = z.strictObject({
  severity: z.enum(SEVERITIES).describe('How grave it is.'),
  found: words.min(1).describe('What was found.'),
  action: words.min(1).describe('What is to be done about it.'),
  due: z.iso.date().describe('By which day.'),
})

export const inspectionCommandShape = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('visit'),
    on: z.iso.date().describe('The day of the visit.'),
    report: words.min(1).describe('What the inspector saw; the firm reads it.'),
    findings: z.array(newFindingShape).max(50).default([]).describe('Each with what is to be done and by when.'),
  }),
  z.strictObject({ do: z.literal('cancel'), reason: words.min(1).max(1000).describe('Why.') }),
  z.strictObject({ do: z.literal('close') }),
])
export type InspectionCommand = z.input<typeof inspectionCommandShape>

export const findingCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('answer'), text: words.min(1).describe('What the firm did about it.') }),
  z.strictObject({ do: z.literal('return'), text: words.min(1).describe('Why the answer is not enough.') }),
  z.strictObject({ do: z.literal('verify'), text: words.min(1).describe('How an inspector saw that it is done.') }),
])
export type FindingCommand = z.input<typeof findingCommandShape>

export const inspectionQueryShape = z.strictObject({
  status: z.enum(INSPECTION_STATUSES).optional().describe('Where they stand.'),
  licence: z.uuid().optional().describe('Of this licence.'),
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many at most.'),
  cursor: z.string().max(400).optional().describe('`next` of the page before.'),
})
export type InspectionQuery = z.input<typeof inspectionQueryShape>

/** Files that each side may add to one finding. */
export const MOST_PROOFS = 10

/** A photograph or document of a finding, for whoever reads the finding. */
export interface FindingFile extends Filed {
  from: 'inspector' | 'firm'
  at: string
  /** Whether this actor's organisation added it, and the finding is still open. */
  mayTakeOut: boolean
}

export interface Finding extends z.output<typeof newFindingShape> {
  id: string
  number: number
  status: FindingStatus
  /** What the firm did about it. */
  answer: { at: string; text: string } | null
  /** The inspector’s last word. */
  note: string | null
  closed: string | null
  /** In the order in which they were added. */
  files: FindingFile[]
  /** Whether this actor may add one now. */
  mayAttach: boolean
  version: number
  may: FindingCommand['do'][]
}

export interface Inspection {
  id: string
  licence: string
  authority: string
  /** Name of the firm. */
  holder: string
  announced: boolean
  /** The day for which it is planned. */
  on: string
  /** For inspectors alone; absent for the firm. */
  brief?: string
  status: InspectionStatus
  visited: string | null
  report: string | null
  /** Why it was cancelled. */
  reason: string | null
  findings: Finding[]
  version: number
  may: InspectionCommand['do'][]
}
