// SPDX-License-Identifier: Apache-2.0
/** Inspections: what goes in and comes out, in shapes that a browser may see. Days are `YYYY-MM-DD`, UTC. */
import { z } from 'zod'
import type { Outcome } from '#basis/outcome.ts'
import type { Attachment, AttachmentRefusal, Filed } from '#platform/attachments/index.ts'
import {
  type AskedCriterion,
  type AssuranceRefusal,
  type QualityDomain,
  REPLIES,
  type Result,
  SETTINGS,
  type ServiceFound,
  type Setting,
} from '../contract.ts'
import { sheetAnswerShape } from './sheet.ts'

export { type Told as PhotographTold, toldBy } from './exif.ts'
export {
  MOST_PHOTOGRAPHS,
  SEEN,
  type Seen,
  type Sheet,
  type SheetAnswer,
  type SheetPhotograph,
  signedText,
} from './sheet.ts'
export { REPLIES }

export const SEVERITIES = ['minor', 'major', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]
export const INSPECTION_STATES = ['planned', 'finished', 'cancelled'] as const
export type InspectionState = (typeof INSPECTION_STATES)[number]
export const FINDING_STATES = ['open', 'planned', 'done', 'closed'] as const
export type FindingState = (typeof FINDING_STATES)[number]

const day = z.iso.date()
const words = (most: number) => z.string().trim().min(1).max(most)

export const newInspectionShape = z.strictObject({
  accreditation: z.uuid().optional().describe('The application to your body that it concerns.'),
  service: z.uuid().optional().describe('Else a service of the directory that never applied.'),
  setting: z.enum(SETTINGS).optional().describe('Of that service, where it works: which criteria are looked at.'),
  announced: z.boolean().describe('Whether the provider is told before.'),
  on: day.describe('The day for which it is planned.'),
  why: z.string().trim().max(2000).default('').describe('What to look at; for the body alone.'),
})
export type NewInspection = z.input<typeof newInspectionShape>

const foundShape = z.strictObject({
  criterion: z.string().min(1).max(20).describe('Id of the criterion.'),
  severity: z.enum(SEVERITIES).describe('How grave it is.'),
  found: words(2000).describe('What was found.'),
  due: day.describe('By which day it is corrected.'),
})
export type Found = z.output<typeof foundShape>

export const inspectionCommandShape = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('declare'),
    ties: z.string().trim().max(1000).describe('Ties with the service or its provider; empty: there are none.'),
  }),
  z.strictObject({
    do: z.literal('amend'),
    setting: z.enum(SETTINGS).describe('Where it works: packs that were taken before are old.'),
    on: day.describe('The day for which it is planned.'),
  }),
  z.strictObject({
    do: z.literal('answer'),
    answers: z
      .record(z.string().max(20), sheetAnswerShape.omit({ photographs: true }))
      .describe('By id of the criterion.'),
  }),
  z.strictObject({
    do: z.literal('choose'),
    criterion: z.string().max(20).describe('On which answers differ, or are of an old pack.'),
    answer: z.string().max(200).describe('Key of the one that counts; the others stay.'),
  }),
  z.strictObject({
    do: z.literal('finish'),
    on: day.describe('The day of the visit.'),
    report: words(5000).describe('What was seen; the provider reads it.'),
    findings: z.array(foundShape).max(100).default([]).describe('What is to be corrected.'),
  }),
  z.strictObject({
    do: z.literal('revoke'),
    device: z.uuid().describe('That was lost: with it every pack that the same person took on a device of that name.'),
    why: words(500).describe('What happened to it.'),
  }),
  z.strictObject({
    do: z.literal('add'),
    why: words(1000).describe('Why it comes after the visit was finished; the provider reads it.'),
    findings: z.array(foundShape).min(1).max(20).describe('What came to light since; the report stays as it is.'),
  }),
  z.strictObject({ do: z.literal('cancel') }),
])
export type InspectionCommand = z.output<typeof inspectionCommandShape>
export type GivenInspectionCommand = z.input<typeof inspectionCommandShape>

export const findingCommandShape = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('correct'),
    owner: words(200).describe('Who sees to it: a function, not a name.'),
    action: words(2000).describe('What is done about it.'),
  }),
  z.strictObject({ do: z.literal('show'), text: words(2000).describe('What shows that it is done.') }),
  z.strictObject({ do: z.literal('verify'), text: words(2000).describe('How it was verified.') }),
  z.strictObject({ do: z.literal('return'), text: words(2000).describe('Why it is not enough.') }),
])
export type FindingCommand = z.output<typeof findingCommandShape>

/** What a device registers when it takes the pack of a visit along. */
export const deviceShape = z.strictObject({
  name: words(100).describe('What the inspector calls the device.'),
  key: z
    .string()
    .regex(/^[\w-]{100,200}$/)
    .describe('Its public key, ECDSA P-256: SubjectPublicKeyInfo in base64url.'),
})
export type NewDevice = z.input<typeof deviceShape>

export const signedSheetShape = z.strictObject({
  device: z.uuid().describe('As it was registered with the pack.'),
  sheet: z.string().max(500_000).describe('Answers and digests of photographs, canonical JSON (RFC 8785).'),
  signature: z
    .string()
    .regex(/^[\w-]{86}$/)
    .describe('ECDSA P-256 with SHA-256, over the line `passerelle-inspection-1` and the sheet; base64url.'),
})
export type SignedSheet = z.input<typeof signedSheetShape>

