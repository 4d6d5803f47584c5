// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { SignalsRefusal } from './contract.ts'

/**
 * What was sent in this shape; refused with the first thing that is wrong, and where. What points to a person is refused
 * as `person`, so that whoever wrote it is told what and why. `place`: of a text that stands by itself.
 */
export const parsed = <S extends z.ZodType>(
  shape: S,
  input: unknown,
  place = 'input',
): Outcome<z.output<S>, SignalsRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const { issues } = result.error
  const persons = issues.find((issue) => issue.code === 'custom' && issue.params?.mark !== undefined)
  const issue = persons ?? issues[0]
  const where = issue?.path.join('.') || place
  if (persons?.code !== 'custom') return refuse('not-valid', issue?.message ?? 'Not valid.', where)
  const { mark, text } = persons.params as { mark: string; text: string }
  return refuse('person', persons.message, where, { mark, text })
}
