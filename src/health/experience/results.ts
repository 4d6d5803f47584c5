// SPDX-License-Identifier: Apache-2.0
/** What may be shown of answers. Pure. Quarters do not overlap and no sum over several is shown, so none can be taken from another. */
import { FLOOR } from '#commitments/contract.ts'
import { QUESTIONS, type QuarterResult, type Question } from './contract.ts'

/** By service and quarter; `replied` and `points` by question, in the order of QUESTIONS. */
export interface Sums {
  service: string
  country: string
  quarter: string
  answers: number
  replied: readonly number[]
  points: readonly number[]
}

export const quarterOf = (moment: Date): string =>
  `${moment.getUTCFullYear()}-Q${Math.floor(moment.getUTCMonth() / 3) + 1}`

/** The last quarter that is over. */
export const lastQuarter = (moment: Date): string =>
  quarterOf(new Date(Date.UTC(moment.getUTCFullYear(), Math.floor(moment.getUTCMonth() / 3) * 3, 1) - 1))

const MOST_POINTS = 3
const scoreOf = (points: number, replied: number): number => Math.round((points / (replied * MOST_POINTS)) * 100)
const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/**
 * A service whose questions have different numbers of replies would let one be told from the others, so one score over all is
 * made of every reply, and a question's own only where as many replied to it as the floor asks.
 */
export const resultOf = ({ quarter, answers, replied, points }: Sums): QuarterResult => {
  const isShown = answers >= FLOOR.least && total(replied) >= FLOOR.least
  const own = (n: number) => {
    const [many = 0, sum = 0] = [replied[n], points[n]]
    return isShown && many >= FLOOR.least ? scoreOf(sum, many) : null
  }
  return {
    quarter,
    answers: isShown ? Math.round(answers / FLOOR.round) * FLOOR.round : null,
    score: isShown ? scoreOf(total(points), total(replied)) : null,
    questions: Object.fromEntries(QUESTIONS.map((each, n) => [each, own(n)])) as Record<Question, number | null>,
  }
}

/**
 * Of a country in a quarter. Services that are hidden are left out, unless together they are over the floor: else whoever takes
 * the services that are shown from the country would read the hidden ones. One service alone can never be the difference.
 */
export const countrySums = (all: readonly Sums[]): { answers: number; replied: number; points: number } => {
  const isHidden = (each: Sums) => resultOf(each).score === null
  const hidden = all.filter(isHidden)
  const counted =
    total(hidden.map(({ answers }) => answers)) >= FLOOR.least ? all : all.filter((each) => !isHidden(each))
  return {
    answers: total(counted.map(({ answers }) => answers)),
    replied: total(counted.map(({ replied }) => total(replied))),
    points: total(counted.map(({ points }) => total(points))),
  }
}

export const countryScore = (all: readonly Sums[]): number | null => {
  const { answers, replied, points } = countrySums(all)
  return answers >= FLOOR.least && replied >= FLOOR.least ? scoreOf(points, replied) : null
}
