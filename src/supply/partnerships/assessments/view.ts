// SPDX-License-Identifier: Apache-2.0
/** A self-assessment as the firm reads it, and whoever it is shown to. */
import type { Actor } from '#platform/access/index.ts'
import { loadPracticeQuestions, type PracticeQuestion } from '#reference/index.ts'
import { may } from './access.ts'
import { daysAfter, isFollowed, missingOf, REMINDED_DAYS, resultOf } from './assessment.ts'
import type { Assessment, AssessmentCommand, AssessmentSummary, EvidenceFile } from './contract.ts'
import type { AssessmentRow } from './store.ts'

let all: readonly PracticeQuestion[] | undefined
export const questionsFor = (kind: string): PracticeQuestion[] => {
  all ??= loadPracticeQuestions()
  return all.filter((each) => each.for === kind)
}

const daysOf = ({ originator, kind, valid_from, valid_until }: AssessmentRow) => ({
  ...{ organisation: originator, kind, valid_from: valid_from ?? '', valid_until: valid_until ?? '' },
})

/** `others`: all that this reader sees, by which it is known whether another one follows. */
export const summaryOf = (
  row: AssessmentRow,
  others: readonly AssessmentRow[],
  { organisation }: Pick<Actor, 'organisation'>,
  today: string,
): AssessmentSummary => {
  const { valid_from: from, valid_until: until } = row
  const status = until === null ? 'answering' : today <= until ? 'valid' : 'over'
  const signed = others.filter(({ completed_at }) => completed_at !== null).map(daysOf)
  return {
    ...{ id: row.id, organisation: row.originator, kind: row.kind, number: row.number, status, from, until },
    isDue: status === 'valid' && (until ?? '') <= daysAfter(today, REMINDED_DAYS) && !isFollowed(daysOf(row), signed),
    isNamed: row.named_since !== null,
    // Who may not change it is not told how often it was: of sittings, and of whom else it is shown to.
    version: row.originator === organisation ? row.version : 0,
  }
}

/** What may be done by the firm's own people; whoever it is shown to reads it. */
export const actsOf = (row: AssessmentRow, actor: Actor, today: string): AssessmentCommand['do'][] => {
  if (row.originator !== actor.organisation || !may(actor, 'act')) return []
  if (row.completed_at === null) return ['answer', 'complete']
  return today <= (row.valid_until ?? '') ? ['show', 'name'] : ['show']
}

export const assessmentOf = (
  row: AssessmentRow,
  { others, files }: { others: readonly AssessmentRow[]; files: EvidenceFile[] },
  actor: Actor,
  today: string,
): Assessment => {
  const current = questionsFor(row.kind)
  // What was signed off is shown with the questions that were asked then.
  const questions = row.completed_at === null ? current : current.filter(({ id }) => row.answers[id] !== undefined)
  const isOwn = row.originator === actor.organisation
  return {
    ...summaryOf(row, others, actor, today),
    questions: questions.map(({ id, theme, isCritical, question, evidence }) => ({
      ...{ id, theme, isCritical, question, evidence, answer: row.answers[id] ?? null },
    })),
    files,
    missing: row.completed_at === null ? missingOf(current, row.answers) : [],
    result: row.result ?? resultOf(current, row.answers),
    // To whom else a firm shows it is nobody's affair but the firm's.
    shownTo: isOwn ? row.shown_to : [],
    may: actsOf(row, actor, today),
  }
}
