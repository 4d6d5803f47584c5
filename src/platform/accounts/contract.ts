// SPDX-License-Identifier: Apache-2.0
/** Accounts as a browser may see them: the two desks, what goes in and what comes out. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Marking } from '../access/actor.ts'

/** `not-found` is also said of what this actor may not touch. */
export type AccountsRefusal = RolesApart | PlainRefusal
type PlainRefusal = Refusal<
  | 'not-found'
  | 'not-valid'
  /** The kind of organisation may not hold this role, or no room declares it. */
  | 'role-not-held'
  /** The invitation, link or approval is used, withdrawn or past its day. */
  | 'expired'
  /** Somebody changed it since it was shown. */
  | 'changed'
  /** Who proposed may not decide. */
  | 'second-person'
  /** This organisation chooses its custodians itself. */
  | 'own-custodians'
  /** Somebody has this address already: sign in first, then open the link again. */
  | 'sign-in-first'
  /** The password is too short, or holds the person's own name or address. */
  | 'weak-password'
>
/** The person holds, here or elsewhere, or would hold two roles that are kept apart; `words` says which and why. */
export type RolesApart = Refusal<'roles-apart'> & { words: Words }
type Answer<T> = Promise<Outcome<T, AccountsRefusal>>

export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in each language of the house. */
export interface Words {
  en: string
  fr: string
}

export interface OrganisationKind {
  id: string
  sector: string
  name: Words
}

/** A role as a room declares it. */
export interface RoleDeclaration {
  /** `room:role`, lower case, no space, e.g. `accounts:custodian`. */
  id: string
  name: Words
  /** Ids of the kinds of organisation that may hold it. */
  kinds: readonly string[] | 'any'
  /** What whoever holds it may use records for: it would open nothing without. Given with the role. */
  purposes?: readonly string[]
  /** Giving it to somebody takes a second person. */
  secondPerson?: boolean
  /** An organisation whose kind may hold it chooses its custodians itself from its first one on: two of its own, no administrator. */
  ownCustodians?: boolean
  /**
   * Roles that nobody holds who holds this one, at whatever organisation: ids, or `room:*` for all of a room. Their purposes
   * are not held beside it either.
   */
  apart?: { roles: readonly string[]; why: Words }
}

export interface OrganisationSummary {
  id: string
  kind: string
  name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** Code of an area of the country, where it works in one. */
  area: string | null
  status: 'active' | 'suspended'
}

export interface MembershipSummary {
  id: string
  organisation: OrganisationSummary
  roles: string[]
  clearance: Marking
  purposes: string[]
  from: string
  until: string | null
}

/** What the signed-in person sees of itself. */
export interface Me {
  account: string
  name: string
  email: string
  language: Language
  /** The desk at which it sits now. */
  organisation: OrganisationSummary
  /** In force at this moment, delegated ones included. */
  roles: { id: string; name: Words }[]
  clearance: Marking
  purposes: string[]
  memberships: MembershipSummary[]
  factors: { password: boolean; totp: boolean; passkeys: number }
}

/** How a session was begun; `password` and `invitation` alone open no desk. */
export type SignInMethod = 'password' | 'totp' | 'passkey' | 'oidc' | 'invitation' | 'demonstration'

export interface SessionSummary {
  id: string
  /** The session that asks. */
  current: boolean
  method: SignInMethod
  since: string
  expires: string
  address: string | null
  /** The browser's own words. */
  browser: string | null
}

export interface PasskeySummary {
  id: string
  name: string | null
  since: string | null
  /** Kept on several devices by the person's provider. */
  synchronised: boolean
}

