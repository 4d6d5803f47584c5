// SPDX-License-Identifier: Apache-2.0
/**
 * What this room publishes of itself for paragraphs 1, 3, 4, 5 and 10 of Resolution 63/1: whether reports are answered and in time,
 * whether refusals stand on appeal, how long a decision takes. Of all firms of a country together and of whole months, under
 * the floor: no figure moves on the day of a report.
 */
import { type Kysely, sql } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import type { SuspicionLeg } from './codes.ts'
import { dayOf } from './room.ts'
import type { SuspicionTables } from './store.ts'

export const INDICATORS = {
  ...{ answered: 'IND-150', inTime: 'IND-151', upheld: 'IND-152', days: 'IND-153' },
  ...{ transactionsAnswered: 'IND-154', transactionsInTime: 'IND-155' },
  itemsAnswered: 'IND-156',
} as const

/** Hides and rounds a table of counts (src/commitments/floor.ts); `*` stands for all of a dimension. */
type FloorTable = (
  dimensions: readonly (readonly string[])[],
  counts: readonly { at: readonly string[]; count: number }[],
) => { at: string[]; value: number | null }[]

interface FactsPlan {
  db: Kysely<SuspicionTables>
  /** Ids of the organisations of this country. */
  organisations: readonly string[]
  /** ISO 3166-1 alpha-2. */
  country: string
  now: Date
  floorTable: FloorTable
}

interface Counts {
  reports: number
  answered: number
  timed: number
  in_time: number
  appeals: number
  upheld: number
  decisions: number
  days: number | null
}
const NONE: Counts = { reports: 0, answered: 0, timed: 0, in_time: 0, appeals: 0, upheld: 0, decisions: 0, days: null }

/** Twelve whole months up to the one of `now`. */
export const suspicionFacts = async ({ db, organisations, country, now, floorTable }: FactsPlan): Promise<Fact[]> => {
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
  const since = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), 1))
  const countedOf = async (leg: SuspicionLeg): Promise<Counts> => {
    const { rows } = await sql<Counts>`
      select * from suspicion_counts(${dayOf(since)}::date, ${dayOf(until)}::date, ${[...organisations]}::uuid[], ${leg})`.execute(
      db,
    )
    return rows[0] ?? NONE
  }
  const [orders, payments] = [await countedOf('order'), await countedOf('payment')]
  const [parcels, listings] = [await countedOf('parcel'), await countedOf('listing')]
  /** Percent of two counts as they are shown, to one decimal; hidden where either part is small. */
  const share = (part: number, whole: number): number | null => {
    const counts = [
      { at: ['yes'], count: part },
      { at: ['no'], count: whole - part },
    ]
    const shown = new Map(floorTable([['yes', 'no']], counts).map(({ at, value }) => [at.join(' '), value]))
    const [yes = null, all = null] = [shown.get('yes'), shown.get('*')]
    return yes === null || !all ? null : Math.min(100, Math.round((yes / all) * 1000) / 10)
  }
  const common = {
    ...{ disaggregation: {}, area: country, source: 'supply/suspicions', floor: FLOOR, certainty: 'complete' as const },
    ...{ period: String(new Date(until.getTime() - 1).getUTCFullYear()), computedAt: until.toISOString() },
  }
  const decided = floorTable([['made']], [{ at: ['made'], count: orders.decisions }])
  const isMany = decided.find(({ at }) => at[0] === 'made')?.value ?? null
  // To half a day, and of many alone: of few a median is one firm's.
  const days = isMany === null || orders.days === null ? null : Math.round(orders.days * 2) / 2
  const percent = (indicator: string, part: number, whole: number) => ({
    ...{ ...common, indicator, unit: 'percent', value: share(part, whole) },
  })
  return [
    percent(INDICATORS.answered, orders.answered, orders.reports),
    percent(INDICATORS.inTime, orders.in_time, orders.timed),
    percent(INDICATORS.upheld, orders.upheld + payments.upheld, orders.appeals + payments.appeals),
    { ...common, indicator: INDICATORS.days, unit: 'days', value: days },
    percent(INDICATORS.transactionsAnswered, payments.answered, payments.reports),
    percent(INDICATORS.transactionsInTime, payments.in_time, payments.timed),
    percent(INDICATORS.itemsAnswered, parcels.answered + listings.answered, parcels.reports + listings.reports),
  ]
}
