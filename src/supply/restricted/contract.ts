// SPDX-License-Identifier: Apache-2.0
/** The desk of restricted lists. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

export const importShape = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N} ._-]{1,100}$/u),
  /** CSV with a header; `name` at least. */
  text: z.string().min(1).max(2_000_000),
  marking: z.enum(['amber+strict', 'red']),
  /** Organisations whose readers see it. */
  reaches: z.array(z.uuid()).min(1).max(100),
})
export type ImportList = z.input<typeof importShape>

export interface RestrictedListShown {
  id: string
  name: string
  rows: number
  marking: string
  imported: string
  version: number
}

/** Who looked, as the ledger has it. */
export interface Look {
  at: string
  organisation: string | null
  account: string | null
  verb: string
}

/**
 * What was found in a text. `restricted`: by a restricted list, of this name, with its `marking`; null: by what everybody may
 * know.
 */
export interface RestrictedFinding {
  name: string
  as: string
  certainty: number
  span: [number, number] | null
  restricted: string | null
  marking: 'amber+strict' | 'red' | null
}

/** `values` of `not-valid` in `text`: the line, and the column where one is at fault. */
export type RestrictedRefusal = Refusal<'not-found' | 'not-valid'>
type Answer<T> = Promise<Outcome<T, RestrictedRefusal>>

export interface RestrictedDesk {
  may: readonly string[]
  import(input: ImportList): Answer<RestrictedListShown>
  /** Those that exist for this actor; never what they say. */
  lists(): Answer<RestrictedListShown[]>
  /** Newest first, at most 200. */
  looks(list: string): Answer<Look[]>
  match(text: string): Answer<RestrictedFinding[]>
}
