// SPDX-License-Identifier: Apache-2.0
/** Who imports restricted lists and who matches by them. */
import { type Actor, type Handling, keyOf, type Marking } from '#platform/access/index.ts'
import type { RestrictedDesk } from './contract.ts'

export const PURPOSE = 'supply-control'
export const CUSTODIAN = 'restricted:custodian'
export const READER = 'restricted:reader'

const grave = { purposes: [PURPOSE], secondPerson: true }
export const ROLES = [
  {
    id: CUSTODIAN,
    name: { en: 'Imports restricted lists', fr: 'Importe des listes restreintes' },
    kinds: ['authority', 'ministry'],
    ...grave,
  },
  {
    id: READER,
    name: { en: 'Matches by restricted lists', fr: 'Recherche dans les listes restreintes' },
    kinds: ['authority', 'ministry', 'customs', 'police', 'laboratory'],
    ...grave,
  },
]

type Verb = Exclude<keyof RestrictedDesk, 'may'>
const VERBS: Record<Verb, readonly string[]> = {
  ...{ import: [CUSTODIAN], looks: [CUSTODIAN], lists: [CUSTODIAN, READER], match: [READER] },
}
export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

export const handlingFor = (organisation: string, reaches: readonly string[], marking: Marking): Handling => ({
  originator: organisation,
  audience: [keyOf.role(organisation, CUSTODIAN), ...[...new Set(reaches)].map((id) => keyOf.role(id, READER))],
  marking,
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})
