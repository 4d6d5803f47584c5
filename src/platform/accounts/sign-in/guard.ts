// SPDX-License-Identifier: Apache-2.0
/** What of better-auth can be reached, and what somebody may do there who proved only one thing. */
import type { SignInMethod } from '../contract.ts'

/** Open over HTTP; everything else of better-auth is absent. Accounts, names and keys are made at the desks alone. */
const OPEN = [
  'POST /sign-in/email',
  'POST /sign-in/social',
  'GET /callback/*',
  'POST /callback/*',
  'POST /sign-out',
  'POST /request-password-reset',
  'GET /reset-password/*',
  'POST /reset-password',
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
  'GET /passkey/list-user-passkeys',
  'POST /passkey/delete-passkey',
  'POST /passkey/update-passkey',
]

/** `path` below the mount, e.g. `/sign-in/email`. */
export const isOpen = (method: string, path: string): boolean =>
  OPEN.some((each) => {
    const [verb, where = ''] = each.split(' ')
    if (verb !== method) return false
    return where.endsWith('/*')
      ? /^[\w.-]+$/.test(path.slice(where.length - 1)) && path.startsWith(where.slice(0, -1))
      : path === where
  })

/** Whether this session opens a desk. A password or an invitation alone is half of what is asked for. */
export const isWhole = (method: string | null | undefined): method is SignInMethod =>
  method === 'totp' || method === 'passkey' || method === 'oidc' || method === 'demonstration'

const ADDS = ['/two-factor/enable', '/passkey/generate-register-options', '/passkey/verify-registration']
const CHANGES = [
  ...ADDS,
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/get-totp-uri',
  '/passkey/delete-passkey',
  '/passkey/update-passkey',
  '/change-password',
]

/** Whether a path changes how somebody signs in: the guard then looks at the session. */
export const changesSignIn = (path: string): boolean => CHANGES.includes(path)

/**
 * Whether a session may: a whole one always, half a one only adds the first second factor. So a stolen password does
 * not add a passkey of the thief's beside the person's own.
 */
export const mayChange = (path: string, method: string | null | undefined, hasSecondFactor: boolean): boolean =>
  isWhole(method) || (ADDS.includes(path) && !hasSecondFactor)
