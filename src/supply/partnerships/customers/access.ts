// SPDX-License-Identifier: Apache-2.0
/**
 * Who may read and write what a firm knows of its customers: those of the firm who check them. Officers of partnerships read the
 * record that a firm hands to their authority; supervision never does.
 */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import { CHECKER, OFFICER, PURPOSE } from '../access.ts'
import type { CustomersDesk } from './contract.ts'

type Verb = Exclude<keyof CustomersDesk, 'may'>

const VERBS: Record<Verb, readonly string[]> = {
  ...{ list: [CHECKER, OFFICER], open: [CHECKER, OFFICER] },
  ...{ record: [CHECKER], act: [CHECKER], remove: [CHECKER], authorities: [CHECKER] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): readonly Verb[] =>
  (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

export const ownKey = (firm: string): string => keyOf.role(firm, CHECKER)
export const officersKey = (authority: string): string => keyOf.role(authority, OFFICER)

/** `keptUntil`: the last day on which it is kept. */
export const ownHandling = (firm: string, keptUntil: string): Handling => ({
  ...{ originator: firm, audience: [ownKey(firm)], marking: 'amber', purposes: [PURPOSE] },
  ...{ fields: {}, originatorControlled: true, keptUntil },
})

/** The firm as the node acts for it, when a day comes and nobody is there. */
export const nodeFor = (organisation: string): Actor => ({
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation, roles: [CHECKER], groups: [] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
})
