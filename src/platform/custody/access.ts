// SPDX-License-Identifier: Apache-2.0
/** Who keeps which compartment. A role here names one compartment and opens no other. */
import type { Actor } from '../access/index.ts'
import type { RoleDeclaration, Words } from '../accounts/contract.ts'
import { ADMINISTRATOR } from '../accounts/index.ts'
import type { CustodyDesk } from './contract.ts'

export interface KeptCompartment {
  /** Name of the schema. */
  name: string
  words: Words
  /** Ids of the kinds of organisation that run it, and so may keep it. */
  operators: readonly string[]
}

/**
 * Id of the role that keeps a compartment. Not `<compartment>:custodian`: for the compartment of accounts that would be
 * the role of everybody who looks after some organisation's people.
 */
export const custodyRole = (compartment: string): string => `custody:${compartment.replaceAll('_', '-')}`

/** One role a compartment, which two people give. */
export const custodyRoles = (compartments: readonly KeptCompartment[]): RoleDeclaration[] =>
  compartments.map(({ name, words, operators }) => ({
    id: custodyRole(name),
    name: { en: `Custodian of a compartment: ${words.en}`, fr: `Responsable d’un compartiment : ${words.fr}` },
    kinds: operators,
    secondPerson: true,
  }))

type Verb = CustodyDesk['may'][number]

const CUSTODIAN: readonly Verb[] = ['ledger', 'proof', 'health', 'kinds', 'work', 'again']
/** Kinds, ages and totals, nobody's name and no record. */
const OUTSIDE: readonly Verb[] = ['health', 'kinds']

/** What an actor may do with a compartment; null: not even know whether it is healthy. */
export const verbsOf = (actor: Actor, compartment: string, sealed: boolean): readonly Verb[] | null => {
  if (actor.roles.includes(custodyRole(compartment))) return CUSTODIAN
  if (!actor.roles.includes(ADMINISTRATOR)) return null
  return sealed ? [] : OUTSIDE
}
