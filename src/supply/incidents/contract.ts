// SPDX-License-Identifier: Apache-2.0
/** The incidents desk: what goes in, what comes out, in shapes that a browser may see. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Attachment, AttachmentRefusal, Received } from '#platform/attachments/index.ts'
import type { Delivery, Partner } from '#platform/peers/index.ts'
import type { Mark, NewSavedFilter, SavedFilter } from './board/shapes.ts'
import { KINDS, STATUSES, type Status } from './codes.ts'
import type { ExportFile, ExportFormat, ExportQuery } from './exports/shapes.ts'
import type { Flows } from './links/flows.ts'
import type { IncidentLink } from './links/shapes.ts'
import type { Merge, MergeCommand } from './merging/merge.ts'
import type { IncidentProposal, NewProposal, SettleProposal } from './proposals/proposals.ts'
import type { IncidentRequest, NewRequest, Settle } from './requests.ts'
import { country, type IncidentContent, type NewIncident } from './shapes.ts'
import type { IncidentMessage, NewMessage } from './talk/messages.ts'
import type { Sighting, Sightings } from './talk/sightings.ts'

export type { Delivery, DeliveryReceipt, Partner } from '#platform/peers/index.ts'
export { type Mark, type NewSavedFilter, type SavedFilter, TELLS, type Tell } from './board/shapes.ts'
/** What a form offers. */
export * from './codes.ts'
export { type ExportFile, type ExportFormat, type ExportQuery, FORMATS as EXPORT_FORMATS } from './exports/shapes.ts'
export { isCountry } from './identifiers.ts'
export type { Flows } from './links/flows.ts'
export { LINK_KINDS, type LinkKind } from './links/kinds.ts'
export type { IncidentLink, LinkReason } from './links/shapes.ts'
export { type Merge, type MergeCommand, mergeShape } from './merging/merge.ts'
export {
  type Change as ProposedChange,
  type IncidentProposal,
  type NewProposal,
  newProposalShape,
  type SettleProposal,
} from './proposals/proposals.ts'
export {
  type IncidentRequest,
  type NewRequest,
  newRequestShape,
  type RequestStatus,
  type Settle,
  settleShape,
} from './requests.ts'
export { type IncidentContent, type NewIncident, newIncidentShape } from './shapes.ts'
export { type IncidentMessage, type NewMessage, newMessageShape } from './talk/messages.ts'
export { PARTS_SEEN, type Sighting, type Sightings, valuesOf } from './talk/sightings.ts'

const marking = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red'])

/** For whom it is released. */
export const releaseShape = z.strictObject({
  /** Ids of organisations; the one that reported it is always among them. */
  audience: z.array(z.uuid()).max(200),
  /** Ids of partners: organisations of other nodes. */
  partners: z.array(z.uuid()).max(20).default([]),
  /** Ids of agreements: the partner of each is told what that agreement lets it see. */
  agreements: z.array(z.uuid()).max(20).default([]),
  /** Traffic Light Protocol 2.0. */
  marking: marking.default('amber'),
  /** Parties and identifiers may need more clearance than the rest. */
  partiesMarking: marking.optional(),
})
export type Release = z.input<typeof releaseShape>

export const incidentQueryShape = z.strictObject({
  text: z.string().max(200).optional().describe('Words that stand in it; the last may be the beginning of one.'),
  kind: z.enum(KINDS).optional().describe('Only those of this kind.'),
  status: z.enum(STATUSES).optional().describe('Only those in this state.'),
  country: country.optional().describe('Only those that concern this country.'),
  substance: z.string().max(200).optional().describe('Only those with this substance: its id in the reference data.'),
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
})
export type IncidentQuery = z.input<typeof incidentQueryShape>

/** The parts of which an actor may be denied some: those are absent. */
export type Readable = Partial<Pick<IncidentContent, 'account' | 'parties' | 'identifiers'>> &
  Omit<IncidentContent, 'account' | 'parties' | 'identifiers'>

/** An incident as this actor may read it. */
export interface Incident extends Readable {
  id: string
  /** The organisation that reported it. */
  from: string
  status: Status
  marking: z.infer<typeof marking>
  /** Countries that it touches: of its place, route, parties, phones and accounts. */
  countries: string[]
  reported: string
  released: string | null
  /** Until when its receivers are asked to look at it; null before its release. */
  lookBy: string | null
  /** Whom it is proposed to release it to, while a second officer has not agreed. */
  proposed: { by: string; release: z.output<typeof releaseShape> } | null
  /** When a proposed change was last accepted; null where none was. */
  changed: string | null
  ended: { at: string; reason: string } | null
  /** Goes up with each change; an ETag. */
  version: number
  /** What this actor may do with it now. */
  may: IncidentCommand['do'][]
}

