// SPDX-License-Identifier: Apache-2.0
/** What this room publishes of itself for paragraph 15 of Resolution 2: how much harm services reported, by severity. */
import { sql, type Transaction } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { SEVERITIES } from './codes.ts'
import { becomePassage, leavePassage, type SignalTables } from './store.ts'

export const REPORTED = 'IND-121'

/** Makes a table of counts fit to be shown, totals included: `floorTable` of commitments, handed in. */
export type FloorTable = (
  dimensions: readonly (readonly string[])[],
  counts: readonly { at: readonly string[]; count: number }[],
) => { at: string[]; value: number | null }[]

export interface FactsOf {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** The year that is told of. */
  year: number
  /** What was reported later waits. */
  now: Date
}

/** Of all services of the node together; what was withdrawn does not count. Give it a transaction in which nobody sits. */
export const signalFacts = async <T extends SignalTables>(
  wide: Transaction<T>,
  floorTable: FloorTable,
  { country, year, now }: FactsOf,
): Promise<Fact[]> => {
  const trx = wide as unknown as Transaction<SignalTables>
  await becomePassage(trx)
  const { rows } = await sql<{ severity: string; count: number }>`
    select severity, count(*)::int as count from signal
    where withdrawn_at is null and extract(year from reported_at at time zone 'UTC') = ${year}
      and reported_at < ${now} group by severity`.execute(trx)
  await leavePassage(trx)
  const table = floorTable(
    [SEVERITIES],
    rows.map(({ severity, count }) => ({ at: [severity], count })),
  )
  return table.map(({ at: [severity = ''], value }) => ({
    ...{ indicator: REPORTED, period: String(year), area: country, source: 'health/signals', unit: 'number' },
    disaggregation: (SEVERITIES as readonly string[]).includes(severity) ? { severity } : {},
    ...{ value, floor: FLOOR, computedAt: now.toISOString(), certainty: 'complete' as const },
  }))
}
