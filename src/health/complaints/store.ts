// SPDX-License-Identifier: Apache-2.0
/** The only SQL of complaints. Each function takes a transaction in which somebody sits; `clocksOfAll` needs nobody. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import type { DecisionOutcome, Letter, State, Theme } from './contract.ts'
import { APPEAL_DAYS } from './contract.ts'

/** Days are `YYYY-MM-DD`. */
export interface ComplaintRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  country: string
  authority: string
  theme: Theme
  person_name: string
  reach: string
  language: string
  received_at: Date
  acknowledge_by: string
  answer_by: string
  acknowledged_at: Date | null
  answered_at: Date | null
  handled_by: string[]
  appealed_at: Date | null
  decide_by: string | null
  decided_at: Date | null
  outcome: DecisionOutcome | null
  closed_at: Date | null
  erased_at: Date | null
  version: number
}
export interface LetterRow {
  complaint: string
  number: number
  writer: Letter['writer']
  text: string
  at: Date
  account: string | null
}
export interface RunnerRow extends HandlingColumns {
  id: string
  service_name: string
  provider: string
  named_by: string
  named_at: Date
  version: number
}
export interface ComplaintsTables extends EventTables {
  service_runner: RunnerRow
  complaint: ComplaintRow
  complaint_letter: LetterRow
}
export type Trx = Transaction<ComplaintsTables>

export const insertComplaint = (trx: Trx, row: ComplaintRow) => trx.insertInto('complaint').values(row).execute()
export const complaintById = (trx: Trx, id: string): Promise<ComplaintRow | undefined> =>
  trx.selectFrom('complaint').selectAll().where('id', '=', id).executeTakeFirst()
/** Of whoever has a code: the one that exists for them. */
export const onlyComplaint = (trx: Trx): Promise<ComplaintRow | undefined> =>
  trx.selectFrom('complaint').selectAll().limit(1).executeTakeFirst()
/** False where it has another version by now or is not this actor's to change. */
export const changeComplaint = async (
  trx: Trx,
  { id, version }: Pick<ComplaintRow, 'id' | 'version'>,
  change: Partial<ComplaintRow>,
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('complaint')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const lettersOfComplaint = (trx: Trx, complaint: string): Promise<LetterRow[]> =>
  trx.selectFrom('complaint_letter').selectAll().where('complaint', '=', complaint).orderBy('number').execute()
export const insertLetter = (trx: Trx, row: LetterRow) => trx.insertInto('complaint_letter').values(row).execute()

export interface Filter {
  state?: State | undefined
  late?: 'yes' | undefined
}
/** As `stateOf` and `lateSinceOf` in clocks.ts say. */
const matching = (trx: Trx, { state, late }: Filter, today: string) => {
  const stated = sql<string>`case when decided_at is not null or closed_at is not null then 'over'
    when appealed_at is not null then 'appealed'
    when (answered_at at time zone 'UTC')::date + ${APPEAL_DAYS}::int < ${today}::date then 'over'
    when answered_at is not null then 'answered' when acknowledged_at is not null then 'acknowledged' else 'new' end`
  const missed = sql<boolean>`case ${stated} when 'appealed' then decide_by < ${today}::date
    when 'new' then least(acknowledge_by, answer_by) < ${today}::date when 'acknowledged' then answer_by < ${today}::date
    else false end`
  let query = trx.selectFrom('complaint')
  if (state !== undefined) query = query.where(stated, '=', state)
  if (late !== undefined) query = query.where(missed)
  return query
}
/** Newest first, one more than `limit` where there are more. */
export const listComplaints = (
  trx: Trx,
  filter: Filter,
  { limit, before, today }: { limit: number; before?: Place | undefined; today: string },
): Promise<ComplaintRow[]> => {
  const query = matching(trx, filter, today).selectAll()
  const paged = before
    ? query.where(sql<boolean>`(received_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}
export const countComplaints = async (trx: Trx, filter: Filter, today: string): Promise<number> => {
  const query = matching(trx, filter, today).select(({ fn }) => fn.countAll<string>().as('count'))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

/** As everybody may know it. */
export const runnerOf = (trx: Trx, service: string): Promise<RunnerRow | undefined> =>
  trx.selectFrom('service_runner').selectAll().where('id', '=', service).executeTakeFirst()
export const runnersBy = (trx: Trx, authority: string): Promise<RunnerRow[]> =>
  trx.selectFrom('service_runner').selectAll().where('originator', '=', authority).orderBy('service_name').execute()
export const insertRunner = (trx: Trx, row: RunnerRow) => trx.insertInto('service_runner').values(row).execute()
export const changeRunner = (
  trx: Trx,
  id: string,
  change: Pick<RunnerRow, 'service_name' | 'provider' | 'named_by' | 'named_at' | 'version'>,
) => trx.updateTable('service_runner').set(change).where('id', '=', id).execute()

export type ClockRow = Pick<
  ComplaintRow,
  | ('service' | 'service_name' | 'country' | 'authority' | 'theme' | 'received_at' | 'acknowledge_by' | 'answer_by')
  | ('acknowledged_at' | 'answered_at' | 'appealed_at' | 'decide_by' | 'decided_at' | 'closed_at')
>
/** Of every complaint, whoever sits. */
export const clocksOfAll = async (db: Kysely<ComplaintsTables>): Promise<ClockRow[]> => {
  const { rows } = await sql<ClockRow>`select * from complaint_clocks()`.execute(db)
  return rows
}
/** How many of a service wait for a first answer, whoever sits. */
export const waitingFor = async (db: Kysely<ComplaintsTables>, service: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from complaint_clocks()
    where service = ${service}::uuid and answered_at is null and closed_at is null and appealed_at is null`.execute(db)
  return rows[0]?.count ?? 0
}
/** Services of which an authority said that this organisation runs them. */
export const runBy = (trx: Trx, provider: string): Promise<RunnerRow[]> =>
  trx.selectFrom('service_runner').selectAll().where('provider', '=', provider).orderBy('service_name').execute()
