// SPDX-License-Identifier: Apache-2.0
/** Who enters what restricts people in a place, and who watches over it. Nobody else sees an entry; the sign is everybody’s. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { LibertyDesk } from './contract.ts'

export const LIBERTY = 'liberty'
export const KEEPER = 'liberty:keeper'
export const OVERSEER = 'liberty:overseer'
export const LICENSER = 'liberty:licensing'

export const ROLES = [
  {
    id: KEEPER,
    name: {
      en: 'Keeps the register of restraint and seclusion of our places',
      fr: 'Tient le registre de contention et d’isolement de nos lieux',
    },
    kinds: [
      ...['hospital', 'treatment-service', 'recovery-service', 'harm-reduction-service', 'prison-health'],
      ...['social-affairs', 'ngo'],
    ],
    purposes: [LIBERTY],
  },
  {
    id: OVERSEER,
    name: {
      en: 'Watches over restraint, seclusion and who may leave',
      fr: 'Veille sur la contention, l’isolement et la liberté de partir',
    },
    kinds: ['complaints-body', 'inspectorate'],
    purposes: [LIBERTY],
  },
  {
    id: LICENSER,
    name: {
      en: 'Looks into places said to have no licence',
      fr: 'Examine les lieux dits sans autorisation',
    },
    kinds: ['authority', 'ministry', 'inspectorate'],
    purposes: [LIBERTY],
  },
]

export type Verb = Exclude<keyof LibertyDesk, 'may'>
const BOTH = [KEEPER, OVERSEER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ services: BOTH, list: BOTH, open: BOTH, state: BOTH },
  ...{ enter: [KEEPER], act: [KEEPER], unlicensed: [LICENSER], settle: [LICENSER] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(LIBERTY) && VERBS[verb].some((role) => roles.includes(role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** The key of everybody who watches over places, of whichever body: a new body sees what was entered before it came. */
const OVERSEERS = 'liberty:overseers'
export const isOverseer = ({ roles, purposes }: Actor): boolean =>
  roles.includes(OVERSEER) && purposes.includes(LIBERTY)
const LICENSERS = 'liberty:licensers'
export const carrying = (actor: Actor): Actor => ({
  ...actor,
  groups: [...actor.groups, ...(isOverseer(actor) ? [OVERSEERS] : []), ...(may(actor, 'settle') ? [LICENSERS] : [])],
})

const handled = (originator: string, audience: string[], marking: Handling['marking']): Handling => ({
  ...{ originator, audience, marking, purposes: [LIBERTY] },
  ...{ fields: {}, originatorControlled: true, keptUntil: null },
})
export const entryOf = (originator: string): Handling =>
  handled(originator, [keyOf.role(originator, KEEPER), OVERSEERS], 'amber')
export const unlicensedOf = (originator: string): Handling => handled(originator, [LICENSERS], 'amber')
export const statementOf = (originator: string): Handling => handled(originator, [keyOf.everyone], 'clear')

/** Everybody, without an account. */
export const ANYONE: Actor = {
  account: '00000000-0000-0000-0000-000000000000',
  organisation: '00000000-0000-0000-0000-000000000000',
  ...{ roles: [], groups: [], clearance: 'clear', purposes: [LIBERTY] },
}
