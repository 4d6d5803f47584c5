// SPDX-License-Identifier: Apache-2.0
/** A compartment as its custodian sees it, and whoever administers the node. Moments are ISO 8601 in UTC. */
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { InclusionProof, LedgerPage } from '../ledger/index.ts'

export type { InclusionProof, LedgerPage }

/** `not-found` is also said of what this actor may not see, and of a line that has no place in the tree yet. */
export type CustodyRefusal = Refusal<'not-found' | 'not-valid' | 'bad-cursor'>
type Answer<T> = Promise<Outcome<T, CustodyRefusal>>

export interface LedgerSearch {
  /** Kind of the records. */
  kind?: string
  /** One record. */
  id?: string
  account?: string
  /** At or after; a day or a moment. */
  from?: string
  /** Before; a day or a moment. */
  to?: string
  /** `next` of the page before. */
  cursor?: string
  /** Lines a page, 1 to 200; 50 where absent. */
  limit?: number
}

export interface CompartmentHealth {
  healthy: boolean
  ledger: {
    lines: number
    /** Lines that have no place in the tree yet, and since when the oldest of them waits. */
    waiting: number
    oldest: string | null
    /** When the tree was last signed; null as long as it is empty. */
    signed: string | null
  }
  outbox: {
    waiting: number
    oldest: string | null
    consumers: { name: string; behind: number; failures: number }[]
  }
  /** Null where the compartment has no jobs. */
  jobs: { waiting: number; running: number; failed: number; oldest: string | null } | null
}

/** How much of a kind the ledger tells of: totals and ages, no record and no person. */
export interface KindTotals {
  kind: string
  lines: number
  oldest: string
  newest: string
}

/** A job that failed for good. It carries ids alone, and of its error the kind is kept alone. */
export interface FailedJob {
  id: string
  queue: string
  since: string
  failed: string | null
  tries: number
  /** Code or name of the last error. */
  trouble: string | null
}

/** What a compartment does by itself: who is told of its events, what it does later, and what of that failed. */
export interface CompartmentWork {
  outbox: {
    waiting: number
    oldest: string | null
    consumers: { name: string; behind: number; failures: number; trouble: string | null; retry: string | null }[]
  }
  queues: { name: string; waiting: number; running: number; failed: number }[]
  /** The newest 100. */
  failed: FailedJob[]
}

export interface CustodyDesk {
  /** Which of these methods this actor may use, so that a page offers no others. */
  may: readonly ('ledger' | 'proof' | 'health' | 'kinds' | 'work' | 'again')[]
  /** A page of the ledger, newest first. Reading it is itself a line. */
  ledger(search?: LedgerSearch): Answer<LedgerPage>
  /** That a line stands in the ledger, for a stranger to check. Asking for it is itself a line. */
  proof(line: string): Answer<InclusionProof>
  health(): Answer<CompartmentHealth>
  /** Counts every line, at each call. */
  kinds(): Answer<KindTotals[]>
  work(): Answer<CompartmentWork>
  /** Lets a job that failed for good run once more; itself a line. */
  again(job: string): Answer<null>
}

/** What somebody has to do with a compartment. */
export interface Custody {
  /** Null: this actor learns whether it is healthy, and nothing else. */
  desk: CustodyDesk | null
  /** Never rejects: a compartment that does not answer is not healthy. */
  healthy(): Promise<boolean>
}
