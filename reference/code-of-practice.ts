// SPDX-License-Identifier: Apache-2.0
/** What a firm asks itself of its care against diversion, as data. Own wording: not checked against any published text. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRows } from './read.ts'

export interface PracticeQuestion {
  /** Stable: answers that were signed off name it. Another wording gets another id. */
  id: string
  /** Who asks itself this: `chemical-operator` or `equipment-maker`. */
  for: string
  theme: string
  /** Whether it stands out in the result where the answer is not yes. */
  isCritical: boolean
  question: { en: string; fr: string }
  /** What would show it. */
  evidence: { en: string; fr: string }
}

const COLUMNS = [
  ...(['id', 'for', 'theme', 'critical'] as const),
  ...(['question_en', 'question_fr', 'evidence_en', 'evidence_fr'] as const),
] as const

/** Reads code-of-practice.csv, in file order: by kind of firm and theme. Throws where it is absent or not in shape. */
export const loadPracticeQuestions = (): PracticeQuestion[] => {
  const file = 'code-of-practice.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  return readRows(file, text, COLUMNS, (row) => ({
    ...{ id: row.id, for: row.for, theme: row.theme, isCritical: row.critical === 'yes' },
    question: { en: row.question_en, fr: row.question_fr },
    evidence: { en: row.evidence_en, fr: row.evidence_fr },
  }))
}
