// SPDX-License-Identifier: Apache-2.0
/** Roles of accounts themselves, who may do what on the administration desk, and which roles a kind may hold. */
import type { Actor } from '../access/index.ts'
import type { AdministrationDesk, RoleDeclaration, RolesApart, Words } from './contract.ts'

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
  /** These purposes and those that come with these roles, each once; none that comes with roles kept apart from them. */
  withPurposes(purposes: readonly string[], ids: readonly string[]): string[]
  /** Of these purposes, those that may be held beside these roles. */
  purposesBeside(purposes: readonly string[], ids: readonly string[]): string[]
  /** Of these ids, those that are kept apart from another of them: nobody holds such two. */
  clashing(ids: readonly string[]): string[]
  /** Refuses what clashes, with which and why. */
  refuseClash(ids: readonly string[]): { ok: false; refusal: RolesApart } | undefined
  /** Whether organisations of this kind choose their custodians themselves, once they have one. */
  choosesCustodians(kind: string): boolean
  /** Of these ids, those that only two people together give. */
  grave(ids: readonly string[]): string[]
}

const isNamedIn = (patterns: readonly string[], id: string) =>
  patterns.some((pattern) => (pattern.endsWith(':*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern))

export const createRoles = (all: readonly RoleDeclaration[]): Roles => {
  const byId = new Map(all.map((role) => [role.id, role]))
  if (byId.size !== all.length) throw new Error('Two rooms declare a role of the same id.')
  for (const id of byId.keys()) if (!/^[a-z0-9-]+:[a-z0-9-]+$/.test(id)) throw new Error(`Not a role's id: ${id}`)
  const holds = (kind: string, role: RoleDeclaration | undefined) =>
    role !== undefined && (role.kinds === 'any' || role.kinds.includes(kind))
  const rest = (id: string) => byId.get(id)?.apart?.roles ?? []
  /** The first two of these that are kept apart. */
  const clash = (ids: readonly string[]) => {
    for (const id of ids) {
      const other = ids.find((each) => isNamedIn(rest(id), each))
      if (other !== undefined) return [id, other] as const
    }
    return undefined
  }
  const purposesOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id)?.purposes ?? [])
  const purposesBeside: Roles['purposesBeside'] = (purposes, ids) => {
    const apart = all.filter(({ id }) => ids.some((held) => isNamedIn(rest(held), id))).map(({ id }) => id)
    const own = purposesOf(ids.filter((id) => !apart.includes(id)))
    const barred = purposesOf(apart).filter((purpose) => !own.includes(purpose))
    return purposes.filter((purpose) => !barred.includes(purpose))
  }
  const refuseClash: Roles['refuseClash'] = (ids) => {
    const [id = '', other = ''] = clash(ids) ?? []
    const { name: first, apart } = byId.get(id) ?? {}
    if (!first || !apart) return undefined
    const second = byId.get(other)?.name ?? { en: other, fr: other }
    const words: Words = {
      en: `“${first.en}” and “${second.en}” are not held by one person, at whatever organisation: ${apart.why.en}.`,
      fr: `« ${first.fr} » et « ${second.fr} » ne sont pas tenus par une même personne, dans quelque organisation que ce soit : ${apart.why.fr}.`,
    }
    return { ok: false, refusal: { code: 'roles-apart', detail: words.en, where: 'roles', words } }
  }
  return {
    all,
    heldBy: (kind) => all.filter((role) => holds(kind, role)),
    foreign: (kind, ids) => ids.filter((id) => !holds(kind, byId.get(id))),
    withPurposes: (purposes, ids) => [...new Set([...purposesBeside(purposes, ids), ...purposesOf(ids)])],
    purposesBeside,
    clashing: (ids) => ids.filter((id) => ids.some((each) => isNamedIn(rest(id), each) || isNamedIn(rest(each), id))),
    refuseClash,
    choosesCustodians: (kind) => all.some((role) => role.ownCustodians && role.kinds !== 'any' && holds(kind, role)),
    grave: (ids) => ids.filter((id) => byId.get(id)?.secondPerson),
  }
}
