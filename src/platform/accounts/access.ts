// SPDX-License-Identifier: Apache-2.0
/** Roles of accounts themselves, who may do what on the administration desk, and which roles a kind may hold. */
import type { Actor } from '../access/index.ts'
import type { AdministrationDesk, RoleDeclaration } from './contract.ts'

export const CUSTODIAN = 'accounts:custodian'
export const ADMINISTRATOR = 'accounts:administrator'

/** `operators`: kinds of organisation that may run the node. */
export const accountsRoles = (operators: readonly string[]): RoleDeclaration[] => [
  { id: CUSTODIAN, name: { en: 'Custodian', fr: 'Gestionnaire des accès' }, kinds: 'any', secondPerson: true },
  {
    id: ADMINISTRATOR,
    name: { en: 'Administrator of the node', fr: 'Administration du nœud' },
    kinds: operators,
    secondPerson: true,
  },
]

type Verb = Exclude<keyof AdministrationDesk, 'may'>

/** Whoever holds one of these may; `member` is everybody who acts for an organisation. Rows are decided in SQL. */
const MAY: Record<Verb, readonly string[]> = {
  kinds: ['member'],
  roles: ['member'],
  organisations: ['member'],
  createOrganisation: [ADMINISTRATOR],
  inviteCustodian: [ADMINISTRATOR],
  suspend: [ADMINISTRATOR],
  resume: [ADMINISTRATOR],
  totals: [ADMINISTRATOR],
  groups: ['member'],
  createGroup: [ADMINISTRATOR],
  endGroup: [ADMINISTRATOR],
  people: [CUSTODIAN],
  invite: [CUSTODIAN],
  invitations: [CUSTODIAN],
  withdrawInvitation: [CUSTODIAN],
  changeRoles: [CUSTODIAN],
  endMembership: [CUSTODIAN],
  colleagues: ['member'],
  delegations: ['member'],
  delegate: ['member'],
  endDelegation: ['member'],
  approvals: ['member'],
  decide: [CUSTODIAN, ADMINISTRATOR], // each kind of approval names its own of the two
  keys: ['member'],
  createKey: ['member'],
  revokeKey: ['member'],
}

export const may = ({ roles }: Actor, verb: Verb): boolean =>
  MAY[verb].some((wanted) => wanted === 'member' || roles.includes(wanted))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(MAY) as Verb[]).filter((verb) => may(actor, verb))

/** What the rooms' declarations say, asked by id and kind. */
export interface Roles {
  all: readonly RoleDeclaration[]
  heldBy(kind: string): RoleDeclaration[]
  /** Of these ids, those that a kind may not hold or no room declares. */
  foreign(kind: string, ids: readonly string[]): string[]
  /** These purposes and those that come with these roles, each once. */
  withPurposes(purposes: readonly string[], ids: readonly string[]): string[]
  /** Of these ids, those that only two people together give. */
  grave(ids: readonly string[]): string[]
}

export const createRoles = (all: readonly RoleDeclaration[]): Roles => {
  const byId = new Map(all.map((role) => [role.id, role]))
  if (byId.size !== all.length) throw new Error('Two rooms declare a role of the same id.')
  for (const id of byId.keys()) if (!/^[a-z0-9-]+:[a-z0-9-]+$/.test(id)) throw new Error(`Not a role's id: ${id}`)
  const holds = (kind: string, role: RoleDeclaration | undefined) =>
    role !== undefined && (role.kinds === 'any' || role.kinds.includes(kind))
  return {
    all,
    heldBy: (kind) => all.filter((role) => holds(kind, role)),
    foreign: (kind, ids) => ids.filter((id) => !holds(kind, byId.get(id))),
    withPurposes: (purposes, ids) => [...new Set([...purposes, ...ids.flatMap((id) => byId.get(id)?.purposes ?? [])])],
    grave: (ids) => ids.filter((id) => byId.get(id)?.secondPerson),
  }
}
