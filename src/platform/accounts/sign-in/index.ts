// SPDX-License-Identifier: Apache-2.0
/** Who somebody is: passkey, password with one-time code, a ministry's provider, or a program's key. Never what it may. */
import { join } from 'node:path'
import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { type Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { SteadyClient } from '../../database/index.ts'
import type { Me, PasskeySummary, SignInMethod } from '../contract.ts'
import type { AccountsTables } from '../tables.ts'
import { changesSignIn, isOpen, isWhole, mayChange } from './guard.ts'
import { createLockout } from './lockout.ts'
import { ADDRESS_HEADER, type HouseOptions, type SignInSettings, signInOptions } from './options.ts'
import { begun, type Tell, verbFor } from './told.ts'

export { isWhole } from './guard.ts'
export { cookieName, type OidcProvider } from './options.ts'

/** Migrations of the compartment `accounts_auth`. */
export const signInMigrations = join(import.meta.dirname, 'migrations')

/** In ms. After a day somebody proves anew who they are (NIST SP 800-63B-4 recommends it for AAL2). */
const LONGEST_SESSION = 24 * 3_600_000

export interface SignedIn {
  account: string
  email: string
  name: string
  session: string
  method: SignInMethod
  /** It opens desks; half a session only lets the person add its second factor. */
  whole: boolean
}

interface Settings extends SignInSettings {
  /** Address of the compartment `accounts_auth`, as `makeCompartments` answered it. */
  authAddress: string
  /** Lock-outs are counted here. */
  db: Kysely<AccountsTables>
  sendReset(email: string, account: string, link: string): Promise<void>
  tell: Tell
}

type Method = { method?: string | null }
type Whose = { user: { id: string } } | null

/** What of better-auth's context these hooks look at. */
interface HookContext {
  path: string
  body: unknown
  context: {
    newSession?: Whose
    session?: Whose
    internalAdapter: { findUserByEmail(email: string): Promise<Whose> }
  }
}

const create = (settings: Settings, pool: pg.Pool) => {
  const lockout = createLockout(settings.db, settings.secret)
  const tellBegun = async (method: SignInMethod, account: string) => {
    const verb = begun(method)
    if (verb !== undefined) await settings.tell(verb, account)
  }
  const options = signInOptions({ ...settings, begun: tellBegun })
  const emailOf = (body: unknown) => String((body as { email?: unknown } | undefined)?.email ?? '')
  /** Whom an answer is about: who is signed in, who is half way there, or whose address was tried. */
  const accountIn = async (ctx: HookContext): Promise<string | undefined> => {
    const known = ctx.context.newSession?.user.id ?? ctx.context.session?.user.id
    if (known !== undefined || ctx.path !== '/sign-in/email') return known
    return (await ctx.context.internalAdapter.findUserByEmail(emailOf(ctx.body).toLowerCase()))?.user.id
  }
  const complete = {
    ...options,
    database: { dialect: new PostgresDialect({ pool }), type: 'postgres' as const },
    emailAndPassword: {
      ...options.emailAndPassword,
      enabled: true,
      sendResetPassword: ({ user, url }: { user: { id: string; email: string }; url: string }) =>
        settings.sendReset(user.email, user.id, url),
      onPasswordReset: ({ user }: { user: { id: string } }) => settings.tell('reset-password', user.id),
    },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path === '/sign-in/email' && !(await lockout.take(emailOf(ctx.body))))
          throw new APIError('TOO_MANY_REQUESTS', {
            code: 'LOCKED',
            message: 'Too many tries. Wait, or use a passkey.',
          })
        if (ctx.path === '/sign-out') {
          const leaving = await getSessionFromCtx(ctx)
          if (leaving) await settings.tell('sign-out', leaving.user.id)
        }
        if (!changesSignIn(ctx.path)) return
        const found = await getSessionFromCtx(ctx)
        if (!found) throw new APIError('UNAUTHORIZED')
        const second =
          (found.user as { twoFactorEnabled?: boolean }).twoFactorEnabled === true ||
          (await ctx.context.adapter.count({ model: 'passkey', where: [{ field: 'userId', value: found.user.id }] })) >
            0
        if (!mayChange(ctx.path, (found.session as Method).method, second))
          throw new APIError('FORBIDDEN', { code: 'SECOND_FACTOR_NEEDED', message: 'Sign in with your second factor.' })
        // Whoever changes a password fears that somebody has it: who is signed in by it elsewhere goes, asked or not.
        if (ctx.path === '/change-password') return { context: { body: { ...ctx.body, revokeOtherSessions: true } } }
      }),
      after: createAuthMiddleware(async (ctx) => {
        const refused = ctx.context.returned instanceof APIError
        const verb = verbFor(ctx.path, refused)
        if (verb !== undefined) await settings.tell(verb, await accountIn(ctx as unknown as HookContext))
        if (ctx.path === '/sign-in/email' && !refused) await lockout.clear(emailOf(ctx.body))
      }),
    },
  } satisfies HouseOptions
  return betterAuth(complete)
}

export type Auth = ReturnType<typeof create>

