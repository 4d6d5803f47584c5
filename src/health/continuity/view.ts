// SPDX-License-Identifier: Apache-2.0
/** What rows say, which clocks run out, and how a month stands beside the same month of another year. */
import { FLOOR } from '#commitments/contract.ts'
import { ALTERNATIVE_HOURS, type MonthBeside, type Word } from './contract.ts'
import type { Beside, WordRow } from './store.ts'

const HOUR = 3_600_000

/** Closed or moved, and nowhere to go within a day. */
const lacks = ({ state, alternatives }: Pick<WordRow, 'state' | 'alternatives'>) =>
  (state === 'closed' || state === 'moved') && !alternatives.some(({ hours }) => hours <= ALTERNATIVE_HOURS)

export const wordFrom = (row: WordRow, now: Date): Word => {
  const due = lacks(row) ? new Date(row.since.getTime() + ALTERNATIVE_HOURS * HOUR) : null
  return {
    ...{ id: row.id, service: row.service, serviceName: row.service_name, city: row.city, region: row.region },
    ...{ organisation: row.originator, by: row.by, state: row.state, reasons: row.reasons },
    ...{ since: row.since.toISOString(), expected: row.expected, alternatives: row.alternatives },
    ...{ said: row.said_at.toISOString(), due: due?.toISOString() ?? null, isLate: due !== null && due < now },
  }
}

const rank = ({ due, state }: Word) => (due !== null ? 0 : state !== 'open' ? 1 : 2)
/** Without an alternative first, then what is not open as usual; the newest first in each. */
export const inOrder = (words: readonly Word[]): Word[] =>
  words.toSorted((a, b) => rank(a) - rank(b) || b.said.localeCompare(a.said))

/** The first day of the month so many before the month of `now`. */
export const monthBefore = (now: Date, months: number): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10)

const rounded = (count: number) => Math.round(count / FLOOR.round) * FLOOR.round
/** A share of fewer services would be one’s own to whoever knows the other’s. */
const LEAST_SERVICES = 3
/** Whole percent of what it was; null where either number is small, or few services entered both. */
export const percentOf = ({ contacts, before, services }: Omit<Beside, 'month'>): number | null =>
  services < LEAST_SERVICES || contacts < FLOOR.least || before < FLOOR.least
    ? null
    : Math.round((rounded(contacts) / rounded(before)) * 100)

/** The twelve months that are over, the newest first. */
export const monthsBeside = (rows: readonly Beside[], now: Date): MonthBeside[] =>
  Array.from({ length: 12 }, (_, at) => monthBefore(now, at + 1).slice(0, 7)).map((month) => {
    const row = rows.find((each) => each.month === month)
    return { month, percent: row ? percentOf(row) : null, services: row?.services ?? 0 }
  })
