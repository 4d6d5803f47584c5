// SPDX-License-Identifier: Apache-2.0
/** Inspections as whoever asks reads them. */
import type { Actor } from '#platform/access/index.ts'
import type { Filed } from '#platform/attachments/index.ts'
import { holds } from '../access.ts'
import { allCriteria, criteriaFor, domainsFor } from '../room.ts'
import { resultOf } from '../scoring.ts'
import { INSPECTOR, OFFICER, PROVIDER } from './access.ts'
import type { Entry, Finding, Inspection, InspectionSummary, Merged, Photograph, PlanShare } from './contract.ts'
import { type Brought, type Choice, mergeOf } from './merge.ts'
import type { Sheet } from './sheet.ts'
import type { DeviceRow, FindingRow, InspectionRow, SheetRow } from './store.ts'

export const isOfficer = (row: InspectionRow, actor: Actor) =>
  row.originator === actor.organisation && holds(actor, OFFICER)
export const inspects = (row: InspectionRow, actor: Actor) =>
  holds(actor, INSPECTOR) && row.inspectors.some(({ account }) => account === actor.account)
const isProvider = (row: { provider: string }, actor: Actor) =>
  row.provider === actor.organisation && holds(actor, PROVIDER)
export const isBarred = (row: InspectionRow, account: string) =>
  row.barred.includes(account) || row.stood_aside.some((each) => each.account === account)

/** Version of what is asked; what was finished stays as it was judged then. */
export const criteriaNow = (row: Pick<InspectionRow, 'criteria'>): string => row.criteria ?? allCriteria().version

export const isOldEdition = ({ criteria, edition }: Pick<Sheet, 'criteria' | 'edition'>, row: InspectionRow) =>
  edition !== row.edition || criteria !== criteriaNow(row)

export const saidIn = (row: Pick<SheetRow, 'said'>): Sheet => JSON.parse(row.said)

export const mergedOf = (row: InspectionRow, sheets: readonly SheetRow[], choices: readonly Choice[]): Merged[] =>
  mergeOf(
    sheets.map(
      (sheet): Brought => ({
        ...{ device: sheet.device, author: sheet.author, number: sheet.number, answers: saidIn(sheet).answers },
        isOld: isOldEdition(sheet, row),
        ...{ isLate: sheet.late, isRevoked: sheet.revoked },
      }),
    ),
    choices,
  )

/** Digests that sheets name and that are not there. */
export const awaitedOf = (
  sheets: readonly Pick<SheetRow, 'said'>[],
  photographs: readonly { sha256: string }[],
): string[] => {
  const there = new Set(photographs.map(({ sha256 }) => sha256))
  return [...new Set(sheets.flatMap((sheet) => saidIn(sheet).photographs.map(({ sha256 }) => sha256)))].filter(
    (sha256) => !there.has(sha256),
  )
}

/** Over what was looked at: nobody sees everything in one visit, and what was not seen is neither good nor bad. */
export const resultOfVisit = (row: InspectionRow, counted: Readonly<Record<string, Entry>>) => {
  const isSeen = ({ id }: { id: string }) => counted[id] !== undefined && counted[id].reply !== 'not-seen'
  const criteria = criteriaFor(row.setting)
  const answers = Object.fromEntries(
    Object.entries(counted).flatMap(([id, { reply, note }]) =>
      reply === 'not-seen' ? [] : [[id, { reply, note }] as const],
    ),
  )
  const seen = criteria.filter(isSeen)
  const direct = row.announced ? {} : { direct: seen.length > 0 ? 1 : null }
  return { ...resultOf(seen, answers), ...direct, unseen: criteria.length - seen.length }
}

export const findingOf = (row: FindingRow, proofs: readonly Filed[], actor: Actor, today: string): Finding => {
  const { id, number, criterion, severity, found, status, owner, action, shown, note, version } = row
  const mine = isProvider(row, actor)
  const body = row.originator === actor.organisation && (holds(actor, OFFICER) || holds(actor, INSPECTOR))
  const acts: Finding['may'] = []
  if (mine && status !== 'closed') acts.push('correct', 'attach')
  if (mine && status === 'planned' && proofs.length > 0) acts.push('show')
  if (body && status === 'done') acts.push('verify', 'return')
  return {
    ...{ id, number, criterion, severity, found, due: row.due_on, status, owner, action, shown, note, version },
    ...{ told: row.found_at.toISOString(), whyAdded: row.why_added },
    ...{ isOverdue: status !== 'closed' && row.due_on < today, closed: row.closed_at?.toISOString() ?? null },
    ...{ proofs: [...proofs], may: acts },
  }
}

