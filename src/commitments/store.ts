// SPDX-License-Identifier: Apache-2.0
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Disaggregation, Fact, FactQuery } from './contract.ts'

interface FactRow {
  indicator: string
  period: string
  area: string
  breakdown: string
  source: string
  dimensions: string
  value: number | null
  unit: string
  floor_least: number | null
  floor_round: number | null
  computed_at: Date
  certainty: Fact['certainty']
}

export interface FactTables {
  fact: FactRow
}

const sorted = (by: Disaggregation) => Object.entries(by).sort(([a], [b]) => (a < b ? -1 : 1))

/** One text for one breakdown, whatever the order in which it was written. */
export const breakdownOf = (by: Disaggregation): string => new URLSearchParams(sorted(by)).toString()

const dimensionsOf = (keys: readonly string[]): string => [...keys].sort().join(',')

const rowOf = ({ disaggregation, floor, computedAt, ...fact }: Fact): FactRow => ({
  ...fact,
  breakdown: breakdownOf(disaggregation),
  dimensions: dimensionsOf(Object.keys(disaggregation)),
  floor_least: floor?.least ?? null,
  floor_round: floor?.round ?? null,
  computed_at: new Date(computedAt),
})

const factOf = (row: Selectable<FactRow>): Fact => ({
  indicator: row.indicator,
  period: row.period,
  area: row.area,
  disaggregation: Object.fromEntries(new URLSearchParams(row.breakdown)),
  source: row.source,
  value: row.value,
  unit: row.unit,
  floor:
    row.floor_least === null || row.floor_round === null ? null : { least: row.floor_least, round: row.floor_round },
  computedAt: row.computed_at.toISOString(),
  certainty: row.certainty,
})

const CHUNK = 1000

/** Writes facts in the transaction given; one that is not newer than what is there changes nothing. Answers how many did. */
export const writeFacts = async (trx: Kysely<FactTables>, facts: readonly Fact[]): Promise<number> => {
  const rows = facts.map(rowOf)
  let written = 0
  for (let from = 0; from < rows.length; from += CHUNK) {
    const results = await trx
      .insertInto('fact')
      .values(rows.slice(from, from + CHUNK))
      .onConflict((conflict) =>
        conflict
          .columns(['indicator', 'period', 'area', 'breakdown', 'source'])
          .doUpdateSet((eb) => ({
            dimensions: eb.ref('excluded.dimensions'),
            value: eb.ref('excluded.value'),
            unit: eb.ref('excluded.unit'),
            floor_least: eb.ref('excluded.floor_least'),
            floor_round: eb.ref('excluded.floor_round'),
            computed_at: eb.ref('excluded.computed_at'),
            certainty: eb.ref('excluded.certainty'),
          }))
          .whereRef('fact.computed_at', '<', 'excluded.computed_at'),
      )
      .execute()
    for (const { numInsertedOrUpdatedRows } of results) written += Number(numInsertedOrUpdatedRows ?? 0n)
  }
  return written
}

export type Place = [indicator: string, period: string, area: string, breakdown: string, source: string]

export const placeOf = ({ indicator, period, area, disaggregation, source }: Fact): Place => [
  indicator,
  period,
  area,
  breakdownOf(disaggregation),
  source,
]

type Read = Omit<FactQuery, 'after' | 'limit'> & { after: Place | undefined; limit: number }

/** Facts in the order of their keys, after a place. */
export const readFacts = async (db: Kysely<FactTables>, query: Read): Promise<Fact[]> => {
  const { indicators, areas, period, from, source, by, after, limit } = query
  const rows = await db
    .selectFrom('fact')
    .selectAll()
    .$if(indicators !== undefined, (q) => q.where(sql<boolean>`indicator = any(${indicators})`))
    .$if(areas !== undefined, (q) => q.where(sql<boolean>`area = any(${areas})`))
    .$if(period !== undefined, (q) => q.where('period', '=', period ?? ''))
    .$if(from !== undefined, (q) => q.where('period', '>=', from ?? ''))
    .$if(source !== undefined, (q) => q.where('source', '=', source ?? ''))
    .$if(by !== undefined, (q) => q.where('dimensions', '=', dimensionsOf(by ?? [])))
    .$if(after !== undefined, (q) =>
      q.where(sql<boolean>`(indicator, period, area, breakdown, source) > (${sql.join(after ?? [])})`),
    )
    .orderBy('indicator')
    .orderBy('period')
    .orderBy('area')
    .orderBy('breakdown')
    .orderBy('source')
    .limit(limit)
    .execute()
  return rows.map(factOf)
}
