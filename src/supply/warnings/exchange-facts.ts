// SPDX-License-Identifier: Apache-2.0
/** What early warning publishes for paragraph 2 of Resolution 63/1: advisories that crossed between nodes, and were read. */
import { sql } from 'kysely'
import type { Fact } from '#commitments/contract.ts'
import { sit } from '#platform/access/index.ts'
import { ADVISED, filingSeat } from './access.ts'
import type { WarningsPlan } from './inside.ts'

export const INDICATORS = { exchanged: 'IND-127', acknowledged: 'IND-128' } as const

interface FactsPlan {
  db: WarningsPlan['db']
  /** Organisations of this node's country. */
  organisations: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  /** The year that is told of. */
  year: number
  now: Date
}

/** Advisories that are there for an organisation: how many it told, how many came, to how many it told them, how many read. */
const countsOf = ({ db, year }: FactsPlan, organisation: string) => {
  const seat = filingSeat(organisation)
  return sit(db, { ...seat, purposes: [...seat.purposes, ADVISED] }, async (trx) => {
    const { rows } = await sql<{ advisory: string; told: number; acknowledged: number }>`
      select v.advisory, count(distinct p.id)::int as told, count(distinct r.originator)::int as acknowledged
      from advisory_version v
        join peer_told t on t.record = v.advisory
        join peer_partner p on p.node = t.node and ('node:' || p.node || ':organisation:' || p.organisation) = any (v.audience)
        left join advisory_receipt r on r.advisory = v.advisory and r.originator = p.id
      where v.originator = ${organisation} and extract(year from v.published_at at time zone 'UTC') = ${year}
      group by v.advisory`.execute(trx)
    const came = await sql<{ advisory: string }>`
      select distinct v.advisory from advisory_version v join peer_arrival a on a.record = v.advisory
      where extract(year from v.published_at at time zone 'UTC') = ${year}`.execute(trx)
    return { told: rows, came: came.rows.map(({ advisory }) => advisory) }
  })
}

/** Of all organisations of a country together. That an advisory is there is public where it was published, so none is hidden. */
export const advisoryExchangeFacts = async (plan: FactsPlan): Promise<Fact[]> => {
  const exchanged = new Set<string>()
  let [told, acknowledged] = [0, 0]
  for (const organisation of plan.organisations) {
    const found = await countsOf(plan, organisation)
    for (const each of found.told) {
      exchanged.add(each.advisory)
      told += each.told
      acknowledged += each.acknowledged
    }
    for (const advisory of found.came) exchanged.add(advisory)
  }
  const common = {
    ...{ period: String(plan.year), area: plan.country, disaggregation: {}, source: 'supply/warnings', floor: null },
    ...{ computedAt: plan.now.toISOString(), certainty: 'complete' as const },
  }
  const share = Math.round((acknowledged / told) * 1000) / 10
  return [
    { ...common, indicator: INDICATORS.exchanged, value: exchanged.size, unit: 'number' },
    ...(told === 0 ? [] : [{ ...common, indicator: INDICATORS.acknowledged, value: share, unit: 'percent' }]),
  ]
}
