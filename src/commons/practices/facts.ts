// SPDX-License-Identifier: Apache-2.0
/** What this room publishes of itself for paragraph 10 of Resolution 63/2: practices shared, and how many others reuse. */
import { type Kysely, sql } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { seatOf } from './access.ts'
import type { PracticeTables } from './store.ts'

export const INDICATORS = { published: 'IND-129', reused: 'IND-101' } as const

/** A figure, in the shape of the facts of `commitments`, which this room does not know. */
export interface PracticeFact {
  indicator: string
  period: string
  area: string
  disaggregation: Record<string, string>
  source: string
  value: number
  unit: string
  floor: null
  computedAt: string
  certainty: 'complete'
}

interface FactsPlan {
  db: Kysely<PracticeTables>
  /** Organisations of this node's country, whose practices are counted. */
  organisations: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  now: Date
}

/** Practices of this node that were published by the end of the year and stand: they are shared openly, so none is hidden. */
export const practiceFacts = async ({ db, organisations, country, year, now }: FactsPlan): Promise<PracticeFact[]> => {
  const reader = seatOf('00000000-0000-0000-0000-000000000000')
  const { published, reused } = await sit(db, reader, async (trx) => {
    const { rows } = await sql<{ published: number; reused: number }>`
      select count(*)::int as published, count(*) filter (where exists (select from practice_reuse r
          where r.practice = p.id and r.outcome <> 'did-not-work'))::int as reused
      from practice p where p.status = 'published' and p.originator = any (${[...organisations]}::uuid[])
        and p.published_at < ${`${year + 1}-01-01`}::timestamptz`.execute(trx)
    return rows[0] ?? { published: 0, reused: 0 }
  })
  const common = {
    ...{ period: String(year), area: country, disaggregation: {}, source: 'commons/practices', floor: null },
    ...{ computedAt: now.toISOString(), certainty: 'complete' as const },
  }
  const share = Math.round((reused / published) * 1000) / 10
  return [
    { ...common, indicator: INDICATORS.published, value: published, unit: 'number' },
    ...(published === 0 ? [] : [{ ...common, indicator: INDICATORS.reused, value: share, unit: 'percent' }]),
  ]
}
