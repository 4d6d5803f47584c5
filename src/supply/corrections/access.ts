// SPDX-License-Identifier: Apache-2.0
/** Who answers corrections. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { CorrectionsDesk } from './contract.ts'

export const PURPOSE = 'supply-control'
export const OFFICER = 'corrections:officer'

export const ROLES = [
  {
    id: OFFICER,
    name: { en: 'Answers those who ask for a correction', fr: 'Répond à qui demande une rectification' },
    kinds: ['authority'],
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof CorrectionsDesk, 'may'>
const VERBS: Record<Verb, readonly string[]> = { list: [OFFICER], settle: [OFFICER] }

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** For the officers of one authority, and whoever shows the number. */
export const bornFor = (authority: string, referenceKey: string): Handling => ({
  originator: authority,
  audience: [keyOf.role(authority, OFFICER), referenceKey],
  marking: 'amber',
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})

const nobody: Actor = {
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation: '', roles: [], groups: [] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
}

/** Whoever shows a number: its request exists for them, and nothing else does. */
export const holderOf = (referenceKey: string): Actor => ({ ...nobody, groups: [referenceKey] })

/** The counter, as it takes a request in for an authority. It reads nothing in that seat. */
export const counterOf = (authority: string): Actor => ({ ...nobody, organisation: authority })
