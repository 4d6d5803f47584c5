// SPDX-License-Identifier: Apache-2.0
/** Weeks of ISO 8601, as signals are counted. */

const DAY = 86_400_000

/** `2026-W47` of a moment, in UTC. */
export const weekOf = (moment: Date): string => {
  const day = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()))
  // A week belongs to the year of its Thursday.
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7))
  const first = Date.UTC(day.getUTCFullYear(), 0, 1)
  const number = Math.ceil(((day.getTime() - first) / DAY + 1) / 7)
  return `${day.getUTCFullYear()}-W${String(number).padStart(2, '0')}`
}

/** The last `many` weeks, oldest first, this one included. */
export const lastWeeks = (many: number, now: Date): string[] =>
  Array.from({ length: many }, (_, index) => weekOf(new Date(now.getTime() - (many - 1 - index) * 7 * DAY)))
