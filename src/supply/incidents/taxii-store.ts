// SPDX-License-Identifier: Apache-2.0
/** The SQL of TAXII: incidents in the order in which they were told. Each takes a transaction in which an actor sits. */
import { sql, type Transaction } from 'kysely'
import type { RequestTables } from '#platform/http/index.ts'
import type { Kind } from './codes.ts'
import type { IncidentRow, IncidentTables } from './store.ts'
import { partIdsOf, type WrittenRow } from './taxii-objects.ts'

type Trx = Transaction<IncidentTables>

/** What an incident is written of as objects, and when it was told: its `date added`. */
export type ToldRow = WrittenRow & { told_at: Date }

/** The audience as JSON, which is read in a tenth of the time that an array of PostgreSQL is. */
const columns = sql.raw(
  ['id', 'status', 'content', 'reported_at', 'released_at', 'changed_at', 'ended_at', 'originator', 'marking']
    .concat('field_markings')
    .map((name) => `incident.${name}`)
    .concat('to_jsonb(incident.audience) as audience')
    .join(', '),
)

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

/** Lines of `incident_told`, or incidents, that a page may show. `id`: how they name the incident. */
const within = ({ kind, from, after, until }: Told, id: string) => {
  const wanted = [sql`told_at <= ${until}`]
  if (kind !== undefined) wanted.push(sql`kind = ${kind}`)
  if (after !== undefined) wanted.push(sql`told_at > ${after}::timestamptz`)
  if (from !== undefined) wanted.push(sql`(told_at, ${sql.ref(id)}) >= (${from[0]}::timestamptz, ${from[1]}::uuid)`)
  return sql.join(wanted, sql` and `)
}

/**
 * Oldest first, by when they were told. For each key of the actor that sits here, as many as are asked for, and of those
 * the oldest: what is not theirs is not walked past, however much there is.
 */
export const toldIncidents = async (trx: Trx, told: Told): Promise<ToldRow[]> => {
  const { only, limit } = told
  const found =
    only === undefined
      ? sql`select distinct told_at, incident from unnest(string_to_array(current_setting('app.keys', true), ' ')) given(key)
          cross join lateral (select told_at, incident from incident_told
            where incident_told.key = given.key and ${within(told, 'incident')}
            order by told_at, incident limit ${limit}) of_key`
      : sql`select told_at, id as incident from incident where id = any(${only}::uuid[]) and ${within(told, 'id')}`
  const { rows } = await sql<ToldRow>`select ${columns}, found.told_at
    from (select * from (${found}) any_key order by told_at, incident limit ${limit}) found
    join incident on incident.id = found.incident
    order by found.told_at, found.incident`.execute(trx)
  return rows
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
      where part.object = given.object and told_at <= ${until}
      order by told_at desc, incident.id desc limit ${MOST_INCIDENTS}) within`.execute(trx)
  return rows
}

/** The incident that each of these organisations told last. */
export const lastOf = async (trx: Trx, organisations: readonly string[], until: Date) => {
  const { rows } = await sql<{ originator: string; incident: string }>`
    select given.originator, last.id as incident from unnest(${organisations}::uuid[]) given(originator)
    cross join lateral (select id from incident
      where incident.originator = given.originator and told_at <= ${until}
      order by told_at desc, id desc limit 1) last`.execute(trx)
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
