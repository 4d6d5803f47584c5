// SPDX-License-Identifier: Apache-2.0
/** The desk of one actor: an officer, an inspector, or somebody who looks after the licences of a firm. */
import { verbsOf } from './access.ts'
import type { OversightDesk } from './contract.ts'
import { inspectionsPart } from './inspections.ts'
import { licencesPart } from './licences.ts'
import { type OversightPlan, openRoom } from './room.ts'

export const openOversight = (plan: OversightPlan): OversightDesk => {
  const room = openRoom(plan)
  return { may: verbsOf(plan.actor), ...licencesPart(plan, room), ...inspectionsPart(plan, room) }
}
