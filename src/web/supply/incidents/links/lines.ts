// SPDX-License-Identifier: Apache-2.0
import type { IncidentsDesk } from '#supply/incidents/contract.ts'

/** Linked incidents as pages show them; of an incident that this desk may not read there is none. */
export const linesOf = (answer: Awaited<ReturnType<IncidentsDesk['links']>>) =>
  (answer.ok ? answer.value : []).map(({ incident: { id, title, kind, status, reported }, reasons }) => ({
    ...{ id, title, kind, status, reported },
    reasons,
  }))
export type LinkLine = ReturnType<typeof linesOf>[number]
