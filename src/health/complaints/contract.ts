// SPDX-License-Identifier: Apache-2.0
/** Complaints about a service: everybody's counter and the desks of who answers. Moments are ISO 8601 in UTC, days `YYYY-MM-DD`. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

/** What a complaint is about. Ill-treatment is no theme: it goes another way, which the page shows. */
export const THEMES = [
  ...(['access', 'waiting', 'cost', 'respect', 'information', 'privacy', 'care'] as const),
  ...(['discrimination', 'place', 'other'] as const),
] as const
export type Theme = (typeof THEMES)[number]

export const OUTCOMES = ['upheld', 'partly', 'not-upheld'] as const
export type DecisionOutcome = (typeof OUTCOMES)[number]

/** Working days, Monday to Friday, in which it is said that a complaint came: criterion CPL-02 of `reference/quality-criteria.csv`. */
export const ACKNOWLEDGE_DAYS = 3
/** Calendar days for the answer where the country lays down none: criterion CPL-02. */
export const ANSWER_DAYS = 30
/** Days after the answer in which one may appeal, and in which the authority decides: our own rule, for want of another. */
export const APPEAL_DAYS = 30
/** Days after a complaint is over for which its words are kept where the country lays down none: our own rule, for want of another. */
export const KEPT_DAYS = 365

export const MOST_TEXT = 10_000
export const MOST_NAME = 200
export const MOST_REACH = 300
const text = z.string().trim().min(1).max(MOST_TEXT)

export const newComplaintShape = z.strictObject({
  theme: z.enum(THEMES),
  text,
  /** Empty where they do not say. */
  name: z.string().trim().max(MOST_NAME).default(''),
  reach: z.string().trim().max(MOST_REACH).default(''),
  language: z.enum(['en', 'fr', 'es', 'ar', 'ru', 'zh']),
})
export type NewComplaint = z.input<typeof newComplaintShape>

/** What whoever complained may do later. */
export const followCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('more'), text }),
  z.strictObject({ do: z.literal('appeal'), text }),
  z.strictObject({ do: z.literal('close') }),
])
export type FollowCommand = z.input<typeof followCommandShape>

/** What who answers, and the authority, may do. */
export const complaintCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('acknowledge') }),
  z.strictObject({ do: z.literal('answer'), text: text.describe('With reasons; whoever complained reads it.') }),
  z.strictObject({
    do: z.literal('decide'),
    outcome: z.enum(OUTCOMES).describe('What the authority decides of the appeal.'),
    text: text.describe('Why; whoever complained reads it.'),
  }),
])
export type ComplaintCommand = z.input<typeof complaintCommandShape>

/** `over`: closed by whoever complained, decided, or answered and not appealed in time. */
export const STATES = ['new', 'acknowledged', 'answered', 'appealed', 'over'] as const
export type State = (typeof STATES)[number]

export interface Letter {
  number: number
  writer: 'person' | 'first' | 'authority'
  text: string
  at: string
}

export interface Clocks {
  received: string
  acknowledgeBy: string
  answerBy: string
  acknowledged: string | null
  answered: string | null
  appealed: string | null
  decideBy: string | null
  decided: string | null
  outcome: DecisionOutcome | null
  closed: string | null
  state: State
  /** Something should have been done by an earlier day. */
  isLate: boolean
}

export interface ComplaintSummary extends Clocks {
  id: string
  service: string
  serviceName: string
  theme: Theme
  /** Goes up with each change; an ETag. */
  version: number
}

export interface Complaint extends ComplaintSummary {
  /** Empty where they did not say. */
  name: string
  reach: string
  language: string
  /** When its words were erased; null while they are there. */
  erased: string | null
  letters: Letter[]
  /** What this actor may do with it now. */
  may: ComplaintCommand['do'][]
}

/** Who reads a complaint about a service, before it is written. */
export interface Readers {
  service: { id: string; name: string }
  /** Organisation that answers first: who runs the service, or the authority where nobody said who does. */
  first: string
  /** Keeps the listing, and decides appeals. */
  authority: string
  answerDays: number
  /** Days after it is over for which its words are kept. */
  keptDays: number
}

/** What a code shows. */
export interface Followed extends Clocks {
  service: { id: string; name: string }
  first: string
  authority: string
  theme: Theme
  letters: Letter[]
  may: FollowCommand['do'][]
  /** The last day on which one may appeal; null before an answer. */
  appealUntil: string | null
}

/** Complaints about one service this year, as of the end of the last month: floored; null where that hides it. */
export interface PublicCount {
  year: number
  /** The first day that is not counted any more. */
  until: string
  received: number | null
  /** Percent of those answered by their day; null where hidden. */
  inTime: number | null
}

export type CounterRefusal = Refusal<'not-valid' | 'not-found' | 'not-now'>
/** Everybody's: no account, no trace of who asks. */
export interface ComplaintsCounter {
  /** Undefined where nothing is listed under this id. */
  readers(service: string): Promise<Readers | undefined>
  /** Answers the code, which is shown once. `not-now`: too many wait for this service. */
  complain(service: string, input: NewComplaint): Promise<Outcome<{ code: string }, CounterRefusal>>
  follow(code: string): Promise<Outcome<Followed, CounterRefusal>>
  add(code: string, input: FollowCommand): Promise<Outcome<Followed, CounterRefusal>>
  counts(service: string): Promise<PublicCount>
}

export const complaintQueryShape = z.strictObject({
  state: z.enum(STATES).optional().describe('Only those in this state.'),
  late: z.enum(['yes']).optional().describe('Only those of which something is overdue.'),
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
})
export type ComplaintQuery = z.input<typeof complaintQueryShape>
export interface ComplaintPage {
  items: ComplaintSummary[]
  next: string | null
}

/** Of one service, for the authority: how complaints go, and nothing of what they say. */
export interface ServiceFigures {
  service: string
  name: string
  received: number
  open: number
  /** Not acknowledged, answered or decided by their day. */
  late: number
  /** The earliest day that was missed; null where none was. */
  lateSince: string | null
  appealed: number
}

export interface Runner {
  service: string
  name: string
  provider: string
  version: number
}
export const runnerShape = z.strictObject({
  service: z.uuid().describe('Of a listing that your authority keeps.'),
  provider: z.uuid().describe('The organisation that runs it.'),
})
export type NewRunner = z.input<typeof runnerShape>

export type ComplaintsRefusal = Refusal<
  'not-found' | 'not-valid' | 'not-now' | 'changed' | 'second-person' | 'key-reused'
>
type Answer<T> = Promise<Outcome<T, ComplaintsRefusal>>

/** Of who answers complaints, or of an officer of the authority. */
export interface ComplaintsDesk {
  may: readonly string[]
  /** Newest first. */
  list(query?: ComplaintQuery): Answer<ComplaintPage>
  count(query?: ComplaintQuery): Answer<number>
  open(id: string): Answer<Complaint>
  act(id: string, command: ComplaintCommand, version: number, key?: string): Answer<Complaint>
  /** Services of which this authority keeps the listing. */
  figures(): Answer<ServiceFigures[]>
  /** Who runs which, as this authority said. */
  runners(): Answer<Runner[]>
  /** Listed services by words of their name, and organisations that may run one. */
  choices(words: string): Answer<{
    services: { id: string; name: string }[]
    organisations: { id: string; name: string }[]
  }>
  /** Says who runs a service: complaints that come from now on go there. */
  nameRunner(input: NewRunner, key?: string): Answer<Runner>
}
