// SPDX-License-Identifier: Apache-2.0
/** From what a request carries to the actor that it may be, at this moment. */
import { type Kysely, sql } from 'kysely'
import { type Actor, MARKINGS } from '../access/index.ts'
import type { Shared } from './ground.ts'
import { cookieName, type SignedIn } from './sign-in/index.ts'
import type { AccountsTables } from './tables.ts'

/** Names the organisation for one request; it wins over the cookie. */
export const ORGANISATION_HEADER = 'x-organisation'

/** What an account has at one organisation now. */
export interface Standing {
  organisation: string
  kind: string
  roles: string[]
  groups: string[]
  clearance: number
  purposes: string[]
}

/**
 * A role that no room declares any more, or that this kind may not hold any more, is not held. Of two roles that are kept
 * apart neither is, wherever the account has the other one: two who gave them at the same moment would have seen neither.
 */
export const actorFrom = (
  { roles }: Pick<Shared, 'roles'>,
  account: string,
  standing: Standing,
  everywhere: readonly string[],
): Actor => {
  const all = [...new Set([...everywhere, ...standing.roles])]
  const foreign = roles.foreign(standing.kind, standing.roles)
  const clashing = roles.clashing(all)
  return {
    account,
    organisation: standing.organisation,
    roles: standing.roles.filter((role) => !foreign.includes(role) && !clashing.includes(role)),
    groups: standing.groups,
    clearance: MARKINGS[standing.clearance] ?? 'clear',
    purposes: roles.purposesBeside(standing.purposes, all),
  }
}

/** Where an account may act now; in a transaction as well as outside one. */
const standingsOf = async (db: Kysely<AccountsTables>, account: string): Promise<Standing[]> =>
  (await sql<Standing>`select * from standing(${account})`.execute(db)).rows

/** The same of several, in their order. */
export const standingsOfAll = async (
  db: Kysely<AccountsTables>,
  accounts: readonly string[],
): Promise<Standing[][]> => {
  const { rows } = await sql<Standing & { n: number }>`
    select who.n::integer, s.* from unnest(${[...accounts]}::uuid[]) with ordinality as who (account, n)
    cross join lateral standing(who.account) s`.execute(db)
  return accounts.map((_, at) => rows.filter(({ n }) => n === at + 1))
}

/** Every role that an account has now, at whatever organisation, by delegation too. */
export const rolesEverywhere = async (db: Kysely<AccountsTables>, account: string, but?: string): Promise<string[]> =>
  (await standingsOf(db, account)).filter(({ organisation }) => organisation !== but).flatMap(({ roles }) => roles)

const cookieOf = (headers: Headers, name: string): string | undefined =>
  headers
    .get('cookie')
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** The key for programs that a request carries, in `x-api-key` or as a bearer. */
export const keyIn = (headers: Headers): string | undefined =>
  headers.get('x-api-key') ?? headers.get('authorization')?.match(/^Bearer (psl_\S+)$/i)?.[1]

export const deskCookie = (baseUrl: string) => cookieName(baseUrl, 'desk')

const actorOfKey = async (shared: Shared, key: string, wanted: string | null): Promise<Actor | undefined> => {
  const id = await shared.signIn.readKey(key)
  if (id === undefined) return undefined
  const { rows } = await sql<Standing & { account: string }>`select * from standing_of_key(${id})`.execute(shared.db)
  const [own] = rows
  if (!own || (wanted !== null && wanted !== own.organisation)) return undefined
  // A key has fewer roles than its person, who may have another desk: what is kept apart is asked of the person.
  return actorFrom(shared, own.account, own, await rolesEverywhere(shared.db, own.account))
}

/**
 * The actor at the desk that was chosen: the header's, else the cookie's, else the oldest membership. A header that
 * names an organisation for which the account may not act now gives no actor; a stale cookie is passed over.
 */
export const actorAt = (
  shared: Shared,
  { account, rows, headers }: { account: string; rows: readonly Standing[]; headers: Headers },
): Actor | undefined => {
  const wanted = headers.get(ORGANISATION_HEADER)
  const at = (organisation: string | undefined) => rows.find((row) => row.organisation === organisation)
  const chosen = wanted === null ? (at(cookieOf(headers, deskCookie(shared.baseUrl))) ?? rows[0]) : at(wanted)
  const everywhere = rows.flatMap(({ roles }) => roles)
  return chosen && actorFrom(shared, account, chosen, everywhere)
}

export const actorOfAccount = async (shared: Shared, account: string, headers: Headers): Promise<Actor | undefined> =>
  actorAt(shared, { account, rows: await standingsOf(shared.db, account), headers })

/** Who asks, with the session it asks from; a program's key has none. */
export interface Asking {
  actor: Actor
  session?: SignedIn
}

/** A request that carries a key is that key's, whatever cookie comes with it. Half a session is nobody. */
export const askingOf = async (shared: Shared, headers: Headers): Promise<Asking | undefined> => {
  const key = keyIn(headers)
  if (key !== undefined) {
    const actor = await actorOfKey(shared, key, headers.get(ORGANISATION_HEADER))
    return actor && { actor }
  }
  const session = await shared.signIn.read(headers)
  if (!session?.whole) return undefined
  const actor = await actorOfAccount(shared, session.account, headers)
  return actor && { actor, session }
}
