// SPDX-License-Identifier: Apache-2.0
/** Invitations: the only way to an account. The link holds a one-time token of which the house keeps the hash alone. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { MARKINGS, sit } from '../access/index.ts'
import { ADMINISTRATOR, CUSTODIAN } from './access.ts'
import {
  type Acceptance,
  type AccountsRefusal,
  acceptanceShape,
  type Language,
  type NewOrganisation,
  type Words,
} from './contract.ts'
import type { Shared } from './ground.ts'
import { invitationMail } from './mail.ts'
import { parse } from './parse.ts'
import { holderOf, postman, themselves } from './sit-as.ts'
import { rolesEverywhere } from './standing.ts'
import type { AccountsTables } from './tables.ts'

const DAYS = 7
/** A minute, in days: until then the first letter is on its way. */
const FIRST_PAUSE = 1 / 1440
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** A new token, its hash, and the link that carries it. */
export const newToken = (baseUrl: string) => {
  const token = randomBytes(32).toString('base64url')
  // In the path, so that it opens without script; our log holds patterns of routes only, and it works once.
  return { hash: hashOf(token), link: `${new URL(baseUrl).origin}/invitation/${token}` }
}

export const inSomeDays = (days = DAYS) => new Date(Date.now() + days * 86_400_000)

export interface Invited {
  organisation: string
  roles: Words[]
  email: string
  language: Language
}

export interface InvitationPlan {
  organisation: string
  email: string
  language: Language
  roles: readonly string[]
  clearance: (typeof MARKINGS)[number]
  purposes: readonly string[]
  until: string | null
  invitedBy: string
}

/** Writes an invitation down; the mail is the caller's to send, once the transaction stands. */
export const addInvitation = async (trx: Transaction<AccountsTables>, baseUrl: string, plan: InvitationPlan) => {
  const { hash, link } = newToken(baseUrl)
  const row = {
    id: randomUUID(),
    token_hash: hash,
    organisation: plan.organisation,
    email: plan.email,
    language: plan.language,
    roles: [...new Set(plan.roles)],
    clearance: MARKINGS.indexOf(plan.clearance),
    purposes: [...plan.purposes],
    valid_until: plan.until === null ? null : new Date(plan.until),
    invited_by: plan.invitedBy,
    expires_at: inSomeDays(),
    letter_after: inSomeDays(FIRST_PAUSE),
  }
  await trx.insertInto('invitation').values(row).execute()
  return { id: row.id, link, expires: row.expires_at }
}

/** Whether the mail server took a letter, or it waits and is tried again. */
export type Letter = 'sent' | 'waiting'

/** Sends the letter of an invitation that stands. Never rejects: a mail server that is away undoes nothing. */
export const mailInvitation = async (
  { db, sendMail }: Pick<Shared, 'db' | 'sendMail'>,
  { email, language }: Pick<InvitationPlan, 'email' | 'language'>,
  organisation: string,
  { id, link, expires }: { id: string; link: string; expires: Date },
): Promise<Letter> => {
  try {
    await sendMail(invitationMail(email, language, organisation, link, expires))
    await sit(db, postman, (trx) =>
      trx.updateTable('invitation').set({ letter_after: null }).where('id', '=', id).execute(),
    )
    return 'sent'
  } catch {
    return 'waiting'
  }
}

export interface FirstInvitation {
  organisation: Omit<NewOrganisation, 'custodian'>
  email: string
  language: Language
}

/**
 * The first administrator's link, shown by `init`. Undefined once the node has a member: then administrators invite.
 * Called again before that, it takes back the link it gave.
 */
export const createFirstInvitation = async (shared: Shared, first: FirstInvitation): Promise<string | undefined> => {
  const { hash, link } = newToken(shared.baseUrl)
  const { kind, name, country, area = null } = first.organisation
  const roles = [ADMINISTRATOR, CUSTODIAN]
  if (shared.roles.foreign(kind, roles).length > 0)
    throw new Error(`An organisation of kind ${kind} may not run a node.`)
  const organisation = { id: randomUUID(), kind, name, country, area }
  const invitation = {
    id: randomUUID(),
    token_hash: hash,
    email: first.email.toLowerCase(),
    language: first.language,
    roles,
    clearance: MARKINGS.indexOf('amber'),
    purposes: [],
    expires_at: inSomeDays(),
  }
  const made = await shared.db
    .selectNoFrom((eb) =>
      eb
        .fn<string | null>('found', [eb.val(JSON.stringify(organisation)), eb.val(JSON.stringify(invitation))])
        .as('id'),
    )
    .executeTakeFirst()
  return made?.id ? link : undefined
}

const used = () => refuse('expired', 'No open invitation has this link.', 'token')

