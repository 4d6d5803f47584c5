// SPDX-License-Identifier: Apache-2.0
/** What self-assessments say for paragraph 6 of Resolution 63/1: the share that was renewed in time, under the floor. */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import type { FloorTable } from '../facts.ts'
import { daysAfter, isFollowed } from './assessment.ts'
import { type AssessmentTables, daysOfAll } from './store.ts'

export const RENEWED = 'IND-123'

interface FactsPlan {
  db: Kysely<AssessmentTables>
  /** Ids of the organisations of this country. */
  organisations: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  now: Date
  floorTable: FloorTable
}

/** Of those that ended in the last twelve months, all firms together: how many were followed by another before. Percent. */
export const assessmentFacts = async ({ db, organisations, country, now, floorTable }: FactsPlan): Promise<Fact[]> => {
  const today = now.toISOString().slice(0, 10)
  const all = (await daysOfAll(db)).filter(({ organisation }) => organisations.includes(organisation))
  const ended = all.filter(({ valid_until }) => valid_until < today && valid_until >= daysAfter(today, -365))
  const inTime = ended.filter((each) => isFollowed(each, all)).length
  const shown = new Map(
    floorTable(
      [['in-time', 'late']],
      [
        { at: ['in-time'], count: inTime },
        { at: ['late'], count: ended.length - inTime },
      ],
    ).map(({ at, value }) => [at.join(' '), value]),
  )
  const [part, whole] = [shown.get('in-time') ?? null, shown.get('*') ?? null]
  return [
    {
      ...{ indicator: RENEWED, unit: 'percent', disaggregation: {}, period: today.slice(0, 4), area: country },
      ...{ source: 'supply/partnerships', floor: FLOOR, computedAt: now.toISOString(), certainty: 'complete' },
      value: part === null || !whole ? null : Math.min(100, Math.round((part / whole) * 1000) / 10),
    },
  ]
}
