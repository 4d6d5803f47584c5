// SPDX-License-Identifier: Apache-2.0
/**
 * Orders and payments that a firm watches, what it decides of them, and what it reports. A firm's queue holds its own alone;
 * nobody else learns of any of it until it sends a report, and then the authority, or of payments the financial intelligence
 * unit, that it is sent to. Moments are ISO 8601 in UTC,
 * days `YYYY-MM-DD`.
 */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import {
  ALERT_STATUSES,
  type AlertStatus,
  BASIS_CLASSES,
  CUSTOMER_TEXTS,
  FEEDBACKS,
  FINDINGS,
  type FindingClass,
  MOST_REFUSED_MONTHS,
  REPORT_STATUSES,
  type ReportStatus,
  SCOPES,
  type SuspicionLeg,
} from './codes.ts'
import type { CodeList, GoamlCodes } from './goaml/codes.ts'
import type { Listing, NewListing } from './listings/listing.ts'
import type { KnownGood } from './orders/goods.ts'
import type { NewOrder, Order } from './orders/order.ts'
import type { RowProblem } from './orders/rows.ts'
import type { NewParcel, Parcel } from './parcels/parcel.ts'
import type { NewPayment, Payment } from './payments/payment.ts'
import type { HANDED_KINDS, newDraftShape } from './reports/handed.ts'
import type { Comparison } from './rulebooks/comparison.ts'
import type { NewRuleContent, RuleContent, RuleProblem } from './rulebooks/content.ts'
import type { EditionStatus, RuleCommand } from './rulebooks/edition.ts'
import type { Judgement, Reason } from './rules/judge.ts'

export * from './codes.ts'
export { type CodeList, type GoamlCodes, goamlCodesShape } from './goaml/codes.ts'
export { type Listing, listingShape, type NewListing } from './listings/listing.ts'
export { GOODS, type Goods, type KnownGood } from './orders/goods.ts'
export {
  CHANNELS,
  IDENTITIES,
  LICENCES,
  type NewOrder,
  type Order,
  orderShape,
  PAYMENTS,
  PLACES,
  UNITS,
  USES,
} from './orders/order.ts'
export type { RowProblem } from './orders/rows.ts'
export { CONTENTS, type NewParcel, type Parcel, POSTAGE_BY, parcelShape, SERVICES } from './parcels/parcel.ts'
export { CATEGORIES, HOLDERS, type NewPayment, PAYMENT_KINDS, type Payment, paymentShape } from './payments/payment.ts'
export {
  AS_SHIPPED,
  factsIn,
  type NewRuleContent,
  type OwnFlag,
  RULE_PROBLEMS,
  type RuleContent,
  type RuleProblem,
  ruleContentShape,
} from './rulebooks/content.ts'
export { EDITION_STATUSES, type EditionStatus, type RuleCommand, ruleCommandShape } from './rulebooks/edition.ts'
export type { Judgement, Reason } from './rules/judge.ts'
export { FLAG_GROUPS, type OwnWords, type RedFlag, type Typology } from './rules/shapes.ts'
export type { Vocabulary } from './rules/vocabulary.ts'

const line = z.string().trim().max(200)
const words = z.string().trim().min(1).max(2000)

export const refusalShape = z.strictObject({
  do: z.literal('refuse'),
  scope: z.enum(SCOPES).describe('This order, all business with the customer, or one service.'),
  basis: z.enum(BASIS_CLASSES).describe('Class of the legal basis: all that a certificate says of it.'),
  basisText: line.min(1).describe('Law, contract or code, with the article.'),
  goodFaith: words.describe('Why the firm believes that it has to refuse.'),
  customerText: z.enum(CUSTOMER_TEXTS).describe('What the customer is told.'),
  until: z.iso.date().describe(`Its last day, within ${MOST_REFUSED_MONTHS} months.`),
})

