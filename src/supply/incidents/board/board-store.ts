// SPDX-License-Identifier: Apache-2.0
/** The SQL of work on the board. Each takes a transaction in which an actor sits, but for `claimDue`. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { IncidentTables } from '../store.ts'
import type { SavedFilter, Tell } from './shapes.ts'

type Trx = Transaction<IncidentTables>

export const readBy = async (trx: Trx, account: string, incidents: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ incident: string }>`select incident from incident_read
    where account = ${account} and incident = any(${incidents}::uuid[])`.execute(trx)
  return new Set(rows.map(({ incident }) => incident))
}

export const setRead = (trx: Trx, incident: string, account: string, read: boolean) =>
  read
    ? sql`insert into incident_read (incident, account) values (${incident}, ${account}) on conflict do nothing`.execute(
        trx,
      )
    : sql`delete from incident_read where incident = ${incident} and account = ${account}`.execute(trx)

export const takenBy = async (trx: Trx, incidents: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{ incident: string; account: string }>`select incident, account from incident_assignee
    where incident = any(${incidents}::uuid[])`.execute(trx)
  return new Map(rows.map(({ incident, account }) => [incident, account]))
}

/** Whoever takes it on last has it; undefined: nobody of the organisation. */
export const setTaken = async (trx: Trx, incident: string, organisation: string, account: string | undefined) => {
  await sql`delete from incident_assignee where incident = ${incident} and organisation = ${organisation}`.execute(trx)
  if (account !== undefined)
    await sql`insert into incident_assignee (incident, organisation, account)
      values (${incident}, ${organisation}, ${account}) on conflict do nothing`.execute(trx)
}

const MOST_SUBSTANCES = 200

/** Ids of substances in incidents that this actor sees. */
export const substancesSeen = async (trx: Trx): Promise<string[]> => {
  const { rows } = await sql<{ value: string }>`select distinct value from incident_key where kind = 'substance'
    order by value limit ${MOST_SUBSTANCES}`.execute(trx)
  return rows.map(({ value }) => value)
}

export interface FilterRow extends SavedFilter {
  account: string
  organisation: string
  told_at: Date
}

export const filtersOf = async (trx: Trx): Promise<FilterRow[]> =>
  (await sql<FilterRow>`select * from saved_filter order by name, id`.execute(trx)).rows

export const insertFilter = (
  trx: Trx,
  { id, account, organisation, name, query, tell, told_at }: FilterRow,
  due: Date | null,
) =>
  sql`insert into saved_filter (id, account, organisation, name, query, tell, told_at, due_at) values (${id}, ${account},
    ${organisation}, ${name}, ${JSON.stringify(query)}::jsonb, ${tell}, ${told_at}, ${due})`.execute(trx)

export const removeFilter = async (trx: Trx, id: string): Promise<boolean> =>
  (await sql`delete from saved_filter where id = ${id}`.execute(trx)).numAffectedRows === 1n

export const setTold = (trx: Trx, id: string, at: Date) =>
  sql`select set_config('app.subscriptions', 'on', true)`
    .execute(trx)
    .then(() => sql`update saved_filter set told_at = ${at} where id = ${id}`.execute(trx))
    .then(() => sql`select set_config('app.subscriptions', '', true)`.execute(trx))

const MOST_DUE = 200
const DAY_BEGINS = 6 // UTC
const HOUR = 3_600_000

/** When a filter is told next. */
export const dueAfter = (tell: Tell, now: Date): Date | null => {
  if (tell === 'no') return null
  if (tell === 'hourly') return new Date(now.getTime() + HOUR)
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), DAY_BEGINS)
  return new Date(today > now.getTime() ? today : today + 24 * HOUR)
}

/** Those that are due, which are then not due before their next time: no other process takes them too. */
export const claimDue = (db: Kysely<IncidentTables>, now: Date) =>
  db.transaction().execute(async (trx) => {
    await sql`select set_config('app.subscriptions', 'on', true)`.execute(trx)
    const { rows } = await sql<{ id: string; account: string; organisation: string }>`
      update saved_filter set due_at = case tell when 'hourly' then ${dueAfter('hourly', now)}::timestamptz
        else ${dueAfter('daily', now)}::timestamptz end
      where id in (select id from saved_filter where due_at <= ${now} order by due_at limit ${MOST_DUE} for update skip locked)
      returning id, account, organisation`.execute(trx)
    return rows
  })
