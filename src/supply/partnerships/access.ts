// SPDX-License-Identifier: Apache-2.0
/** Who may do what in partnerships. Which agreements exist for whom is decided by the predicate of the database. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { PartnershipsDesk } from './contract.ts'

/** What the records of this room may be used for: working together, and knowing on what terms. */
export const PURPOSE = 'partnership'

/** Writes agreements for an authority. */
export const OFFICER = 'partnerships:officer'
/** Signs for its organisation, and may suspend and end. */
export const SIGNATORY = 'partnerships:signatory'
export const READER = 'partnerships:reader'
/** Checks the customers of a maker or seller of equipment, for the firm alone. */
export const CHECKER = 'partnerships:customers'

export const ROLES = [
  {
    id: OFFICER,
    name: { en: 'Prepares agreements with partners', fr: 'Prépare les accords avec les partenaires' },
    // No inspectorate: who supervises a firm takes no part in what it does of its own will.
    kinds: ['authority', 'ministry', 'customs', 'police'],
    purposes: [PURPOSE],
  },
  {
    id: SIGNATORY,
    name: { en: 'Signs agreements for the organisation', fr: 'Signe les accords au nom de l’organisation' },
    kinds: 'any' as const,
    purposes: [PURPOSE],
  },
  {
    id: READER,
    name: { en: 'Reads the organisation’s agreements', fr: 'Lit les accords de l’organisation' },
    kinds: 'any' as const,
    purposes: [PURPOSE],
  },
  {
    id: CHECKER,
    name: { en: 'Checks who buys equipment', fr: 'Vérifie qui achète du matériel' },
    kinds: ['equipment-maker', 'marketplace'],
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof PartnershipsDesk, 'may'>

const ANY = [OFFICER, SIGNATORY, READER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ list: ANY, open: ANY, opens: [OFFICER], partners: [OFFICER], draft: [OFFICER], act: [OFFICER, SIGNATORY] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** For these organisations and nobody else. */
export const handledFor = (originator: string, organisations: readonly string[]): Handling => ({
  originator,
  audience: [...new Set([originator, ...organisations])].map((id) => keyOf.organisation(id)),
  marking: 'green',
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})