const asking = <D extends string>(act: D) =>
  z.strictObject({
    do: z.literal(act),
    text: words.describe('What, and why.'),
    until: z.iso.date().describe('Its day.'),
  })
const telling = <D extends string>(act: D) =>
  z.strictObject({
    do: z.literal(act),
    text: words.describe('Why.'),
    customerText: z.enum(CUSTOMER_TEXTS).describe('What the sender or seller is told.'),
  })

export const alertCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('assign') }).describe('Takes it, so that nobody works on it twice.'),
  z.strictObject({ do: z.literal('note'), text: words.describe('For colleagues.') }),
  z.strictObject({ do: z.literal('hold'), text: words.describe('Why nothing is supplied for now.') }),
  z.strictObject({ do: z.literal('release'), text: words.describe('Why it is supplied.') }),
  z.strictObject({ do: z.literal('reduce'), text: words.describe('To how much, and why.') }),
  refusalShape,
  z.strictObject({ do: z.literal('agree') }).describe('The second person agrees to a refusal.'),
  z.strictObject({ do: z.literal('decline'), text: words.describe('Why the refusal is not agreed to.') }),
  z.strictObject({ do: z.literal('appeal'), text: words.describe('What the customer holds against a refusal.') }),
  z.strictObject({ do: z.literal('uphold'), text: words.describe('Why the refusal stays; by who did not decide it.') }),
  z.strictObject({ do: z.literal('lift'), text: words.describe('Why it ends; by who did not decide it.') }),
  asking('ask').describe('Asks the sender what it is, until a day; the parcel stays where it is.'),
  asking('screen').describe('Has the parcel screened, until a day; it stays where it is.'),
  telling('stop').describe('The parcel is not loaded.'),
  z.strictObject({
    do: z.literal('find'),
    finding: z.enum(FINDINGS).describe('What was found: a class.'),
    text: words.or(z.literal('')).default('').describe('For colleagues.'),
  }),
  telling('label').describe('The listing stays, with a warning.'),
  telling('delist').describe('The listing is taken down.'),
  telling('suspend').describe('The seller may list nothing for now.'),
  asking('preserve').describe('Listing and messages are kept as evidence until a day.'),
])
export type AlertCommand = z.input<typeof alertCommandShape>

export const newReportShape = z.strictObject({
  to: z.uuid().describe('The authority; of payments, the financial intelligence unit.'),
  circumstances: z.string().trim().min(20, 'Say in a few words what happened.').max(10_000).describe('What happened.'),
  steps: z.string().trim().max(2000).default('').describe('What was done to find out, and if it was supplied, why.'),
  necessity: line.max(500).default('').describe('Why a natural person has to be named: asked where one ordered.'),
  rentity: z
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .describe('Number under which the financial intelligence unit knows the reporter (goAML `rentity_id`).'),
  orallyAt: z.iso.datetime().optional().describe('When the authority was told by voice, where it was.'),
})
export type NewReport = z.input<typeof newReportShape>

export const reportCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('receive') }),
  z.strictObject({ do: z.literal('answer'), feedback: z.enum(FEEDBACKS).describe('A class, and nothing of a case.') }),
])
export type ReportCommand = z.input<typeof reportCommandShape>

const paged = {
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many at most.'),
  cursor: z.string().max(400).optional().describe('`next` of the page before.'),
}
export const alertQueryShape = z.strictObject({
  status: z.enum(ALERT_STATUSES).optional().describe('Where they stand.'),
  ...paged,
})
export type AlertQuery = z.input<typeof alertQueryShape>
export const reportQueryShape = z.strictObject({
  status: z.enum(REPORT_STATUSES).optional().describe('Where they stand.'),
  ...paged,
})
export type ReportQuery = z.input<typeof reportQueryShape>
export type NewDraft = z.input<typeof newDraftShape>
export { HANDED_KINDS, newDraftShape } from './reports/handed.ts'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface AlertSummary {
  id: string
  leg: SuspicionLeg
  /** The firm's own number of the order, or of the account. */
  ref: string
  at: string
  customer: string
  status: AlertStatus
  score: number
  typologies: readonly string[]
  goods: readonly string[]
  /** Account of who took it; null: nobody. */
  assigned: string | null
  /** Until when it has to be reported, where it is to be; null once it was. */
  due: string | null
  /** Day by which an answer, or a screening, is awaited of what is held. */
  awaited: string | null
  version: number
}

