// SPDX-License-Identifier: Apache-2.0
/** The desk of working groups and operations: what goes in, what comes out. Days are `YYYY-MM-DD`, moments ISO 8601, UTC. */
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Marking } from '#platform/access/index.ts'
import type {
  BriefingState,
  Evidence,
  Grade,
  GroupKind,
  GroupState,
  MeasureState,
  MeetingState,
  Pap,
  Part,
} from './codes.ts'
import type {
  BriefingCommand,
  GivenMeetingCommand,
  GroupCommand,
  GroupQuery,
  MeasureCommand,
  MeasureQuery,
  MeetingCommand,
  NewBriefing,
  NewFinding,
  NewGroup,
  NewMeasure,
  NewMeeting,
} from './shapes.ts'

export * from './codes.ts'
export * from './shapes.ts'

export interface Member {
  organisation: string
  part: Part
  since: string
  /** Whether the agreement under which a firm takes part holds now; null where it needs none, or for another reader. */
  holds: boolean | null
}

export interface GroupSummary {
  id: string
  kind: GroupKind
  state: GroupState
  title: string
  /** The authority that convened it. */
  convener: string
  begins: string
  ends: string | null
  marking: Marking
  /** Of the measures that this reader sees. */
  open: number
  late: number
  version: number
}

/** What a finding is about, as far as this reader sees that. */
export interface Linked {
  id: string
  title: string
}

export interface Finding {
  id: string
  text: string
  evidence: Evidence
  grade: Grade
  marking: Marking
  by: string
  at: string
  incident: Linked | null
  watched: Linked | null
}

export interface Measure {
  id: string
  group: string
  /** Null where another group handed it over. */
  finding: string | null
  what: string
  owner: string
  ownerRole: string
  due: string
  state: MeasureState
  isLate: boolean
  marking: Marking
  agreed: string
  ended: string | null
  /** How it is seen that it was done, or why it was dropped. */
  words: string | null
  version: number
  /** What this actor may do with it now. */
  may: MeasureCommand['do'][]
}

export interface Meeting {
  id: string
  group: string
  title: string
  starts: string
  ends: string
  /** The time zone in which it was planned, and when it begins as a clock there shows it. */
  zone: string
  wall: string
  place: string | null
  link: string | null
  agenda: string
  state: MeetingState
  minutes: string | null
  decisions: string[]
  /** Why it was cancelled. */
  reason: string | null
  marking: Marking
  by: string
  /** Organisations of those who say that they were there. */
  present: string[]
  /** Whether this actor said so. */
  isThere: boolean
  changed: string
  version: number
  /** What this actor may do with it now. */
  may: MeetingCommand['do'][]
}

export interface BriefingSummary {
  id: string
  group: string
  state: BriefingState
  /** Which version it is. */
  number: number
  /** Empty where it was recalled, for its readers. */
  title: { en: string; fr: string }
  marking: Marking
  by: string
  released: string | null
  /** Why it was recalled. */
  reason: string | null
  version: number
}

export interface Briefing extends BriefingSummary {
  body: { en: string; fr: string }
  pap: Pap | null
  /** The version before it, where this reader sees that one. */
  replaces: string | null
  /** For its authors: organisations in which somebody reads it, or would once it is released. */
  viewers: string[]
  /** For its authors: who said that they read it. */
  receipts: { organisation: string; at: string }[]
  /** What this actor may do with it now. */
  may: BriefingCommand['do'][]
}

export interface Group extends GroupSummary {
  purpose: string
  legalBasis: string
  members: Member[]
  /** Newest first. */
  findings: Finding[]
  /** By the day by which they are done. */
  measures: Measure[]
  /** The last first. */
  meetings: Meeting[]
  /** Newest first. */
  briefings: BriefingSummary[]
  result: string | null
  /** What this actor may do with it now; `find`, `agree` and `meet` too. */
  may: (GroupCommand['do'] | 'find' | 'agree' | 'meet' | 'brief')[]
}

/** Who may be asked to take part; a firm with the agreements that let it. */
export interface Guest {
  id: string
  name: string
  kind: string
  agreements: { id: string; title: string; most: Marking }[]
  isFirm: boolean
}

export interface Linkable {
  incidents: (Linked & { marking: Marking })[]
  watched: (Linked & { marking: Marking })[]
}

export type GroupsRefusal = Refusal<'not-found' | 'not-valid' | 'changed' | 'not-now' | 'open-measures' | 'key-reused'>
type Answer<T> = Promise<Outcome<T, GroupsRefusal>>

export interface GroupsDesk {
  /** Which of these methods this actor may use. */
  may: readonly string[]
  /** Those that this actor takes part in, newest first. */
  list(query?: GroupQuery): Answer<GroupSummary[]>
  open(id: string): Answer<Group>
  /** Measures of all groups, by the day by which they are done. */
  measures(query?: MeasureQuery): Answer<Measure[]>
  /** Organisations that may be asked to take part. */
  guests(): Answer<Guest[]>
  /** Incidents and substances under watch that this actor sees, newest first, 50 of each at most. */
  linkable(): Answer<Linkable>
  /** A group in which the authority that convenes it has the chair. `key`: an Idempotency-Key, here as below. */
  convene(input: NewGroup, key?: string): Answer<Group>
  /** `version`: the one that was read; refused with `changed` where it is another by now. */
  act(id: string, command: GroupCommand, version: number, key?: string): Answer<Group>
  find(group: string, input: NewFinding, key?: string): Answer<Finding>
  agree(group: string, input: NewMeasure, key?: string): Answer<Measure>
  move(measure: string, command: MeasureCommand, version: number, key?: string): Answer<Measure>
  meet(group: string, input: NewMeeting, key?: string): Answer<Meeting>
  keepMeeting(meeting: string, command: GivenMeetingCommand, version: number, key?: string): Answer<Meeting>
  /** Its meetings as iCalendar (RFC 5545). */
  calendar(group: string): Answer<string>
  /** A draft of the authority that convened the group. */
  brief(group: string, input: NewBriefing, key?: string): Answer<Briefing>
  briefing(id: string): Answer<Briefing>
  keepBriefing(id: string, command: BriefingCommand, version: number, key?: string): Answer<Briefing>
}
