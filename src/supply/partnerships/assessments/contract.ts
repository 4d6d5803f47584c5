// SPDX-License-Identifier: Apache-2.0
/** The desk of self-assessments: what goes in and comes out, in shapes that a browser may see. Days are `YYYY-MM-DD`, UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Attachment, AttachmentRefusal, Filed } from '#platform/attachments/index.ts'

/** Whose questions, and which kinds of organisation ask them of themselves. */
export const ASSESSED = {
  'chemical-operator': ['chemical-industry'],
  'equipment-maker': ['equipment-maker', 'marketplace'],
} as const
export const KINDS = ['chemical-operator', 'equipment-maker'] as const
export type AssessedKind = (typeof KINDS)[number]

export const REPLIES = ['yes', 'partly', 'no', 'not-applicable'] as const
export type Reply = (typeof REPLIES)[number]

const answerShape = z.strictObject({
  reply: z.enum(REPLIES).describe('How far it is so.'),
  note: z
    .string()
    .trim()
    .max(1000)
    .default('')
    .describe('What shows it, or what is missing; where it does not apply, the reason.'),
})
export type Answer = z.output<typeof answerShape>

export const newAssessmentShape = z.strictObject({ kind: z.enum(KINDS).describe('Whose questions.') })
export type NewAssessment = z.input<typeof newAssessmentShape>

export const assessmentCommandShape = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('answer'),
    answers: z
      .record(z.string().max(60), answerShape.nullable())
      .describe('By id of the question, null to take an answer back; the others stay as they are.'),
  }),
  z.strictObject({ do: z.literal('complete') }),
  z.strictObject({
    do: z.literal('show'),
    to: z.array(z.uuid()).max(50).describe('Authorities whose officers of partnerships may read it; nobody else.'),
  }),
  z.strictObject({ do: z.literal('name'), agreed: z.boolean().describe('Whether the register may name the firm.') }),
])
export type AssessmentCommand = z.output<typeof assessmentCommandShape>
export type GivenAssessmentCommand = z.input<typeof assessmentCommandShape>

export interface ThemeResult {
  theme: string
  /** Questions that apply; of them those answered with yes and with partly. */
  asked: number
  yes: number
  partly: number
}
export interface Result {
  themes: ThemeResult[]
  /** Ids of the questions that stand out and were not answered with yes. */
  open: string[]
}

export interface AssessmentSummary {
  id: string
  organisation: string
  kind: AssessedKind
  number: number
  status: 'answering' | 'valid' | 'over'
  /** Null until it is signed off. */
  from: string | null
  until: string | null
  /** Whether its last day is near, and no other follows it yet. */
  isDue: boolean
  isNamed: boolean
  /** 0 for those to whom it is shown. */
  version: number
}

/** Files that one answer may have: policy, receipts, a photograph of a lock. */
export const MOST_EVIDENCE = 5

/** A file that shows an answer. */
export interface EvidenceFile extends Filed {
  /** Id of the question. */
  question: string
}

export interface AskedQuestion {
  id: string
  theme: string
  isCritical: boolean
  question: { en: string; fr: string }
  evidence: { en: string; fr: string }
  answer: Answer | null
}

export interface Assessment extends AssessmentSummary {
  questions: AskedQuestion[]
  /** In the order in which they were added; seen by whoever sees the answers. */
  files: EvidenceFile[]
  /** Ids of the questions without an answer, or that do not apply without a reason. */
  missing: string[]
  /** As signed off; of what is answered by now where it is not. */
  result: Result
  shownTo: string[]
  /** What this actor may do with it now. */
  may: AssessmentCommand['do'][]
}

export interface Registered {
  name: string
  kind: AssessedKind
  from: string
  until: string
}

/** Everybody's: firms that agreed to be named and whose self-assessment is valid today, by name. */
export type AssessmentsRegister = () => Promise<Registered[]>

export type AssessmentsRefusal = Refusal<'not-found' | 'not-valid' | 'changed' | 'not-now' | 'key-reused'>
type Told<T> = Promise<Outcome<T, AssessmentsRefusal>>
type FileTold<T> = Promise<Outcome<T, AssessmentsRefusal | AttachmentRefusal>>

export interface AssessmentsDesk {
  may: readonly string[]
  /** Those of this organisation, and those that others show to its officers; newest first. */
  list(): Told<AssessmentSummary[]>
  open(id: string): Told<Assessment>
  /** Which questions this organisation may ask itself and is not answering already. */
  kinds(): Told<AssessedKind[]>
  /** To whom it may be shown. */
  authorities(): Told<{ id: string; name: string }[]>
  begin(input: NewAssessment, key?: string): Told<Assessment>
  /** `version`: the one that was read; refused with `changed` where it is another by now. */
  act(id: string, command: GivenAssessmentCommand, version: number, key?: string): Told<Assessment>
  /** Throws away one that was not signed off, with its files. */
  discard(id: string, version: number): Told<string>
  /** Adds a file to one that is being answered. */
  attach(id: string, question: string, name: string, bytes: AsyncIterable<Uint8Array>): FileTold<EvidenceFile>
  detach(id: string, file: string): Told<string>
  download(id: string, file: string): FileTold<Attachment>
}
