// SPDX-License-Identifier: Apache-2.0
/** Complaints as who reads them may see them. Pure. */
import { canonical } from '#basis/canonical.ts'
import type { Actor } from '#platform/access/index.ts'
import { HANDLER, holds, OFFICER } from './access.ts'
import { clocksOf, dayOf, lateSinceOf, stateOf } from './clocks.ts'
import type {
  Complaint,
  ComplaintCommand,
  ComplaintSummary,
  Letter,
  PublicCount,
  Runner,
  ServiceFigures,
} from './contract.ts'
import type { ClockRow, ComplaintRow, LetterRow, RunnerRow } from './store.ts'

export const letterOf = ({ number, writer, text, at }: LetterRow): Letter => ({
  ...{ number, writer, text, at: at.toISOString() },
})

export const summaryOf = (row: ComplaintRow, today: string): ComplaintSummary => ({
  ...{ id: row.id, service: row.service, serviceName: row.service_name, theme: row.theme, version: row.version },
  ...clocksOf(row, today),
})

/** Of the first step: officers of the authority where nobody runs the service there. */
const isFirst = (row: ComplaintRow, actor: Actor) =>
  row.originator === actor.organisation && holds(actor, row.originator === row.authority ? OFFICER : HANDLER)

/** Who had a part in the first step is shown that it may be decided, and refused with the reason. */
export const actsOf = (row: ComplaintRow, actor: Actor, today: string): ComplaintCommand['do'][] => {
  const state = stateOf(row, today)
  if (state === 'appealed') return row.authority === actor.organisation && holds(actor, OFFICER) ? ['decide'] : []
  if (!isFirst(row, actor) || state === 'over') return []
  return state === 'new' ? ['acknowledge', 'answer'] : ['answer']
}

export const complaintOf = (
  row: ComplaintRow,
  letters: readonly LetterRow[],
  actor: Actor,
  today: string,
): Complaint => ({
  ...summaryOf(row, today),
  ...{ name: row.person_name, reach: row.reach, language: row.language },
  erased: row.erased_at?.toISOString() ?? null,
  letters: letters.map(letterOf),
  may: actsOf(row, actor, today),
})

export const runnerShown = ({ id, service_name, provider, version }: RunnerRow): Runner => ({
  ...{ service: id, name: service_name, provider, version },
})

/** What the ledger keeps a digest of. */
export const contentOf = (row: ComplaintRow, letters: readonly LetterRow[]): string =>
  canonical([
    ...[row.service, row.theme, row.person_name, row.reach, row.received_at.toISOString()],
    ...[row.outcome, row.closed_at?.toISOString() ?? null, letters.map(({ writer, text }) => [writer, text])],
  ])

/** For an authority: of each service whose listing it keeps. */
export const figuresOf = (rows: readonly ClockRow[], authority: string, today: string): ServiceFigures[] =>
  [
    ...Map.groupBy(
      rows.filter((row) => row.authority === authority),
      ({ service }) => service,
    ),
  ]
    .map(([service, all]) => {
      const late = all.flatMap((row) => lateSinceOf(row, today) ?? [])
      const isOpen = (row: ClockRow) => stateOf(row, today) !== 'over'
      return {
        ...{ service, name: all.at(-1)?.service_name ?? '', received: all.length, open: all.filter(isOpen).length },
        ...{ late: late.length, lateSince: late.sort()[0] ?? null },
        appealed: all.filter(({ appealed_at }) => appealed_at !== null).length,
      }
    })
    .sort((a, b) => b.late - a.late || a.name.localeCompare(b.name, 'en'))

/** How counts may be shown: those of commitments, handed in. */
export interface Floors {
  floored(count: number): number | null
  shareOf(part: number | null, whole: number | null): number | null
}
const isInTime = ({ answered_at, answer_by }: ClockRow) => answered_at !== null && dayOf(answered_at) <= answer_by
/** Whether it was answered by its day, of those whose day is past or that were answered: the others say nothing yet. */
export const inTimeOf = (rows: readonly ClockRow[], until: Date, { floored, shareOf }: Floors): number | null => {
  const due = rows.filter((row) => row.answered_at !== null || row.answer_by < dayOf(until))
  return shareOf(floored(due.filter(isInTime).length), floored(due.length))
}

/** The moment at which the month of `now` began, and the year of the month before. */
export const asOf = (now: Date) => {
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
  return { until, year: new Date(until.getTime() - 1).getUTCFullYear() }
}

/** As at a moment: what was answered later was not answered then. */
export const yearOf = (rows: readonly ClockRow[], year: number, until: Date): ClockRow[] =>
  rows
    .filter(({ received_at }) => received_at.getUTCFullYear() === year && received_at < until)
    .map((row) => (row.answered_at && row.answered_at >= until ? { ...row, answered_at: null } : row))

/**
 * Of one service, as at the end of the last month: a count that followed each complaint would tell its day. Two months differ
 * by a rounded number alone.
 */
export const publicCountOf = (rows: readonly ClockRow[], service: string, now: Date, floors: Floors): PublicCount => {
  const { until, year } = asOf(now)
  const own = yearOf(rows, year, until).filter((row) => row.service === service)
  return {
    ...{ year, until: dayOf(until), received: floors.floored(own.length) },
    inTime: inTimeOf(own, until, floors),
  }
}
