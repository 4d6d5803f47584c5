// SPDX-License-Identifier: Apache-2.0
/** The desk of one actor: who watches over orders, payments, parcels or listings, who agrees to refusals, or who receives reports. */
import { verbsOf } from './access.ts'
import { alertsPart } from './alerts/alerts.ts'
import type { SuspicionsDesk } from './contract.ts'
import { goamlPart } from './goaml/goaml.ts'
import { itemsPart } from './items/items.ts'
import { ordersPart } from './orders/orders.ts'
import { paymentsPart } from './payments/payments.ts'
import { reportsPart } from './reports/reports.ts'
import { openRoom, type SuspicionsPlan } from './room.ts'
import { rulebooksPart } from './rulebooks/rulebooks.ts'

export const openSuspicions = (plan: SuspicionsPlan): SuspicionsDesk => {
  const room = openRoom(plan)
  return {
    may: verbsOf(plan.actor),
    ...ordersPart(plan, room),
    ...paymentsPart(plan, room),
    ...itemsPart(plan, room),
    ...alertsPart(plan, room),
    ...reportsPart(plan, room),
    ...goamlPart(plan, room),
    ...rulebooksPart(plan, room),
  }
}
