// SPDX-License-Identifier: Apache-2.0
/** How long its receivers have to look at an incident, or by how long they are late. */
import type { Status } from '#supply/incidents/contract.ts'

export interface Clock {
  state: 'due' | 'overdue'
  unit: 'minutes' | 'hours' | 'days'
  count: number
}

const HOUR = 60
const DAY = 24 * HOUR
const MINUTE = 60_000

/**
 * Whole units. What is late is cut off: 119 minutes are 1 hour. What is due is the nearest, so that seven days are seven the
 * moment after, and below two hours each minute counts. `now` in ms since 1970. Null where nobody waits for anything.
 */
export function clockOf({ status, lookBy }: { status: Status; lookBy: string | null }, now: number): Clock | null {
  // Once somebody investigates, it has been looked at.
  if (lookBy === null || status !== 'released') return null
  const left = Date.parse(lookBy) - now
  const state = left >= 0 ? 'due' : 'overdue'
  if (state === 'due') {
    const minutes = Math.ceil(left / MINUTE)
    if (minutes < 2 * HOUR) return { state, unit: 'minutes', count: minutes }
    if (minutes < 2 * DAY) return { state, unit: 'hours', count: Math.round(minutes / HOUR) }
    return { state, unit: 'days', count: Math.round(minutes / DAY) }
  }
  const minutes = Math.floor(-left / MINUTE)
  if (minutes < HOUR) return { state, unit: 'minutes', count: minutes }
  if (minutes < 2 * DAY) return { state, unit: 'hours', count: Math.floor(minutes / HOUR) }
  return { state, unit: 'days', count: Math.floor(minutes / DAY) }
}
