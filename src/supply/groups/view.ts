// SPDX-License-Identifier: Apache-2.0
/** Groups, findings and measures as one actor reads them. */
import { canonical } from '#basis/canonical.ts'
import { type Actor, handlingOf } from '#platform/access/index.ts'
import { OFFICER } from './access.ts'
import type { Finding, GroupSummary, Linked, Measure, Member } from './contract.ts'
import { actsOf, isLate, isOpen } from './measure.ts'
import { present } from './room.ts'
import type { FindingRow, GroupRow, MeasureRow, MemberRow } from './store.ts'

/** What the ledger keeps a digest of: all that was written, in one order. */
export const contentOf = (parts: object): string => canonical(parts)

export const findingOf = (
  row: FindingRow,
  { incident, watched }: { incident: Linked | null; watched: Linked | null },
): Finding => ({
  ...{ id: row.id, text: row.text, evidence: row.evidence, grade: row.grade, marking: handlingOf(row).marking },
  ...{ by: row.originator, at: row.found_at.toISOString(), incident, watched },
})

export const measureOf = (row: MeasureRow, convener: string, actor: Actor, today: string): Measure => {
  const due = row.due_on
  const acting = {
    isOwner: actor.organisation === row.owner,
    isConvener: actor.organisation === convener && actor.roles.includes(OFFICER),
  }
  return {
    ...{ id: row.id, group: row.working_group, finding: row.finding, what: row.what, due, state: row.state },
    ...{ owner: row.owner, ownerRole: row.owner_role, words: row.words, version: row.version },
    ...{ isLate: isLate({ state: row.state, due }, today), marking: handlingOf(row).marking },
    ...{ agreed: row.agreed_at.toISOString(), ended: row.ended_at?.toISOString() ?? null },
    may: actsOf(row.state, acting),
  }
}

export const summaryOf = (row: GroupRow, measures: readonly MeasureRow[], today: string): GroupSummary => {
  const open = measures.filter((each) => each.working_group === row.id && isOpen(each.state))
  return {
    ...{ id: row.id, kind: row.kind, state: row.state, title: row.title, convener: row.originator },
    ...{ begins: row.begins_on, ends: row.ends_on, marking: handlingOf(row).marking, version: row.version },
    ...{ open: open.length, late: open.filter(({ due_on }) => due_on < today).length },
  }
}

/** Under which agreement a firm takes part, and whether it holds, is between that firm and the authority. */
export const membersOf = (rows: readonly MemberRow[], held: ReadonlySet<string>, isConvener: boolean): Member[] =>
  present(rows).map(({ organisation, part, since, agreement }) => ({
    ...{ organisation, part, since: since.toISOString() },
    holds: isConvener && agreement !== null ? held.has(agreement) : null,
  }))
