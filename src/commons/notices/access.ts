// SPDX-License-Identifier: Apache-2.0
/** Who may do what with notices. Which notices exist for whom is decided by the predicate of the database. */
import type { Actor } from '#platform/access/index.ts'
import type { NoticesDesk } from './contract.ts'
import { PURPOSE } from './notice.ts'

export const ROLES = [
  {
    id: 'notices:editor',
    name: { en: 'Writes notices', fr: 'Rédige des avis' },
    kinds: 'any' as const,
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof NoticesDesk, 'may'>

const VERBS: Record<Verb, 'member' | 'notices:editor'> = {
  post: 'notices:editor',
  receive: 'notices:editor',
  held: 'notices:editor',
  preview: 'notices:editor',
  list: 'member',
  count: 'member',
  read: 'member',
  download: 'member',
  viewers: 'notices:editor',
  partners: 'member',
  deliveries: 'notices:editor',
  withdraw: 'notices:editor',
}

/** An editor who may not use notices would write what it could then not read. */
export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  VERBS[verb] === 'member' || (roles.includes(VERBS[verb]) && purposes.includes(PURPOSE))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))
