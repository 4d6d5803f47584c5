// SPDX-License-Identifier: Apache-2.0
/** How better-auth is set here: what is on, what is shut, which names its cookies have. */
import { apiKey } from '@better-auth/api-key'
import { passkey } from '@better-auth/passkey'
import type { BetterAuthOptions } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { z } from 'zod'
import type { SignInMethod } from '../contract.ts'

/** A ministry's OpenID Connect provider; its people sign in there, and still need an invitation here first. */
export interface OidcProvider {
  /** Lower-case id; the provider's redirect address is `<base>/api/auth/callback/<id>`. */
  id: string
  name: string
  discoveryUrl: string
  clientId: string
  clientSecret: string
  /** Domains of the addresses that it speaks for, e.g. `ministry.example`: a provider signs in nobody else's people. */
  domains: readonly string[]
}

export interface SignInSettings {
  /** Where people reach the node, without a path: `https://node.example` or `http://localhost:8080`. */
  baseUrl: string
  /** At least 32 characters; signs cookies and encrypts second factors. */
  secret: string
  oidc?: readonly OidcProvider[]
  /** Seconds that a session lasts unused; 12 hours where absent. */
  sessionSeconds?: number
  /** Told of each session before it is there; where this rejects, there is none. */
  begun?(method: SignInMethod, account: string): Promise<void>
}

/** Written by the server from the connection, over whatever the client sent. */
export const ADDRESS_HEADER = 'x-passerelle-address'

/** Behind https a cookie that no other host can set (RFC 6265bis, 4.1.3.2); a plain name on http://localhost. */
export const cookieName = (baseUrl: string, name: string): string =>
  `${baseUrl.startsWith('https:') ? '__Host-' : ''}passerelle.${name}`

const METHODS: Record<string, SignInMethod> = {
  '/sign-in/email': 'password',
  '/two-factor/verify-totp': 'totp',
  '/two-factor/verify-backup-code': 'totp',
  '/passkey/verify-authentication': 'passkey',
  '/passkey/verify-registration': 'passkey', // only who may add a way in gets here, see guard.ts
  '/callback/:id': 'oidc',
}

/** Who changes the password goes on in a new session, which is worth what the one was that asked for it. */
const renewed = (
  ctx: { path?: string; context: { session: { session: object } | null } } | null,
): string | undefined =>
  ctx?.path === '/change-password'
    ? (ctx.context.session?.session as { method?: string } | undefined)?.method
    : undefined

/** A session begun by our own code, for an accepted invitation or a demonstration. Nobody reaches it over HTTP. */
const house = () => ({
  id: 'house',
  endpoints: {
    beginSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ user: z.string(), method: z.enum(['invitation', 'demonstration']) }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.user)
        if (!user) return ctx.json({ begun: false })
        const session = await ctx.context.internalAdapter.createSession(user.id, false, { method: ctx.body.method })
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ begun: true })
      },
    ),
  },
})

/** A passkey stands alone for two factors, so a device that anybody can touch is not enough; better-auth takes it. */
const asPerson = (verified: boolean | undefined) => {
  if (!verified) throw APIError.from('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED', message: 'Unlock the passkey.' })
}

/** An address that nobody has, where a provider names one that it does not speak for. */
const spokenFor = (id: string, domains: readonly string[], email: unknown): string => {
  const address = typeof email === 'string' ? email.toLowerCase() : ''
  return domains.includes(address.split('@').at(-1) ?? '') ? address : `nobody@${id}.invalid`
}

const plugins = ({ baseUrl, oidc = [] }: SignInSettings) => [
  twoFactor({ issuer: 'Passerelle', accountLockout: { maxFailedAttempts: 5, durationSeconds: 900 } }),
  passkey({
    rpID: new URL(baseUrl).hostname,
    rpName: 'Passerelle',
    origin: new URL(baseUrl).origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) => asPerson(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => asPerson(verification.authenticationInfo.userVerified),
    },
  }),
  apiKey({
    defaultPrefix: 'psl_',
    enableSessionForAPIKeys: false,
    startingCharactersConfig: { shouldStore: false },
    maximumNameLength: 80,
    keyExpiration: { maxExpiresIn: 365, minExpiresIn: 1 },
    rateLimit: { enabled: true, timeWindow: 60_000, maxRequests: 600 },
  }),
  genericOAuth({
    config: oidc.map(({ id, domains, ...provider }) => ({
      ...provider,
      mapProfileToUser: ({ email }) => ({ email: spokenFor(id, domains, email) }),
      providerId: id,
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      disableSignUp: true,
      disableImplicitSignUp: true,
      requireIdTokenVerification: true,
    })),
  }),
  house(),
]

type Plugins = ReturnType<typeof plugins>
/** What better-auth is given here, with the type of its plugins kept. */
export type HouseOptions = Omit<BetterAuthOptions, 'plugins'> & { plugins: Plugins }

const perMinute = (max: number) => ({ window: 60, max })

/** Everything but the database, the mails and the hooks, which `open.ts` adds. */
export const signInOptions = (settings: SignInSettings): HouseOptions => {
  const secure = settings.baseUrl.startsWith('https:')
  const expiresIn = settings.sessionSeconds ?? 12 * 3600
  return {
    appName: 'Passerelle',
    baseURL: settings.baseUrl,
    basePath: '/api/auth',
    secret: settings.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    trustedOrigins: [new URL(settings.baseUrl).origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
    },
    account: { accountLinking: { enabled: true, trustedProviders: (settings.oidc ?? []).map(({ id }) => id) } },
    session: {
      expiresIn,
      updateAge: 900,
      freshAge: 3600,
      additionalFields: { method: { type: 'string', required: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, ctx) => {
            const before = renewed(ctx)
            const method = (METHODS[ctx?.path ?? ''] ?? session.method ?? before ?? 'password') as SignInMethod
            if (before === undefined) await settings.begun?.(method, session.userId)
            return { data: { ...session, method } }
          },
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      ...perMinute(100),
      customRules: {
        '/sign-in/*': perMinute(10),
        '/two-factor/*': perMinute(10),
        '/passkey/*': perMinute(30),
        '/request-password-reset': perMinute(3),
        '/reset-password*': perMinute(5),
      },
    },
    advanced: {
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      disableCSRFCheck: false, // said, since better-auth would take silence in a test's environment for yes
      disableOriginCheck: false,
      useSecureCookies: false, // its own prefix would be __Secure-, which another host of the domain may set
      cookiePrefix: cookieName(settings.baseUrl, '').slice(0, -1),
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
    },
    plugins: plugins(settings),
  }
}
