// SPDX-License-Identifier: Apache-2.0
/** An alert as it is shown, and as the ledger holds it. */
import { canonical } from '#basis/canonical.ts'
import type { Actor } from '#platform/access/index.ts'
import { ANALYST, APPROVER } from '../access.ts'
import type { Alert, AlertSummary, CustomerRefusal } from '../contract.ts'
import { dayOf } from '../room.ts'
import type { AlertRow, ReportRow, SaleRow } from '../store.ts'
import { actsOf, type Stands } from './alert.ts'
import type { RefusalRow } from './alerts-store.ts'

export const actingOf = ({ account, roles }: Actor) => ({
  ...{ account, isAnalyst: roles.includes(ANALYST), isApprover: roles.includes(APPROVER) },
})

export const standsOf = ({ status }: AlertRow, refusal: RefusalRow | undefined): Stands => ({
  status,
  refusal: refusal ? { status: refusal.status, proposedBy: refusal.proposed_by, agreedBy: refusal.agreed_by } : null,
})

/** Whether it was reported is for those alone who may report. */
export const summaryOf = (row: AlertRow, mayReport: boolean): AlertSummary => ({
  ...{ id: row.id, ref: row.ref, at: row.at.toISOString(), customer: row.name, status: row.status, score: row.score },
  ...{ typologies: row.judgement.typologies, goods: row.found.map(({ name }) => name) },
  ...{
    assigned: row.assigned,
    due: mayReport && row.reported_at === null ? (row.due_at?.toISOString() ?? null) : null,
  },
  version: row.version,
})

/** What a certificate commits to and does not say. */
export const restOf = (row: Pick<RefusalRow, 'content' | 'flags' | 'proposed_by'>, alert: AlertRow, agreedBy: string) =>
  canonical({
    customer: alert.name,
    order: alert.ref,
    ...{ basisText: row.content.basisText, goodFaith: row.content.goodFaith, flags: row.flags },
    decidedBy: [row.proposed_by, agreedBy],
  })

const refusalView = (row: RefusalRow, alert: AlertRow, today: string): CustomerRefusal => ({
  ...{ id: row.id, ...row.content, until: row.until_on, flags: row.flags, certificate: row.certificate },
  status: row.until_on < today && row.agreed_by !== null && row.status !== 'lifted' ? 'over' : row.status,
  decidedBy: [row.proposed_by, ...(row.agreed_by ? [row.agreed_by] : [])],
  committed: row.salt && row.agreed_by ? { rest: restOf(row, alert, row.agreed_by), salt: row.salt } : null,
})

export interface Around {
  sale: SaleRow
  before: Pick<SaleRow, 'id' | 'ref' | 'at' | 'kilograms' | 'kinds' | 'outcome'>[]
  refusal: RefusalRow | undefined
  reports: Pick<ReportRow, 'id' | 'sent_at' | 'status' | 'feedback'>[]
}

export const alertOf = (row: AlertRow, { sale, before, refusal, reports }: Around, actor: Actor, now: Date): Alert => ({
  ...summaryOf(row, actingOf(actor).isAnalyst),
  ...{ order: sale.content, found: row.found, reasons: row.judgement.reasons, unless: row.judgement.unless },
  before: before.map((each) => ({ ...each, at: each.at.toISOString() })),
  steps: row.steps.filter(({ did }) => did !== 'report' || actingOf(actor).isAnalyst),
  refusal: refusal ? refusalView(refusal, row, dayOf(now)) : null,
  reports: reports.map(({ id, sent_at, status, feedback }) => ({ id, at: sent_at.toISOString(), status, feedback })),
  may: [...actsOf(standsOf(row, refusal), actingOf(actor)), ...(actingOf(actor).isAnalyst ? ['report' as const] : [])],
})

/** What the ledger keeps a digest of. */
export const contentOf = ({ ref, name, status, score, judgement, steps }: AlertRow): string =>
  canonical([ref, name, status, score, judgement, steps])
