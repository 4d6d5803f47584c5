// SPDX-License-Identifier: Apache-2.0
/** Whether services go on in a crisis. Moments are ISO 8601 in UTC, days `YYYY-MM-DD`, months `YYYY-MM`. No person stands in any of it. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

export const STATES = ['open', 'reduced', 'moved', 'closed'] as const
export const REASONS = [
  ...(['staff', 'medicines', 'premises', 'power-or-water', 'access'] as const),
  ...(['funding', 'safety', 'order', 'other'] as const),
] as const
export const ALTERNATIVES = ['service', 'telephone', 'mobile', 'remote', 'take-home'] as const
/** Hours within which people of a closed service can be helped elsewhere: quality criterion CNT-03. */
export const ALTERNATIVE_HOURS = 24

const alternativeShape = z
  .strictObject({
    kind: z
      .enum(ALTERNATIVES)
      .describe('Another service, by telephone, a mobile team, at a distance, or doses to take home.'),
    service: z.uuid().nullable().default(null).describe('Id in the directory of the service that helps instead.'),
    telephone: z
      .string()
      .trim()
      .regex(/^[+\d][\d ().-]{1,30}$/)
      .nullable()
      .default(null)
      .describe('Number to call, where it is no service of the directory.'),
    hours: z.number().int().min(0).max(720).describe('Hours within which people are helped there.'),
  })
  .refine(({ service, telephone }) => service !== null || telephone !== null, 'A service or a number.')

export const newWordShape = z.strictObject({
  service: z.uuid().describe('Id of the service in the directory.'),
  state: z.enum(STATES).describe('Open as usual, with less than usual, somewhere else, or closed.'),
  since: z.iso.datetime().describe('Since when; not in the future.'),
  expected: z.iso.date().nullable().default(null).describe('The day on which it is expected to be open as usual.'),
  reasons: z.array(z.enum(REASONS)).max(REASONS.length).default([]).describe('Why it is not open as usual.'),
  alternatives: z
    .array(alternativeShape)
    .max(5)
    .default([])
    .describe('Where people may go instead, the first to try first.'),
})
export type NewWord = z.input<typeof newWordShape>

export const newVolumeShape = z.strictObject({
  service: z.uuid().describe('Id of the service in the directory.'),
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .describe('A month that is over, YYYY-MM.'),
  contacts: z.number().int().min(0).max(10_000_000).describe('Contacts of that month; the last number entered counts.'),
})
export type NewVolume = z.input<typeof newVolumeShape>

export const baselineShape = z.strictObject({
  year: z.number().int().min(1990).max(2100).describe('The year with whose months others are compared.'),
})

export interface Alternative {
  kind: (typeof ALTERNATIVES)[number]
  /** Of the directory, with its name there when it was named. */
  service: { id: string; name: string } | null
  telephone: string | null
  hours: number
}
export interface ShownAlternative extends Alternative {
  /** It is closed itself by now. */
  isClosed: boolean
}

export interface Word {
  id: string
  service: string
  serviceName: string
  city: string | null
  region: string | null
  organisation: string
  by: 'provider' | 'authority'
  state: (typeof STATES)[number]
  /** The earliest that was said of this stretch; closed and moved are one. */
  since: string
  expected: string | null
  reasons: (typeof REASONS)[number][]
  alternatives: ShownAlternative[]
  said: string
  /** Of one that is closed or moved: until when an alternative within 24 hours is to be named; null where there is one. */
  due: string | null
  /** That moment has passed, and there is none. */
  isLate: boolean
  /** One was named, and not within the first 24 hours. */
  wasLate: boolean
  /** What a provider said since, where an authority’s severer word stands. */
  beside: { state: (typeof STATES)[number]; organisation: string; said: string } | null
}
/** As many as are listed at once. */
export const PAGE = 100

/** Contacts of a month beside the same month of the year that others are compared with. */
export interface MonthBeside {
  month: string
  /** Whole percent; null: too few, or nobody entered both months. */
  percent: number | null
  /** Services that entered both. */
  services: number
}

export interface Volumes {
  /** Null where no authority named one. */
  baseline: number | null
  /** The last twelve months that are over, the newest first. */
  months: MonthBeside[]
  /** One’s own numbers, the newest first. */
  own: { service: string; serviceName: string; month: string; contacts: number }[]
}

/** Everybody’s. */
export interface ContinuityRegister {
  /** The word that stands of a service; undefined where nobody said anything. */
  of(service: string): Promise<Word | undefined>
  /** The word that stands of each that is not open as usual, by id of the service. */
  notOpen(): Promise<Map<string, Word>>
}

export interface Found {
  id: string
  name: string
  city: string | null
  region: string | null
  /** Of its hours, by the names of the IANA; null where its listing names none. */
  timeZone: string | null
}

export type ContinuityRefusal = Refusal<'not-found' | 'not-valid' | 'key-reused'>
type Told<T> = Promise<Outcome<T, ContinuityRefusal>>

export interface ContinuityDesk {
  may: readonly string[]
  /** Services of the directory whose name has these words, 20 at most. */
  services(words: string): Told<Found[]>
  /** The word that stands of each service: without an alternative first, then what is not open, then the newest. Of one’s own, or of all. */
  list(from?: number): Told<{ items: Word[]; next: number | null }>
  say(input: NewWord, key?: string): Told<Word>
  volumes(): Told<Volumes>
  count(input: NewVolume, key?: string): Told<Volumes['own'][number]>
  /** Names the year with which months are compared. */
  compareWith(input: z.input<typeof baselineShape>, key?: string): Told<{ year: number }>
}
