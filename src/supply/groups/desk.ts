// SPDX-License-Identifier: Apache-2.0
/** The desk of groups of one actor: parses, authorises, decides, stores, writes the ledger, announces. */
import { verbsOf } from './access.ts'
import { briefing } from './briefings.ts'
import type { GroupsDesk } from './contract.ts'
import { convening } from './convening.ts'
import { measuring } from './measuring.ts'
import { meeting } from './meetings.ts'
import { type GroupsPlan, openRoom } from './room.ts'

export const openGroups = (plan: GroupsPlan): GroupsDesk => {
  const room = openRoom(plan)
  return { may: verbsOf(plan.actor), ...convening(room), ...measuring(room), ...meeting(room), ...briefing(room) }
}
