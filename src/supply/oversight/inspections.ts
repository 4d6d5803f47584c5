// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which inspections are planned and reported, and findings answered and verified. */
import { randomUUID } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, type HandlingColumns, handlingOf, keyOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { handledFor, INSPECTOR, LICENSEE, may } from './access.ts'
import type { OversightDesk, OversightRefusal } from './contract.ts'
import { decideFinding, decideInspection, findingActsOf, inspectionActsOf } from './inspection.ts'
import {
  type Finding,
  findingCommandShape,
  type Inspection,
  inspectionCommandShape,
  inspectionQueryShape,
  newInspectionShape,
} from './inspection-shapes.ts'
import {
  changeFinding,
  changeInspection,
  countInspections,
  type FindingRow,
  findingById,
  findingsOf,
  type InspectionRow,
  insertFindings,
  insertInspection,
  inspectionById,
  listInspections,
} from './inspections-store.ts'
import { type Proofs, proofsOf, proofsPart } from './proofs.ts'
import { absent, changed, dayOf, isId, type OversightPlan, pageOf, parsed, placeOf, type Room } from './room.ts'
import { licenceById, type Trx } from './store.ts'

type Part = Pick<
  OversightDesk,
  'plan' | 'inspect' | 'inspections' | 'countInspections' | 'inspection' | 'settle' | 'attach' | 'detach' | 'download'
>

interface Told {
  message: string
  to: 'firm' | 'inspectors'
}
/** Tells those for whom the record exists now. */
export const tellOfInspection = async (
  trx: Trx,
  {
    kind,
    inspection,
    row,
    told,
  }: { kind: string; inspection: string; row: HandlingColumns & { firm: string | null }; told?: Told | undefined },
): Promise<void> => {
  const { audience, marking, purposes } = handlingOf(row)
  const firm = row.firm === null ? [] : [keyOf.role(row.firm, LICENSEE)]
  const to = told?.to === 'inspectors' ? [keyOf.role(row.originator, INSPECTOR)] : firm
  const isReached = told && to.some((key) => audience.includes(key))
  const notify = isReached ? [{ to, message: told.message, link: `/inspections/${inspection}` }] : []
  await announce(trx, { kind, record: inspection, audience, marking, purposes, notify })
}

const findingContent = ({ severity, found, action, due_on, status, answer, note }: FindingRow): string =>
  canonical([severity, found, action, due_on, status, answer, note])
const inspectionContent = ({
  licence,
  announced,
  brief,
  planned_on,
  status,
  visited_on,
  report,
  reason,
}: InspectionRow): string => canonical([licence, announced, brief, planned_on, status, visited_on, report, reason])

