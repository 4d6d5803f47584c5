// SPDX-License-Identifier: Apache-2.0
/** Corrections: everybody's desk and the officers'. Moments are ISO 8601 in UTC, days `YYYY-MM-DD`. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

export const newCorrectionShape = z.strictObject({
  concerns: z.enum(['person', 'firm']),
  /** The name that may be recorded. */
  name: z.string().trim().min(1).max(200),
  /** What is wrong, and how it should be. */
  wrong: z.string().trim().min(1).max(5000),
  /** How they may be reached; may be empty. */
  reach: z.string().trim().max(200).default(''),
})
export type NewCorrection = z.input<typeof newCorrectionShape>

/** What is shown to whoever has the number: the same whatever is or was recorded. */
export interface CorrectionShown {
  received: string
  /** From this day on it may be shown as examined, never before. */
  answerOn: string
  state: 'being-examined' | 'examined'
}

/** Everybody's: no account, no trace of who asks. */
export interface CorrectionsCounter {
  /** `nobody-answers`: no authority of this node has an officer for it. */
  ask(
    input: NewCorrection,
  ): Promise<Outcome<{ reference: string; answerOn: string }, Refusal<'not-valid' | 'nobody-answers'>>>
  look(reference: string): Promise<Outcome<CorrectionShown, Refusal<'not-found'>>>
}

export const settleShape = z.strictObject({
  outcome: z.enum(['corrected', 'nothing-to-correct']).describe('What was done.'),
  /** Why; it stays with the officers. */
  note: z.string().trim().min(1).max(2000).describe('Why.'),
})
export type SettleCorrection = z.input<typeof settleShape>

export interface Correction extends z.output<typeof newCorrectionShape> {
  id: string
  received: string
  answerOn: string
  settled: { at: string; outcome: SettleCorrection['outcome']; note: string } | null
  version: number
}

export type CorrectionsRefusal = Refusal<'not-found' | 'not-valid' | 'not-now' | 'changed'>

/** The officers'. */
export interface CorrectionsDesk {
  may: readonly string[]
  /** Those that are open first, then newest first; at most 100. */
  list(): Promise<Outcome<Correction[], CorrectionsRefusal>>
  /** `key` makes a request that is sent twice count once. */
  settle(
    id: string,
    input: SettleCorrection,
    version: number,
    key?: string,
  ): Promise<Outcome<Correction, CorrectionsRefusal>>
}
