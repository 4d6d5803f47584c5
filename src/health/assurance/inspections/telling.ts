// SPDX-License-Identifier: Apache-2.0
/** Who is told of an inspection or a finding: those for whom it exists. */
import { type Actor, handlingOf, keyOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { Trx } from '../store.ts'
import { INSPECTOR, OFFICER, PROVIDER } from './access.ts'
import type { FindingRow, InspectionRow } from './store.ts'

const line = (trx: Trx, actor: Actor, kind: string, id: string, verb: string, content: unknown) =>
  appendLine(trx, actor, { verb, kind, ids: [id], content: JSON.stringify(content) })

/** Writes the ledger line of what was done, and announces it; the provider hears of what it may know of. */
export const tellInspection = async (
  trx: Trx,
  actor: Actor,
  row: InspectionRow,
  verb: string,
  content: unknown,
  before: InspectionRow = row,
) => {
  await line(trx, actor, 'inspection', row.id, verb, content)
  const { audience, marking, purposes } = handlingOf(row)
  const link = `/assurance/inspections/${row.id}`
  const provider = keyOf.role(row.provider, PROVIDER)
  const inspectors = [keyOf.role(row.originator, INSPECTOR)]
  const isMoved = row.planned_on !== before.planned_on
  const toProvider = {
    ...{ plan: 'service-inspection-announced', finish: 'service-inspection-reported', add: 'service-finding-added' },
    ...{ cancel: 'service-inspection-cancelled', amend: isMoved ? 'service-inspection-moved' : undefined },
  }[verb]
  const notify = [
    ...(toProvider && audience.includes(provider) ? [{ to: [provider], message: toProvider, link }] : []),
    ...(verb === 'plan' ? [{ to: inspectors, message: 'service-inspection-planned', link }] : []),
  ]
  await announce(trx, { kind: `inspection.${verb}`, record: row.id, audience, marking, purposes, notify })
}

export const tellFinding = async (trx: Trx, actor: Actor, row: FindingRow, verb: string, content: unknown) => {
  await line(trx, actor, 'finding', row.id, verb, content)
  const { audience, marking, purposes } = handlingOf(row)
  const link = `/assurance/inspections/${row.inspection}`
  const body = [keyOf.role(row.originator, OFFICER), keyOf.role(row.originator, INSPECTOR)]
  const provider = [keyOf.role(row.provider, PROVIDER)]
  const notify = {
    show: [{ to: body, message: 'service-finding-done', link }],
    verify: [{ to: provider, message: 'service-finding-closed', link }],
    return: [{ to: provider, message: 'service-finding-returned', link }],
  }[verb]
  await announce(trx, {
    kind: `finding.${verb}`,
    record: row.inspection,
    audience,
    marking,
    purposes,
    notify: notify ?? [],
  })
}
