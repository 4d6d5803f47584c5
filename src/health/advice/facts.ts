// SPDX-License-Identifier: Apache-2.0
/** What this room publishes of itself for paragraph 16 of Resolution 2: whether services hear of a danger within a day. */
import { sql, type Transaction } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { seat } from '#platform/access/index.ts'
import { PASSAGE } from './access.ts'
import type { AdviceTables } from './store.ts'

export const HEARD = 'IND-122'

interface Plan {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  now: Date
  /** A count as it may be shown, and a share of two such counts: those of commitments, handed in. */
  floored(count: number): number | null
  shareOf(part: number | null, whole: number | null): number | null
}

/**
 * Of all advice of the year that is more than a day old: acknowledgements within a day, of services that were told. Give it a
 * transaction in which nobody sits; its seat is changed.
 */
export const adviceFacts = async <T extends AdviceTables>(
  wide: Transaction<T>,
  { country, year, now, floored, shareOf }: Plan,
): Promise<Fact[]> => {
  const trx = wide as unknown as Transaction<AdviceTables>
  await seat(trx, PASSAGE)
  await sql`select set_config('app.passage', 'on', true)`.execute(trx)
  const { rows } = await sql<{ told: number; heard: number }>`
    select coalesce(sum(cardinality(audience) - 1), 0)::int as told, coalesce(sum((select count(*) from advice_acknowledgement a
      where a.advice = advice.id and a.at <= given_at + interval '1 day')), 0)::int as heard
    from advice where extract(year from given_at at time zone 'UTC') = ${year}
      and given_at < ${now}::timestamptz - interval '1 day'`.execute(trx)
  await sql`select set_config('app.passage', '', true)`.execute(trx)
  const { told = 0, heard = 0 } = rows[0] ?? {}
  return [
    {
      ...{ indicator: HEARD, period: String(year), area: country, disaggregation: {}, source: 'health/advice' },
      ...{ value: shareOf(floored(heard), floored(told)), unit: 'percent', floor: FLOOR },
      ...{ computedAt: now.toISOString(), certainty: 'complete' },
    },
  ]
}
