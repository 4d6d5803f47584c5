// SPDX-License-Identifier: Apache-2.0
/** The only SQL of sightings. Each function takes a transaction in which an actor sits. */
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { IncidentTables } from '../store.ts'
import type { PartSeen, Sightings } from './sightings.ts'

type Trx = Transaction<IncidentTables>
interface Seen {
  incident: string
  part: PartSeen
  value: string
}

/** Notes for the organisation that sits what it says; false where it said so before. */
export const noteOwn = async (trx: Trx, { incident, part, value }: Seen, organisation: string): Promise<boolean> => {
  const { rows } = await sql`insert into incident_sighted (incident, part, value, organisation)
    values (${incident}, ${part}, ${value}, ${organisation}) on conflict do nothing returning 1`.execute(trx)
  return rows.length > 0
}

/** What who reported it reads: no organisation, no time of the day. */
export const insertSighting = (trx: Trx, { incident, part, value }: Seen, country: string, now: Date) =>
  sql`insert into incident_sighting (id, incident, part, value, country, seen_on)
    values (${randomUUID()}, ${incident}, ${part}, ${value}, ${country}, ${now.toISOString().slice(0, 10)})`.execute(
    trx,
  )

export const sightingsOf = async (trx: Trx, incident: string): Promise<Sightings> => {
  const [seen, own] = [
    await sql<Sightings['seen'][number]>`select part, value, country, count(*)::int as count from incident_sighting
      where incident = ${incident} group by part, value, country order by part, value, country`.execute(trx),
    await sql<Sightings['own'][number]>`select part, value from incident_sighted
      where incident = ${incident} order by part, value`.execute(trx),
  ]
  return { seen: seen.rows, own: own.rows }
}