/** What a person does about itself. */
export interface ProfileDesk {
  me(): Answer<Me>
  memberships(): Answer<MembershipSummary[]>
  sessions(): Answer<SessionSummary[]>
  endSession(id: string): Answer<null>
  /** Ends every session of this person, this one too. */
  signOutEverywhere(): Answer<null>
  passkeys(): Answer<PasskeySummary[]>
  /** Sits at another organisation's desk: the answer's cookie, a whole Set-Cookie value, goes out with the response. */
  switchTo(organisation: string): Answer<{ setCookie: string }>
  setLanguage(language: Language): Answer<null>
  setName(name: string): Answer<null>
}

const text = (most: number) => z.string().trim().min(1).max(most)
const moment = z.iso.datetime({ offset: true })
const roles = z.array(z.string().regex(/^[a-z0-9-]+:[a-z0-9-]+$/)).max(40)
const clearance = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red'])
const purposes = z.array(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)).max(20)
const language = z.enum(LANGUAGES)
const email = z.email().max(254).toLowerCase()

const custodian = z.strictObject({
  email,
  language,
  clearance: z.enum(['clear', 'green', 'amber']).default('amber'),
  purposes: purposes.default([]),
})
export type NewCustodian = z.input<typeof custodian>
export const custodianShape = z.strictObject({ organisation: z.uuid(), custodian })

export const newOrganisationShape = z.strictObject({
  kind: text(60),
  name: text(200),
  country: z.string().regex(/^[A-Z]{2}$/),
  area: text(40).nullable().default(null),
  /** Its first person, who will look after its people. */
  custodian,
  /** A second custodian from the start. */
  deputy: custodian.optional(),
})
export type NewOrganisation = z.input<typeof newOrganisationShape>

export const invitationShape = z.strictObject({
  email,
  language,
  roles,
  clearance: clearance.default('green'),
  purposes: purposes.default([]),
  /** The last moment of the membership, where it is known. */
  until: moment.nullable().default(null),
})
export type NewInvitation = z.input<typeof invitationShape>

export const changeRolesShape = z.strictObject({
  membership: z.uuid(),
  roles,
  clearance: clearance.optional(),
  purposes: purposes.optional(),
  /** `version` of the membership as it was shown; where it is another by now, nothing is changed. */
  version: z.string().max(64).optional(),
})
export type ChangeRoles = z.input<typeof changeRolesShape>

export const delegationShape = z.strictObject({
  /** The account that is to act; a member of the same organisation. */
  to: z.uuid(),
  roles: roles.min(1),
  until: moment,
})
export type NewDelegation = z.input<typeof delegationShape>

export const newKeyShape = z.strictObject({
  name: text(80),
  /** Roles that the key may use; a key never has more than its person has at that moment. */
  roles: roles.min(1),
  /** 1 to 365. */
  days: z.number().int().min(1).max(365),
})
export type NewKey = z.input<typeof newKeyShape>

/** What somebody sends who opens an invitation's link. */
export const acceptanceShape = z.strictObject({
  token: z.string().min(20).max(200),
  name: text(200),
  language,
  /** Absent: the person will use a passkey alone. */
  password: z.string().min(12).max(128).optional(),
})
export type Acceptance = z.input<typeof acceptanceShape>

/** A member of the actor's organisation. */
export interface PersonSummary {
  membership: string
  account: string
  name: string
  roles: string[]
  clearance: Marking
  purposes: string[]
  from: string
  until: string | null
  /** Within its days. */
  inForce: boolean
  /** Another one after each change of what the person may. */
  version: string
}

export interface InvitationSummary {
  id: string
  email: string
  roles: string[]
  clearance: Marking
  expires: string
  accepted: string | null
  /** Its letter has not gone yet. */
  letterWaits: boolean
}

/** Organisations that agreed to share until a day; a record names them all as `group:<id>`. */
export interface GroupSummary {
  id: string
  name: string
  organisations: { id: string; name: string }[]
  until: string
}

export const groupShape = z.strictObject({
  name: text(200),
  organisations: z.array(z.uuid()).min(2).max(200),
  until: moment,
})
export type NewGroup = z.input<typeof groupShape>

