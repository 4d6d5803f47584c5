// SPDX-License-Identifier: Apache-2.0
/** Who may do what with self-assessments: a firm's own people, and the officers of partnerships to whom it shows one. */
import { type Actor, type Handling, keyOf, type Seat } from '#platform/access/index.ts'
import { handledFor, OFFICER, PURPOSE, READER, SIGNATORY } from '../access.ts'
import type { AssessmentsDesk } from './contract.ts'

type Verb = Exclude<keyof AssessmentsDesk, 'may'>

const ANY = [OFFICER, SIGNATORY, READER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ discard: [SIGNATORY], attach: [SIGNATORY], detach: [SIGNATORY], download: ANY },
  ...{ list: ANY, open: ANY, kinds: [SIGNATORY], authorities: [SIGNATORY], begin: [SIGNATORY], act: [SIGNATORY] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** Kinds of organisation to which a firm may show what is its own. No inspectorate. */
const SHOWN_TO = ['authority', 'ministry', 'customs', 'police']

/** Of these kinds, those that have an officer of partnerships who would read it; none that is the firm itself. */
export const authoritiesAmong = (seats: readonly Seat[], firm: string): { id: string; name: string }[] => {
  const read = seats.filter(({ actor }) => actor.roles.includes(OFFICER)).map(({ organisation }) => organisation)
  return [...new Map(read.map((each) => [each.id, each])).values()]
    .filter(({ id, kind }) => SHOWN_TO.includes(kind) && id !== firm)
    .map(({ id, name }) => ({ id, name }))
}

/** For the firm, and for one role at each authority to which it is shown: nobody else there. */
export const shownHandling = (originator: string, authorities: readonly string[]): Handling => ({
  ...handledFor(originator, []),
  audience: [keyOf.organisation(originator), ...authorities.map((id) => keyOf.role(id, OFFICER))],
  marking: 'amber',
})
