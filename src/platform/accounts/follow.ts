// SPDX-License-Identifier: Apache-2.0
/** Who asks, again and again, of as many as hold a stream open: two statements for all who ask at the same moment. */
import { together } from '#basis/together.ts'
import type { Actor } from '../access/index.ts'
import type { Shared } from './ground.ts'
import type { SignedIn } from './sign-in/index.ts'
import { actorAt, askingOf, keyIn, standingsOfAll } from './standing.ts'

export type Follow = (headers: Headers) => () => Promise<Actor | undefined>

/**
 * The session is read in full the first time; then only whether it is still there, and where its account may act now.
 * Unlike a request, it does not keep the session alive: a page that is left open is not somebody at work.
 */
export const openFollow = (shared: Shared): Follow => {
  const isIn = together(async (sessions: string[]) => {
    const those = await shared.signIn.stillIn(sessions)
    return sessions.map((session) => those.has(session))
  })
  const standingsOf = together((accounts: string[]) => standingsOfAll(shared.db, accounts))
  return (headers) => {
    let read: SignedIn | undefined
    return async () => {
      if (keyIn(headers) !== undefined) return (await askingOf(shared, headers))?.actor
      read ??= await shared.signIn.read(headers)
      if (!read?.whole || !(await isIn(read.session))) return undefined
      return actorAt(shared, { account: read.account, rows: await standingsOf(read.account), headers })
    }
  }
}
