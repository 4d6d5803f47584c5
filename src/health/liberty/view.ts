// SPDX-License-Identifier: Apache-2.0
/** What rows say, and which of them are late. The days are this program’s: no law that it knows sets them for every country. */
import type { LibertySign, Restraint, RestraintCommand, Statement } from './contract.ts'
import type { RestraintRow, StatementRow } from './store.ts'

const HOUR = 3_600_000
export const ENDING_HOURS = 24
export const ENTERED_HOURS = 24
export const REVIEW_HOURS = 72

const iso = (at: Date | null) => at?.toISOString() ?? null
const hours = (from: Date, to: Date) => (to.getTime() - from.getTime()) / HOUR

const actsOf = ({ ended_at, reviewed_at, withdrawn_at }: RestraintRow): RestraintCommand['do'][] => {
  if (withdrawn_at) return []
  return [
    ...(ended_at ? [] : (['end'] as const)),
    ...(ended_at && !reviewed_at ? (['review'] as const) : []),
    'withdraw',
  ]
}

/** `isOwn`: of the organisation that asks; nobody else changes it. */
export const restraintOf = (row: RestraintRow, now: Date, isOwn: boolean): Restraint => ({
  ...{ id: row.id, organisation: row.originator, service: row.service, serviceName: row.service_name },
  ...{ kind: row.kind, reason: row.reason, authorisedBy: row.authorised_by, injury: row.injury },
  ...{ began: row.began_at.toISOString(), ended: iso(row.ended_at), entered: row.entered_at.toISOString() },
  reviewed: iso(row.reviewed_at),
  withdrawn: row.withdrawn_at && row.withdrawn_for && { at: row.withdrawn_at.toISOString(), why: row.withdrawn_for },
  isEndingMissing: !row.withdrawn_at && !row.ended_at && hours(row.began_at, now) > ENDING_HOURS,
  isLate: hours(row.began_at, row.entered_at) > ENTERED_HOURS,
  isReviewMissing: !row.withdrawn_at && !row.reviewed_at && !!row.ended_at && hours(row.ended_at, now) > REVIEW_HOURS,
  may: isOwn ? actsOf(row) : [],
  version: row.version,
})

export const statementFrom = (row: StatementRow): Statement => ({
  ...{ service: row.service, serviceName: row.service_name, organisation: row.originator, by: row.by },
  ...{ canLeave: row.can_leave, bases: row.bases, on: row.stated_at.toISOString().slice(0, 10) },
})

/** What everybody reads of one place; `said`: the last word of each organisation, the newest first, at least one. */
export const signOf = (
  said: readonly Statement[],
  restraints: number | null,
  until: string,
): LibertySign | undefined => {
  const [newest] = said
  if (!newest) return undefined
  const { service, serviceName: name } = newest
  const words = new Set(said.map(({ canLeave }) => canLeave))
  return {
    ...{ service, name, canLeave: words.size > 1 ? 'disputed' : newest.canLeave, restraints, until },
    said: said.map(({ service: _, serviceName: __, ...rest }) => rest),
  }
}
