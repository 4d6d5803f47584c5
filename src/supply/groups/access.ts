// SPDX-License-Identifier: Apache-2.0
/** Who may do what with groups. Which groups exist for whom is decided by the predicate of the database. */
import { type Actor, type Handling, keyOf, type Marking } from '#platform/access/index.ts'
import type { GroupsDesk } from './contract.ts'
import { keyFor } from './keys.ts'

/** What the records of this room may be used for: the same as of incidents. */
export const PURPOSE = 'supply-control'

/** Convenes groups for an authority, agrees on measures, writes briefings. */
export const OFFICER = 'groups:officer'
/** Takes part for its organisation. */
export const MEMBER = 'groups:member'

export const ROLES = [
  {
    id: OFFICER,
    name: { en: 'Convenes working groups and operations', fr: 'Réunit des groupes de travail et des opérations' },
    kinds: ['authority', 'ministry', 'customs', 'police'],
    purposes: [PURPOSE],
  },
  {
    id: MEMBER,
    name: { en: 'Takes part in working groups and operations', fr: 'Participe à des groupes et à des opérations' },
    kinds: 'any' as const,
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof GroupsDesk, 'may'>

const ANY = [OFFICER, MEMBER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ list: ANY, open: ANY, measures: ANY, linkable: ANY, find: ANY, move: ANY },
  ...{ meet: [OFFICER], keepMeeting: ANY, calendar: ANY },
  ...{ brief: [OFFICER], briefing: ANY, keepBriefing: ANY },
  ...{ guests: [OFFICER], convene: [OFFICER], act: [OFFICER], agree: [OFFICER] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** Keys of those who look after groups at an organisation. */
export const peopleOf = (organisation: string): string[] =>
  [OFFICER, MEMBER].map((role) => keyOf.role(organisation, role))

/** For whoever takes part and is let in up to this marking. */
export const handledIn = (group: string, originator: string, marking: Marking): Handling => ({
  ...{ originator, audience: [keyFor(group, marking)], marking, purposes: [PURPOSE] },
  ...{ fields: {}, originatorControlled: true, keptUntil: null },
})

/** A group itself: whoever convened it sees it from the first moment, before anybody carries its key. */
export const convenedBy = (group: string, originator: string, marking: Marking): Handling => {
  const handling = handledIn(group, originator, marking)
  return { ...handling, audience: [...peopleOf(originator), ...handling.audience] }
}

/** The authority as the node acts for it in one of its groups, when a day comes and nobody is there. */
export const nodeFor = (authority: string, groups: readonly string[]): Actor => ({
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation: authority, roles: [OFFICER], groups },
  ...{ clearance: 'red', purposes: [PURPOSE] },
})
