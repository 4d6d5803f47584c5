// SPDX-License-Identifier: Apache-2.0
/** Opens accounts over their two compartments. */
import type { Outcome } from '#basis/outcome.ts'
import { type Actor, type Seat, sit } from '../access/index.ts'
import type { Compartment } from '../database/index.ts'
import { accountsRoles, createRoles } from './access.ts'
import { createAdministrationDesk } from './administration/index.ts'
import type {
  Acceptance,
  AccountsRefusal,
  AdministrationDesk,
  OrganisationKind,
  OrganisationSummary,
  ProfileDesk,
  RoleDeclaration,
} from './contract.ts'
import { type Follow, openFollow } from './follow.ts'
import type { AnnounceIn, RecordLine, Shared } from './ground.ts'
import { accept, createFirstInvitation, type FirstInvitation, type Invited, invited } from './invitations.ts'
import { type Addressee, addresseeOf, holdersOf } from './letters.ts'
import { resetMail, type SendMail } from './mail.ts'
import { startPostman } from './postman.ts'
import { createProfileDesk, organisationColumns } from './profile.ts'
import { seatsIn } from './seats.ts'
import { type OidcProvider, openSignIn, type SignedIn } from './sign-in/index.ts'
import type { Tell } from './sign-in/told.ts'
import { themselves } from './sit-as.ts'
import { askingOf } from './standing.ts'
import type { AccountsTables } from './tables.ts'

export interface AccountsSettings {
  /** Opened with the login of the compartment `accounts`. */
  accounts: Compartment<AccountsTables>
  /** Address of the compartment `accounts_auth`. */
  authAddress: string
  /** At least 32 characters, kept as the node's logins are; losing it ends every session and second factor. */
  secret: string
  /** Where people reach the node, e.g. `https://node.example` or `http://localhost:8080`. */
  baseUrl: string
  kinds: readonly OrganisationKind[]
  /** What the rooms declare; those of accounts themselves are added here. */
  roles: readonly RoleDeclaration[]
  /** Ids of the kinds of organisation that may run the node. */
  operators: readonly string[]
  sendMail: SendMail
  /** Lets anybody on this computer step into any account. */
  demonstration: boolean
  oidc?: readonly OidcProvider[]
  /** Leaves a ledger line; nothing is recorded where absent. */
  record?: RecordLine
  /** Tells people what waits for them; nobody is told where absent. */
  announce?: AnnounceIn
}

export interface AccountsDesks {
  profile: ProfileDesk
  administration: AdministrationDesk
}

export interface Accounts {
  /** Answers `/api/auth/*`. `address` is the connection's, not a header's. */
  handler(request: Request, address: string): Promise<Response>
  /** The actor at the chosen desk; undefined for everybody else, whatever the reason. */
  actorOf(headers: Headers): Promise<Actor | undefined>
  /** The same for a stream, which asks each time before it tells something: undefined once the session is over. */
  follow: Follow
  /** The two desks of a person; undefined for programs' keys, which administer nothing, and for nobody. */
  desksOf(headers: Headers): Promise<AccountsDesks | undefined>
  /** Both of these, for one look at session or key. */
  enter(headers: Headers): Promise<{ actor: Actor; desks?: AccountsDesks } | undefined>
  /** Who is signed in, be it by half, so that a page can ask for the other half. */
  signedIn(headers: Headers): Promise<SignedIn | undefined>
  /** What the link of an invitation says; undefined where it opens nothing. */
  invited(token: string): Promise<Invited | undefined>
  /** Opens an invitation; `setCookie` begins half a session, in which the person adds its second factor. */
  accept(
    input: Acceptance,
    headers: Headers,
    address: string,
  ): Promise<Outcome<{ account: string; setCookie: string[] }, AccountsRefusal>>
  /** The link for the first administrator; undefined once the node has a member. */
  createFirstInvitation(first: FirstInvitation): Promise<string | undefined>
  /** Set-Cookie values of a session of anybody's; undefined unless this is a demonstration asked from this computer. */
  stepInto(account: string, address: string): Promise<string[] | undefined>
  /** Everybody who could be given a record that names these keys, without names or numbers of people. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** Every organisation of the node, by name: which there are is known to whoever is signed in. */
  organisations(): Promise<OrganisationSummary[]>
  /** The accounts that a key of an audience reaches now, and to whom letters go. */
  holders(key: string): Promise<string[]>
  addressee(account: string): Promise<Addressee | undefined>
  /** Every role, of the rooms and of accounts. */
  roles: readonly RoleDeclaration[]
  close(): Promise<void>
}

