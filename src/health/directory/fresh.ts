// SPDX-License-Identifier: Apache-2.0
/** How long what somebody confirmed counts as fresh. */

/** Days: three months, after which it is said to be some time ago. */
export const FRESH = 92
/** Days after which it is said to be more than a year ago. */
export const OLD = 365

export type Freshness = 'fresh' | 'some-time' | 'long'

/** Of a day `YYYY-MM-DD` as of now; null where nobody confirmed it. */
export const freshnessOf = (confirmed: string | null, now: Date): Freshness | null => {
  if (confirmed === null) return null
  const days = Math.floor((Date.parse(now.toISOString().slice(0, 10)) - Date.parse(confirmed)) / 86_400_000)
  return days <= FRESH ? 'fresh' : days <= OLD ? 'some-time' : 'long'
}
