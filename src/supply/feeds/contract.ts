// SPDX-License-Identifier: Apache-2.0
/** The desk of feeds. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

const marking = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red'])

export const newFeedShape = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** Of the API root. */
  address: z.string().trim().min(1).max(1000),
  /** Id or alias. */
  collection: z
    .string()
    .trim()
    .regex(/^[\w.~-]{1,200}$/),
  /** Empty: the key goes as a bearer. */
  username: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^:]*$/)
    .default(''),
  key: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{1,1000}$/),
  /** The lowest marking that anything of it is given here. */
  least: marking.default('amber'),
  /** Organisations of this node. */
  reaches: z.array(z.uuid()).min(1).max(100),
})
export type NewFeed = z.input<typeof newFeedShape>

export interface Feed {
  id: string
  name: string
  address: string
  collection: string
  least: z.output<typeof marking>
  reaches: string[]
  status: 'active' | 'paused'
  /** Code of what went wrong last. */
  trouble: string | null
  failures: number
  nextTry: string
  heard: string | null
  version: number
}

/** An object as it came, and from where. */
export interface Received {
  id: string
  feed: string
  stixId: string
  type: string
  name: string
  marking: z.output<typeof marking>
  modified: string | null
  /** Who made it, as it says itself. */
  by: string | null
  /** When the other side says it was added. */
  added: string | null
  received: string
}

export interface FeedRefusal {
  id: string
  feed: string
  at: string
  stixId: string
  where: string
  code: string
  why: string
}

export type FeedsRefusal = Refusal<'not-found' | 'not-valid' | 'private-address' | 'changed' | 'not-now'>
type Answer<T> = Promise<Outcome<T, FeedsRefusal>>

export interface FeedsDesk {
  may: readonly string[]
  feeds(): Answer<Feed[]>
  configure(input: NewFeed): Answer<Feed>
  /** `version`: the one that was read. */
  act(id: string, act: 'pause' | 'resume' | 'fetch', version: number): Answer<Feed>
  /** Newest first, at most 200. */
  refusals(): Answer<FeedRefusal[]>
  /** Newest first. `cursor`: the `next` of the page before. */
  received(query?: { cursor?: string }): Answer<{ items: Received[]; next: string | null }>
  /** One with all that it says. */
  open(id: string): Answer<Received & { object: unknown }>
}
