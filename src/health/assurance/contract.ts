// SPDX-License-Identifier: Apache-2.0
/** The desk of quality: what goes in and comes out, in shapes that a browser may see. Days are `YYYY-MM-DD`, UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Attachment, AttachmentRefusal, Filed } from '#platform/attachments/index.ts'

/** Where a service works, as the criteria name it; what the authority is held to itself is not assessed here. */
export const SETTINGS = [
  ...(['outpatient', 'outreach', 'inpatient', 'residential', 'prison', 'telehealth', 'prevention'] as const),
  ...(['harm-reduction', 'primary-care', 'recovery-support'] as const),
] as const
export type Setting = (typeof SETTINGS)[number]

export const REPLIES = ['met', 'partly', 'not', 'not-applicable'] as const
export type Reply = (typeof REPLIES)[number]

/** How an appraiser came to an answer: the last two are what a file cannot say. */
export const WAYS = ['documents', 'records', 'observation', 'interview', 'unannounced'] as const
export type Way = (typeof WAYS)[number]

const note = z
  .string()
  .trim()
  .max(1000)
  .default('')
  .describe('What shows it, or what is missing; where it does not apply, the reason.')
const answerShape = z.strictObject({ reply: z.enum(REPLIES).describe('How far it is so.'), note })
export type Answer = z.output<typeof answerShape>
const ratingShape = answerShape.extend({ way: z.enum(WAYS).default('documents').describe('How it was checked.') })
export type Rating = z.output<typeof ratingShape>

const byCriterion = <S extends z.ZodType>(shape: S) =>
  z.record(z.string().max(20), shape).describe('By id of the criterion; the others stay as they are.')

export const newQualityShape = z.strictObject({
  service: z.uuid().describe('Id of the service in the directory.'),
  setting: z.enum(SETTINGS).describe('Where it works: which criteria apply.'),
})
export type NewQuality = z.input<typeof newQualityShape>

export const qualityCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('answer'), answers: byCriterion(answerShape.nullable()) }),
  z.strictObject({ do: z.literal('complete') }),
  z.strictObject({ do: z.literal('apply'), body: z.uuid().describe('The organisation that accredits.') }),
])
export type QualityCommand = z.output<typeof qualityCommandShape>
export type GivenQualityCommand = z.input<typeof qualityCommandShape>

export const DECISIONS = ['accredited', 'conditional', 'suspended', 'withdrawn', 'refused'] as const
export type Decision = (typeof DECISIONS)[number]
export const STATES = ['applied', 'appraised', ...DECISIONS, 'appealed'] as const
export type State = (typeof STATES)[number]

const why = z.string().trim().min(1).max(2000)
const day = z.iso.date()
export const caseCommandShape = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('appoint'),
    seat: z.union([z.literal(1), z.literal(2)]).describe('Which of the two.'),
    organisation: z.uuid().describe('Of whose appraisers one takes the seat.'),
  }),
  z.strictObject({
    do: z.literal('declare'),
    ties: z.string().trim().max(1000).describe('Ties with the service or its provider; empty: there are none.'),
  }),
  z.strictObject({ do: z.literal('rate'), answers: byCriterion(ratingShape) }),
  z.strictObject({ do: z.literal('finish') }),
  z.strictObject({ do: z.literal('settle'), answers: byCriterion(answerShape) }),
  z.strictObject({
    do: z.literal('propose'),
    decision: z.enum(DECISIONS).describe('What is proposed.'),
    reason: why.describe('Why, for the provider.'),
    conditions: z.array(z.string().trim().min(1).max(300)).max(10).default([]).describe('For everybody to read.'),
    until: day.nullable().default(null).describe('The last day of an accreditation.'),
  }),
  z.strictObject({ do: z.literal('sign') }),
  z.strictObject({ do: z.literal('return') }),
  z.strictObject({ do: z.literal('appeal'), reason: why.describe('Why the provider appeals.') }),
])
export type CaseCommand = z.output<typeof caseCommandShape>
export type GivenCaseCommand = z.input<typeof caseCommandShape>

