// SPDX-License-Identifier: Apache-2.0
/** Whether a value is JSON that can be kept: no deeper than others read, and of text that a database takes. */
import { MOST_DEPTH } from '#basis/canonical.ts'

export interface Unfit {
  code: 'too-deep' | 'not-text' | 'too-large'
  why: string
  path: string[]
}

const unfit = (code: Unfit['code'], why: string): Unfit => ({ code, why, path: [] })
const DEEP = `It is nested deeper than ${MOST_DEPTH} levels.`

/** Half of a surrogate pair and U+0000 are no text: PostgreSQL refuses both, after all checks have been passed. */
const textProblem = (text: string) =>
  text.isWellFormed() && !text.includes('\0') ? undefined : unfit('not-text', 'There is a character that is no text.')

/** Looks at each value once. `left` is how many characters and values there may still be; it goes down. */
export const measure = (value: unknown, budget: { left: number }, depth = 0): Unfit | undefined => {
  budget.left -= typeof value === 'string' ? value.length + 1 : 1
  if (budget.left < 0) return unfit('too-large', 'It is larger than is read.')
  if (typeof value === 'string') return textProblem(value)
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return undefined
  if (typeof value !== 'object') return unfit('not-text', `JSON has no ${typeof value}.`)
  if (depth === MOST_DEPTH) return unfit('too-deep', DEEP)
  for (const key of Object.keys(value)) {
    // Written into another object, this key would change what that object is.
    const problem =
      key === '__proto__'
        ? unfit('not-text', 'A member has a name that is not allowed.')
        : (textProblem(key) ?? measure((value as Record<string, unknown>)[key], budget, depth + 1))
    if (problem) return { ...problem, path: [key.slice(0, 250).toWellFormed(), ...problem.path] }
  }
  return undefined
}
