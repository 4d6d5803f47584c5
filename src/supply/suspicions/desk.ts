// SPDX-License-Identifier: Apache-2.0
/** The desk of one actor: who watches over orders, who agrees to refusals, or the officer who receives reports. */
import { verbsOf } from './access.ts'
import { alertsPart } from './alerts/alerts.ts'
import type { SuspicionsDesk } from './contract.ts'
import { ordersPart } from './orders/orders.ts'
import { reportsPart } from './reports/reports.ts'
import { openRoom, type SuspicionsPlan } from './room.ts'

export const openSuspicions = (plan: SuspicionsPlan): SuspicionsDesk => {
  const room = openRoom(plan)
  return {
    may: verbsOf(plan.actor),
    ...ordersPart(plan, room),
    ...alertsPart(plan, room),
    ...reportsPart(plan, room),
  }
}
