// SPDX-License-Identifier: Apache-2.0
/** What people experienced at a service: everybody's counter with a printed code, and the desk that prints them. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

/** In our own words, free of any licence; patient-reported experience, not a test of anybody. */
export const QUESTIONS = ['respect', 'listened', 'information', 'choice', 'access', 'safe'] as const
export type Question = (typeof QUESTIONS)[number]
/** From 0 to 3. */
export const REPLIES = ['never', 'sometimes', 'mostly', 'always'] as const
export type Reply = (typeof REPLIES)[number]

/** A question without a reply is left out. */
export const repliesShape = z
  .partialRecord(z.enum(QUESTIONS), z.enum(REPLIES))
  .refine((replies) => Object.keys(replies).length > 0, 'At least one reply.')
export type Replies = z.input<typeof repliesShape>

/** Of a quarter that is over; null: hidden, since too few answered. */
export interface QuarterResult {
  /** Such as `2026-Q3`. */
  quarter: string
  /** Rounded. */
  answers: number | null
  /** 0 to 100. */
  score: number | null
  /** The same of each question; null where too few replied to it. */
  questions: Record<Question, number | null>
}

export type ExperienceRefusal = Refusal<'not-found' | 'not-valid' | 'key-reused'>
type Answer<T> = Promise<Outcome<T, ExperienceRefusal>>

/** Everybody's: no account, nothing of who asks. */
export interface ExperienceCounter {
  /** Of which service a code is that was not used; undefined else. */
  serviceOf(code: string): Promise<{ id: string; name: string } | undefined>
  /** Once for a code. `not-found`: there is none, or it was used. */
  answer(code: string, replies: Replies): Answer<null>
  /** Quarters that are over, newest first, at most eight. */
  results(service: string): Promise<QuarterResult[]>
}

export const batchShape = z.strictObject({
  service: z.uuid().describe('One that your organisation runs.'),
  many: z.coerce.number().int().min(1).max(200).describe('How many codes, 1 to 200.'),
})
export type NewBatch = z.input<typeof batchShape>
export interface Batch {
  service: { id: string; name: string }
  /** Shown once: digests alone are kept. */
  codes: string[]
}

/** Of who runs services. */
export interface ExperienceDesk {
  may: readonly string[]
  /** Services that this organisation runs, with what everybody reads of each. */
  services(): Answer<{ id: string; name: string; results: QuarterResult[] }[]>
  /** Codes to print. Without a key for repetition: an answer that is kept would keep the codes. */
  make(input: NewBatch): Answer<Batch>
}