export interface IncidentPage {
  items: Incident[]
  next: string | null
}

/** What is done to an incident after it was reported. */
export type IncidentCommand =
  | { do: 'release'; release: Release }
  | { do: 'agree' }
  | { do: 'decline' }
  | { do: 'investigate' }
  | { do: 'close'; reason: string }
  | { do: 'recall'; reason: string }

export const commandShape: z.ZodType<IncidentCommand> = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('release'), release: releaseShape }),
  z.strictObject({ do: z.enum(['agree']) }),
  z.strictObject({ do: z.enum(['decline']) }),
  z.strictObject({ do: z.enum(['investigate']) }),
  z.strictObject({ do: z.enum(['close']), reason: z.string().trim().min(1).max(500) }),
  z.strictObject({ do: z.enum(['recall']), reason: z.string().trim().min(1).max(500) }),
])

/** An organisation whose people see an incident, and which of its parts. */
export interface IncidentViewer {
  organisation: { id: string; name: string; kind: string }
  /** Where it is an organisation of another node: its officers read it there. */
  node?: { id: string; name: string }
  because: string[]
  fields: string[]
}

/** An agreement under which an incident may be told to a partner now. */
export interface ReleaseAgreement {
  id: string
  title: string
  /** The organisation that is told. */
  partner: string
  /** The narrowest marking that it covers. */
  most: z.infer<typeof marking>
  /** Parts of an incident that it does not let the partner read. */
  withholds: readonly string[]
}

/** From what an incident was made that another system sent. */
export interface MadeFrom {
  /** The received object at this node. */
  received: string
  stixId: string
  madeBy: string | null
  marking: z.infer<typeof marking>
}

export type IncidentsRefusal = Refusal<
  'not-found' | 'not-valid' | 'changed' | 'not-now' | 'second-person' | 'key-reused'
>
type Answer<T> = Promise<Outcome<T, IncidentsRefusal>>
/** Also what is said of files that are not taken or were damaged. */
type FileAnswer<T> = Promise<Outcome<T, IncidentsRefusal | AttachmentRefusal>>

/** A file of an incident, before it is opened. */
export type IncidentFile = Pick<Received, 'id' | 'name' | 'type' | 'size'>

