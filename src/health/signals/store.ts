// SPDX-License-Identifier: Apache-2.0
/** The only SQL of signals. Each function takes a transaction in which an actor sits, or one that carries over. */
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import type { Certainty, Effect, Form, Severity, Source } from './codes.ts'
import type { SignalGiven } from './shapes.ts'

export interface SignalRow extends HandlingColumns {
  id: string
  source: Source
  substance_told: string
  substance_id: string | null
  substance_name: string | null
  form: Form
  appearance: string
  severity: Severity
  effects: Effect[]
  region: string
  week: string
  people: number
  certainty: Certainty
  ages: NonNullable<SignalGiven['ages']> | null
  gender: NonNullable<SignalGiven['gender']> | null
  note: string
  reported_at: Date
  corrected_at: Date | null
  withdrawn_at: Date | null
  reason: string | null
  version: number
}
interface PassageRow {
  id: string
  signal: string
  version: number
  told_at: Date | null
  taken_back_at: Date | null
}
export interface SignalTables extends EventTables {
  signal: SignalRow
  signal_passage: PassageRow
}
type Trx = Transaction<SignalTables>

/** Each version gets the id under which it may be told to others. */
const draw = async (trx: Trx, signal: string, version: number): Promise<void> => {
  const row = { id: randomUUID(), signal, version, told_at: null, taken_back_at: null }
  await trx.insertInto('signal_passage').values(row).execute()
}

export const insertSignal = async (trx: Trx, row: SignalRow): Promise<void> => {
  await trx.insertInto('signal').values(row).execute()
  await draw(trx, row.id, row.version)
}

export const signalById = (trx: Trx, id: string): Promise<SignalRow | undefined> =>
  trx.selectFrom('signal').selectAll().where('id', '=', id).executeTakeFirst()

type Changes = Partial<Omit<SignalRow, 'id' | 'version' | 'reported_at' | keyof HandlingColumns>>

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changeSignal = async (
  trx: Trx,
  { id, version }: { id: string; version: number },
  changes: Changes,
): Promise<SignalRow | undefined> => {
  const changed = await trx
    .updateTable('signal')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
  if (changed) await draw(trx, id, changed.version)
  return changed
}

export interface SignalFilter {
  text?: string | undefined
  severity?: Severity | undefined
  status?: 'reported' | 'withdrawn' | undefined
}

const matching = (trx: Trx, { text, severity, status }: SignalFilter) => {
  let query = trx.selectFrom('signal')
  if (severity !== undefined) query = query.where('severity', '=', severity)
  if (status !== undefined) query = query.where('withdrawn_at', status === 'reported' ? 'is' : 'is not', null)
  const part = text?.trim().toLowerCase()
  if (part)
    query = query.where(sql<boolean>`strpos(lower(substance_told || ' ' || coalesce(substance_name, '')), ${part}) > 0`)
  return query
}

/** Newest first, one more than `limit` where there are more. */
export const listSignals = (trx: Trx, filter: SignalFilter, limit: number, before?: Place): Promise<SignalRow[]> => {
  const query = matching(trx, filter).selectAll()
  const paged = before
    ? query.where(sql<boolean>`(reported_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('reported_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const countSignals = async (trx: Trx, filter: SignalFilter): Promise<number> => {
  const query = matching(trx, filter).select(({ fn }) => fn.countAll<string>().as('count'))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

/** Lets the rest of this transaction read what may be carried over. Never while an actor sits. */
export const becomePassage = async (trx: Trx): Promise<void> => {
  await sql`select set_config('app.passage', 'on', true)`.execute(trx)
}
export const leavePassage = async (trx: Trx): Promise<void> => {
  await sql`select set_config('app.passage', '', true)`.execute(trx)
}

export const passagesOf = (trx: Trx, signal: string): Promise<PassageRow[]> =>
  trx.selectFrom('signal_passage').selectAll().where('signal', '=', signal).orderBy('version').execute()

export const markPassage = async (trx: Trx, id: string, what: 'told_at' | 'taken_back_at'): Promise<void> => {
  await trx
    .updateTable('signal_passage')
    .set({ [what]: new Date() })
    .where('id', '=', id)
    .execute()
}
