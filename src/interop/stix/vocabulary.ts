// SPDX-License-Identifier: Apache-2.0
/**
 * The codes of the extension definitions that we publish. A code that others have read is never taken out: it is added
 * to, with a new version of the extension. A test holds them equal to what an incident is reported with.
 */

export const VOCABULARY = {
  kind: [
    ...['seizure', 'stopped-shipment', 'suspicious-shipment', 'diversion', 'attempted-diversion', 'theft-loss'],
    ...['clandestine-laboratory', 'dump-site', 'equipment', 'online-offer', 'first-identification', 'intoxications'],
  ],
  urgency: ['flash', 'immediate', 'priority', 'routine'],
  certainty: ['declared', 'observed', 'presumptive', 'confirmed'],
  form: [
    ...['powder', 'crystal', 'tablet', 'capsule', 'liquid', 'solution', 'paste', 'plant', 'blotter', 'gas', 'unknown'],
  ],
  unit: ['kg', 'g', 'mg', 'L', 'mL', '{tablet}', '{piece}'],
  leg: ['origin', 'departure', 'transit', 'transhipment', 'destination', 'intended-market'],
  mode: ['1', '2', '3', '4', '5', '8'],
  party: [
    ...['exporter', 'manufacturer', 'broker', 'freight-forwarder', 'consignor', 'consignee', 'importer', 'buyer'],
    ...['payer', 'carrier', 'driver', 'web-vendor', 'owner', 'end-user'],
  ],
  knowledge: ['name-misused', 'unwitting', 'unknown', 'suspected', 'confirmed'],
  identifier: [
    ...['container', 's10', 'imo', 'air-waybill', 'bill-of-lading', 'seal', 'invoice', 'phone', 'email', 'iban'],
    ...['wallet', 'handle', 'url', 'imprint', 'plate', 'address', 'marking'],
  ],
  /** Traffic Light Protocol 2.0, from the widest circle to the narrowest. */
  marking: ['clear', 'green', 'amber', 'amber+strict', 'red'],
} as const

export type Marking = (typeof VOCABULARY.marking)[number]

/** Numbers on papers and boxes: they belong to the goods on their way, the others to whoever is behind them. */
export const OF_A_CONSIGNMENT: readonly string[] = [
  ...['container', 's10', 'imo', 'air-waybill', 'bill-of-lading', 'seal', 'invoice'],
]

/** How the way of the goods is said between a consignment and a place. */
export const LEG_RELATIONS: Record<(typeof VOCABULARY.leg)[number], string> = {
  origin: 'originates-from',
  departure: 'departs-from',
  transit: 'transits',
  transhipment: 'transhipped-at',
  destination: 'destined-to',
  'intended-market': 'intended-for',
}
