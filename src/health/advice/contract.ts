// SPDX-License-Identifier: Apache-2.0
/** The advice desk: what comes out, in shapes that a browser may see. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

/** CAP 1.2, 3.2.2. */
export const SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export const URGENCIES = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export const STATES = ['in-force', 'expired', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** The six languages of the United Nations. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar', 'ru', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

const line = (most: number) => z.string().trim().min(1).max(most)
const text = z.strictObject({
  headline: line(300),
  text: line(20_000),
  /** Whether a native reader has read it. */
  reviewed: z.boolean(),
})

/** Advice as it comes over: these fields and no others. */
export const adviceShape = z.strictObject({
  severity: z.enum(SEVERITIES),
  urgency: z.enum(URGENCIES),
  /** A country, or areas of its pack. */
  regions: z
    .array(z.string().regex(/^[A-Z]{2}(?:-[A-Z0-9]{1,6}){0,3}$/))
    .min(1)
    .max(100),
  texts: z.partialRecord(z.enum(LANGUAGES), text).refine((texts) => Object.keys(texts).length > 0),
  expires: z.iso.datetime(),
})
export type AdviceGiven = z.output<typeof adviceShape>

export interface Advice extends AdviceGiven {
  id: string
  state: State
  /** When it came. */
  given: string
  withdrawn: { at: string; reason: string } | null
  /** When somebody of this organisation said that it was read; null before. */
  acknowledged: string | null
  /** Goes up with each change; an ETag. */
  version: number
}

export const adviceQueryShape = z.strictObject({
  state: z.enum(STATES).optional().describe('Only those in this state.'),
  unread: z.enum(['yes']).optional().describe('Only those that this organisation did not acknowledge.'),
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
})
export type AdviceQuery = z.input<typeof adviceQueryShape>

export interface AdvicePage {
  items: Advice[]
  next: string | null
}

export type AdviceRefusal = Refusal<'not-found' | 'not-valid' | 'changed' | 'key-reused'>
type Answer<T> = Promise<Outcome<T, AdviceRefusal>>

export interface AdviceDesk {
  /** Which of these methods this actor may use. */
  may: readonly string[]
  /** Newest first. */
  list(query?: AdviceQuery): Answer<AdvicePage>
  count(query?: AdviceQuery): Answer<number>
  open(id: string): Answer<Advice>
  /** Says for the organisation that it was read, once. `version`: the one that was read. */
  acknowledge(id: string, version: number, key?: string): Answer<Advice>
}
