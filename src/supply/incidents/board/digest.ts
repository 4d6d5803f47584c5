// SPDX-License-Identifier: Apache-2.0
/**
 * Tells people how many incidents came that match a filter of theirs: a count and a link, nothing of any incident, so that
 * the letter may lie open on a screen or a server. What matches is counted as that person, under the predicate.
 */
import type { Kysely } from 'kysely'
import { type Actor, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { may, PURPOSE } from '../access.ts'
import { countIncidents, type IncidentTables } from '../store.ts'
import { claimDue, filtersOf, setTold } from './board-store.ts'

/** Tells what is due; answers how many were told. `actorOf`: who an account is now, undefined where it may not act any more. */
export const tellDue = async (
  db: Kysely<IncidentTables>,
  actorOf: (account: string) => Promise<Actor | undefined>,
  now: Date,
): Promise<number> => {
  let told = 0
  for (const { id, account, organisation } of await claimDue(db, now)) {
    const actor = await actorOf(account)
    if (!actor || actor.organisation !== organisation || !may(actor, 'list')) continue
    await sit(db, actor, async (trx) => {
      const filter = (await filtersOf(trx)).find((each) => each.id === id)
      if (!filter) return
      const count = await countIncidents(trx, { ...filter.query, releasedAfter: filter.told_at, notBy: organisation })
      await setTold(trx, id, now)
      if (count === 0) return
      const to = [keyOf.account(account)]
      const notify = [{ to, message: 'incidents-digest', values: { count }, link: `/incidents?saved=${id}` }]
      const handled = { audience: to, marking: 'clear' as const, purposes: [PURPOSE] }
      await announce(trx, { kind: 'incidents.digest', record: id, ...handled, notify })
      told++
    })
  }
  return told
}
