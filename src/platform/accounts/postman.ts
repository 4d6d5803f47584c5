// SPDX-License-Identifier: Apache-2.0
/** Sends invitations' letters again that a mail server did not take. */
import { sql } from 'kysely'
import { sit } from '../access/index.ts'
import type { Language } from './contract.ts'
import type { Shared } from './ground.ts'
import { mailInvitation, newToken } from './invitations.ts'
import { postman } from './sit-as.ts'

/** Milliseconds between two looks. */
const ROUND = 30_000

interface Waiting {
  id: string
  email: string
  language: Language
  expires_at: Date
  organisation: string
}

/**
 * Takes the one that waits longest: its next try is set before this one, so that no other process takes it too and a
 * crash costs a pause. Pauses double from a minute to an hour.
 */
const take = ({ db }: Shared, hash: string): Promise<Waiting | undefined> =>
  sit(db, postman, async (trx) => {
    const { rows } = await sql<Waiting>`
      update invitation i set token_hash = ${hash}, letter_tries = least(100, letter_tries + 1),
        letter_after = now() + least(interval '1 hour', interval '1 minute' * power(2, least(letter_tries, 10)))
      where id = (select id from invitation where letter_after <= now() and expires_at > now()
        and accepted_at is null and withdrawn_at is null order by letter_after limit 1 for update skip locked)
      returning i.id, email, language, expires_at,
        (select name from organisation o where o.id = i.organisation) as organisation`.execute(trx)
    return rows[0]
  })

/** Tries every letter that is due once; answers how many went. */
export const sendWaiting = async (shared: Shared): Promise<number> => {
  for (let sent = 0; ; ) {
    const { hash, link } = newToken(shared.baseUrl)
    const waiting = await take(shared, hash)
    if (!waiting) return sent
    const { id, organisation, expires_at: expires } = waiting
    if ((await mailInvitation(shared, waiting, organisation, { id, link, expires })) === 'sent') sent++
  }
}

/** Looks again and again, until stopped. A database that is away is asked at the next round. */
export const startPostman = (shared: Shared): (() => Promise<void>) => {
  let round: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    round = round.then(() => sendWaiting(shared)).catch(() => undefined)
  }, ROUND)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await round
  }
}
