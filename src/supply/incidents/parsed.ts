// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { IncidentsRefusal } from './contract.ts'

/** What was sent in this shape; refused with the first thing that is wrong, and where. */
export const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, IncidentsRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}
