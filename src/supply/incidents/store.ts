// SPDX-License-Identifier: Apache-2.0
/** The only SQL of incidents. Each function takes a transaction in which an actor sits. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { AttachmentTables } from '#platform/attachments/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import type { PeerTables } from '#platform/peers/index.ts'
import { findByWords } from '#platform/search/index.ts'
import type { Kind, RequestKind, Status, Urgency } from './codes.ts'
import type { IncidentContent } from './contract.ts'
import type { ReleaseGiven } from './incident.ts'
import { fileKeys } from './links/links-store.ts'
import type { StoredStatus } from './requests.ts'
import type { MessageRow } from './talk/messages-store.ts'
import { fileParts } from './taxii-store.ts'

type Json<T> = T | RawBuilder<T> | string

export interface IncidentRow extends HandlingColumns {
  id: string
  kind: Kind
  status: Status
  urgency: Urgency
  content: IncidentContent
  countries: string[]
  reported_at: Date
  released_at: Date | null
  look_by: Date | null
  /** When a proposed change was last accepted. */
  changed_at?: Date | null | undefined
  proposed_by: string | null
  proposed_release: ReleaseGiven | null
  ended_at: Date | null
  reason: string | null
  version: number
}
type Stored = Omit<IncidentRow, 'content' | 'proposed_release'> & {
  content: Json<IncidentContent>
  proposed_release: Json<ReleaseGiven> | null
}
export interface RequestRow extends HandlingColumns {
  id: string
  incident: string
  kind: RequestKind
  status: StoredStatus
  question: string
  /** `YYYY-MM-DD`. */
  due_on: string
  asked: string
  asked_at: Date
  answer: string | null
  settled_at: Date | null
  version: number
}
/** Of what a draft was made; `marking`: 0 clear to 4 red. */
export interface OriginRow {
  incident: string
  organisation: string
  received: string
  stix_id: string
  made_by: string | null
  marking: number
}
export interface IncidentTables extends AttachmentTables, EventTables, PeerTables {
  incident: IncidentRow
  incident_request: RequestRow
  incident_message: MessageRow
  incident_origin: OriginRow
}
type Trx = Transaction<IncidentTables>

const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`

export const insertIncident = async (trx: Trx, row: IncidentRow): Promise<void> => {
  await (trx as unknown as Transaction<{ incident: Stored }>)
    .insertInto('incident')
    .values({ ...row, content: json(row.content) })
    .execute()
  await fileParts(trx, row)
  await fileKeys(trx, row)
}

export const incidentById = (trx: Trx, id: string): Promise<IncidentRow | undefined> =>
  trx.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst()

type Changes = Partial<Omit<IncidentRow, 'id' | 'content' | 'version'>>

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changeIncident = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  { proposed_release, ...changes }: Changes,
): Promise<IncidentRow | undefined> =>
  (trx as unknown as Transaction<{ incident: Stored }>)
    .updateTable('incident')
    .set({
      ...changes,
      ...(proposed_release === undefined ? {} : { proposed_release: proposed_release && json(proposed_release) }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst() as Promise<IncidentRow | undefined>

/** An incident as it is written anew; `changedAt`: where others read it already. Undefined where it has another version or may not be changed by this actor. */
export const rewriteIncident = async (
  trx: Trx,
  { id, version }: { id: string; version: number },
  content: IncidentContent,
  countries: string[],
  changedAt?: Date,
): Promise<IncidentRow | undefined> => {
  const { kind, urgency } = content
  const row = (await (trx as unknown as Transaction<{ incident: Stored }>)
    .updateTable('incident')
    .set({
      ...{ kind, urgency, countries, content: json(content), version: version + 1 },
      ...(changedAt && { changed_at: changedAt }),
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()) as IncidentRow | undefined
  if (row) {
    await sql`delete from stix_part where incident = ${id}`.execute(trx)
    await fileParts(trx, row)
    await fileKeys(trx, row)
  }
  return row
}

/** Removes a draft and what it was found by. */
export const discardIncident = async (trx: Trx, id: string): Promise<void> => {
  await sql`delete from stix_part where incident = ${id}`.execute(trx)
  await sql`delete from incident_key where incident = ${id}`.execute(trx)
  await trx.deleteFrom('incident').where('id', '=', id).execute()
}

export interface IncidentFilter {
  text?: string | undefined
  kind?: Kind | undefined
  status?: Status | undefined
  country?: string | undefined
  /** Id in the reference data. */
  substance?: string | undefined
  /** Let in others later than this. */
  releasedAfter?: Date | undefined
  /** Reported by another organisation than this. */
  notBy?: string | undefined
}

/** More ids than this are not carried from a search into a list. */
const MOST_FOUND = 2000

const matching = async (trx: Trx, filter: IncidentFilter, before?: Place) => {
  const { text, kind, status, country, substance, releasedAfter, notBy } = filter
  let query = trx.selectFrom('incident')
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (status !== undefined) query = query.where('status', '=', status)
  if (country !== undefined) query = query.where(sql<boolean>`countries @> array[${country}]`)
  if (substance !== undefined)
    query = query.where(
      sql<boolean>`id in (select incident from incident_key where kind = 'substance' and value = ${substance})`,
    )
  if (releasedAfter !== undefined) query = query.where('released_at', '>', releasedAfter)
  if (notBy !== undefined) query = query.where('originator', '<>', notBy)
  if (text === undefined || text === '') return query
  const ids = await findByWords(trx, { kind: 'incident', text, limit: MOST_FOUND, ...(before ? { before } : {}) })
  return query.where(sql<boolean>`id = any(${ids}::uuid[])`)
}

/** Newest first, one more than `limit` where there are more. */
export const listIncidents = async (
  trx: Trx,
  filter: IncidentFilter,
  limit: number,
  before?: Place,
): Promise<IncidentRow[]> => {
  const query = (await matching(trx, filter, before)).selectAll()
  const paged = before
    ? query.where(sql<boolean>`(reported_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('reported_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const countIncidents = async (trx: Trx, filter: IncidentFilter): Promise<number> => {
  const query = await matching(trx, filter)
  const { count } = await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}
