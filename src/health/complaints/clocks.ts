// SPDX-License-Identifier: Apache-2.0
/** By when what should be done, and where a complaint stands. Pure; days are `YYYY-MM-DD` in UTC. */
import { ACKNOWLEDGE_DAYS, APPEAL_DAYS, type Clocks, type State } from './contract.ts'
import type { ComplaintRow } from './store.ts'

const DAY = 86_400_000
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)
/** The day so many calendar days after a moment. */
export const dayAfter = (moment: Date, days: number): string => dayOf(new Date(moment.getTime() + days * DAY))

/** The day so many working days after a moment, Monday to Friday: public holidays differ by place and are not left out. */
export const workingDayAfter = (moment: Date, days: number): string => {
  let at = moment
  for (let left = days; left > 0; ) {
    at = new Date(at.getTime() + DAY)
    if (![0, 6].includes(at.getUTCDay())) left -= 1
  }
  return dayOf(at)
}

/** `answerDays`: what the country lays down. */
export const clocksFrom = (received: Date, answerDays: number) => ({
  acknowledge_by: workingDayAfter(received, ACKNOWLEDGE_DAYS),
  answer_by: dayAfter(received, answerDays),
})

type Timed = Pick<
  ComplaintRow,
  | 'received_at'
  | 'acknowledge_by'
  | 'answer_by'
  | 'acknowledged_at'
  | 'answered_at'
  | 'appealed_at'
  | 'decide_by'
  | 'decided_at'
  | 'closed_at'
>

export const appealUntilOf = ({ answered_at }: Pick<Timed, 'answered_at'>): string | null =>
  answered_at && dayAfter(answered_at, APPEAL_DAYS)

export const stateOf = (row: Timed, today: string): State => {
  if (row.decided_at || row.closed_at) return 'over'
  if (row.appealed_at) return 'appealed'
  if (row.answered_at) return (appealUntilOf(row) ?? '') < today ? 'over' : 'answered'
  return row.acknowledged_at ? 'acknowledged' : 'new'
}

/** The earliest day that was missed and still is; null where none was. */
export const lateSinceOf = (row: Timed, today: string): string | null => {
  const state = stateOf(row, today)
  if (state === 'appealed') return row.decide_by && row.decide_by < today ? row.decide_by : null
  if (state === 'new' && row.acknowledge_by < today) return row.acknowledge_by
  return (state === 'new' || state === 'acknowledged') && row.answer_by < today ? row.answer_by : null
}

/** One may ask the authority once there is an answer, or once its day is past, and only as long as it is not over. */
export const mayAppeal = (row: Timed, today: string): boolean => {
  const state = stateOf(row, today)
  return state === 'answered' || ((state === 'new' || state === 'acknowledged') && row.answer_by < today)
}

const iso = (at: Date | null) => at?.toISOString() ?? null
export const clocksOf = (row: Timed & Pick<ComplaintRow, 'outcome'>, today: string): Clocks => ({
  ...{ received: row.received_at.toISOString(), acknowledgeBy: row.acknowledge_by, answerBy: row.answer_by },
  ...{ acknowledged: iso(row.acknowledged_at), answered: iso(row.answered_at), appealed: iso(row.appealed_at) },
  ...{ decideBy: row.decide_by, decided: iso(row.decided_at), outcome: row.outcome, closed: iso(row.closed_at) },
  ...{ state: stateOf(row, today), isLate: lateSinceOf(row, today) !== null },
})
