// SPDX-License-Identifier: Apache-2.0
/** Who visits places for the national preventive mechanism, and who answers for a place. Nobody else sees what is not published. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { VisitsDesk } from './contract.ts'

export const VISITS = 'preventive-visits'
export const MEMBER = 'visits:member'
export const ANSWERER = 'visits:answerer'

export const ROLES = [
  {
    id: MEMBER,
    name: {
      en: 'Visits places for the national preventive mechanism',
      fr: 'Visite des lieux pour le mécanisme national de prévention',
    },
    kinds: ['complaints-body'],
    purposes: [VISITS],
  },
  {
    id: ANSWERER,
    name: {
      en: 'Answers what the national preventive mechanism recommends to our places',
      fr: 'Répond aux recommandations du mécanisme national de prévention à nos lieux',
    },
    kinds: [
      ...['hospital', 'treatment-service', 'recovery-service', 'harm-reduction-service', 'prison-health'],
      ...['social-affairs', 'ngo'],
    ],
    purposes: [VISITS],
  },
]

export type Verb = Exclude<keyof VisitsDesk, 'may'>
const VERBS: Record<Verb, readonly string[]> = {
  ...{ services: [MEMBER], providers: [MEMBER], list: [MEMBER], open: [MEMBER], plan: [MEMBER], act: [MEMBER] },
  ...{ follow: [MEMBER], recommendations: [MEMBER, ANSWERER], answer: [ANSWERER] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(VISITS) && VERBS[verb].some((role) => roles.includes(role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

const handled = (originator: string, audience: string[], marking: Handling['marking']): Handling => ({
  ...{ originator, audience, marking, purposes: [VISITS] },
  ...{ fields: {}, originatorControlled: true, keptUntil: null },
})
export const membersOf = (mechanism: string) => keyOf.role(mechanism, MEMBER)
/** A plan that reached the place would announce the visit: it exists for the mechanism alone. */
export const visitOf = (mechanism: string): Handling => handled(mechanism, [membersOf(mechanism)], 'amber')
/** What both write: recommendations, answers, what became of them. */
export const betweenOf = (originator: string, { mechanism, provider }: { mechanism: string; provider: string }) =>
  handled(originator, [membersOf(mechanism), keyOf.role(provider, ANSWERER)], 'amber')
export const publishedOf = (mechanism: string): Handling => handled(mechanism, [keyOf.everyone], 'clear')

/** Everybody, without an account. */
export const ANYONE: Actor = {
  account: '00000000-0000-0000-0000-000000000000',
  organisation: '00000000-0000-0000-0000-000000000000',
  ...{ roles: [], groups: [], clearance: 'clear', purposes: [VISITS] },
}
