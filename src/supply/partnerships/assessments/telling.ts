// SPDX-License-Identifier: Apache-2.0
/** Who is told of a self-assessment: the firm's own people, and the officers to whom it is shown. */
import type { Kysely, Transaction } from 'kysely'
import { type Actor, handlingOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { OFFICER, PURPOSE, READER, SIGNATORY } from '../access.ts'
import { daysAfter, isFollowed, REMINDED_DAYS } from './assessment.ts'
import { type AssessmentRow, type AssessmentTables, assessmentsSeen, changeAssessment, daysOfAll } from './store.ts'

type Trx = Transaction<AssessmentTables>
type Happened = 'begun' | 'answered' | 'discarded' | 'completed' | 'shown' | 'named' | 'ends'

/** `shownTo`: authorities that did not see it before. */
export const tell = async (
  trx: Trx,
  row: AssessmentRow,
  what: Happened,
  shownTo: readonly string[] = [],
): Promise<void> => {
  const { audience: all, marking, purposes } = handlingOf(row)
  const officers = shownTo.map((id) => keyOf.role(id, OFFICER))
  // To whom else it is shown, or no longer, is nothing that those learn who read it already.
  const audience = what === 'shown' ? [keyOf.organisation(row.originator), ...officers] : all
  const own = [SIGNATORY, READER].map((role) => keyOf.role(row.originator, role))
  const link = `/assessments/${row.id}`
  const notify = [
    ...(what === 'ends' ? [{ to: own, message: 'assessment-ends', link }] : []),
    ...(shownTo.length > 0 ? [{ to: officers, message: 'assessment-shown', link }] : []),
  ]
  await announce(trx, { kind: `assessment.${what}`, record: row.id, audience, marking, purposes, notify })
}

/** The firm as the node acts for it, when a day comes and nobody is there. */
const nodeFor = (organisation: string): Actor => ({
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation, roles: [], groups: [] },
  ...{ clearance: 'red', purposes: [PURPOSE] },
})

/** Reminds firms whose self-assessment ends soon and that have signed off no other yet, once each. Answers how many. */
export const remindOfAssessments = async (db: Kysely<AssessmentTables>, now: Date): Promise<number> => {
  const today = now.toISOString().slice(0, 10)
  const all = await daysOfAll(db)
  const due = all.filter(
    (each) =>
      today <= each.valid_until &&
      each.valid_until <= daysAfter(today, REMINDED_DAYS) &&
      each.reminded_of !== each.valid_until &&
      !isFollowed(each, all),
  )
  let reminded = 0
  for (const { id, organisation, valid_until } of due)
    await sit(db, nodeFor(organisation), async (trx) => {
      const [row] = await assessmentsSeen(trx, id)
      if (!row || !(await changeAssessment(trx, row, { reminded_of: valid_until }))) return
      await appendLine(trx, 'node', { verb: 'remind', kind: 'assessment', ids: [id] })
      await tell(trx, row, 'ends')
      reminded++
    })
  return reminded
}
