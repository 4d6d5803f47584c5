// SPDX-License-Identifier: Apache-2.0
/** Who says that a service is closed, and who watches over all. What was said is everybody’s; a service’s number is its own. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { ContinuityDesk } from './contract.ts'

export const CONTINUITY = 'continuity'
export const KEEPER = 'continuity:keeper'
export const OVERSEER = 'continuity:overseer'

export const ROLES = [
  {
    id: KEEPER,
    name: { en: 'Says whether our services are open', fr: 'Dit si nos services sont ouverts' },
    kinds: [
      ...['hospital', 'treatment-service', 'recovery-service', 'harm-reduction-service', 'prison-health'],
      ...['social-affairs', 'ngo'],
    ],
    purposes: [CONTINUITY],
  },
  {
    id: OVERSEER,
    name: { en: 'Watches over the continuity of services', fr: 'Veille sur la continuité des services' },
    kinds: ['authority', 'ministry'],
    purposes: [CONTINUITY],
  },
]

export type Verb = Exclude<keyof ContinuityDesk, 'may'>
const BOTH = [KEEPER, OVERSEER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ services: BOTH, list: BOTH, say: BOTH, volumes: BOTH },
  ...{ count: [KEEPER], compareWith: [OVERSEER] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(CONTINUITY) && VERBS[verb].some((role) => roles.includes(role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))
export const isOverseer = ({ roles, purposes }: Actor): boolean =>
  roles.includes(OVERSEER) && purposes.includes(CONTINUITY)

const handled = (originator: string, audience: string[], marking: Handling['marking']): Handling => ({
  ...{ originator, audience, marking, purposes: [CONTINUITY] },
  ...{ fields: {}, originatorControlled: true, keptUntil: null },
})
export const wordOf = (originator: string): Handling => handled(originator, [keyOf.everyone], 'clear')
export const volumeOf = (originator: string): Handling => handled(originator, [keyOf.role(originator, KEEPER)], 'amber')

/** Everybody, without an account. */
export const ANYONE: Actor = {
  account: '00000000-0000-0000-0000-000000000000',
  organisation: '00000000-0000-0000-0000-000000000000',
  ...{ roles: [], groups: [], clearance: 'clear', purposes: [CONTINUITY] },
}
