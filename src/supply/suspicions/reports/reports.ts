// SPDX-License-Identifier: Apache-2.0
/**
 * The part of the desk for reports: a firm sends one, of an order to the authority and of payments to the financial intelligence
 * unit alone, which receives it and answers by a class. The customer, the firm's other partners and the firm's supervision learn nothing of it, whatever is decided.
 */
import { randomUUID } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { analystsOf, may, officersOf, PURPOSE, RECEIVER, receives, reportHandling, watches } from '../access.ts'
import { tellOf } from '../alerts/alerts.ts'
import { alertById, changeAlert } from '../alerts/alerts-store.ts'
import { subjectOf } from '../alerts/subject.ts'
import { contentOf as alertContent } from '../alerts/view.ts'
import type { SuspicionLeg } from '../codes.ts'
import {
  newReportShape,
  type Report,
  type ReportSummary,
  reportCommandShape,
  reportQueryShape,
  type Subject,
  type SuspicionsDesk,
} from '../contract.ts'
import { isOwnAmount, isOwnUse } from '../orders/own-use.ts'
import { absent, changed, isId, parsed, placeOf, type Room, type SuspicionsPlan } from '../room.ts'
import type { AlertRow, ReportRow, Trx } from '../store.ts'
import { draftsOf, handDraft } from './handing.ts'
import { changeReport, countReports, insertReport, listReports, reportById } from './reports-store.ts'

/** Characters of a reason to name a natural person. */
const LEAST_NECESSITY = 10

/** On a parcel stand names of people, and behind most accounts of a marketplace is one. */
const isOfPerson = (about: Subject) =>
  about.leg === 'order' ? about.order.customer.isPerson : about.leg !== 'payment' || about.account.holder === 'person'

const contentOf = ({ content, status, feedback }: ReportRow): string => canonical([content, status, feedback])

const summaryOf = (row: ReportRow): ReportSummary => ({
  ...{
    id: row.id,
    leg: row.leg,
    at: row.sent_at.toISOString(),
    from: row.originator,
    fromName: row.sender,
    to: row.receiver,
  },
  ...{ customer: row.name, status: row.status, feedback: row.feedback, version: row.version },
})

type Part = Pick<
  SuspicionsDesk,
  'receivers' | 'report' | 'reports' | 'countReports' | 'readReport' | 'answer' | 'draftIncident'
>