/** The id of whom the address signs in as; one is made where nobody has it. */
const userFor = async ({ signIn, db }: Shared, email: string, { name, password }: Acceptance, signedIn?: string) => {
  const { internalAdapter, password: hashing } = await signIn.auth.$context
  const found = (await internalAdapter.findUserByEmail(email))?.user
  if (found) {
    const known = await sit(db, themselves(found.id), (trx) =>
      trx.selectFrom('account').select('id').where('id', '=', found.id).executeTakeFirst(),
    )
    if (known) return known.id === signedIn ? { id: found.id, fresh: false } : undefined
  }
  // Somebody whose acceptance was cut short is there without an account: the token speaks for them as it did then.
  const user =
    found ?? (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'invitation' } as never))
  if (password !== undefined) {
    const hash = await hashing.hash(password)
    const held = await internalAdapter.findAccounts(user.id)
    if (held.some(({ providerId }) => providerId === 'credential')) await internalAdapter.updatePassword(user.id, hash)
    else
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      })
  }
  return { id: user.id, fresh: true }
}

/** What the link of an invitation says to whoever opens it; undefined where it is used, withdrawn, past its day or none. */
export const invited = async (shared: Shared, token: string): Promise<Invited | undefined> => {
  const hash = hashOf(token)
  const row = await sit(shared.db, holderOf(hash), (trx) =>
    trx
      .selectFrom('invitation')
      .innerJoin('organisation', 'organisation.id', 'invitation.organisation')
      .select(['organisation.name', 'invitation.roles', 'invitation.email', 'invitation.language'])
      .where('token_hash', '=', hash)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', new Date())
      .executeTakeFirst(),
  )
  if (!row) return undefined
  const roles = shared.roles.all.filter(({ id }) => row.roles.includes(id)).map(({ name }) => name)
  return { organisation: row.name, roles, email: row.email, language: row.language as Language }
}

/**
 * Turns an invitation into a membership, once, and a new address into an account. Answers cookies of half a session in
 * which the person adds a passkey or one-time codes; none for somebody who was signed in already.
 */
export const accept = async (
  shared: Shared,
  input: Acceptance,
  headers: Headers,
  address: string,
): Promise<Outcome<{ account: string; setCookie: string[] }, AccountsRefusal>> => {
  const parsed = parse(acceptanceShape, input)
  if (!parsed.ok) return parsed
  const { token, name, language, password } = parsed.value
  const hash = hashOf(token)
  const open = (trx: Transaction<AccountsTables>) =>
    trx
      .selectFrom('invitation')
      .selectAll()
      .where('token_hash', '=', hash)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', new Date())
      .executeTakeFirst()
  const invitation = await sit(shared.db, holderOf(hash), open)
  if (!invitation) return used()
  const own = [name, invitation.email.split('@')[0] ?? '']
    .map((each) => each.toLowerCase())
    .filter(({ length }) => length > 3)
  if (own.some((each) => password?.toLowerCase().includes(each)))
    return refuse('weak-password', 'The password holds the name or the address.', 'password')
  const signedIn = await shared.signIn.read(headers)
  const user = await userFor(
    shared,
    invitation.email,
    parsed.value as Acceptance,
    signedIn?.whole ? signedIn.account : undefined,
  )
  if (!user) return refuse('sign-in-first', 'This address has an account; sign in and open the link again.')
  // Whoever had a desk here before may hold there what is kept apart from this.
  const elsewhere = await rolesEverywhere(shared.db, user.id, invitation.organisation)
  const clash = shared.roles.refuseClash([...new Set([...invitation.roles, ...elsewhere])])
  if (clash) return clash
  const joiner = holderOf(hash, { account: user.id, organisation: invitation.organisation })
  const joined = await sit(shared.db, joiner, async (trx) => {
    if (!(await open(trx))) return false
    await trx
      .insertInto('account')
      .values({ id: user.id, name, language })
      .onConflict((c) => c.doNothing())
      .execute()
    const [taken] = await trx
      .updateTable('invitation')
      .set({ accepted_at: new Date(), accepted_by: user.id })
      .where('token_hash', '=', hash)
      .where('accepted_at', 'is', null)
      .execute()
    if (taken?.numUpdatedRows !== 1n) return false
    const { organisation, roles, clearance, purposes, valid_until } = invitation
    const standing = { roles, clearance, purposes, valid_from: new Date(), valid_until }
    await trx
      .insertInto('membership')
      .values({ id: randomUUID(), account: user.id, organisation, ...standing })
      .onConflict((conflict) => conflict.columns(['account', 'organisation']).doUpdateSet(standing))
      .execute()
    const content = { account: user.id, roles }
    await shared.record(trx, joiner, { verb: 'accept', kind: 'invitation', ids: [invitation.id], content })
    return true
  })
  if (!joined) return used()
  if (!user.fresh) return ok({ account: user.id, setCookie: [] })
  const browser = headers.get('user-agent') ?? ''
  return ok({ account: user.id, setCookie: await shared.signIn.begin(user.id, 'invitation', address, browser) })
}
