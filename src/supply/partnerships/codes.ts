// SPDX-License-Identifier: Apache-2.0
/** Code lists of agreements: with whom, what they open, for what, and how far. */
import type { Marking } from '#platform/access/index.ts'

/** The four Ms: who makes goods, offers them, moves them, and pays or is paid for them (R1, operational partnerships). */
export const FOUR_MS = ['manufacture', 'marketing', 'movement', 'monetisation'] as const
export type FourM = (typeof FOUR_MS)[number]

/** Kinds of organisation (reference/organisation-kinds.csv) that may be a partner of each. */
export const PARTNER_KINDS: Readonly<Record<FourM, readonly string[]>> = {
  manufacture: ['chemical-industry', 'equipment-maker', 'laboratory', 'university'],
  marketing: ['marketplace', 'chemical-industry', 'equipment-maker', 'pharmacy'],
  movement: ['carrier', 'post', 'customs'],
  monetisation: ['bank', 'money-transfer', 'crypto-provider', 'non-financial-business'],
}

/** What records may be used for under an agreement. */
export const PURPOSES = ['supply-control'] as const

/** What an agreement may open; each names a kind of record, or fields of one. */
export const CLASSES = [
  ...(['incidents', 'incident-account', 'incident-parties', 'incident-identifiers'] as const),
  'groups',
] as const
export type DataClass = (typeof CLASSES)[number]

/** Up to which marking; nobody agrees beforehand to what is for named persons alone (TLP:RED). */
export const CEILINGS = ['clear', 'green', 'amber', 'amber+strict'] as const satisfies readonly Marking[]

/** When a partner may say no. */
export const REFUSALS = ['law', 'secrecy', 'burden', 'purpose'] as const

/** Where an agreement stands, as of a day. */
export const STATUSES = ['draft', 'offered', 'coming', 'in-force', 'expired', 'suspended', 'ended'] as const
export type Status = (typeof STATUSES)[number]

interface RecordKind {
  /** The class that opens records of this kind. */
  opens: DataClass
  purpose: (typeof PURPOSES)[number]
  /** Fields that only another class opens. */
  fields: Readonly<Record<string, DataClass>>
  /** Roles without one of which nobody reads such records. */
  roles: readonly string[]
}

/** Kinds of record that may be told under an agreement. */
export const RECORD_KINDS = {
  incident: {
    opens: 'incidents',
    purpose: 'supply-control',
    // The account is somebody's own words, in which anybody may be named.
    fields: { account: 'incident-account', parties: 'incident-parties', identifiers: 'incident-identifiers' },
    roles: ['incidents:reader', 'incidents:officer'],
  },
  // Working groups and operations in which the partner is asked to take part.
  group: { opens: 'groups', purpose: 'supply-control', fields: {}, roles: ['groups:member'] },
} as const satisfies Record<string, RecordKind>
export type TellableKind = keyof typeof RECORD_KINDS
