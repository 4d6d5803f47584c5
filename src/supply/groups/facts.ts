// SPDX-License-Identifier: Apache-2.0
/** What groups publish of themselves for paragraphs 1 and 2 of Resolution 63/1: measures that are done, and how soon. */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { dayOf } from './room.ts'
import { type GroupTables, groupParts, type MeasureDays, measureDays } from './store.ts'

export const INDICATORS = { inTime: 'IND-124', withFirms: 'IND-125', days: 'IND-126' } as const

interface FactsPlan {
  db: Kysely<GroupTables>
  /** Ids of the organisations of this country. */
  organisations: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  now: Date
  /** Of src/commitments/floor.ts. */
  floorTable: FloorTable
  floored(count: number): number | null
  shareOf(part: number | null, whole: number | null): number | null
}

/** Hides and rounds a table of counts (src/commitments/floor.ts); `*` stands for all of a dimension. */
type FloorTable = (
  dimensions: readonly (readonly string[])[],
  counts: readonly { at: readonly string[]; count: number }[],
) => { at: string[]; value: number | null }[]

/** Months in which a measure's day came, or it was done: the last twelve. */
const YEAR = 365 * 86_400_000

const isDone = ({ state }: MeasureDays) => state === 'done'
/** Of those whose day has come or that are done already: what was dropped with a reason, or goes on elsewhere, is none of them. */
const isCounted = (each: MeasureDays, now: Date) =>
  isDone(each) || (['agreed', 'under-way'].includes(each.state) && each.due_on < dayOf(now))

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10
}

/** Of all groups that authorities of a country convened. */
export const groupFacts = async ({
  db,
  organisations,
  country,
  now,
  floorTable,
  floored,
  shareOf,
}: FactsPlan): Promise<Fact[]> => {
  const since = new Date(now.getTime() - YEAR)
  const own = (await measureDays(db)).filter(
    (each) => organisations.includes(each.originator) && isCounted(each, now) && each.due_on >= dayOf(since),
  )
  const done = own.filter(isDone)
  const inTime = done.filter(({ ended_at, due_on }) => ended_at !== null && dayOf(ended_at) <= due_on)
  const days = done.map(({ ended_at, found_at }) => ((ended_at ?? now).getTime() - found_at.getTime()) / 86_400_000)
  const groups = (await groupParts(db)).filter(
    ({ originator, state, partners }) => organisations.includes(originator) && state !== 'closed' && partners > 0,
  )
  const common = {
    ...{ period: dayOf(now).slice(0, 4), area: country, source: 'supply/groups', floor: FLOOR, disaggregation: {} },
    ...{ computedAt: now.toISOString(), certainty: 'complete' as const },
  }
  const late = own.length - inTime.length
  const table = floorTable(
    [['in-time', 'late']],
    [
      { at: ['in-time'], count: inTime.length },
      { at: ['late'], count: late },
    ],
  )
  const at = (cell: string) => table.find((each) => each.at[0] === cell)?.value ?? null
  const share = shareOf(at('in-time'), at('*'))
  return [
    { ...common, indicator: INDICATORS.inTime, unit: 'percent', value: share },
    { ...common, indicator: INDICATORS.withFirms, unit: 'number', value: floored(groups.length) },
    // Hidden where few were done: the days of two measures would say whose they are.
    { ...common, indicator: INDICATORS.days, unit: 'days', value: floored(done.length) === null ? null : median(days) },
  ]
}
