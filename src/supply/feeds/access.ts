// SPDX-License-Identifier: Apache-2.0
/** Who keeps feeds, who reads what was received, and in whose seat the node fetches. */
import { type Actor, type Handling, keyOf, MARKINGS, type Marking } from '#platform/access/index.ts'
import type { FeedsDesk } from './contract.ts'

export const PURPOSE = 'supply-control'
export const KEEPER = 'feeds:keeper'
/** Whoever reads incidents reads what came of them from elsewhere. */
const READERS = ['incidents:officer', 'incidents:reader']

export const ROLES = [
  {
    id: KEEPER,
    name: { en: 'Fetches from other systems for the supply wing', fr: 'Relève d’autres systèmes pour l’offre' },
    kinds: ['authority', 'ministry'],
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof FeedsDesk, 'may'>
const VERBS: Record<Verb, readonly string[]> = {
  ...{ feeds: [KEEPER], configure: [KEEPER], act: [KEEPER], refusals: [KEEPER] },
  ...{ received: READERS, open: READERS, draft: ['incidents:officer'] },
}
export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** The node as it fetches: a key of its own, which no person has. */
const FETCHING = 'node:feeds'

/** What is kept of a feed itself is for its keepers, and for the node that fetches. */
export const feedFor = (organisation: string): Handling => ({
  originator: organisation,
  audience: [keyOf.role(organisation, KEEPER), FETCHING],
  marking: 'amber',
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})

/** What was received is for officers and readers of incidents of the organisations that the keeper named. */
export const receivedFor = (organisation: string, reaches: readonly string[], marking: Marking): Handling => ({
  ...feedFor(organisation),
  audience: [...reaches.flatMap((id) => READERS.map((role) => keyOf.role(id, role))), FETCHING],
  marking,
})

/** The seat in which a round is made, in the name of the organisation that keeps the feed; without one, to find what is due. */
export const fetching = (organisation = ''): Actor => ({
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation, roles: [], groups: [FETCHING] },
  ...{ clearance: 'red', purposes: [PURPOSE] },
})

export const stricter = (...markings: readonly Marking[]): Marking =>
  MARKINGS[Math.max(0, ...markings.map((each) => MARKINGS.indexOf(each)))] ?? 'red'
