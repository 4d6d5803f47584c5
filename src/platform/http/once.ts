// SPDX-License-Identifier: Apache-2.0
/** A request that is sent twice has its effect once (draft-ietf-httpapi-idempotency-key-header). */
import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { type Outcome, refuse } from '#basis/outcome.ts'
import { type Actor, sit } from '../access/index.ts'

export interface RequestTables {
  request: { account: string; organisation: string; key: string; sha256: Buffer; answer: unknown }
}

/** What the caller sent: its key, and what it asked for as bytes or JSON. */
export interface Asked {
  key: string
  what: unknown
}

type Refused = { code: 'key-reused'; detail: string; where?: string }

/** Ends a transaction that refused, so that it leaves nothing. */
const REFUSED = new Error('The work was refused.')

const hashOf = (what: unknown): Buffer => createHash('sha256').update(JSON.stringify(what)).digest()

/**
 * As `sit`, with the caller's key: `work` runs once, its outcome is kept in the same transaction, and whoever asks again
 * with that key gets the same outcome. Two at once wait for each other. The key used for something else is refused.
 * Answers are kept for a day, for this account at this organisation's desk. A refusal is not, with a key or without: whatever
 * `work` did before it refused is undone, and a form that is put right may come with the key that it had.
 */
export const sitOnce = async <Tables, T>(
  db: Kysely<Tables>,
  actor: Actor,
  asked: Asked | undefined,
  work: (trx: Transaction<Tables>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  let refused: Outcome<T> | undefined
  const whole = async (trx: Transaction<Tables>) => {
    const answer = await work(trx)
    if (answer.ok) return answer
    refused = answer
    throw REFUSED
  }
  const once = async (trx: Transaction<Tables>) => {
    if (asked === undefined) return whole(trx)
    const own = trx as unknown as Transaction<RequestTables>
    const { account, organisation } = actor
    const { key } = asked
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${account} ${organisation} ${key}`}, 0))`.execute(own)
    await sql`select forget_requests()`.execute(own)
    const known = await own
      .selectFrom('request')
      .select(['sha256', 'answer'])
      .where('account', '=', account)
      .where('organisation', '=', organisation)
      .where('key', '=', key)
      .executeTakeFirst()
    const sha256 = hashOf(asked.what)
    if (known && !known.sha256.equals(sha256))
      return refuse<Refused['code']>(
        'key-reused',
        'This Idempotency-Key was used for another request.',
        'Idempotency-Key',
      )
    if (known) return known.answer as Outcome<T>
    const answer = await whole(trx)
    await own
      .insertInto('request')
      .values({ account, organisation, key, sha256, answer: JSON.stringify(answer) })
      .execute()
    return answer
  }
  try {
    return await sit(db, actor, once)
  } catch (error) {
    if (error === REFUSED && refused) return refused
    throw error
  }
}

/** Takes away what was answered about a record to the organisation that sits, in the transaction that removes the record. */
export const forgetAnswers = async <Tables>(trx: Transaction<Tables>, record: string): Promise<void> =>
  void (await sql`select forget_answers(${record})`.execute(trx))
