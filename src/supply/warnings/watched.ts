// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done with a substance under watch, apart from where it is kept:
 *
 *     proposed ──watch──▶ watched ──assess──▶ assessed ──recommend──▶ assessed
 *        └─────────────dismiss───────────────────┘ (and watched again, where it comes back)
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Assessment, Recommendation, WatchedCommand, WatchedStatus } from './contract.ts'

type Do = WatchedCommand['do']

/** From which states each act is possible. */
const FROM: Record<Do, readonly WatchedStatus[]> = {
  watch: ['proposed', 'dismissed'],
  identify: ['proposed', 'watched', 'assessed'],
  assess: ['watched', 'assessed'],
  recommend: ['assessed'],
  join: ['proposed', 'watched'],
  dismiss: ['proposed', 'watched', 'assessed'],
}

export const actsOf = (status: WatchedStatus): Do[] =>
  (Object.keys(FROM) as Do[]).filter((act) => FROM[act].includes(status))

export interface Change {
  status: WatchedStatus
  assessment?: Assessment
  recommendation?: Recommendation
  reason?: string | null
}

/** Decides an act; refuses with `not-now` what is not possible in this state. */
export const decide = (status: WatchedStatus, command: WatchedCommand): Outcome<Change> => {
  if (!FROM[command.do].includes(status))
    return refuse('not-now', `A substance that is ${status} cannot be given: ${command.do}.`)
  switch (command.do) {
    case 'watch':
      return ok({ status: 'watched', reason: null })
    case 'identify':
      return ok({ status })
    case 'assess':
      return ok({ status: 'assessed', assessment: command.assessment })
    case 'recommend':
      return ok({ status, recommendation: command.recommendation })
    case 'join':
      return ok({ status: 'dismissed', reason: 'same' })
    case 'dismiss':
      return ok({ status: 'dismissed', reason: command.reason })
  }
}

/** What the history keeps of why. */
export const noteOf = (command: WatchedCommand): string =>
  command.do === 'dismiss' ? command.reason : command.do === 'join' ? '' : (command.note ?? '')
