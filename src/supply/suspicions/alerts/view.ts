// SPDX-License-Identifier: Apache-2.0
/** An alert as it is shown, and as the ledger holds it. */
import { canonical } from '#basis/canonical.ts'
import type { Actor } from '#platform/access/index.ts'
import { APPROVER, watches } from '../access.ts'
import type { SuspicionLeg } from '../codes.ts'
import type { Alert, AlertSummary, CustomerRefusal } from '../contract.ts'
import { dayOf } from '../room.ts'
import type { AlertRow, ReportRow } from '../store.ts'
import { actsOf, type Stands } from './alert.ts'
import type { RefusalRow } from './alerts-store.ts'

export const actingOf = (actor: Actor, leg: SuspicionLeg) => ({
  ...{ account: actor.account, isAnalyst: watches(actor, leg), isApprover: actor.roles.includes(APPROVER) },
})

/** Decisions about parcels and listings against which somebody may appeal. */
const STOPS: readonly string[] = ['stop', 'label', 'delist', 'suspend']
const stoppedIn = ({ steps }: AlertRow): Stands['stopped'] => {
  const last = steps.findLastIndex(({ did }) => STOPS.includes(did))
  const step = steps[last]
  return step === undefined
    ? null
    : {
        ...{ by: step.by, as: step.did === 'label' ? 'labelled' : 'stopped' },
        isUpheld: steps.slice(last).some(({ did }) => did === 'uphold'),
      }
}

/** Of what is held: the day by which it was asked for. */
const awaitedOf = ({ status, steps }: AlertRow): string | null =>
  (status === 'held' && steps.findLast(({ did }) => did === 'ask' || did === 'screen')?.until) || null

export const standsOf = (row: AlertRow, refusal: RefusalRow | undefined): Stands => ({
  ...{ leg: row.leg, status: row.status, stopped: stoppedIn(row) },
  refusal: refusal ? { status: refusal.status, proposedBy: refusal.proposed_by, agreedBy: refusal.agreed_by } : null,
})

/** Whether it was reported is for those alone who may report. */
export const summaryOf = (row: AlertRow, mayReport: boolean): AlertSummary => ({
  ...{
    id: row.id,
    leg: row.leg,
    ref: row.ref,
    at: row.at.toISOString(),
    customer: row.name,
    status: row.status,
    score: row.score,
  },
  ...{ typologies: row.judgement.typologies, goods: row.found.map(({ name }) => name) },
  ...{
    assigned: row.assigned,
    due: mayReport && row.reported_at === null ? (row.due_at?.toISOString() ?? null) : null,
  },
  awaited: awaitedOf(row),
  version: row.version,
})

/** What a certificate commits to and does not say. */
export const restOf = (row: Pick<RefusalRow, 'content' | 'flags' | 'proposed_by'>, alert: AlertRow, agreedBy: string) =>
  canonical({
    customer: alert.name,
    ...(alert.leg === 'order' ? { order: alert.ref } : { account: alert.ref }),
    ...{ basisText: row.content.basisText, goodFaith: row.content.goodFaith, flags: row.flags },
    decidedBy: [row.proposed_by, agreedBy],
  })

const refusalView = (row: RefusalRow, alert: AlertRow, today: string): CustomerRefusal => ({
  ...{ id: row.id, ...row.content, until: row.until_on, flags: row.flags, certificate: row.certificate },
  status: row.until_on < today && row.agreed_by !== null && row.status !== 'lifted' ? 'over' : row.status,
  decidedBy: [row.proposed_by, ...(row.agreed_by ? [row.agreed_by] : [])],
  committed: row.salt && row.agreed_by ? { rest: restOf(row, alert, row.agreed_by), salt: row.salt } : null,
})

export interface Around extends Pick<Alert, 'about' | 'before' | 'record'> {
  refusal: RefusalRow | undefined
  reports: Pick<ReportRow, 'id' | 'sent_at' | 'status' | 'feedback'>[]
}

export const alertOf = (
  row: AlertRow,
  { about, before, record, refusal, reports }: Around,
  actor: Actor,
  now: Date,
): Alert => {
  const acting = actingOf(actor, row.leg)
  const acts = actsOf(standsOf(row, refusal), acting)
  return {
    ...{ ...summaryOf(row, acting.isAnalyst), about, before, record, finding: row.finding },
    ...{ reasons: row.judgement.reasons, unless: row.judgement.unless },
    steps: row.steps.filter(({ did }) => did !== 'report' || acting.isAnalyst),
    refusal: refusal ? refusalView(refusal, row, dayOf(now)) : null,
    reports: reports.map(({ id, sent_at, status, feedback }) => ({ id, at: sent_at.toISOString(), status, feedback })),
    may: [...acts, ...(acting.isAnalyst ? ['report' as const] : [])],
  }
}

/** What the ledger keeps a digest of. */
export const contentOf = ({ ref, name, status, score, judgement, finding, steps }: AlertRow): string =>
  canonical([ref, name, status, score, judgement, finding, steps])
