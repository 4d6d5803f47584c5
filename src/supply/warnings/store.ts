// SPDX-License-Identifier: Apache-2.0
/** The only SQL of early warning. Each function takes a transaction in which an actor sits. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { AttachmentTables } from '#platform/attachments/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import type { PeerTables } from '#platform/peers/index.ts'
import type {
  AdvisoryContent,
  AdvisoryHead,
  AdvisoryStatus,
  Assessment,
  Identity,
  Novelty,
  Reader,
  Recommendation,
  Signal,
  Source,
  Texts,
  WatchedStatus,
} from './contract.ts'

/** Of a signal, what is kept as it was reported. */
export type SignalContent = Omit<Signal, 'id' | 'source' | 'reported' | 'from' | 'attachments' | 'withdrawn'>

export interface SignalRow extends HandlingColumns {
  id: string
  key: string
  source: Source
  content: SignalContent
  reported_at: Date
  attachments: string[]
  withdrawn_at: Date | null
  withdrawn_reason: string | null
}
/** A signal before anybody could withdraw it. */
export type NewSignalRow = Omit<SignalRow, 'withdrawn_at' | 'withdrawn_reason'>
export interface WatchedRow extends HandlingColumns {
  id: string
  keys: string[]
  status: WatchedStatus
  identity: Identity
  novelty: Novelty | null
  assessment: Assessment | null
  recommendation: Recommendation | null
  opened_at: Date
  changed_at: Date
  reason: string | null
  version: number
}
export interface StepRow {
  watched: string
  version: number
  did: string
  status: WatchedStatus
  at: Date
  account: string | null
  note: string
}
export interface AdvisoryRow extends HandlingColumns {
  id: string
  watched: string
  status: AdvisoryStatus
  content: AdvisoryContent & { substance: AdvisoryHead['substance'] }
  prepared_at: Date
  proposed_by: string | null
  published_at: Date | null
  expires_at: Date
  ended_at: Date | null
  reason: string | null
  version: number
  adopted_from: string | null
}
export interface VersionRow extends HandlingColumns {
  advisory: string
  reader: Reader
  head: AdvisoryHead
  texts: Texts
  published_at: Date
  expires_at: Date
  ended_at: Date | null
  reason: string | null
  version: number
}
export interface ReceiptRow extends HandlingColumns {
  advisory: string
  account: string
  at: Date
}
export interface WarningTables extends EventTables, AttachmentTables, PeerTables {
  warning_signal: SignalRow
  watched: WatchedRow
  watched_step: StepRow
  advisory: AdvisoryRow
  advisory_version: VersionRow
  advisory_receipt: ReceiptRow
}
type Trx = Transaction<WarningTables>

