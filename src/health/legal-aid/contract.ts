// SPDX-License-Identifier: Apache-2.0
/** How long people deprived of liberty wait for a lawyer: counts of a month. No person stands in any of it. Months are `YYYY-MM`. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

export const PLACES = ['custody', 'remand', 'court'] as const
/** What starts the time. Where somebody has to ask first, the second hides how long they were not told that they may. */
export const CLOCKS = ['liberty', 'request'] as const
/** The term of the taxonomy that makes a service one of legal aid. */
export const TERM = 'intervention:rec.legal'

/**
 * The latest that the indicator takes for in time. `source` was not compared with its text, hence its certainty; a country’s own
 * law may be stricter, and is not known here. The other bounds (6 and 24) are this program’s, to see where the hours go.
 */
export const IN_TIME = {
  hours: 48,
  source: 'Basic Principles on the Role of Lawyers (1990), principle 7',
  certainty: 'knowledge',
} as const

/** Each person in one. */
export const BANDS = ['within6', 'within24', 'within48', 'later', 'nobody', 'unknown'] as const
export type Band = (typeof BANDS)[number]

const people = (of: string) => z.number().int().min(0).max(1_000_000).describe(of)
const bands = {
  within6: people('People who first spoke with a lawyer in six hours.'),
  within24: people('After six hours, in 24.'),
  within48: people('After 24 hours, in 48.'),
  later: people('After more than 48 hours.'),
  nobody: people('Not at all before this was entered.'),
  unknown: people('Nobody knows after which time.'),
}
export const newCountShape = z.strictObject({
  service: z.uuid().describe('Id in the directory of a service of legal aid that your organisation runs.'),
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .describe('A month that is over, in which the clock started: YYYY-MM.'),
  place: z.enum(PLACES).describe('Where they were: police custody, remand prison, or court.'),
  clock: z.enum(CLOCKS).describe('What starts the time: that liberty was taken, or that a lawyer was asked for.'),
  ...bands,
})
export type NewCount = z.input<typeof newCountShape>

export const countShape = newCountShape.extend({ serviceName: z.string().describe('Its name when it was entered.') })
export type Count = z.output<typeof countShape>

export const shareShape = z.object({
  place: z.enum(PLACES).describe('Where people were.'),
  clock: z.enum(CLOCKS).describe('What starts the time.'),
  percent: z
    .number()
    .nullable()
    .describe(
      'Who spoke with a lawyer in 48 hours, of those whose time is known; null: too few, or of fewer than three services.',
    ),
})
export type Share = z.output<typeof shareShape>

export interface Found {
  id: string
  name: string
  city: string | null
}

export type LegalAidRefusal = Refusal<'not-found' | 'not-valid' | 'key-reused'>
type Told<T> = Promise<Outcome<T, LegalAidRefusal>>

export interface LegalAidDesk {
  may: readonly string[]
  /** Services of legal aid in the directory whose name has these words, 20 at most. */
  services(words: string): Told<Found[]>
  /** What counts of one’s own organisation, the newest month first; 500 at most. */
  list(): Told<Count[]>
  /** Of the twelve months before this one, of all services: each place and clock of which anything was entered. */
  shares(): Told<Share[]>
  /** Enters the counts of a month, place and clock; the last entered count. */
  enter(input: NewCount, key?: string): Told<Count>
}
