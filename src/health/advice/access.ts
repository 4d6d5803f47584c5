// SPDX-License-Identifier: Apache-2.0
/** Who may do what with advice. Which advice exists for whom is decided by the predicate of the database. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { AdviceDesk } from './contract.ts'

/** What advice may be used for: to keep others from harm. */
export const PURPOSE = 'health-protection'
export const READER = 'advice:reader'

/** Kinds of organisation that meet those whom a danger concerns. */
export const SERVICES = [
  ...['hospital', 'poison-centre', 'pharmacy', 'prevention-service', 'treatment-service', 'recovery-service'],
  ...['harm-reduction-service', 'prison-health', 'ngo', 'affected-people'],
]

export const ROLES = [
  {
    id: READER,
    name: { en: 'Reads advice for services', fr: 'Lit les conseils aux services' },
    kinds: SERVICES,
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof AdviceDesk, 'may'>
const VERBS: readonly Verb[] = ['list', 'count', 'open', 'acknowledge']

export const may = ({ roles, purposes }: Actor): boolean => purposes.includes(PURPOSE) && roles.includes(READER)
export const verbsOf = (actor: Actor): readonly Verb[] => (may(actor) ? VERBS : [])

/** Who sits for the passage from supply: it writes what came over. */
export const PASSAGE: Actor = {
  account: '2b9f6a1c-8d53-5e0e-a7c4-5f1d0c3be902',
  organisation: '2b9f6a1c-8d53-5e0e-a7c4-5f1d0c3be902',
  ...{ roles: [], groups: [], clearance: 'green', purposes: [PURPOSE] },
}

/** For the services that it concerns, and the passage, which takes it back. */
export const givenTo = (services: readonly string[]): Handling => ({
  originator: PASSAGE.organisation,
  audience: [PASSAGE.organisation, ...services].map(keyOf.organisation),
  marking: 'green',
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: false,
  keptUntil: null,
})