const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`
const jsonOrNull = <T>(value: T | null) => (value === null ? null : json(value))

/** Answers whether it is new: a signal that came before is not written again. */
export const insertSignal = async (trx: Trx, row: NewSignalRow): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('warning_signal')
    .values({ ...row, content: json(row.content), withdrawn_at: null, withdrawn_reason: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Newest first. */
export const signalsOf = (trx: Trx, keys: readonly string[], limit: number): Promise<SignalRow[]> =>
  trx
    .selectFrom('warning_signal')
    .selectAll()
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .orderBy('reported_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export const signalById = (trx: Trx, id: string): Promise<SignalRow | undefined> =>
  trx.selectFrom('warning_signal').selectAll().where('id', '=', id).executeTakeFirst()

/** Answers the signal as it is then; undefined where it was withdrawn before, or is not this actor's. */
export const withdrawSignal = (trx: Trx, id: string, at: Date, reason: string): Promise<SignalRow | undefined> =>
  trx
    .updateTable('warning_signal')
    .set({ withdrawn_at: at, withdrawn_reason: reason })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

/** Those about any of these keys that were withdrawn after a moment and reported before another one, the last first. */
export const withdrawnBetween = async (
  trx: Trx,
  { keys, after, before }: { keys: readonly string[]; after: Date; before: Date },
): Promise<SignalRow[]> =>
  trx
    .selectFrom('warning_signal')
    .selectAll()
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .where('withdrawn_at', '>=', after)
    .where('reported_at', '<=', before)
    .orderBy('withdrawn_at', 'desc')
    .limit(50)
    .execute()

/** What an organisation reported itself, newest first. */
export const signalsFrom = (trx: Trx, originator: string): Promise<SignalRow[]> =>
  trx
    .selectFrom('warning_signal')
    .selectAll()
    .where('originator', '=', originator)
    .orderBy('reported_at', 'desc')
    .limit(100)
    .execute()

/** Keys and weeks of signals about any of these keys since a day. */
export const weeksOf = async (
  trx: Trx,
  keys: readonly string[],
): Promise<{ key: string; week: string; signals: number }[]> => {
  const { rows } = await sql<{ key: string; week: string; signals: number }>`
    select key, content ->> 'week' as week, count(*)::int as signals from warning_signal
    where key = any(${[...keys]}::text[]) and withdrawn_at is null group by key, content ->> 'week'`.execute(trx)
  return rows
}

/** Answers whether it is new: the same substance is kept once by each authority. */
export const insertWatched = async (trx: Trx, row: WatchedRow): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('watched')
    .values({
      ...row,
      identity: json(row.identity),
      novelty: jsonOrNull(row.novelty),
      assessment: jsonOrNull(row.assessment),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const watchedById = (trx: Trx, id: string): Promise<WatchedRow | undefined> =>
  trx.selectFrom('watched').selectAll().where('id', '=', id).executeTakeFirst()

/** The authority's own that is about this key. */
export const watchedByKey = (trx: Trx, originator: string, key: string): Promise<WatchedRow | undefined> =>
  trx
    .selectFrom('watched')
    .selectAll()
    .where('originator', '=', originator)
    .where(sql<boolean>`keys @> array[${key}]`)
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst()

/**
 * Takes a proposal away from its officers, and frees its key, where none of them did anything with it and no signal stands
 * for it any more. Answers its id; undefined where there is none such.
 */
export const withdrawProposal = async (trx: Trx, originator: string, key: string, audience: readonly string[]) => {
  const { rows } = await sql<{ id: string }>`
    update watched set keys = array['taken-back:' || id], audience = ${[...audience]}::text[]
    where originator = ${originator} and keys = array[${key}] and status = 'proposed' and version = 1
      and not exists (select from warning_signal where warning_signal.key = ${key})
      and not exists (select from advisory where advisory.watched = watched.id)
    returning id`.execute(trx)
  return rows[0]?.id
}

/** Last changed first, one more than `limit` where there are more. */
export const listWatched = (
  trx: Trx,
  status: WatchedStatus | undefined,
  limit: number,
  before?: Place,
): Promise<WatchedRow[]> => {
  let query = trx.selectFrom('watched').selectAll()
  if (status !== undefined) query = query.where('status', '=', status)
  if (before) query = query.where(sql<boolean>`(changed_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
  return query
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export type WatchedChanges = Partial<
  Pick<WatchedRow, 'keys' | 'status' | 'identity' | 'novelty' | 'assessment' | 'recommendation' | 'reason'>
>

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changeWatched = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  { identity, novelty, assessment, ...changes }: WatchedChanges,
  at: Date,
): Promise<WatchedRow | undefined> =>
  trx
    .updateTable('watched')
    .set({
      ...changes,
      ...(identity && { identity: json(identity) }),
      ...(novelty && { novelty: json(novelty) }),
      ...(assessment && { assessment: json(assessment) }),
      changed_at: at,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export const insertStep = async (trx: Trx, row: StepRow): Promise<void> => {
  await trx.insertInto('watched_step').values(row).execute()
}

export const stepsOf = (trx: Trx, watched: string): Promise<StepRow[]> =>
  trx.selectFrom('watched_step').selectAll().where('watched', '=', watched).orderBy('version', 'desc').execute()

export const insertAdvisory = async (trx: Trx, row: AdvisoryRow): Promise<void> => {
  await trx
    .insertInto('advisory')
    .values({ ...row, content: json(row.content) })
    .execute()
}

export const advisoryById = (trx: Trx, id: string): Promise<AdvisoryRow | undefined> =>
  trx.selectFrom('advisory').selectAll().where('id', '=', id).executeTakeFirst()

export const advisoriesAbout = (trx: Trx, watched: string): Promise<AdvisoryRow[]> =>
  trx.selectFrom('advisory').selectAll().where('watched', '=', watched).orderBy('prepared_at', 'desc').execute()

/** The authority's own that was begun from one of another node and was not withdrawn. */
export const adoptedFrom = (trx: Trx, originator: string, from: string): Promise<AdvisoryRow | undefined> =>
  trx
    .selectFrom('advisory')
    .selectAll()
    .where('originator', '=', originator)
    .where('adopted_from', '=', from)
    .where('status', '<>', 'withdrawn')
    .executeTakeFirst()

/** Those of an organisation that are not published yet, newest first. */
export const draftsOf = (trx: Trx, originator: string): Promise<AdvisoryRow[]> =>
  trx
    .selectFrom('advisory')
    .selectAll()
    .where('originator', '=', originator)
    .where('status', 'in', ['draft', 'proposed'])
    .orderBy('prepared_at', 'desc')
    .limit(100)
    .execute()

type AdvisoryChanges = Partial<
  Pick<AdvisoryRow, 'status' | 'content' | 'proposed_by' | 'published_at' | 'expires_at' | 'ended_at' | 'reason'>
>

export const changeAdvisory = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  { content, ...changes }: AdvisoryChanges,
): Promise<AdvisoryRow | undefined> =>
  trx
    .updateTable('advisory')
    .set({ ...changes, ...(content && { content: json(content) }), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** Answers whether it is gone: a draft of this version. */
export const discardAdvisory = async (trx: Trx, { id, version }: { id: string; version: number }): Promise<boolean> => {
  const draft = trx.deleteFrom('advisory').where('id', '=', id).where('version', '=', version)
  const { numDeletedRows } = await draft.where('status', '=', 'draft').executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/**
 * Of each substance that an authority warned of in a year: how often, when first, and when a laboratory first identified it;
 * that is null where the first warning is older.
 */
export const firstAdvisories = async (
  trx: Trx,
  authority: string,
  year: number,
): Promise<{ published: Date; identified: string | null; advisories: number }[]> => {
  const { rows } = await sql<{ published: Date; identified: string | null; advisories: number }>`
    select min(a.published_at) as published,
      count(*) filter (where extract(year from a.published_at at time zone 'UTC') = ${year})::int as advisories,
      (select min(s.content ->> 'day') from warning_signal s
        where s.source = 'laboratory' and s.withdrawn_at is null and s.key = any (w.keys)) as identified
    from advisory a join watched w on w.id = a.watched
    where a.originator = ${authority} and a.published_at is not null
    group by w.id, w.keys
    having count(*) filter (where extract(year from a.published_at at time zone 'UTC') = ${year}) > 0`.execute(trx)
  return rows.map((row) => (row.published.getUTCFullYear() === year ? row : { ...row, identified: null }))
}

/** Ids of signals that came in a year and stand. */
export const signalsIn = async (trx: Trx, year: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select id from warning_signal
    where extract(year from reported_at at time zone 'UTC') = ${year} and withdrawn_at is null`.execute(trx)
  return rows.map(({ id }) => id)
}

export const insertVersion = async (trx: Trx, row: VersionRow): Promise<void> => {
  await trx
    .insertInto('advisory_version')
    .values({ ...row, head: json(row.head), texts: json(row.texts) })
    .execute()
}

export const endVersions = async (
  trx: Trx,
  { id, version }: { id: string; version: number },
  at: Date,
  reason: string | null,
): Promise<void> => {
  await trx.updateTable('advisory_version').set({ ended_at: at, reason, version }).where('advisory', '=', id).execute()
}

export const versionsOf = (trx: Trx, advisory: string): Promise<VersionRow[]> =>
  trx.selectFrom('advisory_version').selectAll().where('advisory', '=', advisory).execute()

/** Of each advisory the fullest version that exists for this actor, newest first, one more than `limit` where there are more. */
export const listVersions = (trx: Trx, limit: number, before?: Place): Promise<VersionRow[]> => {
  let query = trx
    .selectFrom('advisory_version')
    .selectAll()
    .distinctOn(['published_at', 'advisory'])
    .orderBy('published_at', 'desc')
    .orderBy('advisory', 'desc')
    .orderBy(sql`array_position(array['restricted', 'professional', 'public'], reader)`)
    .limit(limit + 1)
  if (before)
    query = query.where(sql<boolean>`(published_at, advisory) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
  return query.execute()
}

export const insertReceipt = async (trx: Trx, row: ReceiptRow): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('advisory_receipt')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const receiptsOf = (trx: Trx, advisory: string): Promise<ReceiptRow[]> =>
  trx.selectFrom('advisory_receipt').selectAll().where('advisory', '=', advisory).orderBy('at').execute()
