// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done with an advisory, apart from where it is kept. Nothing is published by one person alone:
 *
 *     draft ──propose──▶ proposed ──agree──▶ published ──withdraw──▶ withdrawn
 *     │ ▲                    │                   └──its day comes──▶ expired
 *     │ └──────decline───────┘
 *     └──discard──▶ gone
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { AdvisoryCommand, AdvisoryStatus } from './contract.ts'

export type Act = AdvisoryCommand['do'] | 'revise' | 'discard'

export interface Standing {
  status: AdvisoryStatus
  proposedBy: string | null
  expires: Date
}

export interface Change {
  status: AdvisoryStatus
  proposed_by?: string | null
  published_at?: Date
  ended_at?: Date
  reason?: string
}

/** From which states each act is possible. */
const FROM: Record<Act, readonly AdvisoryStatus[]> = {
  revise: ['draft'],
  propose: ['draft'],
  agree: ['proposed'],
  decline: ['proposed'],
  withdraw: ['published'],
  discard: ['draft'],
}

/** What may be done with one whose day has passed. */
const EVEN_PAST: readonly Act[] = ['revise', 'decline', 'discard']

/** What this officer may do now; an advisory past its day is over, whether or not the node has noted it. */
export const actsOf = ({ status, proposedBy, expires }: Standing, account: string, now: Date): Act[] =>
  (Object.keys(FROM) as Act[]).filter(
    (act) =>
      FROM[act].includes(status) &&
      !(act === 'agree' && proposedBy === account) &&
      (expires > now || EVEN_PAST.includes(act)),
  )

/**
 * Decides an act. Refuses with `not-now` what is not possible in this state or past its day, and with `second-person` who
 * would agree with themselves.
 */
export const decide = (
  { status, proposedBy, expires }: Standing,
  command: AdvisoryCommand,
  account: string,
  now: Date,
): Outcome<Change> => {
  if (!FROM[command.do].includes(status))
    return refuse('not-now', `An advisory that is ${status} cannot be given: ${command.do}.`)
  if (command.do !== 'decline' && expires <= now) return refuse('not-now', 'Its day has passed.', 'expires')
  switch (command.do) {
    case 'propose':
      return ok({ status: 'proposed', proposed_by: account })
    case 'agree':
      if (proposedBy === null || proposedBy === account)
        return refuse('second-person', 'An advisory is agreed to by another officer than who proposed it.')
      return ok({ status: 'published', published_at: now })
    case 'decline':
      return ok({ status: 'draft', proposed_by: null })
    case 'withdraw':
      return ok({ status: 'withdrawn', ended_at: now, reason: command.reason })
  }
}
