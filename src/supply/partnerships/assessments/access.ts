// SPDX-License-Identifier: Apache-2.0
/** Who may do what with self-assessments: a firm's own people, and the officers of partnerships to whom it shows one. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import { handledFor, OFFICER, PURPOSE, READER, SIGNATORY } from '../access.ts'
import type { AssessmentsDesk } from './contract.ts'

type Verb = Exclude<keyof AssessmentsDesk, 'may'>

const ANY = [OFFICER, SIGNATORY, READER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ list: ANY, open: ANY, kinds: [SIGNATORY], authorities: [SIGNATORY], begin: [SIGNATORY], act: [SIGNATORY] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** Kinds of organisation to which one may be shown: those whose people may be officers of partnerships. No inspectorate. */
export const SHOWN_TO = ['authority', 'ministry', 'customs', 'police']

/** For the firm, and for one role at each authority to which it is shown: nobody else there. */
export const shownHandling = (originator: string, authorities: readonly string[]): Handling => ({
  ...handledFor(originator, []),
  audience: [keyOf.organisation(originator), ...authorities.map((id) => keyOf.role(id, OFFICER))],
  marking: 'amber',
})
