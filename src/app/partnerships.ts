// SPDX-License-Identifier: Apache-2.0
/** Agreements in the house: whoever asks, by whatever channel, carries the keys that hold at that moment. */
import { type Actor, keyOf } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import type { IncidentsPlan } from '#supply/incidents/index.ts'
import {
  allWithAgreements,
  openPartnerships,
  type PartnershipsDesk,
  type PartnershipTables,
  partnerReachedBy,
  remindOfReviews,
  tellable,
  withAgreements,
} from '#supply/partnerships/index.ts'
import type { Held } from './held.ts'

const dbOf = (held: Held) => held.compartment<PartnershipTables>('supply').db

/**
 * Accounts whose actors carry the keys of agreements in force: pages, HTTP, streams, letters and "who will see this" all
 * get their actors here. As they are where this process does not hold the supply wing.
 */
export const agreeing = (accounts: Accounts, held: Held): Accounts => {
  if (!held.names.includes('supply')) return accounts
  const db = dbOf(held)
  const carrying = (actor: Actor) => withAgreements(db, actor, new Date())
  return {
    ...accounts,
    actorOf: async (headers) => {
      const actor = await accounts.actorOf(headers)
      return actor && carrying(actor)
    },
    enter: async (headers) => {
      const entered = await accounts.enter(headers)
      return entered && { ...entered, actor: await carrying(entered.actor) }
    },
    addressee: async (account) => {
      const found = await accounts.addressee(account)
      return found && { ...found, actor: await carrying(found.actor) }
    },
    seats: async (audience) => allWithAgreements(db, await accounts.seats(audience), new Date()),
    holders: async (key) => {
      const partner = await partnerReachedBy(db, key, new Date())
      return accounts.holders(partner === undefined ? key : keyOf.organisation(partner))
    },
  }
}

/** Whose desk; undefined where this process does not hold the supply wing. */
export const openAgreements = (held: Held, accounts: Accounts): ((actor: Actor) => PartnershipsDesk) | undefined =>
  held.names.includes('supply')
    ? (actor) => openPartnerships({ db: dbOf(held), actor, seats: accounts.seats })
    : undefined

/** Agreements of an actor's organisation under which it may tell incidents now. */
export const agreementsFor =
  ({ organisation: authority }: Actor): NonNullable<IncidentsPlan['agreements']> =>
  (trx) =>
    tellable(trx as never, { authority, kind: 'incident', now: new Date() })

const HOUR = 60 * 60 * 1000

/** Reminds parties of days of review, now and each hour. Answers how to stop. */
export const keepReminding = (held: Held): (() => Promise<void>) => {
  if (!held.names.includes('supply')) return () => Promise.resolve()
  let reminding: Promise<unknown> = Promise.resolve()
  const remind = () => {
    reminding = remindOfReviews(dbOf(held), new Date()).catch((error: { code?: string }) =>
      held.complain('supply', `agreements: ${error.code ?? 'failed'}`),
    )
  }
  remind()
  const timer = setInterval(remind, HOUR)
  return async () => {
    clearInterval(timer)
    await reminding
  }
}
