// SPDX-License-Identifier: Apache-2.0
/** Test calls: what goes in and what comes out, in shapes that a browser may see. */
import type { Outcome } from '#basis/outcome.ts'
import type { DirectoryRefusal, Listing } from '../contract.ts'
import type { Answers, Checked } from './script.ts'

type Answer<T> = Promise<Outcome<T, DirectoryRefusal>>

export interface TestCall {
  id: string
  listing: Listing
  drawn: string
  /** What the listing says something of. */
  asked: Checked[]
  called: string | null
  answers: Answers | null
  version: number
}

/** Of the last 365 days. Shares are of 1, and null below 30 calls. */
export interface Accuracy {
  calls: number
  exact: number | null
  functional: number | null
  /** As many calls are needed at least. */
  fewest: number
}

export interface CallsDesk {
  /** Draws listings at random that have a telephone and were not drawn in 90 days; answers how many. */
  drawCalls(count: number, key?: string): Answer<number>
  /** Those to be made, oldest first, and what was found of all. */
  calls(): Answer<{ items: TestCall[]; accuracy: Accuracy }>
  call(id: string): Answer<TestCall>
  recordCall(id: string, answers: Answers, version: number, key?: string): Answer<TestCall>
}
