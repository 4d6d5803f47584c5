// SPDX-License-Identifier: Apache-2.0
/** The partnerships desk: what goes in, what comes out, in shapes that a browser may see. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Marking } from '#platform/access/index.ts'
import { type DataClass, FOUR_MS, type FourM, STATUSES, type Status, type TellableKind } from './codes.ts'
import type { Section } from './sections.ts'
import { type GivenTerms, type Terms, termsShape } from './terms.ts'
import type { Language, Parties } from './text.ts'

export * from './assessments/contract.ts'
export { CEILINGS, CLASSES, FOUR_MS, type FourM, PURPOSES, REFUSALS, STATUSES, type Status } from './codes.ts'
export * from './customers/contract.ts'
export { compared, type Difference, type Section } from './sections.ts'
export { type GivenTerms, type Terms, termsShape } from './terms.ts'
export type { Language } from './text.ts'

export const newAgreementShape = z.strictObject({
  partner: z.uuid().describe('The organisation with which it is made.'),
  m: z.enum(FOUR_MS).describe('Manufacture, marketing, movement or monetisation.'),
  terms: termsShape.describe('What its clauses leave open.'),
})
export interface NewAgreement {
  partner: string
  m: FourM
  terms: GivenTerms
}

export const agreementQueryShape = z.strictObject({
  status: z.enum(STATUSES).optional().describe('Only those that stand so today.'),
})
export type AgreementQuery = z.input<typeof agreementQueryShape>

const reason = z.string().trim().min(1).max(500).describe('Why; the other party reads it.')
export const agreementCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('revise'), terms: termsShape }),
  z.strictObject({ do: z.literal('offer') }),
  z.strictObject({
    do: z.literal('sign'),
    number: z.int().min(1).describe('The version of the text that was read.'),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Its digest, as it was shown with it.'),
  }),
  z.strictObject({ do: z.literal('suspend'), reason }),
  z.strictObject({ do: z.literal('resume') }),
  z.strictObject({ do: z.literal('end'), reason }),
])
export type AgreementCommand = z.output<typeof agreementCommandShape>
export type GivenCommand = z.input<typeof agreementCommandShape>

/** What an agreement opens of one kind of record, and whether anybody there could read it. */
export interface Opening {
  kind: TellableKind
  purpose: string
  /** Up to this marking. */
  most: Marking
  classes: DataClass[]
  /** Fields that are not shown. */
  withheld: string[]
  /** Whose people read it: the narrowest marking that somebody there is cleared for; null: nobody has role, purpose, clearance. */
  readers: { organisation: { id: string; name: string; kind: string }; reaches: Marking | null }[]
}

export interface AgreementText {
  number: number
  state: 'draft' | 'offered' | 'withdrawn' | 'agreed'
  /** Whether it holds today. */
  holds: boolean
  terms: Terms
  parties: Parties
  text: Record<Language, Section[]>
  digest: string
  drafted: string
  offered: string | null
  agreed: string | null
  signatures: { organisation: string; at: string }[]
}

export interface AgreementSummary {
  id: string
  title: string
  m: FourM
  authority: string
  partner: string
  status: Status
  /** Of the text that holds, or else of the last one. */
  from: string
  until: string
  review: string
  /** Whether its day of review is near or over, while it holds. */
  reviewDue: boolean
  version: number
}

export interface Agreement extends AgreementSummary {
  /** Newest first. */
  texts: AgreementText[]
  suspended: { by: string; reason: string } | null
  ended: { at: string; reason: string } | null
  /** What the text that holds, or else the newest, lets the partner see. */
  opens: Opening[]
  /** What this actor may do with it now. */
  may: AgreementCommand['do'][]
}

/** An organisation with which an agreement may be made. */
export interface PossiblePartner {
  id: string
  name: string
  kind: string
}

export type PartnershipsRefusal = Refusal<
  'not-found' | 'not-valid' | 'changed' | 'not-now' | 'second-person' | 'key-reused'
>
type Answer<T> = Promise<Outcome<T, PartnershipsRefusal>>

export interface PartnershipsDesk {
  /** Which of these methods this actor may use. */
  may: readonly string[]
  /** Those of this organisation, newest first. */
  list(query?: AgreementQuery): Answer<AgreementSummary[]>
  open(id: string): Answer<Agreement>
  /** Exactly what an agreement on these terms would let the partner see. Nothing is kept. */
  opens(input: NewAgreement): Answer<Opening[]>
  /** With whom an agreement may be made, by field. */
  partners(): Answer<Record<FourM, PossiblePartner[]>>
  /** Kept as a draft that only the authority sees. `key`: an Idempotency-Key. */
  draft(input: NewAgreement, key?: string): Answer<Agreement>
  /** `version`: the one that was read; refused with `changed` where it is another by now. */
  act(id: string, command: GivenCommand, version: number, key?: string): Answer<Agreement>
}
