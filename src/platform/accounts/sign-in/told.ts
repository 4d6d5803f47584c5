// SPDX-License-Identifier: Apache-2.0
/** What of signing in is a line of the ledger: by the account's id alone, never by an address that was tried. */
import type { SignInMethod } from '../contract.ts'

/**
 * Writes one line about an account, or about an address that nobody here has. The node writes it: who tries to sign in
 * has not proved yet to be anybody.
 */
export type Tell = (verb: string, account: string | undefined) => Promise<void>

/** What a session that was begun by a method is called. Accepting an invitation is a line already. */
export const begun = (method: SignInMethod): string | undefined =>
  method === 'invitation' ? undefined : method === 'password' ? 'prove-password' : `sign-in-by-${method}`

/** Answered well, these change how somebody signs in. */
const CHANGED: Record<string, string> = {
  '/passkey/verify-registration': 'add-passkey',
  '/passkey/delete-passkey': 'remove-passkey',
  '/passkey/update-passkey': 'rename-passkey',
  '/two-factor/enable': 'begin-totp',
  '/two-factor/disable': 'remove-totp',
  '/two-factor/generate-backup-codes': 'renew-spare-codes',
  '/change-password': 'change-password',
}

/** Refused, these are tries to sign in. */
const TRIED = [
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
]

/** The verb for an answer of better-auth; undefined where it is none of these. */
export const verbFor = (path: string, refused: boolean): string | undefined =>
  refused ? (TRIED.includes(path) ? 'fail-sign-in' : undefined) : CHANGED[path]
