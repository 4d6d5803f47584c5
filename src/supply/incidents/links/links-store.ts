// SPDX-License-Identifier: Apache-2.0
/** The SQL of links. Each takes a transaction in which an actor sits: a link exists only for who sees both incidents. */
import { sql, type Transaction } from 'kysely'
import { type Actor, keysOf } from '#platform/access/index.ts'
import type { IncidentRow, IncidentTables } from '../store.ts'
import { type Key, keysIn } from './keys.ts'
import type { LinkKind } from './kinds.ts'

type Trx = Transaction<IncidentTables>

/** A value that this actor meets in more other incidents than this says nothing of any. */
export const MOST_SHARED = 20
/** Days within which the same way counts. */
export const ROUTE_DAYS = 30

/** Files by what an incident is found again, in the transaction that writes it; what was filed before is replaced. */
export const fileKeys = async (
  trx: Trx,
  { id, content, reported_at }: Pick<IncidentRow, 'id' | 'content' | 'reported_at'>,
): Promise<void> => {
  const keys = keysIn(content)
  await sql`delete from incident_key where incident = ${id}`.execute(trx)
  if (keys.length === 0) return
  const column = (name: keyof Key) => keys.map((key) => key[name])
  await sql`insert into incident_key (incident, part, kind, value, at)
    select ${id}, part, kind, value, ${reported_at} from unnest(
      ${column('part')}::text[], ${column('kind')}::text[], ${column('value')}::text[]) each(part, kind, value)`.execute(
    trx,
  )
}

export interface Shared {
  incident: string
  kind: LinkKind
  value: string
  /** Ids of the other incidents that have it too. */
  others: string[]
}

/**
 * Whether this actor is told of the part that a key stands in. The policy of the table asks for clearance; what the key of
 * an agreement withholds is known to the actor alone, and so is asked here, before anything is counted.
 */
const isTold = ({ withheld = {}, organisation, ...actor }: Actor, table: 'mine' | 'other') => {
  if (Object.keys(withheld).length === 0) return sql`true`
  const [part, incident] = [sql.ref(`${table}.part`), sql.ref(`${table}.incident`)]
  const keys = (name: string) => keysOf({ organisation, ...actor }).filter((key) => !withheld[key]?.includes(name))
  return sql`(${part} = 'open' or exists (select 1 from incident where id = ${incident} and (originator = ${organisation}
    or audience && case ${part} when 'parties' then ${keys('parties')}::text[] else ${keys('identifiers')}::text[] end)))`
}

/**
 * What these incidents share with others that this actor sees. How many share a value is counted among those that the
 * actor sees, never among all: that a link is withheld would tell of incidents that are hidden.
 */
export const sharedBy = async (trx: Trx, actor: Actor, incidents: readonly string[]): Promise<Shared[]> => {
  const { rows } = await sql<Shared>`
    select mine.incident, mine.kind, mine.value, found.others from incident_key mine
    cross join lateral (select array_agg(incident) as others from (
      select other.incident from incident_key other
      where other.kind = mine.kind and other.value = mine.value and other.incident <> mine.incident
        and ${isTold(actor, 'other')}
        and (mine.kind <> 'route' or other.at between mine.at - make_interval(days => ${ROUTE_DAYS})
          and mine.at + make_interval(days => ${ROUTE_DAYS}))
      limit ${MOST_SHARED + 1}) few) found
    where mine.incident = any(${incidents}::uuid[]) and mine.kind <> 'substance'
      and ${isTold(actor, 'mine')}
      and cardinality(found.others) <= ${MOST_SHARED}`.execute(trx)
  return rows
}

export const incidentsById = (trx: Trx, ids: readonly string[]): Promise<IncidentRow[]> =>
  trx.selectFrom('incident').selectAll().where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
