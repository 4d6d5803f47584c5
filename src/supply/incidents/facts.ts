// SPDX-License-Identifier: Apache-2.0
/** What this room publishes of itself: requests answered in time between nodes (R1 2), watched substances (R1 8), equipment (R1 9). */
import { type Kysely, sql } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { type Actor, sit } from '#platform/access/index.ts'
import { PURPOSE } from './access.ts'
import type { IncidentTables } from './store.ts'

export const INDICATORS = { inTime: 'IND-116', watched: 'IND-117', equipment: 'IND-118' } as const

interface FactsPlan {
  db: Kysely<IncidentTables>
  /** Organisations of this node, whose own incidents and requests are counted. */
  organisations: readonly string[]
  /** Ids of watched substances in the reference data. */
  watched: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  /** The year that is told of. */
  year: number
  now: Date
}

/** An organisation, as far as its own records are counted. */
const countingFor = (organisation: string): Actor => ({
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation, roles: [], groups: [] },
  ...{ clearance: 'red', purposes: [PURPOSE] },
})

interface Counted {
  answered: number
  due: number
  watched: number
  equipment: number
}

const countsOf = async (plan: FactsPlan, organisation: string): Promise<Counted> => {
  const { db, organisations, watched, year, now } = plan
  const [from, to] = [`${year}-01-01`, `${year + 1}-01-01`]
  const today = now.toISOString().slice(0, 10)
  return sit(db, countingFor(organisation), async (trx) => {
    const requests = await sql<{ answered: string; due: string }>`
      select count(*) filter (where status = 'answered' and (settled_at at time zone 'UTC')::date <= due_on) as answered,
        count(*) as due
      from incident_request
      where originator = ${organisation} and asked <> all (${organisations}::uuid[])
        and due_on >= ${from}::date and due_on < ${to}::date
        and (status in ('answered', 'declined') or due_on < ${today}::date)`.execute(trx)
    const incidents = await sql<{ watched: string; equipment: string }>`
      select count(*) filter (where exists (select 1 from jsonb_array_elements(content -> 'goods') goods
          where goods ->> 'id' = any (${watched}::text[]))) as watched,
        count(*) filter (where kind = 'equipment' or jsonb_array_length(content -> 'equipment') > 0) as equipment
      from incident
      where originator = ${organisation} and status <> 'recalled'
        and released_at >= ${from}::timestamptz and released_at < ${to}::timestamptz`.execute(trx)
    const [asked, told] = [requests.rows[0], incidents.rows[0]]
    return {
      ...{ answered: Number(asked?.answered ?? 0), due: Number(asked?.due ?? 0) },
      ...{ watched: Number(told?.watched ?? 0), equipment: Number(told?.equipment ?? 0) },
    }
  })
}

/**
 * Of all organisations of a node together, so that none of them stands out. Few incidents could tell of one: their numbers
 * are under the floor. A share of no request is no fact.
 */
export const incidentFacts = async (plan: FactsPlan): Promise<Fact[]> => {
  const sum: Counted = { answered: 0, due: 0, watched: 0, equipment: 0 }
  for (const organisation of plan.organisations) {
    const counts = await countsOf(plan, organisation)
    for (const name of Object.keys(sum) as (keyof Counted)[]) sum[name] += counts[name]
  }
  const common = {
    ...{ period: String(plan.year), area: plan.country, disaggregation: {}, source: 'supply/incidents' },
    ...{ computedAt: plan.now.toISOString(), certainty: 'complete' as const },
  }
  const floored = (count: number) => (count < FLOOR.least ? null : Math.round(count / FLOOR.round) * FLOOR.round)
  const share = Math.round((sum.answered / sum.due) * 1000) / 10
  return [
    ...(sum.due === 0 ? [] : [{ ...common, indicator: INDICATORS.inTime, value: share, unit: 'percent', floor: null }]),
    { ...common, indicator: INDICATORS.watched, value: floored(sum.watched), unit: 'number', floor: FLOOR },
    { ...common, indicator: INDICATORS.equipment, value: floored(sum.equipment), unit: 'number', floor: FLOOR },
  ]
}
