// SPDX-License-Identifier: Apache-2.0
/** Who reads a complaint: who answers it first, whoever has its code, and the authority once it was appealed. */
import { createHash } from 'node:crypto'
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { ComplaintsDesk } from './contract.ts'

export const PURPOSE = 'complaints'
export const HANDLER = 'complaints:handler'
export const OFFICER = 'complaints:officer'

/** Kinds of organisation that run services. */
export const PROVIDERS = [
  ...['hospital', 'pharmacy', 'prevention-service', 'treatment-service', 'recovery-service'],
  ...['harm-reduction-service', 'prison-health', 'social-affairs', 'ngo', 'affected-people'],
]

export const ROLES = [
  {
    id: HANDLER,
    name: { en: 'Answers complaints about our services', fr: 'Répond aux plaintes concernant nos services' },
    ...{ kinds: PROVIDERS, purposes: [PURPOSE] },
  },
  {
    id: OFFICER,
    name: { en: 'Decides appeals of complaints', fr: 'Décide des recours sur les plaintes' },
    ...{ kinds: ['authority', 'ministry', 'social-affairs', 'inspectorate'], purposes: [PURPOSE] },
  },
]

export type Verb = Exclude<keyof ComplaintsDesk, 'may'>
const BOTH = [HANDLER, OFFICER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ list: BOTH, count: BOTH, open: BOTH, act: BOTH },
  ...{ figures: [OFFICER], runners: [OFFICER], choices: [OFFICER], nameRunner: [OFFICER] },
}

export const holds = ({ roles, purposes }: Actor, role: string): boolean =>
  purposes.includes(PURPOSE) && roles.includes(role)
export const may = (actor: Actor, verb: Verb): boolean => VERBS[verb].some((role) => holds(actor, role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

export const officersOf = (authority: string): string => keyOf.role(authority, OFFICER)
/** Who answers first: handlers of who runs the service, or the officers of the authority where nobody does. */
export const firstOf = (first: string, authority: string): string =>
  first === authority ? officersOf(authority) : keyOf.role(first, HANDLER)

/** The key that whoever has the code carries: a digest of it. */
export const keyOfCode = (letters: string): string =>
  `complaint:${createHash('sha256').update(`passerelle complaint v1 ${letters}`).digest('hex')}`

const handled = (originator: string, audience: string[], marking: Handling['marking']): Handling => ({
  ...{ originator, audience: [...new Set(audience)], marking, purposes: [PURPOSE] },
  ...{ fields: {}, originatorControlled: true, keptUntil: null },
})

export const complaintHandling = ({ first, authority }: { first: string; authority: string }, code: string) =>
  handled(first, [firstOf(first, authority), keyOfCode(code)], 'amber')
/** Who runs a service is for everybody to know: they read it before they write. */
export const runnerHandling = (authority: string): Handling => handled(authority, [keyOf.everyone], 'clear')

const nobody: Actor = {
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation: '', roles: [], groups: [] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
}
export const everybody: Actor = { ...nobody, organisation: nobody.account }
/** Whoever has a code: that complaint exists for them and no other. `first`: while they change it. */
export const holderOf = (code: string, first = nobody.account): Actor => ({
  ...nobody,
  organisation: first,
  groups: [keyOfCode(code)],
})