export const inspectionsPart = (plan: OversightPlan, room: Room): Part => {
  const { inside } = room
  const { actor, now = () => new Date() } = plan
  const find = (trx: Trx, id: string) => (isId(id) ? inspectionById(trx, id) : Promise.resolve(undefined))

  const mayInspect = ({ originator }: FindingRow) => originator === actor.organisation && may(actor, 'inspect')
  const findingOf = (row: FindingRow, proofs: Proofs): Finding => {
    const { id, number, severity, found, action, status, note, version } = row
    const byFirm = row.firm === actor.organisation
    const files = (proofs.get(row.id) ?? []).map(({ by, ...file }) => ({
      ...file,
      mayTakeOut: by === actor.organisation && status === 'open' && may(actor, 'detach'),
    }))
    return {
      ...{ files, mayAttach: status !== 'closed' && may(actor, 'attach') && (byFirm || mayInspect(row)) },
      ...{ id, number, severity, found, action, due: row.due_on, status, note, version },
      answer: row.answer !== null && row.answered_at ? { at: row.answered_at.toISOString(), text: row.answer } : null,
      closed: row.closed_at?.toISOString() ?? null,
      may: may(actor, 'settle') && (byFirm || mayInspect(row)) ? findingActsOf(status, byFirm) : [],
    }
  }
  const inspectionOf = (row: InspectionRow, findings: readonly FindingRow[], proofs: Proofs): Inspection => {
    const isOwn = row.originator === actor.organisation
    const open = findings.filter(({ status }) => status !== 'closed').length
    const { id, licence, holder, announced, status, report, reason, version } = row
    return {
      ...{ id, licence, authority: row.originator, holder, announced, status, report, reason, version },
      ...(isOwn && { brief: row.brief }),
      ...{ on: row.planned_on, visited: row.visited_on, findings: findings.map((each) => findingOf(each, proofs)) },
      may: isOwn && may(actor, 'inspect') ? inspectionActsOf({ status, open }) : [],
    }
  }

  return {
    ...proofsPart(
      {
        ...plan,
        told: (trx, row) => tellOfInspection(trx, { kind: 'finding.shown', inspection: row.inspection, row }),
      },
      room,
    ),
    plan: (input, key) =>
      inside(
        'plan',
        async (trx) => {
          const given = parsed(newInspectionShape, input)
          if (!given.ok) return given
          const { announced, on, brief } = given.value
          const licence = await licenceById(trx, given.value.licence)
          if (licence?.originator !== actor.organisation) return refuse('not-valid', 'No such licence.', 'licence')
          const row: InspectionRow = {
            ...{ id: randomUUID(), licence: licence.id, firm: licence.firm, holder: licence.content.holder.name },
            ...{ announced, brief, planned_on: on, status: 'planned', visited_on: null, report: null, reason: null },
            ...{
              recorded_at: now(),
              version: 1,
              ...columnsOf(handledFor(actor.organisation, announced ? licence.firm : null)),
            },
          }
          await insertInspection(trx, row)
          const { id } = row
          await appendLine(trx, actor, { verb: 'plan', kind: 'inspection', ids: [id], content: inspectionContent(row) })
          const told = announced ? { message: 'inspection-announced', to: 'firm' as const } : undefined
          await tellOfInspection(trx, { kind: 'inspection.planned', inspection: id, row, told })
          return ok(inspectionOf(row, [], new Map()))
        },
        { key, what: { plan: input } },
      ),
    inspect: (id, input, version, key) =>
      inside(
        'inspect',
        async (trx) => {
          const row = await find(trx, id)
          if (row?.originator !== actor.organisation) return absent()
          const given = parsed(inspectionCommandShape, input)
          if (!given.ok) return given
          const command = given.value
          if (row.version !== version) return changed()
          if (command.do === 'visit' && command.on > dayOf(now()))
            return refuse('not-valid', 'A visit that was made is not in the future.', 'on')
          const before = await findingsOf(trx, [id])
          const open = before.filter(({ status }) => status !== 'closed').length
          const decided = decideInspection({ status: row.status, open }, command.do)
          if (!decided.ok) return decided as Outcome<never, OversightRefusal>
          const handling = handledFor(row.originator, row.firm)
          const after = await changeInspection(trx, row, {
            status: decided.value,
            ...(command.do === 'cancel' && { reason: command.reason }),
            // The firm is let in by the visit: before that it may not know that one is planned.
            ...(command.do === 'visit' && {
              ...{ visited_on: command.on, report: command.report, audience: [...handling.audience] },
            }),
          })
          if (!after) return changed()
          const found = command.do === 'visit' ? command.findings : []
          const rows = found.map(
            ({ due, ...finding }, index): FindingRow => ({
              ...{ id: randomUUID(), inspection: id, number: index + 1, firm: row.firm, ...finding, due_on: due },
              ...{
                status: 'open',
                answer: null,
                answered_at: null,
                note: null,
                closed_at: null,
                reminded: null,
                version: 1,
              },
              ...columnsOf(handling),
            }),
          )
          await insertFindings(trx, rows)
          const content = canonical([inspectionContent(after), ...rows.map(findingContent)])
          await appendLine(trx, actor, { verb: command.do, kind: 'inspection', ids: [id], content })
          const message = { visit: 'inspection-reported', cancel: 'inspection-cancelled', close: 'inspection-closed' }
          const told = { message: message[command.do], to: 'firm' as const }
          await tellOfInspection(trx, { kind: `inspection.${decided.value}`, inspection: id, row: after, told })
          return ok(inspectionOf(after, [...before, ...rows], await proofsOf(trx, before)))
        },
        { key, what: { inspect: input, id, version } },
      ),
    settle: (id, input, version, key) =>
      inside(
        'settle',
        async (trx) => {
          const row = isId(id) ? await findingById(trx, id) : undefined
          const byFirm = row?.firm === actor.organisation
          if (!row || !(byFirm || mayInspect(row))) return absent()
          const given = parsed(findingCommandShape, input)
          if (!given.ok) return given
          const { do: act, text } = given.value
          if (row.version !== version) return changed()
          if ((act === 'answer') !== byFirm) return refuse('not-now', 'The firm answers; inspectors verify or return.')
          const decided = decideFinding(row.status, act)
          if (!decided.ok) return decided as Outcome<never, OversightRefusal>
          const at = now()
          const after = await changeFinding(trx, row, {
            status: decided.value,
            ...(act === 'answer' ? { answer: text, answered_at: at } : { note: text }),
            ...(act === 'verify' && { closed_at: at }),
          })
          if (!after) return changed()
          const inspection = row.inspection
          await appendLine(trx, actor, {
            verb: act,
            kind: 'finding',
            ids: [id],
            content: findingContent(after),
          })
          const message = { answer: 'finding-answered', return: 'finding-returned', verify: 'finding-closed' }[act]
          const told = { message, to: byFirm ? ('inspectors' as const) : ('firm' as const) }
          await tellOfInspection(trx, { kind: `finding.${decided.value}`, inspection, row: after, told })
          return ok(findingOf(after, await proofsOf(trx, [after])))
        },
        { key, what: { settle: input, id, version } },
      ),
    inspections: (query = {}) =>
      inside('inspections', async (trx) => {
        const given = parsed(inspectionQueryShape, query)
        if (!given.ok) return given
        const { limit, cursor, ...filter } = given.value
        const before = placeOf(cursor)
        if (!before.ok) return before
        const rows = await listInspections(trx, filter, limit, before.value)
        const ids = rows.slice(0, limit).map(({ id }) => id)
        const findings = await findingsOf(trx, ids)
        const proofs = await proofsOf(trx, findings)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'inspection', ids })
        const at = ({ recorded_at }: InspectionRow) => recorded_at.toISOString()
        return ok(
          pageOf(rows, limit, at, (row) =>
            inspectionOf(
              row,
              findings.filter((each) => each.inspection === row.id),
              proofs,
            ),
          ),
        )
      }),
    countInspections: (query = {}) =>
      inside('countInspections', async (trx) => {
        const given = parsed(inspectionQueryShape, query)
        return given.ok ? ok(await countInspections(trx, given.value)) : given
      }),
    inspection: (id) =>
      inside('inspection', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'inspection', ids: [id] })
        const findings = await findingsOf(trx, [id])
        return ok(inspectionOf(row, findings, await proofsOf(trx, findings)))
      }),
  }
}
