// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done with an alert, apart from where it is kept:
 *
 *     open ──hold──▶ held ──┬──release──▶ released
 *       │             ▲     ├──reduce───▶ reduced
 *       └─────────────┼──▶──┴──refuse───▶ refusing ──agree──▶ refused ──lift──▶ released
 *                     └──────decline────────┘
 *
 * A refusal takes two persons, and a third decides an appeal. Reporting changes no state: whether something was reported
 * shows nowhere outside.
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { AlertStatus } from '../codes.ts'
import type { AlertCommand, CustomerRefusal, SuspicionsRefusal } from '../contract.ts'

export type Act = AlertCommand['do']

const WAITING: readonly AlertStatus[] = ['open', 'held']
const ALWAYS: readonly AlertStatus[] = ['open', 'held', 'refusing', 'released', 'reduced', 'refused']

/** From which states each act is possible, and what it leads to; null: it stays where it is. */
const ACTS: Record<Act, { from: readonly AlertStatus[]; to: AlertStatus | null; by: 'analyst' | 'approver' | 'any' }> =
  {
    assign: { from: ['open', 'held', 'refusing'], to: null, by: 'analyst' },
    note: { from: ALWAYS, to: null, by: 'any' },
    hold: { from: ['open'], to: 'held', by: 'analyst' },
    release: { from: WAITING, to: 'released', by: 'analyst' },
    reduce: { from: WAITING, to: 'reduced', by: 'analyst' },
    refuse: { from: WAITING, to: 'refusing', by: 'analyst' },
    agree: { from: ['refusing'], to: 'refused', by: 'approver' },
    decline: { from: ['refusing'], to: 'held', by: 'approver' },
    appeal: { from: ['refused'], to: null, by: 'any' },
    uphold: { from: ['refused'], to: null, by: 'any' },
    lift: { from: ['refused'], to: 'released', by: 'any' },
  }

export interface Stands {
  status: AlertStatus
  refusal: (Pick<CustomerRefusal, 'status'> & { proposedBy: string; agreedBy: string | null }) | null
}
export interface Acting {
  account: string
  isAnalyst: boolean
  isApprover: boolean
}

const isAppealed = ({ refusal }: Stands) => refusal?.status === 'appealed'

/** Whether this person may do it now: what is not possible in this state, and who may not, is told apart. */
export const decide = (
  stands: Stands,
  act: Act,
  { account, isAnalyst, isApprover }: Acting,
): Outcome<AlertStatus, SuspicionsRefusal> => {
  const { from, to, by } = ACTS[act]
  const { status, refusal } = stands
  const mayBy = by === 'any' || (by === 'analyst' ? isAnalyst : isApprover)
  if (!mayBy) return refuse('not-now', 'That is for somebody else of the firm.')
  if (!from.includes(status)) return refuse('not-now', `Not possible where an alert is ${status}.`)
  if ((act === 'uphold' || act === 'lift') !== isAppealed(stands) && ['appeal', 'uphold', 'lift'].includes(act))
    return refuse('not-now', 'An appeal is made once, and then decided.')
  if (act === 'appeal' && refusal?.status !== 'in-force') return refuse('not-now', 'There is no refusal in force.')
  const had = [refusal?.proposedBy, refusal?.agreedBy]
  if (act === 'agree' && refusal?.proposedBy === account)
    return refuse('second-person', 'A refusal is agreed to by another person than who proposed it.')
  if ((act === 'uphold' || act === 'lift') && had.includes(account))
    return refuse('second-person', 'Who decided a refusal does not decide its appeal.')
  return ok(to ?? status)
}

export const actsOf = (stands: Stands, acting: Acting): Act[] =>
  (Object.keys(ACTS) as Act[]).filter((act) => decide(stands, act, acting).ok)
