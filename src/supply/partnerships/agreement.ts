// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done with an agreement, apart from where it is kept. Two things move by themselves: the agreement,
 *
 *     preparing ──both sign──▶ agreed ⇄ suspended ──end──▶ ended
 *
 * and the next version of its text, by which it is made, changed and renewed:
 *
 *     draft ──offer──▶ offered ──both sign──▶ agreed        (revised: the next version is a draft again)
 *
 * Whether what is agreed holds on a day is said by the days of its text.
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Status } from './codes.ts'
import type { AgreementCommand } from './contract.ts'

export type Side = 'authority' | 'partner'

export interface Standing {
  phase: 'preparing' | 'agreed' | 'suspended' | 'ended'
  /** The text that is not agreed yet. */
  next: {
    number: number
    state: 'draft' | 'offered'
    digest: string
    draftedBy: string
    signed: readonly Side[]
  } | null
  /** Which party suspended it: that one alone takes this back. */
  suspendedBy: Side | null
  /** Accounts that signed the next text. */
  signers: readonly string[]
}

export interface Acting {
  side: Side
  account: string
  /** Writes agreements for an authority. */
  isOfficer: boolean
  /** Signs for its organisation. */
  isSignatory: boolean
}

export interface Change {
  phase?: Standing['phase']
  /** The text is offered, signed, or written anew. */
  text?: 'revised' | 'offered' | 'signed' | 'agreed'
}

type Act = AgreementCommand['do']
const answersFor = ({ isOfficer, isSignatory }: Acting) => isOfficer || isSignatory

/** Why an act is not possible now; undefined where it is. */
const hindrance = (standing: Standing, act: Act, who: Acting): 'not-now' | 'second-person' | undefined => {
  const { phase, next, suspendedBy, signers } = standing
  const isOver = phase === 'ended'
  switch (act) {
    case 'revise':
      return !isOver && who.side === 'authority' && who.isOfficer ? undefined : 'not-now'
    case 'offer':
      return !isOver && who.side === 'authority' && who.isOfficer && next?.state === 'draft' ? undefined : 'not-now'
    case 'sign':
      if (isOver || !who.isSignatory || next?.state !== 'offered' || next.signed.includes(who.side)) return 'not-now'
      return next.draftedBy === who.account || signers.includes(who.account) ? 'second-person' : undefined
    case 'suspend':
      return phase === 'agreed' && answersFor(who) ? undefined : 'not-now'
    case 'resume':
      return phase === 'suspended' && suspendedBy === who.side && answersFor(who) ? undefined : 'not-now'
    case 'end':
      return !isOver && answersFor(who) ? undefined : 'not-now'
  }
}

const ACTS: readonly Act[] = ['revise', 'offer', 'sign', 'suspend', 'resume', 'end']

export const actsOf = (standing: Standing, who: Acting): Act[] =>
  ACTS.filter((act) => hindrance(standing, act, who) === undefined)

/**
 * Decides an act. Refuses with `not-now` what is not possible as it stands or for this party, with `second-person` who
 * would sign what they wrote or sign twice, and with `changed` a signature under another text than the one offered.
 */
export const decide = (standing: Standing, command: AgreementCommand, who: Acting): Outcome<Change> => {
  const why = hindrance(standing, command.do, who)
  if (why === 'second-person')
    return refuse(why, 'Another person signs than who wrote it or signed for the other party.')
  if (why) return refuse(why, `As it stands, this party cannot do this: ${command.do}.`)
  switch (command.do) {
    case 'revise':
      return ok({ text: 'revised' })
    case 'offer':
      return ok({ text: 'offered' })
    case 'sign': {
      const { next } = standing
      if (next?.number !== command.number || next.digest !== command.digest)
        return refuse('changed', 'This is not the text that is offered now: read it again.', 'digest')
      if (next.signed.length === 0) return ok({ text: 'signed' })
      // A text that is renewed while the agreement is suspended does not lift the suspension.
      return ok({ text: 'agreed', ...(standing.phase === 'preparing' && { phase: 'agreed' as const }) })
    }
    case 'suspend':
      return ok({ phase: 'suspended' })
    case 'resume':
      return ok({ phase: 'agreed' })
    case 'end':
      return ok({ phase: 'ended' })
  }
}

/** Days of an agreed text. */
export interface Held {
  number: number
  from: string
  until: string
}

/** The agreed text that holds on a day: of several the last one. */
export const holdsOn = <H extends Held>(agreed: readonly H[], today: string): H | undefined =>
  agreed.filter(({ from, until }) => from <= today && today <= until).sort((a, b) => b.number - a.number)[0]

/** Where it stands on a day, in one word. */
export const statusOf = (
  { phase, next }: Pick<Standing, 'phase' | 'next'>,
  agreed: readonly Held[],
  today: string,
): Status => {
  if (phase === 'ended' || phase === 'suspended') return phase
  if (phase === 'preparing') return next?.state ?? 'draft'
  if (holdsOn(agreed, today)) return 'in-force'
  return agreed.some(({ from }) => today < from) ? 'coming' : 'expired'
}