export interface IncidentsDesk {
  /** Which of these methods this actor may use. */
  may: readonly string[]
  /** What a pasted paragraph says, for the person to check. Nothing is kept. */
  read(paragraph: string): Answer<Suggestion>
  /**
   * Kept as a draft that only the organisation that reports it sees. `key`: an Idempotency-Key. `from`: of what another system
   * sent; refused with `not-now` where this organisation has a draft or incident of that already.
   */
  report(input: NewIncident, key?: string, from?: MadeFrom): Answer<Incident>
  /** From what it was made, for those who reported it; null where it was made of nothing received. */
  origin(id: string): Answer<MadeFrom | null>
  /** Id of what this organisation made of a received object; null where it made nothing. */
  madeOf(received: string): Answer<string | null>
  /** A draft, written anew. `version`: the one that was read. */
  edit(id: string, input: NewIncident, version: number, key?: string): Answer<Incident>
  /** A draft is gone with all its words; answers its id. The ledger keeps that there was one. */
  discard(id: string, version: number): Answer<string>
  /** Adds a file to a draft, ten at most. */
  attach(id: string, name: string, bytes: AsyncIterable<Uint8Array>): FileAnswer<IncidentFile>
  /** Takes a file from a draft; answers its id. It is gone. */
  detach(id: string, file: string): Answer<string>
  /** Its files; none for whoever is denied parties or identifiers, which a file may hold. */
  files(id: string): Answer<IncidentFile[]>
  download(id: string, file: string): FileAnswer<Attachment>
  /** Exactly who would see it, released so. */
  preview(id: string, release: Release): Answer<IncidentViewer[]>
  /** `version`: the one that was read; refused with `changed` where it is another by now. */
  act(id: string, command: IncidentCommand, version: number, key?: string): Answer<Incident>
  /** Newest first. */
  list(query?: IncidentQuery): Answer<IncidentPage>
  count(query?: IncidentQuery): Answer<number>
  open(id: string): Answer<Incident>
  /** Only those who reported it. */
  viewers(id: string): Answer<IncidentViewer[]>
  /** Organisations of other nodes: those that may be told, and those that told something. */
  partners(): Answer<Partner[]>
  /** Those of this organisation, in force now, that cover incidents. */
  agreements(): Answer<ReleaseAgreement[]>
  /** What became of it at other nodes, under their signatures. Only those who reported it. */
  deliveries(id: string): Answer<Delivery[]>
  /** Incidents that this actor sees too and that share something with it, the most telling first, 50 at most. */
  links(id: string): Answer<IncidentLink[]>
  /** Places and ways of the newest 500 of these, by country. */
  flows(query?: IncidentQuery): Answer<Flows>
  /** Which other incidents that this actor sees tell of the same event, with every step. */
  merges(id: string): Answer<Merge[]>
  /** By the author of one of two incidents; the author of the other agrees or declines. */
  merge(input: MergeCommand, key?: string): Answer<Merge>
  /** Incidents as a file, the newest 1000 at most; a line of the ledger names each. */
  export(format: ExportFormat, query?: ExportQuery): Answer<ExportFile>
  /** The table beside a picture, as CSV: links of one incident, or ways of many. */
  exportTable(table: 'links' | 'flows', query?: ExportQuery): Answer<ExportFile>
  /** What goes on paper: 100 incidents at most, and as much a line of the ledger. */
  paper(query?: ExportQuery): Answer<{ items: Incident[]; more: boolean }>
  /** What these, 100 at most, are to whoever asks; those that this actor does not see are absent. */
  marks(ids: readonly string[]): Answer<Mark[]>
  /** Marks one as read, for this account alone. */
  mark(id: string, read: boolean): Answer<boolean>
  /** Takes one on for the own organisation, or leaves it. */
  take(id: string, by: 'me' | 'nobody'): Answer<'me' | 'nobody'>
  /** Ids of substances in incidents that this actor sees, 200 at most. */
  substances(): Answer<string[]>
  /** This account's own. */
  filters(): Answer<SavedFilter[]>
  saveFilter(input: NewSavedFilter, key?: string): Answer<SavedFilter>
  removeFilter(id: string): Answer<string>
  /** Asks who reported it, or, for those who reported it, one of its receivers, here or at another node. */
  ask(id: string, input: NewRequest, key?: string): Answer<IncidentRequest>
  /** What whoever is asked does: `request` is its id, `version` the one that was read. */
  settle(request: string, input: Settle, version: number, key?: string): Answer<IncidentRequest>
  /** Those about this incident that this organisation asked or is asked, oldest first. */
  requests(id: string): Answer<IncidentRequest[]>
  /** To officers of those who were told of the incident and of who reported it, here and at the nodes that were told. */
  write(id: string, input: NewMessage, key?: string): Answer<IncidentMessage>
  /** What this actor may read of it, oldest first. */
  messages(id: string): Answer<IncidentMessage[]>
  /** Says that this organisation saw a firm or number of it too. Who reported it learns the country, and not who. */
  sight(id: string, input: Sighting): Answer<Sighting>
  sightings(id: string): Answer<Sightings>
  /** Proposes to who reported it that one field be changed: by a reader, of a part that it reads. */
  propose(id: string, input: NewProposal, key?: string): Answer<IncidentProposal>
  /** Those about this incident that this organisation made or is asked to decide, oldest first. */
  proposals(id: string): Answer<IncidentProposal[]>
  /** `proposal`: its id. Accepting changes the incident; `version` is the one of the incident that was read. */
  settleProposal(proposal: string, input: SettleProposal, key?: string): Answer<IncidentProposal>
}

/** What was read in a paragraph: parts of a report, each with the characters that it was read from. */
export interface Suggestion {
  incident: Omit<Partial<NewIncident>, 'kind'> & { kind?: NewIncident['kind'] }
  /**
   * `[start, end)` in the paragraph, and the part of the report that it filled; `place.name` alone for a town told without its
   * country. `party?` and `identifier?` for a firm whose part nobody tells and a number that cannot be right, and `person?` for
   * what seems to be the name of a natural person, fill none.
   */
  spans: { span: [number, number]; part: string }[]
}
