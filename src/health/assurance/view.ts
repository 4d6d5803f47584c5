// SPDX-License-Identifier: Apache-2.0
/** Self-assessments and applications as whoever asks reads them. */
import type { Actor } from '#platform/access/index.ts'
import type { QualityCriterion } from '#reference/index.ts'
import { APPRAISER, holds, OFFICER, PROVIDER } from './access.ts'
import { APPEALED_FROM, type Decided, openDecisions } from './accreditation.ts'
import { type Consensus, differing } from './agreement.ts'
import type {
  AskedCriterion,
  CaseCommand,
  CaseSummary,
  Difference,
  EvidenceFile,
  QualityAssessment,
  QualityCase,
  QualityCommand,
  QualitySummary,
  Result,
} from './contract.ts'
import { criteriaFor, domainsFor, holdsSeat } from './room.ts'
import { type Answers, missingOf, resultOf, shownOf } from './scoring.ts'
import type { AppraisalRow, CaseRow, QualityRow } from './store.ts'

export const summaryOf = (row: QualityRow, today: string): QualitySummary => {
  const { valid_from: from, valid_until: until } = row
  return {
    ...{ id: row.id, organisation: row.originator, service: row.service, serviceName: row.service_name },
    ...{ setting: row.setting, number: row.number, from, until, accreditation: row.accreditation },
    status: until === null ? 'answering' : today <= until ? 'valid' : 'over',
    version: row.version,
  }
}

/** What its provider may do with it: an application is made with one that is valid, once. */
export const actsOf = (row: QualityRow, today: string): QualityCommand['do'][] => {
  if (row.completed_at === null) return ['answer', 'complete']
  return row.accreditation === null && today <= (row.valid_until ?? '') ? ['apply'] : []
}

const askedOf = (criteria: readonly QualityCriterion[], answers: Answers): AskedCriterion[] =>
  criteria.map(({ id, domain, isCritical, name, criterion, evidence }) => ({
    ...{ id, domain, isCritical, name, criterion, evidence, answer: answers[id] ?? null },
  }))

/** What was signed off is shown with the criteria that were asked then. */
const criteriaOf = (row: QualityRow): QualityCriterion[] => {
  const current = criteriaFor(row.setting)
  return row.completed_at === null ? current : current.filter(({ id }) => row.answers[id] !== undefined)
}

/** Scores of a service’s own answers, with what stands behind them. */
export const ownResult = (
  criteria: readonly QualityCriterion[],
  answers: Answers,
  files: readonly Pick<EvidenceFile, 'criterion'>[],
): Result => {
  const shown = shownOf(
    criteria,
    answers,
    files.map(({ criterion }) => criterion),
  )
  return { ...resultOf(criteria, answers), shown }
}

export const assessmentOf = (row: QualityRow, files: EvidenceFile[], today: string): QualityAssessment => {
  const criteria = criteriaOf(row)
  return {
    domains: domainsFor(row.setting),
    ...{ ...summaryOf(row, today), criteria: row.criteria, questions: askedOf(criteria, row.answers), files },
    missing: row.completed_at === null ? missingOf(criteria, row.answers) : [],
    result: row.result ?? ownResult(criteria, row.answers, files),
    may: actsOf(row, today),
  }
}

const isOfficerOf = (row: CaseRow, actor: Actor) => row.body === actor.organisation && holds(actor, OFFICER)

/** What this actor may do with an application now; what exactly is decided where it is done. */
export const caseActsOf = (row: CaseRow, own: AppraisalRow | undefined, actor: Actor): CaseCommand['do'][] => {
  const acts: CaseCommand['do'][] = []
  if (isOfficerOf(row, actor)) {
    const isEmpty = [0, 1].some((n) => !row.seats[n]?.account)
    if (row.state === 'applied' && isEmpty) acts.push('appoint')
    if (row.proposal === null && openDecisions(row.state, row.result).length > 0) acts.push('propose')
    if (row.proposal !== null) acts.push('return')
    if (row.proposal !== null && row.proposal.by !== actor.account) acts.push('sign')
  }
  if (row.state === 'applied' && holds(actor, APPRAISER)) {
    if (holdsSeat(row, actor.account)) {
      if (!own?.finished_at) acts.push('rate', 'finish')
      else if (row.agreement !== null) acts.push('settle')
    } else if (row.seats.some((seat) => seat && !seat.account && seat.organisation === actor.organisation))
      acts.push('declare')
  }
  const isProvider = row.originator === actor.organisation && holds(actor, PROVIDER)
  if (isProvider && row.proposal === null && APPEALED_FROM.includes(row.state)) acts.push('appeal')
  return acts
}

