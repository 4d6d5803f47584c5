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
 *
 * A parcel is held, asked about or screened, and then released or not loaded; a listing is labelled, taken down or released. Against
 * that whoever sent or offered it may appeal, once, and another person decides.
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { ALERT_STATUSES, type AlertStatus, type SuspicionLeg } from '../codes.ts'
import type { AlertCommand, CustomerRefusal, SuspicionsRefusal } from '../contract.ts'

export type Act = AlertCommand['do']

const WAITING: readonly AlertStatus[] = ['open', 'held']
const ALWAYS = ALERT_STATUSES

interface Way {
  /** From which states it is possible. */
  from: readonly AlertStatus[]
  /** What it leads to; null: it stays where it is. */
  to: AlertStatus | null
  by: 'analyst' | 'approver' | 'any'
}
type Ways = Partial<Record<Act, Way>>

const WITH_CUSTOMERS: Ways = {
  assign: { from: ['open', 'held', 'refusing'], to: null, by: 'analyst' },
  note: { from: ALWAYS, to: null, by: 'any' },
  hold: { from: ['open'], to: 'held', by: 'analyst' },
  release: { from: WAITING, to: 'released', by: 'analyst' },
  refuse: { from: WAITING, to: 'refusing', by: 'analyst' },
  agree: { from: ['refusing'], to: 'refused', by: 'approver' },
  decline: { from: ['refusing'], to: 'held', by: 'approver' },
  appeal: { from: ['refused'], to: null, by: 'any' },
  uphold: { from: ['refused'], to: null, by: 'any' },
  lift: { from: ['refused'], to: 'released', by: 'any' },
}
const OF_ITEMS: Ways = {
  assign: { from: WAITING, to: null, by: 'analyst' },
  note: { from: ALWAYS, to: null, by: 'any' },
  hold: { from: ['open'], to: 'held', by: 'analyst' },
  release: { from: WAITING, to: 'released', by: 'analyst' },
  appeal: { from: ['labelled', 'stopped'], to: 'appealed', by: 'any' },
  uphold: { from: ['appealed'], to: null, by: 'any' },
  lift: { from: ['appealed'], to: 'released', by: 'any' },
  find: { from: ALWAYS, to: null, by: 'analyst' },
}
const UP: readonly AlertStatus[] = ['open', 'held', 'labelled']
const WAYS: Record<SuspicionLeg, Ways> = {
  order: { ...WITH_CUSTOMERS, reduce: { from: WAITING, to: 'reduced', by: 'analyst' } },
  // A payment is made or not; it is not reduced.
  payment: WITH_CUSTOMERS,
  parcel: {
    ...OF_ITEMS,
    ask: { from: WAITING, to: 'held', by: 'analyst' },
    screen: { from: WAITING, to: 'held', by: 'analyst' },
    stop: { from: WAITING, to: 'stopped', by: 'analyst' },
  },
  listing: {
    ...OF_ITEMS,
    label: { from: WAITING, to: 'labelled', by: 'analyst' },
    delist: { from: UP, to: 'stopped', by: 'analyst' },
    suspend: { from: [...UP, 'stopped'], to: 'stopped', by: 'analyst' },
    preserve: { from: ALWAYS, to: null, by: 'analyst' },
  },
}

export interface Stands {
  leg: SuspicionLeg
  status: AlertStatus
  refusal: (Pick<CustomerRefusal, 'status'> & { proposedBy: string; agreedBy: string | null }) | null
  /** Of parcels and listings: who decided last what may be appealed against, what it led to, and whether an appeal was decided since. */
  stopped: { by: string; as: 'labelled' | 'stopped'; isUpheld: boolean } | null
}
export interface Acting {
  account: string
  isAnalyst: boolean
  isApprover: boolean
}

const isOfItems = (leg: SuspicionLeg) => leg === 'parcel' || leg === 'listing'
const ON_APPEAL: readonly Act[] = ['appeal', 'uphold', 'lift']

/** An appeal is made once against one decision, and another person decides it. */
const appealed = ({ leg, status, refusal, stopped }: Stands, act: Act, account: string) => {
  const isAppealed = isOfItems(leg) ? status === 'appealed' : refusal?.status === 'appealed'
  const isOpen = isOfItems(leg) ? !isAppealed && !stopped?.isUpheld : refusal?.status === 'in-force'
  const had = isOfItems(leg) ? [stopped?.by] : [refusal?.proposedBy, refusal?.agreedBy]
  if (act === 'appeal' ? !isOpen : !isAppealed) return refuse('not-now', 'An appeal is made once, and then decided.')
  return act !== 'appeal' && had.includes(account)
    ? refuse('second-person', 'Who took a decision does not decide the appeal against it.')
    : undefined
}

/** Whether this person may do it now: what is not possible in this state, and who may not, is told apart. */
export const decide = (
  stands: Stands,
  act: Act,
  { account, isAnalyst, isApprover }: Acting,
): Outcome<AlertStatus, SuspicionsRefusal> => {
  const { leg, status, refusal } = stands
  const way = WAYS[leg][act]
  if (!way) return refuse('not-now', 'That is done with other things than this.')
  const mayBy = way.by === 'any' || (way.by === 'analyst' ? isAnalyst : isApprover)
  if (!mayBy) return refuse('not-now', 'That is for somebody else of the firm.')
  if (!way.from.includes(status)) return refuse('not-now', `Not possible where an alert is ${status}.`)
  const wrong = ON_APPEAL.includes(act) ? appealed(stands, act, account) : undefined
  if (wrong) return wrong
  if (act === 'agree' && refusal?.proposedBy === account)
    return refuse('second-person', 'A refusal is agreed to by another person than who proposed it.')
  // What is upheld stands as it stood before the appeal: a warning does not become a removal by it.
  if (act === 'uphold' && stands.stopped) return ok(stands.stopped.as)
  return ok(way.to ?? status)
}

export const actsOf = (stands: Stands, acting: Acting): Act[] =>
  (Object.keys(WAYS[stands.leg]) as Act[]).filter((act) => decide(stands, act, acting).ok)
