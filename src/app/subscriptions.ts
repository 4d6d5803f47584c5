// SPDX-License-Identifier: Apache-2.0
/** Tells people, by inbox and letter, how many incidents came that match a filter of theirs. */
import type { Accounts } from '#platform/accounts/index.ts'
import { type IncidentTables, tellDue } from '#supply/incidents/index.ts'
import type { Held } from './held.ts'
import { keepDoing } from './keeping.ts'

const MINUTE = 60_000

/** Looks each minute which are due. Answers how to stop. */
export const keepTelling = (held: Held, accounts: Accounts): (() => Promise<void>) => {
  if (!held.names.includes('supply')) return () => Promise.resolve()
  const { db } = held.compartment<IncidentTables>('supply')
  const actorOf = async (account: string) => (await accounts.addressee(account))?.actor
  const work = () => tellDue(db, actorOf, new Date())
  return keepDoing(held, { compartment: 'supply', name: 'subscriptions', first: MINUTE, pause: MINUTE, work })
}
