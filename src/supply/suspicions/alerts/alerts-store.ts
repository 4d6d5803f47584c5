// SPDX-License-Identifier: Apache-2.0
/** The only SQL of alerts and refusals. Each function takes a transaction in which an actor sits. */
import { sql } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { AlertStatus, SuspicionLeg } from '../codes.ts'
import type { CustomerRefusal } from '../contract.ts'
import { type AlertRow, json, type Trx } from '../store.ts'

export interface RefusalRow extends HandlingColumns {
  id: string
  alert: string
  /** Of an order, and else an account. */
  customer: string | null
  account: string | null
  status: Exclude<CustomerRefusal['status'], 'over'>
  content: Pick<CustomerRefusal, 'scope' | 'basis' | 'basisText' | 'goodFaith' | 'customerText'>
  flags: string[]
  until_on: string
  proposed_by: string
  agreed_by: string | null
  agreed_at: Date | null
  decided_at: Date | null
  certificate: string | null
  salt: string | null
}

/** Batches of one firm wait for each other: two at once would make one customer twice. Until the transaction ends. */
export const takeTurns = (trx: Trx, firm: string, leg: SuspicionLeg) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${leg} ${firm}`}, 0))`.execute(trx)

/** Handling is one for all of a firm. */
export const insertAlerts = async (trx: Trx, rows: readonly AlertRow[]): Promise<void> => {
  await sql`
    insert into alert (id, leg, sale, customer, account, payment, item, name, ref, at, status, score, found, judgement, due_at, originator, audience,
      marking, purposes, is_originator_controlled)
    select id, leg, sale, customer, account, payment, item, name, ref, at, status, score, found, judgement, due_at, originator, audience, marking,
      purposes, is_originator_controlled
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, leg text, sale uuid, customer uuid, account uuid, payment uuid, item uuid, name text, ref text,
      at timestamptz, status text, score int, found jsonb, judgement jsonb, due_at timestamptz, originator uuid,
      audience text[], marking smallint, purposes text[], is_originator_controlled boolean)`.execute(trx)
}

export const alertById = async (trx: Trx, id: string): Promise<AlertRow | undefined> =>
  trx.selectFrom('alert').selectAll().where('id', '=', id).executeTakeFirst()

/** Where an alert of a list stands after another: by whether it waits, score, time and id. */
export type AlertPlace = readonly [waits: string, score: string, at: string, id: string]

/** Those that wait first, heaviest first, one more than `limit` where there are more. */
export const listAlerts = async (
  trx: Trx,
  {
    status,
    limit,
    after,
    firm,
  }: { firm: string; status?: AlertStatus | undefined; limit: number; after?: AlertPlace | undefined },
): Promise<AlertRow[]> => {
  const waiting = ['open', 'held', 'refusing', 'appealed']
  const of = async (statuses: readonly string[], wanted: number, from?: readonly string[]) => {
    if (wanted <= 0) return []
    // Each status apart: each has an index in this order, and a few of each are merged here.
    const { rows } = await sql<AlertRow>`
      select picked.* from unnest(${[...statuses]}::text[]) each
      cross join lateral (select * from alert where originator = ${firm}::uuid and alert.status = each
        and (${from === undefined} or (score, at, id) < (${from?.[0] ?? '0'}::int, ${from?.[1] ?? 'now'}::timestamptz,
          ${from?.[2] ?? '00000000-0000-0000-0000-000000000000'}::uuid))
        order by score desc, at desc, id desc limit ${wanted}) picked
      order by picked.score desc, picked.at desc, picked.id desc limit ${wanted}`.execute(trx)
    return rows
  }
  if (status !== undefined) return of([status], limit + 1, after?.slice(1))
  const isPast = after?.[0] === 'done'
  const first = isPast ? [] : await of(waiting, limit + 1, after?.slice(1))
  const done = await of(
    ['released', 'reduced', 'refused', 'labelled', 'stopped'],
    limit + 1 - first.length,
    isPast ? after?.slice(1) : undefined,
  )
  return [...first, ...done]
}

export const countAlerts = async (trx: Trx, status: AlertStatus | undefined): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from alert where ${status ?? null}::text is null or status = ${status ?? null}::text`.execute(
    trx,
  )
  return rows[0]?.count ?? 0
}

export const changeAlert = async (
  trx: Trx,
  { id, version }: Pick<AlertRow, 'id' | 'version'>,
  {
    steps,
    ...changes
  }: Partial<Pick<AlertRow, 'status' | 'assigned' | 'reported_at' | 'finding'>> & Pick<AlertRow, 'steps'>,
): Promise<AlertRow | undefined> =>
  trx
    .updateTable('alert')
    .set({ ...changes, steps: json(steps) as never, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** The newest of an alert; declined ones stay, and are not asked for. */
export const refusalOf = async (trx: Trx, alert: string): Promise<RefusalRow | undefined> => {
  const { rows } = await sql<RefusalRow>`
    select *, until_on::text as until_on from refusal where alert = ${alert} and status <> 'declined'`.execute(trx)
  return rows[0]
}

export const insertRefusal = (trx: Trx, row: RefusalRow) =>
  sql`insert into refusal (id, alert, customer, account, status, content, flags, until_on, proposed_by, originator, audience, marking,
      purposes, is_originator_controlled)
    values (${row.id}, ${row.alert}, ${row.customer}, ${row.account}, ${row.status}, ${JSON.stringify(row.content)}::jsonb, ${row.flags},
      ${row.until_on}, ${row.proposed_by}, ${row.originator}, ${row.audience}, ${row.marking}, ${row.purposes},
      ${row.is_originator_controlled})`.execute(trx)

type Changes = Partial<Pick<RefusalRow, 'status' | 'agreed_by' | 'agreed_at' | 'decided_at' | 'certificate' | 'salt'>>

export const changeRefusal = (trx: Trx, id: string, changes: Changes) => {
  const set = Object.entries(changes).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  return sql`update refusal set ${sql.join(set)} where id = ${id}`.execute(trx)
}