export const reportsPart = (plan: SuspicionsPlan, { inside }: Room): Part => {
  const { actor, goods, seats, now = () => new Date() } = plan
  const isOwn = (about: Subject, found: AlertRow['found']) =>
    about.leg === 'order'
      ? isOwnUse(about.order, found, goods.ownUse)
      : about.leg !== 'payment' && isOwnAmount(found, goods.ownUse)
  const isReceiver = (row: ReportRow) => row.receiver === actor.organisation && receives(actor, row.leg)
  const actsOf = (row: ReportRow): Report['may'] =>
    isReceiver(row)
      ? [
          ...(row.status === 'sent' ? ['receive' as const] : []),
          'answer' as const,
          ...(plan.isDraftingOpen && may(actor, 'draftIncident') ? ['draft' as const] : []),
        ]
      : []
  const reportOf = async (trx: Trx, row: ReportRow): Promise<Report> => ({
    ...{ ...summaryOf(row), content: row.content, due: row.due_at?.toISOString() ?? null, may: actsOf(row) },
    receivedAt: row.received_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    drafts: isReceiver(row) ? await draftsOf(trx, row.id) : [],
  })
  const receivers = async (leg: SuspicionLeg) => {
    const all = (await seats([])).filter(
      (each) => each.actor.roles.includes(RECEIVER[leg]) && each.actor.purposes.includes(PURPOSE),
    )
    const named = new Map(all.map(({ organisation }) => [organisation.id, organisation.name]))
    return [...named].filter(([id]) => id !== actor.organisation).map(([id, name]) => ({ id, name }))
  }
  const nameOfFirm = async () =>
    (await seats([])).find(({ organisation }) => organisation.id === actor.organisation)?.organisation.name ?? ''
  const tell = async (trx: Trx, row: ReportRow, happened: string, message: string, to: string[]) => {
    const { audience, marking, purposes } = reportHandling(row.originator, row.receiver, row.leg)
    const notify = [{ to, message, link: `/suspicions/reports/${row.id}` }]
    await announce(trx, { kind: `suspicion.${happened}`, record: row.id, audience, marking, purposes, notify })
  }

  return {
    receivers: (leg) => inside('receivers', async () => ok(await receivers(leg))),
    report: (id, input, version, key) =>
      inside(
        'report',
        async (trx) => {
          const alert = isId(id) ? await alertById(trx, id) : undefined
          // Who agrees to refusals of both legs reports of their own alone.
          if (!alert || !watches(actor, alert.leg)) return absent()
          const given = parsed(newReportShape, input)
          if (!given.ok) return given
          if (alert.version !== version) return changed()
          const { leg } = alert
          const { to, circumstances, steps, necessity, orallyAt = null, rentity = null } = given.value
          if (!(await receivers(leg)).some((each) => each.id === to))
            return refuse('not-valid', 'That organisation receives no such reports.', 'to')
          // Neighbours whose parcels were ordinary, and what somebody has for their own use, are nobody’s business.
          const { about, before } = await subjectOf(trx, alert, 'odd')
          if (isOwn(about, alert.found))
            return refuse('not-valid', 'What one person may have for their own use is reported by nobody.', 'order')
          if (isOfPerson(about) && necessity.length < LEAST_NECESSITY)
            return refuse('not-valid', 'Say why this person has to be named.', 'necessity')
          const [sender, at] = [await nameOfFirm(), now()]
          const row: ReportRow = {
            ...{
              id: randomUUID(),
              alert: id,
              leg,
              receiver: to,
              name: alert.name,
              sender,
              status: 'sent',
              feedback: null,
            },
            ...{
              found_at: alert.at,
              due_at: alert.due_at,
              sent_at: at,
              received_at: null,
              answered_at: null,
              version: 1,
            },
            content: {
              ...{ reporter: { organisation: actor.organisation, name: sender }, about, rentity },
              flags: alert.judgement.reasons.map(({ flag, shown, own }) => ({ flag, shown, ...(own && { own }) })),
              ...{ decision: alert.status, circumstances, steps, necessity, orallyAt },
              before:
                leg === 'order'
                  ? { orders: before.length, kilograms: before.reduce((sum, { kilograms }) => sum + kilograms, 0) }
                  : null,
            },
            ...columnsOf(reportHandling(actor.organisation, to, leg)),
          }
          await insertReport(trx, row)
          await appendLine(trx, actor, { verb: 'report', kind: 'report', ids: [row.id], content: contentOf(row) })
          const step = { at: at.toISOString(), did: 'report' as const, text: '', by: actor.account }
          const after = await changeAlert(trx, alert, {
            reported_at: alert.reported_at ?? at,
            steps: [...alert.steps, step],
          })
          if (!after) return changed()
          await appendLine(trx, actor, { verb: 'report', kind: 'alert', ids: [id], content: alertContent(after) })
          await tellOf(trx, after, 'reported')
          await tell(trx, row, 'reported', 'suspicion-reported', officersOf(to, leg))
          return ok(await reportOf(trx, row))
        },
        { key, what: { report: input, id, version } },
      ),
    reports: (query = {}) =>
      inside('reports', async (trx) => {
        const given = parsed(reportQueryShape, query)
        if (!given.ok) return given
        const { status, limit, cursor } = given.value
        const place = placeOf(cursor)
        if (!place.ok) return place
        const [at = '', id = ''] = place.value ?? []
        if (place.value && (Number.isNaN(Date.parse(at)) || !isId(id)))
          return refuse('not-valid', 'This is no cursor that this list gave.', 'cursor')
        const rows = await listReports(trx, { status, limit, before: place.value })
        const items = rows.slice(0, limit).map(summaryOf)
        const last = items.at(-1)
        if (items.length > 0)
          await appendLine(trx, actor, { verb: 'list', kind: 'report', ids: items.map(({ id }) => id) })
        return ok({ items, next: rows.length > limit && last ? writeCursor([last.at, last.id]) : null })
      }),
    countReports: (query = {}) =>
      inside('countReports', async (trx) => {
        const given = parsed(reportQueryShape, query)
        return given.ok ? ok(await countReports(trx, given.value.status)) : given
      }),
    readReport: (id) =>
      inside('readReport', async (trx) => {
        const row = isId(id) ? await reportById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'report', ids: [id] })
        return ok(await reportOf(trx, row))
      }),
    draftIncident: (id, input, key) =>
      inside(
        'draftIncident',
        async (trx) => {
          const row = isId(id) ? await reportById(trx, id) : undefined
          if (!row || !isReceiver(row)) return absent()
          if (!plan.isDraftingOpen) return refuse('not-now', 'This country has closed that passage.')
          return handDraft(trx, actor, row, input, now())
        },
        { key, what: { draftIncident: input, id } },
      ),
    answer: (id, input, version, key) =>
      inside(
        'answer',
        async (trx) => {
          const row = isId(id) ? await reportById(trx, id) : undefined
          if (!row || !isReceiver(row)) return absent()
          const given = parsed(reportCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changed()
          if (given.value.do === 'receive' && row.status === 'received')
            return refuse('not-now', 'It was received already.')
          const received = { status: 'received' as const, received_at: row.received_at ?? now() }
          const answered = given.value.do === 'answer' && { feedback: given.value.feedback, answered_at: now() }
          const after = await changeReport(trx, row, { ...received, ...answered })
          if (!after) return changed()
          await appendLine(trx, actor, { verb: given.value.do, kind: 'report', ids: [id], content: contentOf(after) })
          const message = answered ? 'report-answered' : 'report-received'
          await tell(
            trx,
            after,
            given.value.do === 'answer' ? 'answered' : 'received',
            message,
            analystsOf(row.originator, row.leg),
          )
          return ok(await reportOf(trx, after))
        },
        { key, what: { answer: input, id, version } },
      ),
  }
}
