// SPDX-License-Identifier: Apache-2.0
/**
 * What this room publishes for paragraph 13 of Resolution 2: contacts beside the same month of a year before, services by what
 * was said of them, how long it took to say so, and how many named in time where people may go. Of services that said something alone.
 */
import type { Kysely } from 'kysely'
import { type Fact, FLOOR } from '#commitments/contract.ts'
import { sit } from '#platform/access/index.ts'
import { ANYONE } from './access.ts'
import { STATES } from './contract.ts'
import { baselineYear, besides, type ContinuityTables, statesAt, stretchesIn } from './store.ts'
import { dueOf, isGone, monthBefore, percentOf } from './view.ts'

export const VOLUME = 'IND-093'
export const OPEN = 'IND-094'
export const TOLD = 'IND-095'
export const NAMED = 'IND-145'

interface Plan {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  /** The end of the month that is told of. */
  now: Date
}

const HOUR = 3_600_000
const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)] ?? null)
}

export const continuityFacts = async (db: Kysely<ContinuityTables>, { country, year, now }: Plan): Promise<Fact[]> => {
  const since = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), 1))
  const [states, stretches, baseline] = await sit(db, ANYONE, async (trx) => [
    await statesAt(trx, now),
    await stretchesIn(trx, since, now),
    await baselineYear(trx),
  ])
  const plan = { baseline: baseline ?? 0, first: monthBefore(now, 1), beyond: monthBefore(now, 0) }
  const [last] = baseline === null ? [] : await besides(db, plan)
  const told = median(
    stretches.map(({ begun_at, first_said_at }) => Math.round((first_said_at.getTime() - begun_at.getTime()) / HOUR)),
  )
  // One that was over within the day without an alternative needed none.
  const gone = stretches.filter(
    ({ state, begun_at, ended_at, named_at }) =>
      isGone(state) && dueOf(begun_at) < now && (named_at !== null || ended_at === null || ended_at >= dueOf(begun_at)),
  )
  const inTime = gone.filter(({ named_at, begun_at }) => named_at !== null && named_at <= dueOf(begun_at))
  const share = Math.round((inTime.length / gone.length) * 100)
  const common = {
    ...{ period: String(year), area: country, source: 'health/continuity' },
    ...{ computedAt: now.toISOString(), certainty: 'partial' as const },
  }
  const plain = { ...common, disaggregation: {} }
  return [
    { ...plain, indicator: VOLUME, value: last ? percentOf(last) : null, unit: 'percent', floor: FLOOR },
    // Services are no persons: their numbers are told as they are.
    ...STATES.map((state) => ({
      ...{ ...common, indicator: OPEN, disaggregation: { state }, unit: 'number', floor: null },
      value: states.find((each) => each.state === state)?.services ?? 0,
    })),
    // Where nothing is closed there is nothing to tell: no number, and not nought.
    ...(told === null ? [] : [{ ...plain, indicator: TOLD, value: told, unit: 'hours', floor: null }]),
    ...(gone.length === 0 ? [] : [{ ...plain, indicator: NAMED, value: share, unit: 'percent', floor: null }]),
  ]
}
