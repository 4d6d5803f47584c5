// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod'
import { type Outcome, ok, type Refusal } from '#basis/outcome.ts'

/** What came in, in shape, or the first place where it is not. */
export const parse = <T>(shape: z.ZodType<T>, input: unknown): Outcome<T, Refusal<'not-valid'>> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  const where = issue?.path.join('.') ?? ''
  const detail = `${where}: ${issue?.message ?? 'not in shape'}`
  return { ok: false, refusal: { code: 'not-valid', detail, ...(where === '' ? {} : { where }) } }
}
