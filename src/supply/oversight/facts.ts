// SPDX-License-Identifier: Apache-2.0
/** What supervision publishes of itself for paragraph 1 of Resolution 63/1, which sets it beside partnerships: how much there is. */
import { type Kysely, sql } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { dayOf } from './room.ts'
import type { OversightTables } from './store.ts'

export const INDICATORS = { licences: 'IND-130', inspections: 'IND-131', inTime: 'IND-132' } as const

/** Hides and rounds a table of counts (src/commitments/floor.ts); `*` stands for all of a dimension. */
type FloorTable = (
  dimensions: readonly (readonly string[])[],
  counts: readonly { at: readonly string[]; count: number }[],
) => { at: string[]; value: number | null }[]

interface FactsPlan {
  db: Kysely<OversightTables>
  /** Ids of the organisations of this country. */
  organisations: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  now: Date
  floorTable: FloorTable
}

interface Counts {
  licences: number
  inspections: number
  in_time: number
  late: number
}

const YEAR = 365 * 86_400_000

/**
 * Of all authorities of a country together, under the floor: licences in force today, visits of the last twelve months,
 * and of findings whose day was in these months the share that was closed by it, in percent. Few are never shown: where
 * one firm holds a licence, the number would say that it does.
 */
export const oversightFacts = async ({ db, organisations, country, now, floorTable }: FactsPlan): Promise<Fact[]> => {
  const [today, since] = [dayOf(now), dayOf(new Date(now.getTime() - YEAR))]
  const { rows } = await sql<Counts>`
    select * from supervision_counts(${today}::date, ${since}::date, ${[...organisations]}::uuid[])`.execute(db)
  const { licences = 0, inspections = 0, in_time = 0, late = 0 } = rows[0] ?? {}
  const shown = (states: Record<string, number>) => {
    const counts = Object.entries(states).map(([state, count]) => ({ at: [state], count }))
    const table = new Map(floorTable([Object.keys(states)], counts).map(({ at, value }) => [at.join(' '), value]))
    return (state: string) => table.get(state) ?? null
  }
  const findings = shown({ 'in-time': in_time, late })
  const [part, whole] = [findings('in-time'), findings('*')]
  const common = {
    ...{ disaggregation: {}, period: today.slice(0, 4), area: country, source: 'supply/oversight', floor: FLOOR },
    ...{ computedAt: now.toISOString(), certainty: 'complete' as const },
  }
  return [
    { ...common, indicator: INDICATORS.licences, unit: 'number', value: shown({ held: licences })('*') },
    { ...common, indicator: INDICATORS.inspections, unit: 'number', value: shown({ made: inspections })('*') },
    {
      ...{ ...common, indicator: INDICATORS.inTime, unit: 'percent' },
      value: part === null || !whole ? null : Math.min(100, Math.round((part / whole) * 1000) / 10),
    },
  ]
}
