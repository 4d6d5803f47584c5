// SPDX-License-Identifier: Apache-2.0
/** What is missing of a self-assessment, what came of it, and how long it is valid: pure. */
import type { PracticeQuestion } from '#reference/index.ts'
import type { Answer, Result } from './contract.ts'

export type Answers = Readonly<Record<string, Answer>>

/** Days before the last one on which the firm is reminded: time enough for several sittings. */
export const REMINDED_DAYS = 45

/** Ids of the questions without an answer, or that are said not to apply without a reason. */
export const missingOf = (questions: readonly PracticeQuestion[], answers: Answers): string[] =>
  questions
    .filter(({ id }) => {
      const given = answers[id]
      return given === undefined || (given.reply === 'not-applicable' && given.note === '')
    })
    .map(({ id }) => id)

/**
 * Counts by theme, in the order of the questions. No number is made of them all together: a firm that trains its staff well
 * does not make up for selling to anybody. What does not apply is not counted, nor what has no answer.
 */
export const resultOf = (questions: readonly PracticeQuestion[], answers: Answers): Result => {
  const replyTo = ({ id }: PracticeQuestion) => answers[id]?.reply
  const themes = Map.groupBy(questions, ({ theme }) => theme)
  return {
    themes: [...themes].map(([theme, own]) => {
      const replies = own.map(replyTo).filter((reply) => reply !== undefined && reply !== 'not-applicable')
      const count = (reply: string) => replies.filter((each) => each === reply).length
      return { theme, asked: replies.length, yes: count('yes'), partly: count('partly') }
    }),
    open: questions
      .filter((each) => each.isCritical && ['partly', 'no'].includes(replyTo(each) ?? ''))
      .map(({ id }) => id),
  }
}

/** The last day of a year that begins on a day, both `YYYY-MM-DD`: the day before that day a year later. */
export const lastDayOf = (from: string): string => {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number)
  return new Date(Date.UTC(year + 1, month - 1, day - 1)).toISOString().slice(0, 10)
}

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

export interface Days {
  organisation: string
  kind: string
  valid_from: string
  valid_until: string
}

/** Whether the same firm signed off another one, before or on its last day, that is valid after it. */
export const isFollowed = (one: Days, all: readonly Days[]): boolean =>
  all.some(
    (other) =>
      other.organisation === one.organisation &&
      other.kind === one.kind &&
      other.valid_until > one.valid_until &&
      other.valid_from <= one.valid_until,
  )
