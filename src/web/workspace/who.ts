// SPDX-License-Identifier: Apache-2.0
/** Who asks: looked up once a request, however many loaders want to know. */
import { data, type RouterContextProvider, redirect } from 'react-router'
import type { Me, ProfileDesk } from '#platform/accounts/contract.ts'
import { type Accounts, accountsContext } from './contexts.ts'

type Context = Readonly<RouterContextProvider>

const asked = new WeakMap<ProfileDesk, Promise<Me | null>>()

/** The signed-in person, or null. */
export function personOf(context: Context): Promise<Me | null> {
  const profile = context.get(accountsContext)?.profile
  if (!profile) return Promise.resolve(null)
  const known = asked.get(profile)
  if (known) return known
  const me = profile.me().then((answer) => (answer.ok ? answer.value : null))
  asked.set(profile, me)
  return me
}

/** One answer for what is absent and for what is not allowed. */
export const nothingHere = () => data(null, { status: 404 })

/** Accounts, or the page that does not exist: a node without them has none of these pages. */
export function accountsOf(context: Context): Accounts {
  const accounts = context.get(accountsContext)
  if (!accounts) throw nothingHere()
  return accounts
}

/** An address of this site, and nothing that leads away from it; `otherwise` where it is none. */
export const ownPath = (path: unknown, otherwise: string): string =>
  typeof path === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(path) && path.length < 500 ? path : otherwise

/** The signed-in person and its desk, or the way to sign in. */
export async function signedIn(
  context: Context,
  url: URL,
): Promise<{ accounts: Accounts; profile: ProfileDesk; me: Me }> {
  const accounts = accountsOf(context)
  const me = await personOf(context)
  if (accounts.profile && me) return { accounts, profile: accounts.profile, me }
  const next = new URLSearchParams({ next: url.pathname + url.search })
  if (accounts.half?.whole) throw redirect('/sign-in/nowhere')
  throw redirect(accounts.half ? `/sign-in/second?${next}` : `/sign-in?${next}`)
}
