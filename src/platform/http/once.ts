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

const hashOf = (what: unknown): Buffer => createHash('sha256').update(JSON.stringify(what)).digest()

/**
 * As `sit`, with the caller's key: `work` runs once, its outcome is kept in the same transaction, and whoever asks again
 * with that key gets the same outcome. Two at once wait for each other. The key used for something else is refused.
 * Answers are kept for a
 * day, for this account at this organisation's desk. A refusal is kept too: it was the answer. Without a key this is `sit`.
 */
export const sitOnce = async <Tables, T>(
  db: Kysely<Tables>,
  actor: Actor,
  asked: Asked | undefined,
  work: (trx: Transaction<Tables>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> =>
  sit(db, actor, async (trx) => {
    if (asked === undefined) return work(trx)
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
    const answer = await work(trx)
    await own
      .insertInto('request')
      .values({ account, organisation, key, sha256, answer: JSON.stringify(answer) })
      .execute()
    return answer
  })

/** Takes away what was answered about a record to the organisation that sits, in the transaction that removes the record. */
export const forgetAnswers = async <Tables>(trx: Transaction<Tables>, record: string): Promise<void> =>
  void (await sql`select forget_answers(${record})`.execute(trx))
