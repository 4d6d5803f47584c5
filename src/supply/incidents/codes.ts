// SPDX-License-Identifier: Apache-2.0
/** Code lists of an incident. Kinds follow what PICS and IONICS publicly describe; modes are UN/CEFACT Recommendation 19. */

export const KINDS = [
  ...['seizure', 'stopped-shipment', 'suspicious-shipment', 'diversion', 'attempted-diversion', 'theft-loss'],
  ...['clandestine-laboratory', 'dump-site', 'equipment', 'online-offer', 'first-identification', 'intoxications'],
] as const
export type Kind = (typeof KINDS)[number]

/** From one that cannot wait to one that can, and within how many minutes its receivers are asked to look at it. */
export const URGENCIES = { flash: 15, immediate: 60, priority: 24 * 60, routine: 7 * 24 * 60 } as const
export type Urgency = keyof typeof URGENCIES

export const STATUSES = ['draft', 'proposed', 'released', 'under-investigation', 'closed', 'recalled'] as const
export type Status = (typeof STATUSES)[number]

/** How sure it is what the goods are: as the papers say, as officers saw them, by a test in the field, by a laboratory. */
export const CERTAINTIES = ['declared', 'observed', 'presumptive', 'confirmed'] as const

/** What officers found is as they saw it until it is tested; of what they only heard or read, somebody declared it. */
const SEEN: readonly Kind[] = ['seizure', 'clandestine-laboratory', 'dump-site', 'equipment', 'first-identification']
export const usuallyKnown = (kind: Kind): (typeof CERTAINTIES)[number] =>
  SEEN.includes(kind) ? 'observed' : 'declared'

export const FORMS = [
  ...['powder', 'crystal', 'tablet', 'capsule', 'liquid', 'solution', 'paste', 'plant', 'blotter', 'gas', 'unknown'],
] as const

/** Units of the Unified Code for Units of Measure (UCUM) that amounts of goods come in. */
export const UNITS = ['kg', 'g', 'mg', 'L', 'mL', '{tablet}', '{piece}'] as const

export const LEG_ROLES = ['origin', 'departure', 'transit', 'transhipment', 'destination', 'intended-market'] as const

/** UN/CEFACT Recommendation 19, first digit. */
export const MODES = { '1': 'sea', '2': 'rail', '3': 'road', '4': 'air', '5': 'mail', '8': 'inland-water' } as const

export const PARTY_ROLES = [
  ...['exporter', 'manufacturer', 'broker', 'freight-forwarder', 'consignor', 'consignee', 'importer', 'buyer'],
  ...['payer', 'carrier', 'driver', 'web-vendor', 'owner', 'end-user'],
] as const

/** What a party knew, as far as one can say: a firm whose name was misused is not a suspect. */
export const KNOWLEDGE = ['name-misused', 'unwitting', 'unknown', 'suspected', 'confirmed'] as const

/** What points to the same goods, firm or person elsewhere. Check digits: ISO 6346, UPU S10, IMO, ISO 13616. */
export const IDENTIFIER_TYPES = [
  ...['container', 's10', 'imo', 'air-waybill', 'bill-of-lading', 'seal', 'invoice', 'phone', 'email', 'iban'],
  ...['wallet', 'handle', 'url', 'imprint', 'plate', 'address', 'marking'],
] as const
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number]

/** Ids of the kinds of organisation that have officers: those report, ask, answer and write. */
export const AUTHORITIES = ['authority', 'customs', 'police', 'inspectorate', 'laboratory'] as const

/**
 * Ids of the kinds of organisation that trade, carry or pay (reference/organisation-kinds.csv): they are told of an incident
 * under an agreement in force, and in no other way.
 */
export const FIRMS: readonly string[] = [
  ...['chemical-industry', 'equipment-maker', 'marketplace', 'pharmacy', 'carrier', 'post'],
  ...['bank', 'money-transfer', 'crypto-provider', 'non-financial-business'],
]

/** What one authority asks another about an incident. */
export const REQUEST_KINDS = [
  ...['company-verification', 'backtrack', 'laboratory-result', 'joint-investigation', 'hold', 'document'],
] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]
