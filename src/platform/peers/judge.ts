// SPDX-License-Identifier: Apache-2.0
/** Hands a message to the room that knows its kind. */
import { sql } from 'kysely'
import { type Exchange, trace } from './exchange.ts'
import type { Sender } from './kinds.ts'
import type { Message } from './message.ts'
import type { Judgement } from './receipts.ts'
import { asRoom, type Trx } from './tables.ts'

/** Conflicts between transactions: not the message's fault, so it is tried again as if it had not come. */
const PASSING = ['40001', '40P01', '55P03']

export type Judged = Judgement & { keep: boolean }

/**
 * What becomes of a message; its effect is in `trx`. A kind that is not known yet, or a program that fails over it, keeps
 * the message for later instead of holding up those behind it. Throws where the whole should be tried again.
 */
export const judge = async (exchange: Exchange, trx: Trx, message: Message, from: Sender): Promise<Judged> => {
  const kind = exchange.kinds.get(message.kind)
  if (!kind)
    return {
      outcome: 'refused',
      reason: 'unknown-kind',
      detail: `This node does not know ${message.kind}; it keeps the message for a later version.`,
      keep: true,
    }
  const shaped = kind.shape.safeParse(message.payload)
  if (!shaped.success) {
    const issue = shaped.error.issues[0]
    return {
      outcome: 'refused',
      reason: 'not-valid',
      detail: `payload.${issue?.path.join('.')}: ${issue?.message}`,
      keep: false,
    }
  }
  await sql`savepoint room`.execute(trx)
  try {
    const answer = await asRoom(trx, () => kind.receive(trx, { ...message, payload: shaped.data }, from))
    await sql`set constraints all immediate`.execute(trx)
    if (answer.ok) {
      await sql`release savepoint room`.execute(trx)
      return { outcome: answer.value, keep: false }
    }
    await sql`rollback to savepoint room`.execute(trx)
    return { outcome: 'refused', reason: answer.refusal.code, detail: answer.refusal.detail, keep: false }
  } catch (cause) {
    await sql`rollback to savepoint room`.execute(trx) // throws by itself where the connection is lost
    if (PASSING.includes((cause as { code?: string }).code ?? '')) throw cause
    console.error(`A message of the kind ${message.kind} is kept; this program failed over it.`, trace(cause))
    return {
      outcome: 'received',
      reason: 'failed',
      detail: 'This node failed over the message; it is kept and tried again.',
      keep: true,
    }
  }
}
