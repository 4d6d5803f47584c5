// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done with a briefing, and how far its mark lets it go, apart from where it is kept:
 *
 *     draft ──release──▶ released ──recall──▶ recalled      (a firm among its readers: draft ──release──▶ proposed ──agree──▶ …)
 */
import { keyOf, type Marking } from '#platform/access/index.ts'
import { OFFICER } from './access.ts'
import type { BriefingState } from './codes.ts'
import { keyForOne } from './keys.ts'
import type { BriefingCommand } from './shapes.ts'

export interface Standing {
  state: BriefingState
  proposedBy: string | null
}
export interface Acting {
  account: string
  /** An officer of the authority that wrote it. */
  isAuthor: boolean
  hasRead: boolean
}

export const actsOf = (
  { state, proposedBy }: Standing,
  { account, isAuthor, hasRead }: Acting,
): BriefingCommand['do'][] => {
  if (!isAuthor) return state === 'released' && !hasRead ? ['acknowledge'] : []
  if (state === 'draft') return ['release']
  if (state === 'proposed') return proposedBy === account ? ['decline'] : ['agree', 'decline']
  return state === 'released' ? ['recall'] : []
}

/** A reader by organisation; `agreement`: of a firm. */
export interface Recipient {
  organisation: string
  agreement: string | null
}

/**
 * Why a mark does not let these be its readers; undefined where it does. Traffic Light Protocol 2.0 (FIRST): RED is for
 * named persons alone, AMBER+STRICT for organisations without their clients, and here without firms.
 */
export const tooFar = (marking: Marking, recipients: readonly Recipient[], hasMeeting: boolean): string | undefined => {
  if (marking === 'red')
    return recipients.length > 0 || !hasMeeting
      ? 'TLP:RED is for those who were at a meeting, and nobody else.'
      : undefined
  if (hasMeeting || recipients.length === 0) return 'Choose the organisations that it is for.'
  return marking === 'amber+strict' && recipients.some(({ agreement }) => agreement !== null)
    ? 'TLP:AMBER+STRICT does not go to firms.'
    : undefined
}

/**
 * Keys of its readers once it is released. `persons`: accounts, of TLP:RED alone. They are keys of the group, so that who
 * leaves it hears nothing of a briefing either: of a recall, say, which an event tells.
 */
export const audienceOf = (
  { group, originator, marking }: { group: string; originator: string; marking: Marking },
  { recipients, persons }: { recipients: readonly Recipient[]; persons: readonly string[] },
): string[] =>
  marking === 'red'
    ? [...new Set(persons)].map((id) => keyForOne(group, marking, id))
    : [
        keyOf.role(originator, OFFICER),
        ...recipients.map(({ organisation }) => keyForOne(group, marking, organisation)),
      ]
