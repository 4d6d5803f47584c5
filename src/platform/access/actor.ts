// SPDX-License-Identifier: Apache-2.0
/** Who asks, and by which keys a record may name them. */

/** Traffic Light Protocol 2.0 (FIRST), from free to most restricted; a marking's number is its place here. */
export const MARKINGS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type Marking = (typeof MARKINGS)[number]

export interface Actor {
  /** The account that asks. */
  account: string
  /** The organisation for which it acts. */
  organisation: string
  /** Roles that the account holds there, such as `supply:officer`. */
  roles: readonly string[]
  /** Keys of groups, agreements and delegations in force at this moment. */
  groups: readonly string[]
  /** By such a key: fields that are not read by whom a record names by it alone. */
  withheld?: Readonly<Record<string, readonly string[]>>
  clearance: Marking
  purposes: readonly string[]
}

/** The keys by which an audience may name someone. No key holds a space. */
export const keyOf = {
  everyone: 'everyone',
  account: (id: string) => `account:${id}`,
  organisation: (id: string) => `organisation:${id}`,
  role: (organisation: string, role: string) => `role:${organisation}:${role}`,
}

export const keysOf = ({ account, organisation, roles, groups }: Actor): string[] => [
  keyOf.everyone,
  keyOf.account(account),
  keyOf.organisation(organisation),
  ...roles.map((role) => keyOf.role(organisation, role)),
  ...groups,
]
