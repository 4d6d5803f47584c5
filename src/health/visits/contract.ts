// SPDX-License-Identifier: Apache-2.0
/**
 * Visits of the national preventive mechanism to places. Days are `YYYY-MM-DD` in UTC, moments ISO 8601. Nobody stands in it by name:
 * who went is said by what they do.
 */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

export const TEAM = [
  ...(['member', 'doctor', 'psychologist', 'nurse', 'lawyer', 'social-worker'] as const),
  ...(['person-with-experience', 'interpreter', 'other'] as const),
] as const
/** What a visit may ask for. */
export const ASKED = ['rooms', 'records', 'numbers', 'alone', 'chosen'] as const
export const GIVEN = ['given', 'refused'] as const
export const ANSWERS = ['accepted', 'partly', 'refused'] as const
export const FOLLOW_UPS = ['done', 'partly', 'not'] as const
/** Days in which a place answers, where the country says none. */
export const ANSWER_DAYS = 30
export const MOST_NOTES = 20_000
export const MOST_RECOMMENDATIONS = 50
export const MOST_WORDS = 2_000
export const MOST_SUMMARY = 5_000

const day = z.iso.date()
const words = (most: number) => z.string().trim().min(1).max(most)

export const newVisitShape = z.strictObject({
  service: z.uuid().describe('Id of the place in the directory.'),
  plannedOn: day.describe('The day for which it is planned.'),
  announced: z.boolean().describe('Whether the place is told before.'),
})
export type NewVisit = z.input<typeof newVisitShape>

const asked = z.strictObject({
  what: z
    .enum(ASKED)
    .describe('All rooms, records, how many people there are, to speak with people alone, and with whom one wants.'),
  given: z.enum(GIVEN).describe('Whether the place gave it.'),
})
export const visitCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('drop').describe('It does not take place.') }),
  z.strictObject({
    do: z.literal('hold').describe('It took place; said again until something is sent, the last word counts.'),
    heldOn: day.describe('The day.'),
    team: z.array(z.enum(TEAM)).min(1).max(TEAM.length).describe('What those who went do.'),
    asked: z.array(asked).max(ASKED.length).default([]).describe('What was asked for, each once.'),
    notes: z.string().trim().max(MOST_NOTES).default('').describe('For the mechanism alone, never published.'),
  }),
  z.strictObject({
    do: z.literal('send').describe('Recommendations go to who runs the place.'),
    recommendations: z.array(words(MOST_WORDS)).min(1).max(MOST_RECOMMENDATIONS).describe('Each for itself.'),
    provider: z.uuid().optional().describe('Who runs the place, where no authority said so.'),
  }),
  z.strictObject({
    do: z.literal('propose').describe('A summary for everybody, which a second person publishes.'),
    summary: words(MOST_SUMMARY).describe('Its words.'),
  }),
  z.strictObject({ do: z.literal('publish').describe('By another person than who proposed it.') }),
  z.strictObject({ do: z.literal('take-back').describe('The summary is nobody else’s any more.') }),
])
export type VisitCommand = z.input<typeof visitCommandShape>

export const answerShape = z.strictObject({
  answer: z.enum(ANSWERS).describe('Whether the place does it.'),
  text: words(MOST_WORDS).describe('Reasons, and what is done by when.'),
})
export type NewAnswer = z.input<typeof answerShape>
export const followUpShape = z.strictObject({
  state: z.enum(FOLLOW_UPS).describe('What the mechanism found later.'),
  text: z.string().trim().max(MOST_WORDS).default('').describe('For the place.'),
})
export type NewFollowUp = z.input<typeof followUpShape>

export interface Recommendation {
  id: string
  visit: string
  /** From 1. */
  number: number
  service: string
  serviceName: string
  /** Organisation of the mechanism. */
  from: string
  /** Organisation that answers. */
  provider: string
  heldOn: string
  text: string
  sent: string
  /** The last day. */
  answerBy: string
  /** Whether the country sets that day, or the mechanism does. */
  answerRule: 'country' | 'mechanism'
  /** What the place answered; the last one counts. */
  answers: { answer: (typeof ANSWERS)[number]; text: string; at: string }[]
  followUps: { state: (typeof FOLLOW_UPS)[number]; text: string; at: string }[]
  /** Nobody answered by the day. */
  isLate: boolean
}

export interface VisitSummary {
  id: string
  service: string
  serviceName: string
  plannedOn: string
  announced: boolean
  heldOn: string | null
  state: 'planned' | 'dropped' | 'held' | 'sent'
  isPublished: boolean
  version: number
}

export interface Visit extends VisitSummary {
  team: (typeof TEAM)[number][]
  asked: { what: (typeof ASKED)[number]; given: (typeof GIVEN)[number] }[]
  notes: string
  recommendations: Recommendation[]
  /** Who runs the place as an authority said; null where none did, and the mechanism names one. */
  runner: string | null
  summary: { text: string; proposedBy: string; proposed: string; published: string | null } | null
  may: VisitCommand['do'][]
}

/** What everybody reads of a visit of which two people of the mechanism published a summary. */
export interface PublishedVisit {
  id: string
  service: string
  serviceName: string
  /** Organisation of the mechanism. */
  from: string
  heldOn: string
  announced: boolean
  team: (typeof TEAM)[number][]
  asked: Visit['asked']
  text: string
  /** How many recommendations had been made by the day of publication, and how many of them were answered by then. */
  recommendations: number
  answered: number
  /** The day. */
  published: string
}

export interface VisitsRegister {
  /** The newest visit first; 500 at most. */
  list(): Promise<PublishedVisit[]>
}

export interface PlaceFound {
  id: string
  name: string
  city: string | null
}

export type VisitsRefusal = Refusal<'not-found' | 'not-valid' | 'not-now' | 'second-person' | 'changed' | 'key-reused'>
type Told<T> = Promise<Outcome<T, VisitsRefusal>>

export interface VisitsDesk {
  may: readonly string[]
  /** Services of the directory whose name has these words, 20 at most. */
  services(words: string): Told<PlaceFound[]>
  /** Organisations in which somebody answers recommendations, by name. */
  providers(): Told<{ id: string; name: string }[]>
  /** Of the mechanism: planned ones first, then the newest; 500 at most. */
  list(): Told<VisitSummary[]>
  open(id: string): Told<Visit>
  plan(input: NewVisit, key?: string): Told<VisitSummary>
  act(id: string, command: VisitCommand, version: number, key?: string): Told<Visit>
  /** Recommendations to one’s own places, or that one’s own mechanism made: those that wait first; 500 at most. */
  recommendations(): Told<Recommendation[]>
  /** Of the place. */
  answer(id: string, input: NewAnswer, key?: string): Told<Recommendation>
  /** Of the mechanism. */
  follow(id: string, input: NewFollowUp, key?: string): Told<Recommendation>
}