export interface SignIn {
  auth: Auth
  /** Answers better-auth's open addresses, 404 elsewhere. `address` is the connection's, whatever its headers say. */
  handler(request: Request, address: string): Promise<Response>
  /** Who is signed in, half or whole. */
  read(headers: Headers): Promise<SignedIn | undefined>
  /** Of sessions by their ids: those that are there now. Asking keeps none of them alive. */
  stillIn(sessions: readonly string[]): Promise<Set<string>>
  /** The id of the key that these headers carry; undefined where it is unknown, over, or asked too often. */
  readKey(key: string): Promise<string | undefined>
  /** Begins a session without asking who it is: answers its Set-Cookie values. `browser` is the User-Agent. */
  begin(account: string, method: 'invitation' | 'demonstration', address: string, browser?: string): Promise<string[]>
  sessions(account: string): Promise<SessionRow[]>
  /** Ends sessions by their tokens. */
  end(tokens: string[]): Promise<void>
  passkeys(account: string): Promise<PasskeySummary[]>
  factors(account: string): Promise<Me['factors']>
  /** Makes a key for programs; `key` is known at this moment only. */
  addKey(account: string, name: string, days: number): Promise<{ id: string; key: string }>
  endKey(id: string): Promise<void>
  close(): Promise<void>
}

type Context = Awaited<Auth['$context']>
type SessionRow = Awaited<ReturnType<Context['internalAdapter']['listSessions']>>[number]

interface PasskeyRow {
  id: string
  name?: string | null
  createdAt?: Date | null
  backedUp: boolean
}

/** What stands about one person in the sign-in compartment. */
const store = (auth: Auth): Pick<SignIn, 'sessions' | 'end' | 'passkeys' | 'factors' | 'endKey'> => {
  const passkeys = async (account: string) => {
    const { adapter } = await auth.$context
    return adapter.findMany<PasskeyRow>({ model: 'passkey', where: [{ field: 'userId', value: account }] })
  }
  return {
    sessions: async (account) =>
      (await auth.$context).internalAdapter.listSessions(account, { onlyActiveSessions: true }),
    end: async (tokens) => {
      const { internalAdapter } = await auth.$context
      await Promise.all(tokens.map((token) => internalAdapter.deleteSession(token)))
    },
    passkeys: async (account) =>
      (await passkeys(account)).map(({ id, name, createdAt, backedUp }) => ({
        ...{ id, name: name ?? null, synchronised: backedUp },
        since: createdAt?.toISOString() ?? null,
      })),
    factors: async (account) => {
      const { internalAdapter } = await auth.$context
      const [user, ways, own] = await Promise.all([
        internalAdapter.findUserById(account),
        internalAdapter.findAccounts(account),
        passkeys(account),
      ])
      return {
        password: ways.some(({ providerId }) => providerId === 'credential'),
        totp: (user as { twoFactorEnabled?: boolean } | null)?.twoFactorEnabled === true,
        passkeys: own.length,
      }
    },
    endKey: async (id) => {
      const { adapter } = await auth.$context
      await adapter.update({ model: 'apikey', where: [{ field: 'id', value: id }], update: { enabled: false } })
    },
  }
}

export const openSignIn = (settings: Settings): SignIn => {
  if (settings.secret.length < 32) throw new Error('The secret of sign-in must have at least 32 characters.')
  const pool = new pg.Pool({
    connectionString: settings.authAddress,
    max: 6,
    options: '-c search_path=accounts_auth',
    Client: SteadyClient,
  })
  pool.on('error', () => undefined) // an idle connection lost at a server's restart is replaced at the next query
  const auth = create(settings, pool)
  /** The session of these headers; one that is too old ends here, however often it was used. */
  const sessionOf = async (headers: Headers) => {
    const found = await auth.api.getSession({ headers, query: { disableRefresh: false } })
    if (!found || Date.now() - found.session.createdAt.getTime() <= LONGEST_SESSION) return found
    await (await auth.$context).internalAdapter.deleteSession(found.session.token)
    return null
  }
  return {
    auth,
    handler: async (request, address) => {
      const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '')
      if (!isOpen(request.method, path)) return new Response(null, { status: 404 })
      const headers = new Headers(request.headers)
      headers.set(ADDRESS_HEADER, address)
      await sessionOf(headers)
      return auth.handler(new Request(request, { headers }))
    },
    read: async (headers) => {
      const found = await sessionOf(headers)
      if (!found) return undefined
      const method = ((found.session as Method).method ?? 'password') as SignInMethod
      const { id: account, email, name } = found.user
      return { account, email, name, session: found.session.id, method, whole: isWhole(method) }
    },
    stillIn: async (sessions) => {
      const { rows } = await pool.query<{ id: string }>(
        `select id from session where id = any ($1) and "expiresAt" > now() and "createdAt" >= $2`,
        [sessions, new Date(Date.now() - LONGEST_SESSION)],
      )
      return new Set(rows.map(({ id }) => id))
    },
    readKey: async (key) => {
      const answer = await auth.api.verifyApiKey({ body: { key } })
      return answer.valid ? answer.key?.id : undefined
    },
    begin: async (user, method, address, browser = '') => {
      const given = new Headers({ [ADDRESS_HEADER]: address, 'user-agent': browser })
      const { headers } = await auth.api.beginSession({ body: { user, method }, headers: given, returnHeaders: true })
      return headers.getSetCookie()
    },
    ...store(auth),
    addKey: async (userId, name, days) => {
      const { id, key } = await auth.api.createApiKey({ body: { userId, name, expiresIn: days * 86_400 } })
      return { id, key }
    },
    close: () => pool.end(),
  }
}
