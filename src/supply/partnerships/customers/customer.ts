// SPDX-License-Identifier: Apache-2.0
/** What is missing before a firm may call itself satisfied, and for how long a record is kept: pure. */
import type { Check, CustomerContent } from './contract.ts'

/** Days before the day of review on which the firm is reminded. */
export const REMINDED_DAYS = 14
/** Days within which what is open is looked at again. */
export const OPEN_DAYS = 30
/** The latest day of review, counted from today. */
export const MOST_DAYS = 731

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** The same day so many months later; the last of the month where it has no such day. */
export const monthsAfter = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/**
 * Checks that were not made. Own rule, not a law: whoever sells a press knows who buys it, by what right, how it is paid and
 * where it goes. Premises need not be visited.
 */
export const missingOf = ({ checks }: Pick<CustomerContent, 'checks'>): Check[] => [
  ...(checks.identity === 'seen' ? [] : ['identity' as const]),
  ...(checks.licence === 'seen' || checks.licence === 'not-needed' ? [] : ['licence' as const]),
  ...(checks.payment === 'unknown' ? ['payment' as const] : []),
  ...(checks.transport === 'unknown' ? ['transport' as const] : []),
]
