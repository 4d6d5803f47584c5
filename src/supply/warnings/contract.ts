// SPDX-License-Identifier: Apache-2.0
/** The warnings desk: what goes in, what comes out, in shapes that a browser may see. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Control, Finding } from '#matching/index.ts'
import type { Attachment } from '#platform/attachments/index.ts'
import type { Delivery, Partner } from '#platform/peers/index.ts'
import type { Area } from './areas.ts'
import {
  type AdvisoryStatus,
  type Confidence,
  type Language,
  type Reader,
  type Recommendation,
  type Severity,
  type Source,
  WATCHED_STATUSES,
  type WatchedStatus,
} from './codes.ts'
import type {
  Adoption,
  AdvisoryCommand,
  AdvisoryContent,
  AdvisoryText,
  Assessment,
  FindWithdrawal,
  NewAdvisory,
  NewSignal,
  WatchedCommand,
} from './shapes.ts'

export type { Area } from './areas.ts'
/** What a form offers. */
export * from './codes.ts'
export * from './shapes.ts'

/** What points to a danger, as this actor may read it. */
export interface Signal {
  id: string
  source: Source
  /** `id`: of the registry, where matching found it there. */
  substance: { id?: string; name: string }
  /** Of a harm. */
  severity: Severity | null
  /** `1-7`, or a number rounded to 5; null where one event was reported. */
  count: string | null
  region: string | null
  /** `2026-W47`. */
  week: string
  /** The day on which it was identified or published, `YYYY-MM-DD`; null where less is known. */
  day: string | null
  /** Of a laboratory. */
  confidence: Confidence | null
  methods: string[]
  note: string
  /** Where it can be read: a publication, a laboratory's own number. */
  reference: string
  reported: string
  /** The organisation that reported it; null where it crossed over from the health wing, which does not say who. */
  from: string | null
  attachments: Held[]
  /** When and why whoever reported it withdrew it; null where it stands. */
  withdrawn: { at: string; reason: string } | null
}

/** A file of a signal. `claim` names one that was sent and belongs to no signal yet. */
export interface Held {
  id: string
  name: string
  type: string
  size: number
  claim?: string
}

/** What matching says of a substance: whether it is new, and near to what. */
export interface Novelty {
  /** When it was asked. */
  at: string
  /** Version of the reference data that answered. */
  reference: string
  /** In the registry. */
  known: { id: string; name: { en: string; fr: string } } | null
  /** On it, in force that day. */
  controls: Control[]
  /** Definitions of classes that take it in by structure, and what else matching said of it. */
  findings: Pick<Finding, 'id' | 'kind' | 'name' | 'controls' | 'relation' | 'certainty'>[]
  /** Nearest in structure. */
  near: { id: string; name: { en: string; fr: string }; similarity: number; controls: Control[] }[]
}

export interface Identity {
  /** Of the registry. */
  id?: string
  name: string
  names: string[]
  /** As it was given, or as the registry has it; empty where it is not known. */
  structure: string
  inchikey: string
  formula: string
  /** Of the formula, in unified atomic mass units; null where it is not known. */
  mass: number | null
  cas: string
}

/** A substance under watch, in a list. */
export interface Watched {
  id: string
  status: WatchedStatus
  identity: Identity
  recommendation: Recommendation | null
  opened: string
  changed: string
  reason: string | null
  /** Signals about it that this actor may read. */
  signals: number
  /** Of the last 12 weeks, oldest first. */
  trend: { week: string; signals: number }[]
  version: number
  /** What this actor may do with it now. */
  may: WatchedCommand['do'][]
}

export interface Step {
  version: number
  did: string
  status: WatchedStatus
  at: string
  /** Null: the node, because a signal came. */
  account: string | null
  note: string
}

/** An incident about the same substance that this actor may read itself. */
export interface Sighting {
  id: string
  title: string
  kind: string
  reported: string
  countries: string[]
}

export interface WatchedRecord extends Watched {
  novelty: Novelty | null
  assessment: Assessment | null
  /** Newest first, 200 at most. */
  allSignals: Signal[]
  incidents: Sighting[]
  steps: Step[]
  advisories: AdvisorySummary[]
  /** SVG; null where the structure is unknown. */
  drawing: string | null
}

export interface AdvisorySummary {
  id: string
  watched: string
  status: AdvisoryStatus
  headline: string
  published: string | null
  expires: string
}

/** What all versions of a published advisory say of themselves. */
export interface AdvisoryHead extends Pick<AdvisoryContent, 'severity' | 'urgency' | 'certainty' | 'regions'> {
  substance: { id?: string; name: string }
  /** Names of the regions. */
  areas: Area[]
  /** Name of who published it. */
  publisher: string
  /** The other node from which it came; absent where it was published at this one. */
  node?: { id: string; name: string }
}
export type Texts = Partial<Record<Language, AdvisoryText>>

/** One version of a published advisory, as its readers see it. */
export interface PublishedAdvisory extends AdvisoryHead {
  id: string
  reader: Reader
  texts: Texts
  status: 'published' | 'expired' | 'withdrawn'
  published: string
  expires: string
  ended: string | null
  /** Why it was withdrawn. */
  reason: string | null
  version: number
}

/** An advisory as the officers who write it see it. */
export interface Advisory {
  id: string
  watched: string
  substance: { id?: string; name: string }
  status: AdvisoryStatus
  content: AdvisoryContent
  prepared: string
  /** Account of the first officer. */
  proposedBy: string | null
  published: string | null
  ended: string | null
  reason: string | null
  version: number
  may: (AdvisoryCommand['do'] | 'revise' | 'discard')[]
}

