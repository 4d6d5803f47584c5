// SPDX-License-Identifier: Apache-2.0
/** Clocks differ, and what was signed long ago must not pass for new. All figures in seconds. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Said } from './signature.ts'

/** Up to here two clocks may differ. */
export const MOST_SKEW = 300
/** Longest time for which a sender may want its signature to be good. */
const MOST_LIFETIME = 600

export type TimeRefusal = { code: 'expired' | 'not-yet-valid'; detail: string }

const iso = (seconds: number) => new Date(seconds * 1000).toISOString()

/** Whether a signature is of our time, give or take the skew. The refusal tells the sender what our clock says. */
export const judgeTimes = (
  { created, expires }: Pick<Said, 'created' | 'expires'>,
  now: Date,
): Outcome<true, TimeRefusal> => {
  const seconds = Math.floor(now.getTime() / 1000)
  const ours = `Our clock says ${iso(seconds)}; clocks may differ by ${MOST_SKEW} seconds.`
  if (Math.abs(created) > 1e11 || Math.abs(expires) > 1e11 || expires < created || expires - created > MOST_LIFETIME)
    return refuse('expired', `A signature is good for ${MOST_LIFETIME} seconds at most, and ends after it begins.`)
  if (created > seconds + MOST_SKEW)
    return refuse(
      'not-yet-valid',
      `It was signed at ${iso(created)}, which is still to come: your clock is ahead. ${ours}`,
    )
  if (expires + MOST_SKEW < seconds)
    return refuse('expired', `It was good until ${iso(expires)}: it was held back, or your clock is behind. ${ours}`)
  return ok(true)
}

/** When a nonce may be forgotten: from then on its signature is refused as expired. */
export const forgetAfter = ({ expires }: Pick<Said, 'expires'>): Date => new Date((expires + MOST_SKEW + 1) * 1000)
