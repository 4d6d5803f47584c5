// SPDX-License-Identifier: Apache-2.0
/** Precision and recall on labelled lines, counted alike for us and for the peers: line by line, thing by thing. */
import type { Finding } from '#matching/index.ts'
import type { Case } from './cases.ts'
import type { Best } from './peers/search.ts'

export interface Accuracy {
  precision: number
  recall: number
  f1: number
}

const accuracy = (right: number, said: number, wanted: number): Accuracy => ({
  precision: right / said,
  recall: right / wanted,
  f1: (2 * right) / (said + wanted),
})

const wantedIn = (cases: readonly Case[]) => cases.reduce((sum, { expected }) => sum + expected.length, 0)

/** As `npm run evaluate` has it: a class fits in any jurisdiction, and beside a thing expected it is no error. */
export const accuracyOfFindings = (cases: readonly Case[], find: (line: string) => Finding[]): Accuracy => {
  let [right, said] = [0, 0]
  for (const { input, expected } of cases) {
    const found = find(input)
    const ids = new Set(found.filter(({ kind }) => kind !== 'class').map(({ id }) => id))
    const classes = new Set(
      found.filter(({ kind }) => kind === 'class').map(({ id }) => `class:${id.replace(/^[a-z]+-/, '')}`),
    )
    right += expected.filter((id) => ids.has(id) || classes.has(id)).length
    said += ids.size + [...classes].filter((id) => expected.length === 0 || expected.includes(id)).length
  }
  return accuracy(right, said, wantedIn(cases))
}

/** With the peer's own threshold, and with the one that on these very lines would have served it best. */
export const accuracyOfBest = (cases: readonly Case[], answers: readonly (Best | undefined)[]) => {
  const wanted = wantedIn(cases)
  const said = cases
    .flatMap(({ expected }, i) => {
      const best = answers[i]
      return best ? [{ score: best.score, right: expected.includes(best.id) }] : []
    })
    .sort((a, b) => b.score - a.score)
  let right = 0
  const all = said.map((answer, i) => {
    if (answer.right) right++
    return accuracy(right, i + 1, wanted)
  })
  const usual = all.at(-1) ?? accuracy(0, 0, wanted)
  return { usual, tuned: all.reduce((best, each) => (each.f1 > best.f1 ? each : best), usual) }
}
