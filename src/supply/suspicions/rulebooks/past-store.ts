// SPDX-License-Identifier: Apache-2.0
/** The past of a firm as it is gone through once more, and what became of what was looked at. The only SQL of that. */
import { sql } from 'kysely'
import type { SuspicionLeg } from '../codes.ts'
import type { AccountRow, Trx } from '../store.ts'
import type { Judged } from './comparison.ts'

const TABLES = { order: 'sale', payment: 'payment', parcel: 'item', listing: 'item' } as const
const ofLeg = (leg: SuspicionLeg) => (leg === 'parcel' || leg === 'listing' ? sql`leg = ${sql.lit(leg)} and` : sql``)

export const countSince = async (trx: Trx, leg: SuspicionLeg, since: Date): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(TABLES[leg])} where ${ofLeg(leg)} at > ${since}`.execute(trx)
  return rows[0]?.count ?? 0
}

export interface PastRow<T> {
  content: T
  /** Of an order; else null. */
  customer: string | null
}

const AT_ONCE = 1000

/** All since then in the order of time, some at a time: of a year of payments no memory holds all. */
export const pastOf = async function* <T>(trx: Trx, leg: SuspicionLeg, since: Date): AsyncGenerator<PastRow<T>[]> {
  const customer = leg === 'order' ? sql`customer` : sql`null::uuid`
  await sql`declare replayed no scroll cursor for
    select content, ${customer} as customer from ${sql.table(TABLES[leg])}
    where ${ofLeg(leg)} at > ${sql.lit(since.toISOString())}::timestamptz order by at, id`.execute(trx)
  for (;;) {
    const { rows } = await sql<PastRow<T>>`fetch ${sql.lit(AT_ONCE)} from replayed`.execute(trx)
    if (rows.length === 0) break
    yield rows
  }
  await sql`close replayed`.execute(trx)
}

export type KnownHolder = Pick<AccountRow, 'number' | 'since' | 'holder'>

/** Accounts are older than the payments that a window holds. */
export const holdersOf = async (trx: Trx): Promise<KnownHolder[]> => {
  const { rows } = await sql<KnownHolder>`select number, since, holder from account`.execute(trx)
  return rows
}

/** Since when customers are refused (id), or items were stopped (number), oldest first. */
export const stoppedOf = async (trx: Trx, leg: SuspicionLeg): Promise<{ key: string; at: Date }[]> => {
  if (leg === 'payment') return []
  const { rows } = await (leg === 'order'
    ? sql<{ key: string; at: Date }>`
        select customer as key, agreed_at as at from refusal
        where customer is not null and agreed_by is not null and status <> 'lifted' order by agreed_at`
    : sql<{ key: string; at: Date }>`
        select ref as key, min((step ->> 'at')::timestamptz) as at from alert, jsonb_array_elements(steps) step
        where leg = ${leg} and step ->> 'did' in ('stop', 'delist', 'suspend', 'find')
          and (status = 'stopped' or finding is not null and finding <> 'nothing') group by ref order by 2`
  ).execute(trx)
  return rows
}

/** One at a time of a firm: it is much work. False where another goes on. Until the transaction ends. */
export const beginReplay = async (trx: Trx, firm: string): Promise<boolean> => {
  const { rows } = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`replay ${firm}`}, 0)) as got`.execute(trx)
  return rows[0]?.got ?? false
}

/** By the firm's own number of the order, the account or the item; of an account what weighs most. */
export const verdictsOf = async (trx: Trx, leg: SuspicionLeg): Promise<Map<string, Judged>> => {
  const { rows } = await sql<Judged & { ref: string }>`
    select distinct on (ref) ref, id as alert, verdict, bool_or("isReported") over (partition by ref) as "isReported" from (
      select ref, id, at, reported_at is not null as "isReported", case
        when status in ('refused', 'reduced', 'stopped', 'labelled') or finding is not null and finding <> 'nothing' then 'case'
        when status = 'released' or finding = 'nothing' then 'cleared' end as verdict
      from alert where leg = ${leg}) each
    order by ref, array_position(array['case', 'cleared'], verdict), at desc`.execute(trx)
  return new Map(rows.map(({ ref, ...judged }) => [ref, judged]))
}