export interface DomainScore {
  domain: string
  /** Criteria that apply, with an answer or without. */
  asked: number
  /** Weighted mean from 0 to 1; null where nothing of it applies. */
  score: number | null
}
/** What stands behind the answers “met” of a service: how many there are, and which have neither a file nor a word of what shows it. */
export interface Shown {
  met: number
  /** Ids, in the order of the criteria. */
  bare: string[]
  /** Of those, how many are critical. */
  critical: number
}
export interface Result {
  domains: DomainScore[]
  /** Over all criteria that apply, from 0 to 1. */
  score: number | null
  /** Critical criteria that apply, and those of them that are met. */
  critical: { asked: number; met: number }
  /** Ids of critical criteria that are not met or not known: not accreditable while there is one. */
  notMet: string[]
  /** Ids of critical criteria that are met in part. */
  partly: string[]
  /** Criteria without an answer: counted as not met, and said apart. */
  unknown: number
  isCapped: boolean
  /** Of a service’s own answers, as it signs them; null in what others found. */
  shown: Shown | null
  /** Share of criteria checked by interview or an unannounced visit; null where nobody but the service itself answered. */
  direct: number | null
}

export interface Agreement {
  /** Criteria that both rated, and those of them on which they said the same. */
  rated: number
  same: number
  /** Cohen’s kappa; null where chance alone would have made them agree. */
  kappa: number | null
  /** Gwet’s AC1: as kappa, and not pulled towards 0 where nearly all answers are the same; null where nothing was rated. */
  ac1: number | null
  /** The answer that both gave most, and how many of the `2 × rated` answers it is; null where nothing was rated. */
  most: { reply: Reply; answers: number } | null
}

export interface QualitySummary {
  id: string
  organisation: string
  service: string
  serviceName: string
  setting: Setting
  number: number
  status: 'answering' | 'valid' | 'over'
  from: string | null
  until: string | null
  /** The application made with it. */
  accreditation: string | null
  version: number
}

/** Files that one answer may have. */
export const MOST_EVIDENCE = 5
export interface EvidenceFile extends Filed {
  /** Id of the criterion. */
  criterion: string
}

export interface AskedCriterion {
  id: string
  domain: string
  isCritical: boolean
  name: { en: string; fr: string }
  criterion: { en: string; fr: string }
  /** English alone. */
  evidence: string
  answer: Answer | null
}

export interface QualityDomain {
  id: string
  name: { en: string; fr: string }
}

export interface QualityAssessment extends QualitySummary {
  /** Version of the criteria when it began. */
  criteria: string
  /** Of the criteria that apply. */
  domains: QualityDomain[]
  questions: AskedCriterion[]
  files: EvidenceFile[]
  /** Ids without an answer, or that do not apply without a reason. */
  missing: string[]
  result: Result
  may: QualityCommand['do'][]
}

export interface CaseSummary {
  id: string
  organisation: string
  body: string
  service: string
  serviceName: string
  setting: Setting
  state: State
  /** When the provider applied. */
  applied: string
  /** Whether it waits for this actor. */
  isMine: boolean
  version: number
}

export interface CaseDecision {
  number: number
  decision: Decision
  reason: string
  conditions: string[]
  until: string | null
  at: string
}

export interface Proposal extends Omit<CaseDecision, 'number' | 'at'> {
  /** Whether this actor made it. */
  isMine: boolean
}

/** A criterion on which both appraisers said something else. */
export interface Difference {
  id: string
  ratings: [Rating, Rating]
  /** What one of them proposes to agree on; null where neither did. */
  settled: (Answer & { isAgreed: boolean; isMine: boolean }) | null
}