const MINE: readonly CaseCommand['do'][] = ['declare', 'rate', 'settle', 'sign', 'appoint']

export const caseSummaryOf = (row: CaseRow, actor: Actor, own?: AppraisalRow): CaseSummary => ({
  ...{ id: row.id, organisation: row.originator, body: row.body, service: row.service, serviceName: row.service_name },
  ...{ setting: row.setting, state: row.state, applied: row.applied_at.toISOString(), version: row.version },
  isMine: caseActsOf(row, own, actor).some((act) => MINE.includes(act)),
})

const differencesOf = (
  ids: readonly string[],
  appraisals: readonly AppraisalRow[],
  consensus: Consensus,
  account: string,
) => {
  const [first, second] = appraisals.filter(({ finished_at }) => finished_at !== null)
  if (!first || !second) return []
  return differing(ids, first.answers, second.answers).flatMap((id): Difference[] => {
    const [a, b, settled] = [first.answers[id], second.answers[id], consensus[id]]
    if (!a || !b) return []
    const said = settled && { isAgreed: settled.by.length > 1, isMine: settled.by.includes(account) }
    return [
      { id, ratings: [a, b], settled: settled && said ? { reply: settled.reply, note: settled.note, ...said } : null },
    ]
  })
}

export interface CaseParts {
  row: CaseRow
  /** Undefined for whom it does not exist. */
  assessment: QualityRow | undefined
  files: EvidenceFile[]
  appraisals: readonly AppraisalRow[]
  decisions: readonly Decided[]
}

export const caseOf = ({ row, assessment, files, appraisals, decisions }: CaseParts, actor: Actor): QualityCase => {
  const own = appraisals.find(({ appraiser }) => appraiser === actor.account)
  const [isOfficer, isHolder] = [isOfficerOf(row, actor), holdsSeat(row, actor.account)]
  const isWithin = isOfficer || isHolder
  const criteria = assessment ? criteriaOf(assessment) : []
  const may = caseActsOf(row, own, actor)
  return {
    ...{ ...caseSummaryOf(row, actor, own), assessment: row.assessment, criteria: row.criteria },
    domains: domainsFor(row.setting),
    seats: row.seats.flatMap((seat) =>
      seat
        ? [{ organisation: seat.organisation, isTaken: seat.account !== null, isDone: isOfficer ? seat.isDone : null }]
        : [],
    ),
    left: isOfficer ? row.seats.flatMap((seat) => seat?.left.map(({ organisation }) => organisation) ?? []) : [],
    questions: assessment && isWithin ? askedOf(criteria, assessment.answers) : [],
    files: isWithin ? files : [],
    shown: isWithin ? (assessment?.result?.shown ?? null) : null,
    mine: own
      ? {
          ...{ answers: own.answers, isDone: own.finished_at !== null, version: own.version },
          missing: missingOf(criteria, own.answers),
        }
      : null,
    differences: isWithin
      ? differencesOf(
          criteria.map(({ id }) => id),
          appraisals,
          row.consensus,
          actor.account,
        )
      : [],
    agreement: isWithin ? row.agreement : null,
    result: row.result,
    proposal:
      isOfficer && row.proposal
        ? (({ by, ...told }) => ({ ...told, isMine: by === actor.account }))(row.proposal)
        : null,
    appeal: row.appeal,
    decisions: decisions.map(({ number, decision, reason, conditions, until, decided_at }) => ({
      ...{ number, decision, reason, conditions, until, at: decided_at.toISOString() },
    })),
    open: may.includes('propose') ? openDecisions(row.state, row.result) : [],
    may,
  }
}
