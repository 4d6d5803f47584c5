// SPDX-License-Identifier: Apache-2.0
/** The SQL of TAXII: incidents in the order in which they were told. Each takes a transaction in which an actor sits. */
import { sql, type Transaction } from 'kysely'
import type { RequestTables } from '#platform/http/index.ts'
import type { Kind } from './codes.ts'
import type { IncidentRow, IncidentTables } from './store.ts'
import { partIdsOf } from './taxii-objects.ts'

type Trx = Transaction<IncidentTables>

/** As the indexes have it. */
const told = sql<Date>`(case when ended_at is not null then ended_at when changed_at is not null then changed_at else released_at end)`

/** When it was told: its `date added`. */
export type ToldRow = IncidentRow & { told_at: Date }

export interface Told {
  kind?: Kind | undefined
  /** The first row: its moment and id. */
  from?: readonly [at: string, id: string] | undefined
  /** Told later than this. */
  after?: string | undefined
  /** Told no later than this. */
  until: Date
  /** Of these alone. */
  only?: readonly string[] | undefined
  limit: number
}

/** Oldest first, by when they were told. */
export const toldIncidents = (trx: Trx, { kind, from, after, until, only, limit }: Told): Promise<ToldRow[]> => {
  let query = trx
    .selectFrom('incident')
    .selectAll()
    .select(told.as('told_at'))
    .where('released_at', 'is not', null)
    .where(sql<boolean>`${told} <= ${until}`)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (after !== undefined) query = query.where(sql<boolean>`${told} > ${after}::timestamptz`)
  if (only !== undefined) query = query.where(sql<boolean>`id = any(${only}::uuid[])`)
  if (from !== undefined)
    query = query.where(sql<boolean>`(${told}, id) >= (${from[0]}::timestamptz, ${from[1]}::uuid)`)
  return query.orderBy(told).orderBy('id').limit(limit).execute()
}

/** Incidents in which one object is looked for. */
const MOST_INCIDENTS = 100

/**
 * The incidents of each of these objects, those told last first. All of them: one in which a reader is denied the object
 * must not hide another in which it may be read, since that would tell of the first.
 */
export const incidentsOfParts = async (trx: Trx, objects: readonly string[], until: Date) => {
  const { rows } = await sql<{ object: string; incident: string }>`
    select given.object, within.incident from unnest(${objects}::text[]) given(object)
    cross join lateral (select part.incident from stix_part part join incident on incident.id = part.incident
      where part.object = given.object and released_at is not null and ${told} <= ${until}
      order by ${told} desc, incident.id desc limit ${MOST_INCIDENTS}) within`.execute(trx)
  return rows
}

/** The incident that each of these organisations told last. */
export const lastOf = async (trx: Trx, organisations: readonly string[], until: Date) => {
  const { rows } = await sql<{ originator: string; incident: string }>`
    select given.originator, last.id as incident from unnest(${organisations}::uuid[]) given(originator)
    cross join lateral (select id from incident
      where incident.originator = given.originator and released_at is not null and ${told} <= ${until}
      order by ${told} desc, id desc limit 1) last`.execute(trx)
  return rows
}

/** With an incident that was just written, so that its objects are found by their ids. */
export const fileParts = (trx: Trx, row: IncidentRow) =>
  sql`insert into stix_part (object, incident) select each, ${row.id} from unnest(${partIdsOf(row)}::text[]) each`.execute(
    trx,
  )

/** What was answered to this account under a key (`sitOnce`), while it is kept. */
export const answeredBefore = async (trx: Trx, key: string): Promise<unknown> =>
  (
    await (trx as unknown as Transaction<RequestTables>)
      .selectFrom('request')
      .select('answer')
      .where('key', '=', key)
      .executeTakeFirst()
  )?.answer