export interface QualityCase extends CaseSummary {
  assessment: string
  criteria: string
  /** The two seats. `isDone` is told to the body alone: an appraiser would learn whether the other waits. */
  seats: { organisation: string; isTaken: boolean; isDone: boolean | null }[]
  /** Organisations whose appraiser left the seat for a tie. */
  left: string[]
  /** Of the criteria that apply. */
  domains: QualityDomain[]
  /** For appraisers who declared that they have no tie, and for the body. */
  questions: AskedCriterion[]
  files: EvidenceFile[]
  /** What stood behind the answers as the service signed them: for the same. */
  shown: Shown | null
  /** This actor’s own answers, and their version, where it appraises. */
  mine: { answers: Record<string, Rating>; isDone: boolean; version: number; missing: string[] } | null
  differences: Difference[]
  agreement: Agreement | null
  result: Result | null
  proposal: Proposal | null
  appeal: string | null
  decisions: CaseDecision[]
  /** Decisions that may be proposed now. */
  open: Decision[]
  may: CaseCommand['do'][]
}

/** What everybody may know of a service: only what two people of a body signed. */
export interface QualityStanding {
  service: string
  name: string
  setting: Setting
  /** `ended`: it was accredited, and its last day is over. */
  status: Decision | 'ended'
  /** The day of the decision. */
  since: string
  until: string | null
  conditions: string[]
  /** Day of the appraisal; null where it was decided without. */
  appraised: string | null
  criteria: string
  history: { decision: Decision; on: string }[]
}

export interface QualityChange {
  /** Stable. */
  id: string
  service: string
  name: string
  decision: Decision
  conditions: string[]
  until: string | null
  at: string
}

/** Everybody’s. */
export interface QualityRegister {
  /** By name. */
  list(): Promise<QualityStanding[]>
  /** Undefined where nothing was decided: nobody knows. */
  of(service: string): Promise<QualityStanding | undefined>
  /** Newest first, 200 at most. */
  changes(): Promise<QualityChange[]>
}

export interface ServiceFound {
  id: string
  name: string
  city: string | null
  /** As far as its listing tells. */
  setting: Setting | null
}

export type AssuranceRefusal = Refusal<
  'not-found' | 'not-valid' | 'changed' | 'not-now' | 'key-reused' | 'second-person' | 'conflict' | 'critical'
>
type Told<T> = Promise<Outcome<T, AssuranceRefusal>>
type FileTold<T> = Promise<Outcome<T, AssuranceRefusal | AttachmentRefusal>>

export interface AssuranceDesk {
  may: readonly string[]
  /** Services of the directory whose name has these words, 20 at most. */
  services(words: string): Told<ServiceFound[]>
  /** Of this organisation, newest first. */
  list(): Told<QualitySummary[]>
  open(id: string): Told<QualityAssessment>
  begin(input: NewQuality, key?: string): Told<QualityAssessment>
  /** `version`: the one that was read; refused with `changed` where it is another by now. */
  act(id: string, command: GivenQualityCommand, version: number, key?: string): Told<QualityAssessment>
  /** Throws away one that was not signed off, with its files. */
  discard(id: string, version: number): Told<string>
  attach(id: string, criterion: string, name: string, bytes: AsyncIterable<Uint8Array>): FileTold<EvidenceFile>
  detach(id: string, file: string): Told<string>
  /** Also for the body and its appraisers, once they declared that they have no tie. */
  download(id: string, file: string): FileTold<Attachment>
  /** Organisations that accredit, and those that appraise. */
  organisations(): Told<{ bodies: { id: string; name: string }[]; appraisers: { id: string; name: string }[] }>
  /** Applications that concern this actor, newest first. */
  cases(): Told<CaseSummary[]>
  openCase(id: string): Told<QualityCase>
  /** `version`: of `rate` and `finish` that of one’s own answers, else the application’s. */
  actOnCase(id: string, command: GivenCaseCommand, version: number, key?: string): Told<QualityCase>
}
