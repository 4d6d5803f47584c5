// SPDX-License-Identifier: Apache-2.0
/** All typologies with the family they belong to, and for each look-alike the typologies that it is close to. */
import type { Family } from './columns.ts'
import * as listingsAlike from './listings/alike.ts'
import * as listingEvents from './listings/events.ts'
import * as ordersAlike from './orders/alike.ts'
import * as customers from './orders/customers.ts'
import * as ways from './orders/ways.ts'
import * as parcelsAlike from './parcels/alike.ts'
import * as parcelEvents from './parcels/events.ts'
import * as paymentsAlike from './payments/alike.ts'
import * as payGoods from './payments/goods.ts'
import * as shapes from './payments/shapes.ts'
import type { Part } from './world.ts'

export type Named = { name: string; family: Family; part: Part }
/** `sectorMisfit` is read as `sector-misfit`. */
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const named = (family: Family, parts: Record<string, Part | unknown>): Named[] =>
  Object.entries(parts).map(([name, part]) => ({ name: kebab(name), family, part: part as Part }))

const { disguised: _, ...listings } = listingEvents
export const TYPOLOGIES: Named[] = [
  ...named('orders', customers),
  ...named('orders', ways),
  ...named('payments', shapes),
  ...named('payments', payGoods),
  ...named('parcels', parcelEvents),
  ...named('listings', listings),
]
export const LOOKALIKES: Named[] = [
  ...named('orders', ordersAlike),
  ...named('payments', paymentsAlike),
  ...named('parcels', parcelsAlike),
  ...named('listings', listingsAlike),
]

export const CLOSE_TO: Record<string, string[]> = {
  'practical-course': ['together-at-first'],
  'pilot-plant': ['step-up'],
  'call-off': ['split-under-limit'],
  'forwarder-address': ['one-address', 'destination-changed'],
  'parent-pays': ['third-party-pays'],
  'new-laboratory': ['equipment-with-chemicals', 'together-at-first'],
  'medicines-maker': ['tablet-dies'],
  'merged-firm': ['renamed-after-refusal'],
  'seasonal-paint': ['step-up', 'split-under-limit'],
  'cash-workshop': ['use-refused', 'licence-borrowed'],
  appeal: ['fan-in'],
  'whip-round': ['fan-in', 'pass-through'],
  'harvest-wages': ['fan-out'],
  'cash-pool': ['cycle', 'pass-through'],
  fair: ['fan-out'],
  takings: ['structuring', 'funnel'],
  escrow: ['pass-through'],
  'opening-season': ['dormant-awake'],
  'lucky-player': ['gambling-loop'],
  'craft-postage': ['postage-burst'],
  saver: ['crypto-mixer'],
  hobby: ['set-up', 'chemicals-otherwise'],
  'craft-seller': ['many-names'],
  'student-house': ['repeated-consignee'],
  'heavy-lures': ['weight-against-content'],
  'urgent-spares': ['postage-over-value'],
  'one-code': ['code-against-words'],
  'fancy-spelling': ['disguised-name'],
  'collectors-price': ['price-off-market'],
  'rebranded-shop': ['reposted'],
  'market-hall': ['one-contact'],
}
