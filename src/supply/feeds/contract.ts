// SPDX-License-Identifier: Apache-2.0
/** The desk of feeds. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import { KINDS, type Kind } from '#supply/incidents/contract.ts'

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

/** What an officer says of a received incident to make a draft of it: other systems leave it out, or say it in their way. */
export const newDraftShape = z.strictObject({
  title: z.string().trim().min(1).max(200).describe('In one line.'),
  kind: z.enum(KINDS).describe('What happened.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('Where it happened, ISO 3166-1 alpha-2.'),
})
export type NewDraft = z.input<typeof newDraftShape>

/** What a received incident says of these itself. */
export interface Draftable {
  title: string
  kind: Kind | null
  country: string | null
}

export type FeedsRefusal = Refusal<
  'not-found' | 'not-valid' | 'private-address' | 'changed' | 'not-now' | 'key-reused' | 'second-person'
>
type Answer<T> = Promise<Outcome<T, FeedsRefusal>>

export interface FeedsDesk {
  may: readonly string[]
  feeds(): Answer<Feed[]>
  /** `key` makes a request that is sent twice count once. */
  configure(input: NewFeed, key?: string): Answer<Feed>
  /** `version`: the one that was read. */
  act(id: string, act: 'pause' | 'resume' | 'fetch', version: number, key?: string): Answer<Feed>
  /** Newest first, at most 200. */
  refusals(): Answer<FeedRefusal[]>
  /** Newest first. `cursor`: the `next` of the page before. */
  received(query?: { cursor?: string }): Answer<{ items: Received[]; next: string | null }>
  /**
   * One with all that it says. `draftable`: what a draft of it would begin with, for officers; null where it is no incident, or
   * was taken back. `made`: the incident that this organisation made of it.
   */
  open(id: string): Answer<Received & { object: unknown; draftable: Draftable | null; made: string | null }>
  /** A draft of this organisation's own from it, once; answers the incident's id. Its marking is never wider. */
  draft(id: string, input: NewDraft, key?: string): Answer<{ incident: string }>
}
