// SPDX-License-Identifier: Apache-2.0
/** The desk of webhooks. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

export const newWebhookShape = z.strictObject({
  url: z.string().trim().min(1).max(1000),
  kinds: z.array(z.string().max(100)).min(1).max(50),
})
export type NewWebhook = z.input<typeof newWebhookShape>

export interface Webhook {
  id: string
  url: string
  kinds: string[]
  status: 'active' | 'paused' | 'disabled'
  trouble: string | null
  failingSince: string | null
  waiting: number
  version: number
}

/** An event that was tried to the end. */
export interface DeadLetter {
  id: string
  webhook: string
  kind: string
  record: string
  at: string
  trouble: string | null
}

export type WebhooksRefusal = Refusal<
  'not-found' | 'not-valid' | 'private-address' | 'changed' | 'not-now' | 'no-purpose' | 'too-many'
>
type Answer<T> = Promise<Outcome<T, WebhooksRefusal>>

export interface WebhooksDesk {
  may: readonly string[]
  /** Kinds of events that may be told. */
  kinds: readonly string[]
  /** This account’s own. */
  list(): Answer<{ webhooks: Webhook[]; dead: DeadLetter[] }>
  /** `secret`: shown this once. */
  subscribe(input: NewWebhook): Answer<{ webhook: Webhook; secret: string }>
  /** `rotate` answers a new secret; for a day the old one signs as well. */
  act(
    id: string,
    act: 'pause' | 'resume' | 'rotate',
    version: number,
  ): Answer<{ webhook: Webhook; secret: string | null }>
  /** A dead letter once more. */
  again(delivery: string): Answer<true>
}
