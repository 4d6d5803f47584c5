// SPDX-License-Identifier: Apache-2.0
/** Who may do what with practices, and for whom each kind of record exists; which rows that are the database decides. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import { keyOfPartner, type PartnerRow } from '#platform/peers/index.ts'
import type { PracticesDesk, Reach } from './contract.ts'

/** What every practice may be used for: working together. */
export const PURPOSE = 'co-operation'

/** Writes practices, and says what became of those of others. */
export const EDITOR = 'practices:editor'

export const ROLES = [
  {
    id: EDITOR,
    name: {
      en: 'Shares practices and says which ones are reused',
      fr: 'Partage des pratiques et dit lesquelles sont réutilisées',
    },
    kinds: 'any' as const,
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof PracticesDesk, 'may'>

const VERBS: Record<Verb, 'member' | typeof EDITOR> = {
  ...{ prepare: EDITOR, revise: EDITOR, act: EDITOR, reuse: EDITOR, translate: EDITOR, deliveries: EDITOR },
  ...{ list: 'member', count: 'member', read: 'member', partners: 'member' },
}

/** An editor who may not use practices would write what it could then not read. */
export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  VERBS[verb] === 'member' || (roles.includes(VERBS[verb]) && purposes.includes(PURPOSE))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

const handled = (originator: string, audience: readonly string[], marking: Handling['marking']): Handling => ({
  ...{ originator, audience: [...audience], marking, purposes: [PURPOSE], fields: {} },
  ...{ originatorControlled: false, keptUntil: null },
})

export const bornFor = (originator: string): Handling => handled(originator, [keyOf.role(originator, EDITOR)], 'green')

/** `away`: organisations of other nodes that its author named. */
export const publishedFor = (originator: string, reach: Reach, away: readonly PartnerRow[]): Handling =>
  handled(originator, [keyOf.everyone, ...away.map(keyOfPartner)], reach === 'public' ? 'clear' : 'green')

/**
 * One of another node: what is for everybody there is for everybody with an account here, and on no public page of ours, for
 * which nobody here answered yet; what is for members there, for the organisations that were named.
 */
export const receivedFor = (originator: string, reach: Reach, to: readonly string[]): Handling => ({
  ...handled(
    originator,
    reach === 'public'
      ? [keyOf.organisation(originator), keyOf.everyone]
      : [originator, ...to].map((id) => keyOf.organisation(id)),
    'green',
  ),
  originatorControlled: true,
})

/** What another organisation adds to a practice exists for whom the practice exists, and for itself. */
export const addedTo = (practice: Handling, originator: string): Handling => ({
  ...handled(originator, [...new Set([keyOf.organisation(originator), ...practice.audience])], practice.marking),
  originatorControlled: practice.originatorControlled,
})

/** An organisation of another node, or the node's own exchange in an organisation's name: its own records and no others. */
export const seatOf = (organisation: string): Actor => ({
  ...{ account: organisation, organisation, roles: [EDITOR], groups: [] },
  ...{ clearance: 'red', purposes: [PURPOSE] },
})

/** Everybody who reads the public pages, without an account. */
export const ANYONE: Actor = {
  account: '00000000-0000-0000-0000-000000000000',
  organisation: '00000000-0000-0000-0000-000000000000',
  ...{ roles: [], groups: [], clearance: 'clear', purposes: [PURPOSE] },
}
