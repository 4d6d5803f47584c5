// SPDX-License-Identifier: Apache-2.0
import type { MatchOptions } from './findings.ts'
import type { Control } from './reference.ts'

const DAY = 86_400_000
let day = 0
let written = ''
/** Today in UTC as `YYYY-MM-DD`, written once a day. */
const today = (): string => {
  const now = Math.floor(Date.now() / DAY)
  if (now !== day) {
    day = now
    written = new Date(now * DAY).toISOString().slice(0, 10)
  }
  return written
}

/** A year compares as its first day for a beginning and stays in force through its last for an end. */
const begins = (date: string) => (date.length === 4 ? `${date}-01-01` : date)
const ends = (date: string) => (date.length === 4 ? `${date}-12-31` : date)

/**
 * The controls in force on the day asked for (today where absent), in the jurisdictions asked for (all where
 * absent). A control known by its year alone counts for the whole of that year: a doubt speaks for control.
 */
export const controlsInForce = (controls: readonly Control[], options: MatchOptions = {}): Control[] => {
  const on = options.on ?? today()
  return controls.filter(
    (control) =>
      (options.jurisdictions === undefined || options.jurisdictions.includes(control.jurisdiction)) &&
      (control.since === null || begins(control.since) <= on) &&
      (control.until === null || on < ends(control.until)),
  )
}