export interface AlertStep {
  at: string
  did: AlertCommand['do'] | 'report'
  text: string
  by: string
  /** Until when it was asked for, or is kept. */
  until?: string
  /** What the sender or seller was told. */
  customerText?: (typeof CUSTOMER_TEXTS)[number]
  finding?: FindingClass
}

export interface CustomerRefusal {
  id: string
  status: 'proposed' | 'in-force' | 'appealed' | 'upheld' | 'lifted' | 'declined' | 'over'
  scope: (typeof SCOPES)[number]
  basis: (typeof BASIS_CLASSES)[number]
  basisText: string
  goodFaith: string
  customerText: (typeof CUSTOMER_TEXTS)[number]
  until: string
  /** Red flags on which it rests. */
  flags: readonly string[]
  decidedBy: readonly string[]
  /** Signed by the node; null until a second person agreed. */
  certificate: string | null
  /** What is committed to in it, and the secret that opens the commitment: the firm's alone. */
  committed: { rest: string; salt: string } | null
}

/** An account at which somebody looks. */
export interface WatchedAccount {
  number: string
  name: string
  holder: Payment['from']['holder']
  /** Its first payment here. */
  since: string
}

/** What an alert is of. Payments are those of the quarter before it was found, newest first; `total` counts all of them. */
export type Subject =
  | { leg: 'order'; order: Order; found: readonly KnownGood[] }
  | { leg: 'payment'; account: WatchedAccount; payments: readonly Payment[]; total: number }
  | { leg: 'parcel'; parcel: Parcel; found: readonly KnownGood[]; alike: readonly Parcel[] }
  | { leg: 'listing'; listing: Listing; found: readonly KnownGood[]; alike: readonly Listing[] }

export interface Alert extends AlertSummary {
  about: Subject
  reasons: readonly Reason[]
  unless: Judgement['unless']
  /** Of each of these red flags: how often it is known what was found, and how often anything was. Of parcels and listings. */
  record: readonly { flag: string; known: number; found: number }[]
  finding: FindingClass | null
  /** Orders of the same customer before, newest first; empty of payments. */
  before: { id: string; ref: string; at: string; kilograms: number; kinds: readonly string[]; outcome: string }[]
  steps: AlertStep[]
  refusal: CustomerRefusal | null
  /** Reports that were made of it, and what came back. */
  reports: { id: string; at: string; status: ReportStatus; feedback: string | null }[]
  may: (AlertCommand['do'] | 'report')[]
}

export interface ReportContent {
  reporter: { organisation: string; name: string }
  about: Subject
  flags: readonly Pick<Reason, 'flag' | 'shown' | 'own'>[]
  /** What the firm had decided when it reported. */
  decision: AlertStatus
  /** Of orders; null of payments. */
  before: { orders: number; kilograms: number } | null
  /** goAML number of the reporter; null where it was not said. */
  rentity: number | null
  circumstances: string
  steps: string
  necessity: string
  orallyAt: string | null
}

export interface ReportSummary {
  id: string
  leg: SuspicionLeg
  at: string
  /** Firm that reports, and who receives. */
  from: string
  fromName: string
  to: string
  customer: string
  status: ReportStatus
  feedback: (typeof FEEDBACKS)[number] | null
  version: number
}
export interface Report extends ReportSummary {
  content: ReportContent
  /** When it had to be sent, by the country's clock; null where it has none. */
  due: string | null
  receivedAt: string | null
  answeredAt: string | null
  /** Drafts of incidents that its receiver handed over; empty for the firm. */
  drafts: HandedDraft[]
  may: (ReportCommand['do'] | 'draft')[]
}

