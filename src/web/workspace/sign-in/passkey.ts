// SPDX-License-Identifier: Apache-2.0
/** Passkeys in the browser, by the sign-in library's own client. Loaded when somebody uses one. */
import { passkeyClient } from '@better-auth/passkey/client'
import { createAuthClient } from 'better-auth/client'

const open = () => createAuthClient({ basePath: '/api/auth', plugins: [passkeyClient()] })

/** Whether the person is in now. */
export async function signInByPasskey(): Promise<boolean> {
  const answer = await open().signIn.passkey()
  return !answer?.error
}

/**
 * Adds a passkey of this device to whoever is signed in; whether it worked. `begin`: a whole session begins with it, for
 * whoever is signed in by half.
 */
export async function addPasskey(name: string, begin: boolean): Promise<boolean> {
  const answer = await open().passkey.addPasskey({ name, createSession: begin })
  return !answer?.error
}