export interface PlanShare {
  /** Visits of the year that are planned or made. */
  all: number
  unannounced: number
  /** The same of settings that people cannot leave as they like: inpatient, residential, prison. */
  closed: number
  closedUnannounced: number
}

export interface InspectionSummary {
  id: string
  /** Null where the service never applied to the body. */
  accreditation: string | null
  body: string
  provider: string
  service: string
  serviceName: string
  setting: Setting
  announced: boolean
  on: string
  visited: string | null
  state: InspectionState
  /** Findings that are not closed, and those of them whose day is over. */
  open: number
  overdue: number
  /** Whether it waits for this actor. */
  isMine: boolean
  version: number
}

/** One answer of one device or person to one criterion: the latest it brought. */
export interface Entry {
  /** Stable while the answer is the same. */
  key: string
  /** Of the device; null where it was written on the page. */
  device: string | null
  author: string
  reply: (typeof REPLIES)[number] | 'not-seen'
  note: string
  at: string
  photographs: string[]
  /** It answers another edition of the form than the one that holds now. */
  isOld: boolean
  /** It came after the visit was finished. */
  isLate: boolean
  /** It came after its device was reported lost. */
  isRevoked: boolean
}

export interface Merged {
  criterion: string
  entries: Entry[]
  /** Key of the one that counts; null while a person has to decide. */
  counts: string | null
  isOpen: boolean
}

export interface Photograph extends Filed {
  turn: number
  holds: string[]
  at: string
}

export interface Finding {
  id: string
  number: number
  criterion: string
  severity: Severity
  found: string
  due: string
  isOverdue: boolean
  status: FindingState
  owner: string | null
  action: string | null
  shown: string | null
  note: string | null
  /** When it was told, and why after the visit was finished; null where it was found by then. */
  told: string
  whyAdded: string | null
  closed: string | null
  proofs: Filed[]
  version: number
  may: (FindingCommand['do'] | 'attach')[]
}

export interface Inspection extends InspectionSummary {
  /** For the body alone. */
  why: string | null
  criteria: string
  edition: number
  /** Accounts are not told: how many inspect, and whether this actor does. */
  inspectors: number
  inspects: boolean
  stoodAside: number
  domains: QualityDomain[]
  /** For inspectors who declared no tie, and officers of the body. */
  questions: AskedCriterion[]
  merged: Merged[]
  devices: { id: string; name: string; isMine: boolean; taken: string; isOld: boolean; revoked: string | null }[]
  photographs: Photograph[]
  /** Digests that a signed sheet names and whose bytes have not come yet. */
  awaited: string[]
  report: string | null
  result: (Result & { unseen: number }) | null
  findings: Finding[]
  may: InspectionCommand['do'][]
}

/** What is taken along. */
export interface Pack {
  inspection: string
  device: string
  criteria: string
  edition: number
  service: { id: string; name: string; city: string | null; setting: Setting }
  on: string
  announced: boolean
  why: string
  domains: QualityDomain[]
  questions: Omit<AskedCriterion, 'answer'>[]
  taken: string
}

export interface Receipt {
  /** SHA-256 of the sheet. */
  digest: string
  received: string
  /** Digests of photographs of this sheet whose bytes have not come yet. */
  awaited: string[]
  /** Criteria on which a person has to decide. */
  open: string[]
  isOld: boolean
  isLate: boolean
  isRevoked: boolean
}

export type InspectionRefusal = AssuranceRefusal
type Told<T> = Promise<Outcome<T, InspectionRefusal>>
type FileTold<T> = Promise<Outcome<T, InspectionRefusal | AttachmentRefusal>>

export interface InspectionsDesk {
  may: readonly string[]
  /** Newest first, and of the body the share of this year’s visits that are not announced; null for everybody else. */
  list(): Told<{ items: InspectionSummary[]; share: PlanShare | null }>
  /** Services of the directory with these words, for a visit to one that never applied. */
  services(words: string): Told<ServiceFound[]>
  plan(input: NewInspection, key?: string): Told<Inspection>
  open(id: string): Told<Inspection>
  act(id: string, command: GivenInspectionCommand, version: number, key?: string): Told<Inspection>
  settle(finding: string, command: FindingCommand, version: number, key?: string): Told<Finding>
  /** Registers the device and hands out what it takes along. */
  pack(id: string, device: NewDevice): Told<Pack>
  /** Keeps a signed sheet; the same one again gets the same receipt. */
  submit(id: string, signed: SignedSheet): Told<Receipt>
  /** Keeps a photograph, byte by byte, that a signed sheet names; the same one again is there already. */
  photograph(id: string, sha256: string, name: string, bytes: AsyncIterable<Uint8Array>): FileTold<Photograph>
  /** Adds a file of the provider that shows a corrective action. */
  attach(finding: string, name: string, bytes: AsyncIterable<Uint8Array>): FileTold<Filed>
  /** A photograph, or a file of a finding. */
  download(id: string, file: string): FileTold<Attachment>
}