/** A draft that went to those who work on incidents: of the report it says nothing. */
export interface HandedDraft {
  id: string
  at: string
  kind: (typeof HANDED_KINDS)[number]
  title: string
}

/** How often orders of customers of one country were found odd, beside all. A country never scores: what others ask may still fall on one. */
export interface FairnessRow {
  /** ISO 3166-1. */
  country: string
  orders: number
  alerts: number
  /** Alerts for each order, beside those of all; null where there are too few orders to say. */
  beside: number | null
}

export interface Taken {
  /** Id of the order here. */
  id: string
  outcome: Judgement['outcome']
  alert: string | null
}

/** What became of a batch. What is not among `kept` and `known` stands in `problems`, each with its line. */
export interface BatchReport {
  rows: number
  kept: number
  /** Orders that were here already, unchanged. */
  known: number
  alerts: number
  held: number
  problems: RowProblem[]
  isLatin1: boolean
}

/** What became of a file of payments; an alert is of an account. */
export type PaymentReport = BatchReport

export type SuspicionsRefusal = Refusal<
  'not-found' | 'not-valid' | 'not-now' | 'second-person' | 'changed' | 'key-reused' | 'not-this-format' | 'conflict'
>
type Answer<T> = Promise<Outcome<T, SuspicionsRefusal>>

/** What a firm shows of a refusal, in the shape of `refusals/certificate.ts`. */
export interface Certificate {
  iss: string
  jti: string
  partner: string
  refused: string
  until: string
  scope: (typeof SCOPES)[number]
  basis: (typeof BASIS_CLASSES)[number]
  commitment: string
}

/** Everybody’s: genuine or not, and nothing else than what stands in it. */
export interface CertificatesCounter {
  verify(text: string): { genuine: true; certificate: Certificate } | { genuine: false; certificate: null }
  /** Public keys (RFC 7517), for whoever verifies without asking. */
  keys: { keys: Record<string, unknown>[] }
}

/** What a financial intelligence unit asks of a goAML report. */
export interface GoamlPlan {
  /** Whether a schema was loaded. */
  isLoaded: boolean
  schemaVersion: string
  /** Patterns of the schema that were read as they were meant. */
  repairs: readonly { line: number; before: string; after: string }[]
  /** Codes of the schema; null where none is loaded. */
  lists: Record<CodeList, { code: string; means: string }[]> | null
  codes: GoamlCodes
  changedAt: string | null
  version: number
}

/** A report in the XML of the unit that it went to. */
export interface WrittenReport {
  xml: string
  /** What the schema holds against it, line by line; nothing: it is valid. */
  faults: readonly { line: number; text: string }[]
  /** Faults besides. */
  more: number
  /** Paths of what was to be said and has no place in that schema. */
  left: readonly string[]
}

/** Red flags of a firm’s leg at one time. */
export interface RuleEdition {
  id: string
  leg: SuspicionLeg
  number: number
  status: EditionStatus
  content: RuleContent
  /** Beside what was in force then; null: never compared. `reported` is for those alone who may report. */
  replay: (Omit<Comparison, 'reported'> & { reported: Comparison['reported'] | null }) | null
  /** Whether that was of what stands in it now. */
  isCompared: boolean
  changedAt: string
  shadowAt: string | null
  inForceAt: string | null
  pastAt: string | null
  /** Accounts that changed or proposed it, and that of the other person. */
  drafted: readonly string[]
  agreedBy: string | null
  steps: readonly { at: string; did: RuleCommand['do'] | 'change'; text: string; by: string }[]
  version: number
  may: RuleCommand['do'][]
}

