// SPDX-License-Identifier: Apache-2.0
/** The only SQL of payments and accounts. Each function takes a transaction in which somebody sits who watches for a reporter. */
import { sql } from 'kysely'
import type { AlertStatus } from '../codes.ts'
import type { AccountRow, AlertRow, PaymentRow, Trx } from '../store.ts'
import { MOST_KEPT, USUAL_OF } from './accounts.ts'

export interface KnownPayment {
  id: string
  digest: Buffer
}

/** Those of these numbers that are here already. */
export const paymentsKept = async (trx: Trx, refs: readonly string[]): Promise<Map<string, KnownPayment>> => {
  const { rows } = await sql<KnownPayment & { ref: string }>`
    select ref, id, digest from payment where ref = any(${[...refs]}::text[])`.execute(trx)
  return new Map(rows.map(({ ref, ...row }) => [ref, row]))
}

/** What somebody was told of it last: where somebody looks still, and else since a moment. */
export interface KnownAccount extends AccountRow {
  alert: string | null
  status: AlertStatus | null
  score: number | null
}

const WAITING = sql`('open', 'held', 'refusing')`

export const accountsKnown = async (trx: Trx, numbers: readonly string[], since: Date): Promise<KnownAccount[]> => {
  const { rows } = await sql<KnownAccount>`
    select account.*, told.id as alert, told.status, told.score
    from account left join lateral (
      select id, score, status from alert
      where alert.account = account.id and (at > ${since} or status in ${WAITING})
      order by status in ${WAITING} desc, at desc limit 1) told on true
    where number = any(${[...numbers]}::text[])`.execute(trx)
  return rows
}

/**
 * Payments of these accounts after a moment, oldest first; of each account the newest that a window holds. Asked for all at once:
 * a question for each account goes through all payments of the reporter in the order of time.
 */
export const paymentsOf = async (trx: Trx, accounts: readonly string[], after: Date) => {
  const newestOf = (side: 'debtor' | 'creditor') => sql`
    select id from (select id, row_number() over (partition by ${sql.ref(side)} order by at desc) as newer from payment
      where ${sql.ref(side)} = any(${[...accounts]}::uuid[]) and at > ${after}) each where newer <= ${MOST_KEPT}`
  const { rows } = await sql<Pick<PaymentRow, 'id' | 'at' | 'content'>>`
    select id, at, content from payment where id in (${newestOf('debtor')} union ${newestOf('creditor')})
    order by at, id`.execute(trx)
  return rows
}

/** Of all payments that came in last, oldest first. */
export const usualAmounts = async (trx: Trx): Promise<number[]> => {
  const { rows } = await sql<{ amount: number }>`
    select amount from payment order by at desc, id limit ${USUAL_OF}`.execute(trx)
  return rows.map(({ amount }) => amount).reverse()
}

/** What was held by itself since a moment, by red flag, and how many payments came in. */
export const accountsHeldSince = async (trx: Trx, since: Date) => {
  const { rows: flags } = await sql<{ flag: string; count: number }>`
    select reason ->> 'flag' as flag, count(*)::int as count
    from alert, jsonb_array_elements(judgement -> 'reasons') reason
    where leg = 'payment' and at > ${since} and judgement ->> 'outcome' = 'hold' group by 1`.execute(trx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from payment where taken_at > ${since}`.execute(trx)
  return { payments: rows[0]?.count ?? 0, holds: new Map(flags.map(({ flag, count }) => [flag, count])) }
}

export const keepAccounts = (trx: Trx, rows: readonly AccountRow[]) =>
  sql`insert into account (id, originator, number, name, holder, since)
    select id, originator, number, name, holder, since from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(id uuid, originator uuid, number text, name text, holder text, since timestamptz)
    on conflict (originator, number) do update set since = least(account.since, excluded.since),
      name = coalesce(nullif(excluded.name, ''), account.name),
      holder = case when excluded.holder = 'unknown' then account.holder else excluded.holder end
    where account.since > excluded.since or excluded.name not in ('', account.name)
      or excluded.holder not in ('unknown', account.holder)`.execute(trx)

export const insertPayments = (trx: Trx, rows: readonly PaymentRow[]) =>
  sql`insert into payment (id, originator, ref, at, taken_at, amount, debtor, creditor, content, digest)
    select id, originator, ref, at, taken_at, amount, debtor, creditor, content, decode(digest, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ digest, ...row }) => ({ ...row, digest: digest.toString('hex') })))}::jsonb)
      as given(id uuid, originator uuid, ref text, at timestamptz, taken_at timestamptz, amount float8, debtor uuid,
        creditor uuid, content jsonb, digest text)`.execute(trx)

/** An account at which somebody looks weighs more by now; one that waited open may be held, and what was decided stays. */
export const weighMore = (
  trx: Trx,
  id: string,
  { score, judgement, payment }: Pick<AlertRow, 'score' | 'judgement' | 'payment'>,
) =>
  sql`update alert set score = ${score}, judgement = ${JSON.stringify(judgement)}::jsonb, payment = ${payment},
      status = case when status = 'open' and ${judgement.outcome} = 'hold' then 'held' else status end,
      version = version + 1 where id = ${id}`.execute(trx)

export const accountById = async (trx: Trx, id: string): Promise<AccountRow | undefined> => {
  const { rows } = await sql<AccountRow>`select * from account where id = ${id}`.execute(trx)
  return rows[0]
}

export const paymentById = async (trx: Trx, id: string): Promise<PaymentRow | undefined> => {
  const { rows } = await sql<PaymentRow>`select * from payment where id = ${id}`.execute(trx)
  return rows[0]
}

/** Of one account between two moments, newest first, with the total number. */
export const paymentsBetween = async (trx: Trx, account: string, [from, to]: readonly [Date, Date], limit: number) => {
  const { rows } = await sql<PaymentRow & { total: number }>`
    select *, count(*) over ()::int as total from payment
    where (debtor = ${account} or creditor = ${account}) and at > ${from} and at <= ${to}
    order by at desc, id desc limit ${limit}`.execute(trx)
  return { rows, total: rows[0]?.total ?? 0 }
}
