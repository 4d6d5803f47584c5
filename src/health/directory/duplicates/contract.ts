// SPDX-License-Identifier: Apache-2.0
/** Pairs of listings that may mean one service: what goes in and what comes out, in shapes that a browser may see. */
import { z } from 'zod'
import type { Outcome } from '#basis/outcome.ts'
import type { DirectoryRefusal, Listing } from '../contract.ts'
import type { Reason } from './alike.ts'
import { FIELDS } from './fields.ts'

type Answer<T> = Promise<Outcome<T, DirectoryRefusal>>

export const decisionShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('different') }),
  /** `kept` stands for both; `taken` are fields that stand as the other one says them. */
  z.strictObject({
    do: z.literal('same'),
    kept: z.uuid(),
    taken: z.array(z.enum(FIELDS)).max(FIELDS.length).default([]),
  }),
  /** Takes back what was decided; hand-written changes since then stay. */
  z.strictObject({ do: z.literal('undo') }),
])
export type Decision = z.input<typeof decisionShape>

export interface ListedPair {
  id: string
  /** 0 to 1. */
  score: number
  reasons: Reason[]
  state: 'open' | 'different' | 'same'
  /** Of the same: which one stands for both. */
  kept: string | null
  taken: (typeof FIELDS)[number][]
  a: Listing
  b: Listing
  version: number
}

export interface DuplicatesDesk {
  /** The 50 most alike that nobody decided, or what was decided last. */
  pairs(state?: 'open' | 'decided'): Answer<{ items: ListedPair[]; open: number }>
  pair(id: string): Answer<ListedPair>
  /** Compares all listings of this organisation again; answers how many pairs are open then. */
  lookForPairs(): Answer<number>
  decide(id: string, decision: Decision, version: number, key?: string): Answer<ListedPair>
}
