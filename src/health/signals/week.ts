// SPDX-License-Identifier: Apache-2.0
/** Weeks of ISO 8601: they begin on Monday, and the first of a year is the one that holds its first Thursday. */

const DAY = 86_400_000

/** `2026-11-22` → `2026-W47`. */
export const weekOf = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`)
  const weekday = (date.getUTCDay() + 6) % 7
  const thursday = new Date(date.getTime() + (3 - weekday) * DAY)
  const year = thursday.getUTCFullYear()
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}

/** The Monday of a week, `2026-W47` → `2026-11-16`. */
export const mondayOf = (week: string): string => {
  const [year = '', number = ''] = week.split('-W')
  const fourth = new Date(Date.UTC(Number(year), 0, 4))
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY + (Number(number) - 1) * 7 * DAY
  return new Date(monday).toISOString().slice(0, 10)
}
