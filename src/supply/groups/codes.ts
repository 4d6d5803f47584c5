// SPDX-License-Identifier: Apache-2.0
/** Code lists of groups: their kinds, who takes part as what, on what a finding stands, where a measure stands. */

/** Standing, or an operation that has an end. */
export const GROUP_KINDS = ['standing', 'operation'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

export const GROUP_STATES = ['planned', 'running', 'closed'] as const
export type GroupState = (typeof GROUP_STATES)[number]

/** As what an organisation takes part; an observer reads. */
export const PARTS = ['chair', 'member', 'observer'] as const
export type Part = (typeof PARTS)[number]

export const EVIDENCE = ['seizure', 'laboratory', 'shipping', 'payments', 'online', 'intelligence', 'study'] as const
export type Evidence = (typeof EVIDENCE)[number]

/** The four steps of GRADE. */
export const GRADES = ['high', 'moderate', 'low', 'very-low'] as const
export type Grade = (typeof GRADES)[number]

/** TLP 2.0 of a finding; what is for named persons alone (TLP:RED) is said in a room, or in a briefing to them. */
export const FINDING_MARKINGS = ['clear', 'green', 'amber', 'amber+strict'] as const

export const MEASURE_STATES = ['agreed', 'under-way', 'done', 'dropped', 'handed'] as const
export type MeasureState = (typeof MEASURE_STATES)[number]

/** Kinds of organisation (reference/organisation-kinds.csv) that take part under an agreement alone: firms. */
export const FIRMS: readonly string[] = [
  ...['chemical-industry', 'equipment-maker', 'marketplace', 'pharmacy', 'carrier', 'post'],
  ...['bank', 'money-transfer', 'crypto-provider', 'non-financial-business'],
]

/** Kinds that never take part: who supervises firms, or hears complaints, keeps apart from what they do of their own will. */
export const KEPT_APART: readonly string[] = ['inspectorate', 'complaints-body']

export const MEETING_STATES = ['planned', 'held', 'cancelled'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

export const BRIEFING_STATES = ['draft', 'proposed', 'released', 'recalled'] as const
export type BriefingState = (typeof BRIEFING_STATES)[number]

/** Permissible Actions Protocol: what a reader may do with what it says, from anything to nothing that others notice. */
export const PAPS = ['clear', 'green', 'amber', 'red'] as const
export type Pap = (typeof PAPS)[number]

/** Days before the day by which a measure is done on which its owner is reminded. */
export const REMINDED_DAYS = 7