/** The node itself, as an account that nobody has. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

const isLoopback = (address: string) => /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address)

/** A mistaken setting must not open a door: a demonstration is on this computer or it is not. */
const check = ({ baseUrl, demonstration }: AccountsSettings): void => {
  const { protocol, hostname } = new URL(baseUrl)
  const local = hostname === 'localhost' || hostname === '[::1]' || isLoopback(hostname)
  if (protocol !== 'https:' && !local) throw new Error(`${baseUrl}: without https only this computer may sign in.`)
  if (demonstration && !local) throw new Error(`${baseUrl}: a demonstration may only be reached from this computer.`)
}

export const openAccounts = (settings: AccountsSettings): Accounts => {
  check(settings)
  const { accounts, authAddress, secret, baseUrl, kinds, sendMail, demonstration, oidc = [] } = settings
  const { db } = accounts
  const sendReset = async (email: string, account: string, link: string) => {
    const row = await sit(db, themselves(account), (trx) =>
      trx.selectFrom('account').select('language').where('id', '=', account).executeTakeFirst(),
    )
    if (row) await sendMail(resetMail(email, row.language, link))
  }
  const roles = createRoles([...accountsRoles(settings.operators), ...settings.roles])
  const record: Shared['record'] = async (trx, actor, { content, ...line }) =>
    settings.record?.(trx, actor, { ...line, ...(content === undefined ? {} : { content: JSON.stringify(content) }) })
  const tell: Tell = (verb, account) =>
    db.transaction().execute(async (trx) => {
      await record(trx, 'node', { verb, kind: 'account', ids: account === undefined ? [] : [account] })
    })
  const signIn = openSignIn({ authAddress, secret, baseUrl, oidc, db, sendReset, tell })
  const shared: Shared = {
    db,
    signIn,
    baseUrl,
    kinds,
    roles,
    sendMail,
    record,
    ...(settings.announce && { announce: settings.announce }),
  }
  const stopPostman = startPostman(shared)
  const enter: Accounts['enter'] = async (headers) => {
    const asking = await askingOf(shared, headers)
    if (!asking?.session) return asking && { actor: asking.actor }
    const { actor, session } = asking
    const administration = createAdministrationDesk(shared, actor)
    return { actor, desks: { profile: createProfileDesk(shared, { actor, session }), administration } }
  }
  return {
    handler: signIn.handler,
    actorOf: async (headers) => (await askingOf(shared, headers))?.actor,
    follow: openFollow(shared),
    desksOf: async (headers) => (await enter(headers))?.desks,
    enter,
    signedIn: signIn.read,
    holders: (key) => holdersOf(shared, key),
    addressee: (account) => addresseeOf(shared, account),
    seats: (audience) => seatsIn(shared, audience),
    organisations: () =>
      sit(db, themselves(NOBODY), (trx) =>
        trx.selectFrom('organisation').select(organisationColumns).orderBy('name').orderBy('id').execute(),
      ),
    invited: (token) => invited(shared, token),
    accept: (input, headers, address) => accept(shared, input, headers, address),
    createFirstInvitation: (first) => createFirstInvitation(shared, first),
    stepInto: async (account, address) => {
      if (!demonstration || !isLoopback(address)) return undefined
      const cookies = await signIn.begin(account, 'demonstration', address)
      return cookies.length > 0 ? cookies : undefined
    },
    roles: roles.all,
    close: async () => {
      await stopPostman()
      await signIn.close()
    },
  }
}
