// SPDX-License-Identifier: Apache-2.0
/** Supervision: licences, inspections and their findings. Moments are ISO 8601 in UTC, days `YYYY-MM-DD`. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Attachment, AttachmentRefusal } from '#platform/attachments/index.ts'
import { ACTIVITIES, LICENCE_STATUSES, type LicenceStatus, type Standing, UNITS } from './codes.ts'
import type {
  Finding,
  FindingCommand,
  FindingFile,
  Inspection,
  InspectionCommand,
  InspectionQuery,
  NewInspection,
} from './inspection-shapes.ts'

export * from './codes.ts'
export * from './inspection-shapes.ts'

const line = z.string().trim().max(200)
const reason = z.string().trim().min(1).max(1000).describe('Why; the holder reads it.')

const holderShape = z.strictObject({
  organisation: z.uuid().optional().describe('Of this node, where the holder is one; its people then see the licence.'),
  name: line.min(1).describe('As it is registered.'),
  registration: line.default('').describe('Number in the register of firms.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1).')
    .describe('ISO 3166-1 alpha-2.'),
})

const scopeShape = z.strictObject({
  of: z.enum(['substance', 'table']).describe('One substance, or all of a table or schedule.'),
  id: line.min(1).describe('Id in the reference data: of a substance, or `1988/Table I`.'),
  yearly: z
    .strictObject({
      value: z
        .string()
        .regex(/^(?!0+(?:\.0+)?$)\d{1,12}(?:\.\d{1,6})?$/, 'An amount is a number over 0 such as 25 or 0.5.')
        .describe('A decimal number as text, so that nothing is lost by rounding.'),
      unit: z.enum(UNITS).describe('Unified Code for Units of Measure (UCUM).'),
    })
    .describe('The most in a calendar year.'),
})

export const newLicenceShape = z
  .strictObject({
    holder: holderShape.describe('Who applied.'),
    activities: z.array(z.enum(ACTIVITIES)).min(1).max(ACTIVITIES.length).describe('What it is to be allowed.'),
    scope: z.array(scopeShape).min(1).max(50).describe('With what, and how much.'),
    from: z.iso.date().describe('The first day on which it holds.'),
    until: z.iso.date().describe('The last.'),
    conditions: z.string().trim().max(5000).default('').describe('On what conditions.'),
  })
  .refine(({ from, until }) => from <= until, { message: 'It ends before it begins.', path: ['until'] })
export type NewLicence = z.input<typeof newLicenceShape>
export type LicenceContent = z.output<typeof newLicenceShape>

export const licenceCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('propose') }),
  z.strictObject({ do: z.literal('agree') }),
  z.strictObject({ do: z.literal('decline'), reason }),
  z.strictObject({ do: z.literal('refuse'), reason }),
  z.strictObject({ do: z.literal('suspend'), reason }),
  z.strictObject({ do: z.literal('resume'), reason }),
  z.strictObject({ do: z.literal('revoke'), reason }),
])
export type LicenceCommand = z.input<typeof licenceCommandShape>

export interface LicenceStep {
  at: string
  did: LicenceCommand['do'] | 'apply'
  /** Empty where none is asked for. */
  reason: string
  /** Account of the officer; null for those who do not work for the authority. */
  by: string | null
}

export interface Words {
  en: string
  fr: string
}

export interface Licence extends Omit<LicenceContent, 'scope'> {
  id: string
  number: string
  /** The organisation that grants it. */
  authority: string
  /** `name`: as the reference data has it today. */
  scope: (LicenceContent['scope'][number] & { name: Words })[]
  /** Today. */
  standing: Standing
  status: LicenceStatus
  /** Steps in the order in which they were taken. */
  steps: LicenceStep[]
  version: number
  /** What this actor may do with it now. */
  may: LicenceCommand['do'][]
}

const paged = {
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many at most.'),
  cursor: z.string().max(400).optional().describe('`next` of the page before.'),
}

export const licenceQueryShape = z.strictObject({
  text: line.optional().describe('Words of the holder’s name, or the number.'),
  activity: z.enum(ACTIVITIES).optional().describe('Licences that allow it.'),
  status: z.enum(LICENCE_STATUSES).optional().describe('Where they stand.'),
  endsBy: z.iso.date().optional().describe('Licences that are in force today and end by this day.'),
  ...paged,
})
export type LicenceQuery = z.input<typeof licenceQueryShape>

export interface Page<T> {
  items: T[]
  /** The cursor of the next page. */
  next: string | null
}

export type OversightRefusal = Refusal<
  'not-found' | 'not-valid' | 'not-now' | 'second-person' | 'changed' | 'key-reused'
>
type Answer<T> = Promise<Outcome<T, OversightRefusal>>
type FileAnswer<T> = Promise<Outcome<T, OversightRefusal | AttachmentRefusal>>

/** Of one actor: an officer, an inspector, or somebody of a firm. */
export interface OversightDesk {
  may: readonly string[]
  /** An application, as it came in. `key` makes a request that is sent twice count once. */
  record(input: NewLicence, key?: string): Answer<Licence>
  /** `changed`: it has another version than the one that was read. */
  decide(id: string, command: LicenceCommand, version: number, key?: string): Answer<Licence>
  /** Newest first. */
  licences(query?: LicenceQuery): Answer<Page<Licence>>
  countLicences(query?: LicenceQuery): Answer<number>
  licence(id: string): Answer<Licence>
  /** Plans an inspection. The firm learns of one that is not announced by its report alone. */
  plan(input: NewInspection, key?: string): Answer<Inspection>
  /** Reports the visit, cancels, or closes once every finding is. */
  inspect(id: string, command: InspectionCommand, version: number, key?: string): Answer<Inspection>
  /** Newest first. */
  inspections(query?: InspectionQuery): Answer<Page<Inspection>>
  countInspections(query?: InspectionQuery): Answer<number>
  inspection(id: string): Answer<Inspection>
  /** The firm answers a finding; an inspector verifies it or returns the answer. */
  settle(finding: string, command: FindingCommand, version: number, key?: string): Answer<Finding>
  /** Adds a photograph or document to a finding that is not closed. */
  attach(finding: string, name: string, bytes: AsyncIterable<Uint8Array>): FileAnswer<FindingFile>
  /** Takes out what one's own organisation added, while the finding is open. */
  detach(finding: string, file: string): Answer<string>
  download(finding: string, file: string): FileAnswer<Attachment>
}

/** What everybody is told of a number and a day. */
export interface Verification {
  number: string
  day: string
  /** False for one that was not granted, is suspended, revoked or over, for none at all, and for what is not public: one answer. */
  valid: boolean
  /** Null unless it is valid and the law of publication lets everybody know. */
  shown:
    | (Pick<Licence, 'activities' | 'scope' | 'from' | 'until'> & { holder: { name: string; country: string } })
    | null
}

export const verifyShape = z.strictObject({
  number: z.string().trim().min(1).max(60).describe('As it stands on the licence.'),
  day: z.iso.date().optional().describe('Today where absent.'),
})
export type Verify = z.input<typeof verifyShape>

/** Everybody's: no account, no trace of who asks. */
export interface LicencesCounter {
  verify(input: Verify): Promise<Outcome<Verification, Refusal<'not-valid'>>>
}
