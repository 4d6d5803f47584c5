// SPDX-License-Identifier: Apache-2.0
/**
 * What an incident is and what may be done with it, apart from where it is kept:
 *
 *     draft ──release──▶ released ──investigate──▶ under investigation ──close──▶ closed
 *       ▲  └─release abroad─▶ proposed ──agree──▶ released                    └──recall──▶ recalled
 *       └──────decline──────────┘
 */

import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Status, URGENCIES, type Urgency } from './codes.ts'
import type { IncidentCommand, IncidentContent, releaseShape } from './contract.ts'
import { countryOf } from './identifiers.ts'

export type ReleaseGiven = z.output<typeof releaseShape>

/** Where an incident stands. */
export interface Standing {
  status: Status
  urgency: Urgency
  proposed: { by: string; release: ReleaseGiven } | null
}

/** Who acts, and whether the release that they ask for leaves the country. */
export interface Acting {
  account: string
  abroad: boolean
}

/** What an act changes; what is absent stays. */
export interface Change {
  status: Status
  proposed?: Standing['proposed']
  /** Others are let in, as this says. */
  released?: { release: ReleaseGiven; at: Date; lookBy: Date }
  ended?: { at: Date; reason: string }
}

const OPEN: readonly Status[] = ['released', 'under-investigation']

/** Whether something may still come of it. */
export const isOpen = (status: Status): boolean => OPEN.includes(status)

/** Whether others were let in, and have it still. */
export const isTold = (status: Status): boolean => isOpen(status) || status === 'closed'

/** From which states each act is possible. */
const FROM: Record<IncidentCommand['do'], readonly Status[]> = {
  release: ['draft'],
  agree: ['proposed'],
  decline: ['proposed'],
  investigate: ['released'],
  close: OPEN,
  recall: [...OPEN, 'closed'],
}

/** What this officer of the organisation that reported it may do now. */
export const actsOf = ({ status, proposed }: Standing, account: string): IncidentCommand['do'][] =>
  (Object.keys(FROM) as IncidentCommand['do'][]).filter(
    (act) => FROM[act].includes(status) && !(act === 'agree' && proposed?.by === account),
  )

/**
 * Decides an act. What leaves the country takes two officers: one who proposes, another who agrees. Refuses with
 * `not-now` what is not possible in this state, and with `second-person` who would agree with themselves.
 */
export const decide = (
  standing: Standing,
  command: IncidentCommand,
  { account, abroad }: Acting,
  now: Date,
): Outcome<Change> => {
  const { status, urgency, proposed } = standing
  if (!FROM[command.do].includes(status))
    return refuse('not-now', `An incident that is ${status} cannot be given: ${command.do}.`)
  const release = (given: ReleaseGiven): Change => ({
    status: 'released',
    proposed: null,
    released: { release: given, at: now, lookBy: new Date(now.getTime() + URGENCIES[urgency] * 60_000) },
  })
  switch (command.do) {
    case 'release': {
      const given = command.release as ReleaseGiven
      return ok(abroad ? { status: 'proposed', proposed: { by: account, release: given } } : release(given))
    }
    case 'agree':
      if (!proposed || proposed.by === account)
        return refuse('second-person', 'What leaves the country is agreed to by another officer than who proposed it.')
      return ok(release(proposed.release))
    case 'decline':
      return ok({ status: 'draft', proposed: null })
    case 'investigate':
      return ok({ status: 'under-investigation' })
    case 'close':
      return ok({ status: 'closed', ended: { at: now, reason: command.reason } })
    case 'recall':
      return ok({ status: 'recalled', ended: { at: now, reason: command.reason } })
  }
}

/** To whom a command would let it go; undefined where it lets nobody in. */
export const releaseOf = (
  command: IncidentCommand,
  { proposed_release }: { proposed_release: ReleaseGiven | null },
) => {
  if (command.do === 'release') return command.release as ReleaseGiven
  return command.do === 'agree' ? (proposed_release ?? undefined) : undefined
}

/**
 * Countries that an incident touches: of its place and route, and, of the parts that are given, of parties, phone numbers,
 * accounts and postal items. What some readers are denied is left out by the caller: a country would tell of it.
 * `prefixes`: of phone numbers, to countries (reference/phone-prefixes.csv).
 */
export const countriesOf = (
  { place, route, parties = [], identifiers = [] }: Pick<IncidentContent, 'place' | 'route'> & Partial<IncidentContent>,
  prefixes: ReadonlyMap<string, string>,
): string[] => {
  const named = [place.country, ...route.map(({ country }) => country), ...parties.map(({ country }) => country)]
  const implied = identifiers.map(({ type, value }) => countryOf(type, value, prefixes))
  return [...new Set([...named, ...implied].filter((code) => code !== undefined))].sort()
}

/** Words by which it is found: never of the parts that may need more clearance than the rest. */
export const wordsIn = ({ title, account, place, goods, equipment }: IncidentContent): string =>
  [title, account, place.name, ...goods.map(({ name }) => name), ...equipment.map(({ name }) => name)].join('\n')