export const actsOf = (row: InspectionRow, merged: readonly Merged[], actor: Actor): Inspection['may'] => {
  const acts: Inspection['may'] = []
  if (row.originator !== actor.organisation) return acts
  if (row.state === 'finished' && inspects(row, actor)) acts.push('add')
  // A device is lost when it is lost, whatever became of the visit.
  if (isOfficer(row, actor) || inspects(row, actor)) acts.push('revoke')
  if (row.state !== 'planned') return acts
  if (isOfficer(row, actor)) acts.push('amend', 'cancel')
  if (holds(actor, INSPECTOR) && !inspects(row, actor) && !isBarred(row, actor.account)) acts.push('declare')
  if (!inspects(row, actor)) return acts
  const open = merged.filter(({ isOpen }) => isOpen).length
  return [
    ...acts,
    'answer',
    ...(open > 0 ? (['choose'] as const) : []),
    ...(open === 0 && merged.length > 0 ? (['finish'] as const) : []),
  ]
}

export const summaryOf = (
  row: InspectionRow,
  findings: readonly FindingRow[],
  actor: Actor,
  today: string,
): InspectionSummary => {
  const own = findings.filter(({ inspection, status }) => inspection === row.id && status !== 'closed')
  const waits = own.some((each) => (isProvider(each, actor) ? each.status !== 'done' : each.status === 'done'))
  return {
    ...{ id: row.id, accreditation: row.accreditation, body: row.originator, provider: row.provider },
    ...{ service: row.service, serviceName: row.service_name, setting: row.setting, announced: row.announced },
    ...{ on: row.planned_on, visited: row.visited_on, state: row.state, open: own.length, version: row.version },
    overdue: own.filter(({ due_on }) => due_on < today).length,
    isMine: waits || (row.state === 'planned' && inspects(row, actor)) || actsOf(row, [], actor).includes('declare'),
  }
}

const CLOSED = ['inpatient', 'residential', 'prison']

/** Of a year’s visits that were not called off. */
export const shareOf = (rows: readonly InspectionRow[], year: string): PlanShare => {
  const all = rows.filter(({ planned_on, state }) => planned_on.startsWith(year) && state !== 'cancelled')
  const closed = all.filter(({ setting }) => CLOSED.includes(setting))
  const without = (own: typeof all) => own.filter(({ announced }) => !announced).length
  return { all: all.length, unannounced: without(all), closed: closed.length, closedUnannounced: without(closed) }
}

export interface InspectionParts {
  row: InspectionRow
  devices: readonly DeviceRow[]
  sheets: readonly SheetRow[]
  choices: readonly Choice[]
  photographs: Photograph[]
  findings: readonly FindingRow[]
  proofs: ReadonlyMap<string, Filed[]>
}

export const questionsOf = (row: InspectionRow) =>
  criteriaFor(row.setting).map(({ id, domain, isCritical, name, criterion, evidence }) => ({
    ...{ id, domain, isCritical, name, criterion, evidence },
  }))

export const inspectionOf = (parts: InspectionParts, actor: Actor, today: string): Inspection => {
  const { row, devices, sheets, choices, photographs, findings, proofs } = parts
  // Whoever answers for a service of the same organisation is no part of the body.
  const isBody = row.originator === actor.organisation && [OFFICER, INSPECTOR].some((role) => holds(actor, role))
  // What was written on the spot is read by whoever has no tie and by officers, who are bound not to decide on what is theirs.
  const isWithin = isBody && (isOfficer(row, actor) || inspects(row, actor))
  const merged = isWithin ? mergedOf(row, sheets, choices) : []
  return {
    ...{ ...summaryOf(row, findings, actor, today), why: isBody ? row.why : null, edition: row.edition },
    ...{ criteria: criteriaNow(row), inspectors: row.inspectors.length, inspects: inspects(row, actor) },
    ...{ stoodAside: isBody ? row.stood_aside.length : 0, domains: domainsFor(row.setting), merged },
    questions: isWithin || row.state === 'finished' ? questionsOf(row).map((each) => ({ ...each, answer: null })) : [],
    devices: isWithin
      ? devices.map((device) => ({
          ...{ id: device.id, name: device.name, isMine: device.account === actor.account },
          ...{ taken: device.taken_at.toISOString(), isOld: isOldEdition(device, row) },
          ...{ revoked: device.revoked_at?.toISOString() ?? null },
        }))
      : [],
    photographs: isWithin ? photographs : [],
    awaited: isWithin ? awaitedOf(sheets, photographs) : [],
    ...{ report: row.report, result: row.result },
    findings: findings.map((each) => findingOf(each, proofs.get(each.id) ?? [], actor, today)),
    may: actsOf(row, merged, actor),
  }
}
