// SPDX-License-Identifier: Apache-2.0
/** What rows say, which clocks run out, and how a month stands beside the same month of another year. */
import { FLOOR } from '#commitments/contract.ts'
import { ALTERNATIVE_HOURS, type Alternative, type MonthBeside, type Word } from './contract.ts'
import type { Beside, WordRow } from './store.ts'

const HOUR = 3_600_000

export const SEVERITY = { open: 0, reduced: 1, moved: 2, closed: 3 } as const
/** Closed or moved: people have to go somewhere else. */
export const isGone = (state: Word['state']): boolean => state === 'closed' || state === 'moved'
/** Closed and moved are one stretch, or whoever says the one after the other would start its clock anew. */
const isSameStretch = (one: Word['state'], other: Word['state']) => one === other || (isGone(one) && isGone(other))
const isNear = ({ hours }: Pick<Alternative, 'hours'>) => hours <= ALTERNATIVE_HOURS
export const dueOf = (begun: Date): Date => new Date(begun.getTime() + ALTERNATIVE_HOURS * HOUR)

type Said = Pick<WordRow, 'id' | 'by' | 'state' | 'since' | 'said_at' | 'alternatives'>
type Standing = Pick<WordRow, 'stands' | 'stretch' | 'begun_at' | 'first_said_at' | 'named_at'>
/**
 * Whether a new word counts, and what goes on from the words before it. What an authority said stands until an authority lifts
 * it: a provider makes it severer, or says more of the same, and never milder. `last`: the word that stands; `authority`: the
 * authorities’ last.
 */
export const standingOf = (
  { id, by, state, since, said_at, alternatives }: Said,
  last: WordRow | undefined,
  authority: WordRow | undefined,
): Standing => {
  const stands = by === 'authority' || !authority || SEVERITY[state] >= SEVERITY[authority.state]
  const goesOn = stands && last && isSameStretch(last.state, state) ? last : undefined
  const named = alternatives.some(isNear) ? said_at : null
  if (!goesOn) return { stands, stretch: id, begun_at: since, first_said_at: said_at, named_at: named }
  // The form offers this moment as the beginning: what went on is not younger for it.
  const begun = goesOn.begun_at < since ? goesOn.begun_at : since
  const { stretch, first_said_at } = goesOn
  return { stands, stretch, begun_at: begun, first_said_at, named_at: goesOn.named_at ?? named }
}

/** `beside`: the last word of a provider that does not stand. `closed`: alternatives that are closed by now, and since when. */
export interface Around {
  beside?: Pick<WordRow, 'state' | 'originator' | 'said_at'> | undefined
  closed: ReadonlyMap<string, Date>
}
export const wordFrom = (row: WordRow, now: Date, { beside, closed }: Around): Word => {
  const alternatives = row.alternatives.map((each) => ({ ...each, isClosed: closed.has(each.service?.id ?? '') }))
  const isHelped = alternatives.some((each) => isNear(each) && !each.isClosed)
  // Where the last one closed, a day begins from then.
  const shut = row.alternatives.flatMap((each) => (isNear(each) ? (closed.get(each.service?.id ?? '') ?? []) : []))
  const from = new Date(Math.max(row.begun_at.getTime(), ...shut.map((at) => at.getTime())))
  const due = isGone(row.state) && !isHelped ? dueOf(from) : null
  const wasLate = isGone(row.state) && row.named_at !== null && row.named_at > dueOf(row.begun_at)
  return {
    ...{ id: row.id, service: row.service, serviceName: row.service_name, city: row.city, region: row.region },
    ...{ organisation: row.originator, by: row.by, state: row.state, reasons: row.reasons },
    ...{ since: row.begun_at.toISOString(), expected: row.expected, alternatives },
    ...{ said: row.said_at.toISOString(), due: due?.toISOString() ?? null, isLate: due !== null && due < now },
    wasLate,
    beside: beside
      ? { state: beside.state, organisation: beside.originator, said: beside.said_at.toISOString() }
      : null,
  }
}

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