export interface DelegationSummary {
  id: string
  from: { account: string; name: string }
  to: { account: string; name: string }
  roles: string[]
  until: string
  ended: string | null
}

export interface ApprovalSummary {
  id: string
  kind: string
  subject: string
  /** What will be so when it is approved, as it was proposed. */
  content: Record<string, unknown>
  proposedBy: { account: string; name: string | null }
  proposedAt: string
  expires: string
  decision: 'approved' | 'declined' | null
  /** This actor may decide it: another one proposed it, and it waits. */
  mine: boolean
}

export interface KeySummary {
  id: string
  account: string
  name: string
  roles: string[]
  since: string
  expires: string
  revoked: string | null
}

/** What the administrator of the node sees: kinds, ages and totals, nobody's name. */
export interface Totals {
  kind: string
  status: 'active' | 'suspended'
  organisations: number
  people: number
  oldest: string
  newest: string
}

/** Present where the mail server did not take an invitation's letter: it waits and is sent later, with another link. */
export type LetterWaits = { letter?: 'waiting' }

/** `done`, or `waiting` for a second person with the approval's id. */
export type Change = { state: 'done' } | { state: 'waiting'; approval: string }

/** What the custodian of an organisation does for its people, and the administrator of the node for organisations. */
export interface AdministrationDesk {
  /** Which of these methods this actor may use, so that a page offers no others. */
  may: readonly string[]
  kinds(): Answer<OrganisationKind[]>
  /** Roles that the actor's kind of organisation may hold. */
  roles(): Answer<RoleDeclaration[]>
  organisations(query?: { kind?: string; text?: string; after?: string }): Answer<{
    items: OrganisationSummary[]
    /** Give it as `after` for the next page; null on the last. */
    next: string | null
  }>
  /**
   * Makes it and invites its first custodian; a link is shown once and mailed, absent where its letter waits. Name a deputy: what takes a second
   * person cannot be done by a custodian alone.
   */
  createOrganisation(
    input: NewOrganisation,
  ): Answer<{ organisation: string; link?: string; deputyLink?: string } & LetterWaits>
  /** A new custodian for an organisation that lost its own; a second administrator decides. */
  inviteCustodian(organisation: string, custodian: NewCustodian): Answer<Change>
  suspend(organisation: string): Answer<null>
  resume(organisation: string): Answer<null>
  totals(): Answer<Totals[]>
  /** Those of the actor's organisation; all of them for the administrator. */
  groups(): Answer<GroupSummary[]>
  createGroup(input: NewGroup): Answer<{ group: string }>
  endGroup(id: string): Answer<null>
  people(): Answer<PersonSummary[]>
  /** `link` is shown once and mailed; absent where the letter or a second person is waited for. */
  invite(input: NewInvitation): Answer<Change & { link?: string } & LetterWaits>
  invitations(): Answer<InvitationSummary[]>
  withdrawInvitation(id: string): Answer<null>
  /**
   * Taking away is at once. Roles that are declared so, clearances above amber, and anything that one gives oneself
   * take a second person.
   */
  changeRoles(input: ChangeRoles): Answer<Change>
  endMembership(membership: string): Answer<null>
  /** Names of those who work for the same organisation, to delegate to. */
  colleagues(): Answer<{ account: string; name: string }[]>
  delegations(): Answer<DelegationSummary[]>
  /** Gives roles that the actor holds itself, until a day. */
  delegate(input: NewDelegation): Answer<Change>
  endDelegation(id: string): Answer<null>
  approvals(): Answer<ApprovalSummary[]>
  decide(id: string, decision: 'approved' | 'declined'): Answer<LetterWaits>
  /** The actor's own keys; all of the organisation's for its custodian. */
  keys(): Answer<KeySummary[]>
  /** `key` is shown once. */
  createKey(input: NewKey): Answer<{ id: string; key: string }>
  revokeKey(id: string): Answer<null>
}
