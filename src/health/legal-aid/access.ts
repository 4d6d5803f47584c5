// SPDX-License-Identifier: Apache-2.0
/** Who counts how long people waited for a lawyer, and who reads the shares. A service’s counts are its own. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { LegalAidDesk } from './contract.ts'

export const LEGAL_AID = 'legal-aid'
export const COUNTER = 'legal-aid:counter'
export const OVERSEER = 'legal-aid:overseer'

export const ROLES = [
  {
    id: COUNTER,
    name: { en: 'Counts how long people waited for a lawyer', fr: 'Compte le temps d’attente d’un avocat' },
    kinds: ['ngo', 'social-affairs', 'affected-people'],
    purposes: [LEGAL_AID],
  },
  {
    id: OVERSEER,
    name: { en: 'Reads how long people wait for a lawyer', fr: 'Lit combien de temps on attend un avocat' },
    kinds: ['authority', 'ministry', 'complaints-body'],
    purposes: [LEGAL_AID],
  },
]

export type Verb = Exclude<keyof LegalAidDesk, 'may'>
const VERBS: Record<Verb, readonly string[]> = {
  ...{ services: [COUNTER], enter: [COUNTER], list: [COUNTER, OVERSEER], shares: [COUNTER, OVERSEER] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(LEGAL_AID) && VERBS[verb].some((role) => roles.includes(role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

export const countOf = (originator: string): Handling => ({
  ...{ originator, audience: [keyOf.role(originator, COUNTER)], marking: 'amber', purposes: [LEGAL_AID] },
  ...{ fields: {}, originatorControlled: true, keptUntil: null },
})
