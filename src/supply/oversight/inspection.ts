// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done with an inspection and a finding, apart from where they are kept:
 *
 *     planned ──visit──▶ visited ──close──▶ closed          open ◀──return──┐
 *        └──cancel──▶ cancelled   once every finding is      └──answer──▶ answered ──verify──▶ closed
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { FindingStatus, InspectionStatus } from './codes.ts'
import type { FindingCommand, InspectionCommand } from './inspection-shapes.ts'

const VISITS: Record<InspectionCommand['do'], { from: InspectionStatus; to: InspectionStatus }> = {
  visit: { from: 'planned', to: 'visited' },
  cancel: { from: 'planned', to: 'cancelled' },
  close: { from: 'visited', to: 'closed' },
}
const ANSWERS: Record<FindingCommand['do'], { from: readonly FindingStatus[]; to: FindingStatus; byFirm: boolean }> = {
  answer: { from: ['open', 'answered'], to: 'answered', byFirm: true },
  return: { from: ['answered'], to: 'open', byFirm: false },
  // Seen on the spot, it needs no answer.
  verify: { from: ['open', 'answered'], to: 'closed', byFirm: false },
}

export interface Inspected {
  status: InspectionStatus
  /** Findings that are not closed. */
  open: number
}

export const inspectionActsOf = ({ status, open }: Inspected): InspectionCommand['do'][] =>
  (Object.keys(VISITS) as InspectionCommand['do'][]).filter(
    (act) => VISITS[act].from === status && !(act === 'close' && open > 0),
  )

/** Refuses with `not-now` what is not possible in this state, such as closing while a finding is open. */
export const decideInspection = (stands: Inspected, act: InspectionCommand['do']): Outcome<InspectionStatus> =>
  inspectionActsOf(stands).includes(act)
    ? ok(VISITS[act].to)
    : refuse(
        'not-now',
        `An inspection that is ${stands.status} with ${stands.open} findings open: ${act} is not possible.`,
      )

export const findingActsOf = (status: FindingStatus, byFirm: boolean): FindingCommand['do'][] =>
  (Object.keys(ANSWERS) as FindingCommand['do'][]).filter(
    (act) => ANSWERS[act].byFirm === byFirm && ANSWERS[act].from.includes(status),
  )

export const decideFinding = (status: FindingStatus, act: FindingCommand['do']): Outcome<FindingStatus> =>
  ANSWERS[act].from.includes(status)
    ? ok(ANSWERS[act].to)
    : refuse('not-now', `A finding that is ${status} cannot be given: ${act}.`)