/** A find on which an advisory may rest and that was withdrawn since. */
export interface WithdrawnFind {
  signal: string
  /** As it was reported. */
  name: string
  at: string
  reason: string
}

/** As much of an advisory as this actor may read: the versions for it, and all of it where it is its own. */
export interface ReadAdvisory {
  own: Advisory | null
  /** For its own officers, the last first: finds that were withdrawn after it was begun. */
  withdrawnFinds: WithdrawnFind[]
  versions: PublishedAdvisory[]
  /** Whether this actor said that it read it. */
  acknowledged: boolean
  /** Id of the advisory that this organisation began from this one of another node; null where there is none. */
  adopted: string | null
  mayAdopt: boolean
}

/** What became of an advisory at other nodes. */
export interface AdvisoryDeliveries {
  deliveries: Delivery[]
  /** Named, and not told: their nodes took no messages for them when it was published. */
  untold: Partner[]
}

/** An organisation that reads a version. */
export interface AdvisoryViewer {
  reader: Reader
  /** Absent: everybody, or services of the health wing. */
  organisation?: { id: string; name: string; kind: string }
  /** Of the organisation, where it is not of this one. */
  node?: { id: string; name: string }
  whom: 'organisation' | 'everybody' | 'health'
}

export interface Receipts {
  /** People who said that they read it. */
  people: number
  organisations: { organisation: string; people: number; first: string }[]
}

export const boardQueryShape = z.strictObject({
  status: z.enum(WATCHED_STATUSES).optional().describe('Only those in this state.'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('How many, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
})
export type BoardQuery = z.input<typeof boardQueryShape>

export const advisoriesQueryShape = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
})
export type AdvisoriesQuery = z.input<typeof advisoriesQueryShape>

export interface Page<T> {
  items: T[]
  next: string | null
}

export type WarningsRefusal = Refusal<
  'not-found' | 'not-valid' | 'changed' | 'not-now' | 'second-person' | 'key-reused' | 'nobody-listens' | 'unreadable'
>
type Answer<T> = Promise<Outcome<T, WarningsRefusal>>

export interface WarningsDesk {
  /** Which of these methods this actor may use. */
  may: readonly string[]
  /** What a laboratory found, or what was published. The officers told see it the same moment. */
  report(input: NewSignal, key?: string): Answer<Signal>
  /** Organisations whose officers can be told. */
  listeners(): Answer<{ id: string; name: string }[]>
  /** Keeps a file for a signal that is about to be reported. */
  receive(name: string, bytes: AsyncIterable<Uint8Array>): Promise<Outcome<Held>>
  held(claims: readonly string[]): Answer<Held[]>
  download(signal: string, attachment: string): Promise<Outcome<Attachment>>
  /** What this organisation reported does not hold: it stays, with the reason, counts no more, and the officers are told. */
  withdrawFind(id: string, input: FindWithdrawal, key?: string): Answer<Signal>
  /** What this organisation reported itself, newest first, 100 at most. */
  reported(): Answer<Signal[]>
  /** Substances under watch, last changed first. */
  board(query?: BoardQuery): Answer<Page<Watched>>
  open(id: string): Answer<WatchedRecord>
  /** `version`: the one that was read; refused with `changed` where it is another by now. */
  act(id: string, command: WatchedCommand, version: number, key?: string): Answer<Watched>
  /** A draft about a substance under watch, for its officers alone. */
  prepare(watched: string, input: NewAdvisory, key?: string): Answer<Advisory>
  revise(id: string, input: NewAdvisory, version: number, key?: string): Answer<Advisory>
  /** A draft is gone with all its words; answers its id. The ledger keeps that there was one. */
  discard(id: string, version: number): Answer<string>
  /** Exactly who would read each version. */
  preview(input: NewAdvisory): Answer<AdvisoryViewer[]>
  /** Those of this organisation that are not published yet, newest first. */
  drafts(): Answer<Advisory[]>
  /** Propose, agree, decline, withdraw. */
  decide(id: string, command: AdvisoryCommand, version: number, key?: string): Answer<Advisory>
  /** Those that this actor may read, newest first, the fullest version of each. */
  advisories(query?: AdvisoriesQuery): Answer<Page<PublishedAdvisory>>
  advisory(id: string): Answer<ReadAdvisory>
  /** This actor says that it read it. Once; again is the same. */
  acknowledge(id: string): Answer<{ at: string }>
  receipts(id: string): Answer<Receipts>
  /** Organisations of other nodes, by name. */
  partners(): Answer<Partner[]>
  /** What other nodes said of an advisory of this organisation, and who was named and not told. */
  deliveries(id: string): Answer<AdvisoryDeliveries>
  /** Begins an advisory of one's own from one of another node: a draft, which two officers here decide as any other. */
  adopt(id: string, input: Adoption, key?: string): Answer<Advisory>
}

/** What everybody may read, without an account. */
export interface AdvisoriesDesk {
  /** Newest first, 100 at most; those that ended too. */
  list(): Promise<PublishedAdvisory[]>
  open(id: string): Promise<PublishedAdvisory | undefined>
}

/** What the passage to the health wing carries. */
export interface AdvisoryForHealth extends Pick<AdvisoryHead, 'severity' | 'urgency' | 'regions'> {
  id: string
  version: number
  /** Of the professional version, by language. */
  texts: Partial<Record<Language, { headline: string; text: string; reviewed: boolean }>>
  expires: string
  withdrawn: { at: string; reason: string } | null
}
