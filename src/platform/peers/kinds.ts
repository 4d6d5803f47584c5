// SPDX-License-Identifier: Apache-2.0
/** What a room says of the messages that it takes. */
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { Outcome } from '#basis/outcome.ts'
import type { Message } from './message.ts'
import { isPlain } from './plain.ts'

/** The node from which a message came. */
export interface Sender {
  id: string
  name: string
}

export interface Kind<Tables, P = unknown> {
  /** Such as `room.thing`; `peers.` is the exchange's own. */
  kind: string
  shape: z.ZodType<P>
  /**
   * Does what the message asks, in the transaction in which it is recorded: both happen once or neither. Answers
   * `accepted`, or `received` where the answer comes later by `decide`, or refuses with a reason that the sender reads.
   * No actor is set: what it writes must be as the sender's handling says.
   */
  receive(trx: Transaction<Tables>, message: Message<P>, from: Sender): Promise<Outcome<'accepted' | 'received'>>
  /** The sender takes a message back that was accepted or received, maybe saying why: undo it. */
  recalled(trx: Transaction<Tables>, messageId: string, from: Sender, reason?: string): Promise<void>
}

/**
 * A room's kind, checked where it is written: `receive` gets what `shape` makes. Of every kind what holds characters that do
 * not show is refused; what people here pasted with such leaves without them (`queue.ts`).
 */
export const registerKind = <Tables, P>(kind: Kind<Tables, P>): Kind<Tables> =>
  ({ ...kind, shape: kind.shape.refine(isPlain, 'A text holds characters that do not show.') }) as Kind<Tables>
