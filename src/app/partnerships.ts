// SPDX-License-Identifier: Apache-2.0
/** Agreements in the house: whoever asks, by whatever channel, carries the keys that hold at that moment. */
import { createPublisher, type FactTables, floorTable } from '#commitments/index.ts'
import { type Actor, keyOf } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { loadIndicators } from '#reference/index.ts'
import type { IncidentsPlan } from '#supply/incidents/index.ts'
import {
  allWithAgreements,
  openPartnerships,
  type PartnershipsDesk,
  type PartnershipTables,
  partnerReachedBy,
  partnershipFacts,
  remindOfReviews,
  tellable,
  withAgreements,
} from '#supply/partnerships/index.ts'
import { packOf } from './country.ts'
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

interface Keeping {
  held: Held
  accounts: Accounts
  /** ISO 3166-1 alpha-2: whose figures are published; those of the invented country where absent. */
  country: string | undefined
}

/** Figures of the country's agreements, where this process holds the compartment in which they are published. */
const tellFacts = async ({ held, accounts, country }: Keeping, now: Date) => {
  const code = packOf(country)?.country.code ?? country
  if (code === undefined || !held.names.includes('commitments')) return
  const organisations = (await accounts.organisations()).filter((each) => each.country === code).map(({ id }) => id)
  const facts = await partnershipFacts({ db: dbOf(held), organisations, country: code, now, floorTable })
  const publish = createPublisher(loadIndicators())
  const published = await publish(held.compartment<FactTables>('commitments').db, facts)
  if (!published.ok) throw new Error(`Figures of agreements were refused: ${published.refusal.detail}`)
}

/** Reminds parties of days of review and publishes the figures, now and each hour. Answers how to stop. */
export const keepAgreements = (keeping: Keeping): (() => Promise<void>) => {
  const { held } = keeping
  if (!held.names.includes('supply')) return () => Promise.resolve()
  let working: Promise<unknown> = Promise.resolve()
  const work = () => {
    const now = new Date()
    working = remindOfReviews(dbOf(held), now)
      .then(() => tellFacts(keeping, now))
      .catch((error: { code?: string }) => held.complain('supply', `agreements: ${error.code ?? 'failed'}`))
  }
  work()
  const timer = setInterval(work, HOUR)
  return async () => {
    clearInterval(timer)
    await working
  }
}
