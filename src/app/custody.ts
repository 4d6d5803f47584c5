// SPDX-License-Identifier: Apache-2.0
/** Who keeps which compartment, and what of it an actor has to do with. */
import type { Actor } from '#platform/access/index.ts'
import type { RoleDeclaration } from '#platform/accounts/index.ts'
import { type Custody, custodyRoles, openCustody } from '#platform/custody/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Held } from './held.ts'

interface Kept {
  name: string
  words: { en: string; fr: string }
  /** Kinds of organisation that may keep it. */
  operators: readonly string[]
  /** Of it nobody but its custodian learns more than whether it is healthy. */
  sealed?: boolean
}

/** Kinds of organisation that may run a node: those whom the conventions make responsible. */
export const OPERATORS = ['authority', 'ministry']

export const KEPT: readonly Kept[] = [
  { name: 'accounts', words: { en: 'Accounts', fr: 'Comptes' }, operators: OPERATORS },
  { name: 'commons', words: { en: 'Commons', fr: 'Communs' }, operators: OPERATORS },
  { name: 'commitments', words: { en: 'Commitments', fr: 'Engagements' }, operators: OPERATORS },
  { name: 'supply', words: { en: 'Supply', fr: 'Offre' }, operators: OPERATORS },
  {
    name: 'supply_oversight',
    words: { en: 'Oversight of trade', fr: 'Supervision du commerce' },
    operators: OPERATORS,
  },
  {
    name: 'supply_suspicions',
    words: { en: 'Suspicions', fr: 'Soupçons' },
    operators: [...OPERATORS, 'fiu'],
    sealed: true,
  },
  { name: 'health', words: { en: 'Health', fr: 'Santé' }, operators: OPERATORS },
  { name: 'health_care', words: { en: 'Care', fr: 'Soins' }, operators: ['ministry'], sealed: true },
  {
    name: 'health_safeguards',
    words: { en: 'Safeguards', fr: 'Garanties' },
    operators: ['complaints-body'],
    sealed: true,
  },
]

export const keeperRoles: readonly RoleDeclaration[] = custodyRoles(KEPT)

/** The compartments of this process that the actor keeps, or of which it may know how they do. */
export const custodyOf = (held: Held, actor: Actor): (Custody & Pick<Kept, 'name' | 'words'>)[] =>
  KEPT.filter(({ name }) => held.names.includes(name)).flatMap(({ name, words, sealed = false }) => {
    const custody = openCustody({ compartment: held.compartment<EventTables>(name), actor, sealed })
    return custody ? [{ name, words, ...custody }] : []
  })