export interface RuleDesk {
  leg: SuspicionLeg
  /** Null: as it ships. */
  inForce: RuleEdition | null
  /** That is worked on; null: none. */
  open: RuleEdition | null
  /** Newest first. */
  editions: { number: number; status: EditionStatus; changedAt: string; inForceAt: string | null }[]
  /** Of what is in force: red flags that stay down by now, such as one whose last day is past. */
  problems: RuleProblem[]
  mayDraft: boolean
}

/** Of one actor: who watches over the orders or payments of a firm, the second person there, or who receives reports. */
export interface SuspicionsDesk {
  may: readonly string[]
  /** One order as it comes in. `key` makes a request that is sent twice count once; so does its own number. */
  take(order: NewOrder, key?: string): Answer<Taken>
  /** A CSV of them, a row a line of an order. */
  takeFile(bytes: Uint8Array): Answer<BatchReport>
  /** One payment as it is booked; answers the accounts at which somebody looks from now on. */
  takePayment(payment: NewPayment, key?: string): Answer<{ id: string; alerts: string[] }>
  /** A CSV of them, a row a payment. */
  takePayments(bytes: Uint8Array): Answer<PaymentReport>
  /** One parcel as it is accepted or announced, or a CSV of them. */
  takeParcel(parcel: NewParcel, key?: string): Answer<Taken>
  takeParcels(bytes: Uint8Array): Answer<BatchReport>
  /** One listing as it is put up, or a CSV of them. */
  takeListing(listing: NewListing, key?: string): Answer<Taken>
  takeListings(bytes: Uint8Array): Answer<BatchReport>
  /** Those that wait first, heaviest first. */
  alerts(query?: AlertQuery): Answer<Page<AlertSummary>>
  countAlerts(query?: AlertQuery): Answer<number>
  alert(id: string): Answer<Alert>
  act(id: string, command: AlertCommand, version: number, key?: string): Answer<Alert>
  /** Of the last twelve months, most orders first. */
  fairness(): Answer<{ orders: number; alerts: number; countries: FairnessRow[] }>
  /** To whom a report of that leg can go. */
  receivers(leg: SuspicionLeg): Answer<{ id: string; name: string }[]>
  report(alert: string, input: NewReport, version: number, key?: string): Answer<Report>
  /** Newest first: the firm's own, or those that came to the authority. */
  reports(query?: ReportQuery): Answer<Page<ReportSummary>>
  countReports(query?: ReportQuery): Answer<number>
  readReport(id: string): Answer<Report>
  /** Of the actor's own unit. */
  goaml(): Answer<GoamlPlan>
  setGoamlSchema(schema: Uint8Array, version: number): Answer<GoamlPlan>
  setGoamlCodes(codes: GoamlCodes, version: number): Answer<GoamlPlan>
  /** As goAML by the schema of whoever it went to; null where that one loaded none. */
  writeReport(id: string): Answer<WrittenReport | null>
  answer(id: string, command: ReportCommand, version: number, key?: string): Answer<Report>
  /** Hands a draft over to those of the same authority who work on incidents: never who reported, nor whom. */
  draftIncident(id: string, draft: NewDraft, key?: string): Answer<HandedDraft>
  /** Red flags of that leg as the firm sets them. */
  rules(leg: string): Answer<RuleDesk>
  edition(leg: string, number: number): Answer<RuleEdition>
  /** All that is wrong with it; nothing is kept. */
  checkRules(leg: string, content: NewRuleContent): Answer<RuleProblem[]>
  /** Begins an edition (version 0), or changes the one that is worked on. */
  draftRules(leg: string, content: NewRuleContent, version: number, key?: string): Answer<RuleEdition>
  /** Goes through the firm’s own past, or what came in since it runs in the shadow; nobody is told anything. */
  replayRules(leg: string, asked: { days: number } | 'shadow', version: number): Answer<RuleEdition>
  actOnRules(leg: string, command: RuleCommand, version: number, key?: string): Answer<RuleEdition>
}
