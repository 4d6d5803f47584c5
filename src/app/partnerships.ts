// SPDX-License-Identifier: Apache-2.0
/** Agreements in the house: whoever asks, by whatever channel, carries the keys that hold at that moment. */
import { floorTable } from '#commitments/index.ts'
import { type Actor, keyOf } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import type { IncidentsPlan } from '#supply/incidents/index.ts'
import {
  type AssessmentsDesk,
  type AssessmentsRegister,
  type AssessmentTables,
  allWithAgreements,
  assessmentFacts,
  openAssessments,
  openPartnerships,
  openRegister,
  type PartnershipsDesk,
  type PartnershipTables,
  partnerReachedBy,
  partnershipFacts,
  remindOfAssessments,
  remindOfReviews,
  tellable,
  withAgreements,
} from '#supply/partnerships/index.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'
import { keepDoing, publishFacts } from './keeping.ts'

const dbOf = (held: Held) => held.compartment<PartnershipTables>('supply').db
const assessmentsOf = (held: Held) => held.compartment<AssessmentTables>('supply').db

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

/** Whose desk of self-assessments, and everybody's register; undefined where this process does not hold the supply wing. */
export const openPractice = (
  held: Held,
  accounts: Accounts,
): { deskOf(actor: Actor): AssessmentsDesk; register: AssessmentsRegister } | undefined => {
  if (!held.names.includes('supply')) return undefined
  const db = assessmentsOf(held)
  const named = async () =>
    new Map(
      (await accounts.organisations()).filter(({ status }) => status === 'active').map(({ id, name }) => [id, name]),
    )
  return {
    deskOf: (actor) => openAssessments({ db, actor, seats: accounts.seats }),
    register: openRegister(db, named),
  }
}

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
  const counted = { organisations, country: code, now, floorTable }
  const facts = [
    ...(await partnershipFacts({ db: dbOf(held), ...counted })),
    ...(await assessmentFacts({ db: assessmentsOf(held), ...counted })),
  ]
  await publishFacts(held, 'agreements', facts)
}

/**
 * Reminds parties of days of review and firms of the end of a self-assessment, and publishes the figures, now and each
 * hour. Answers how to stop.
 */
export const keepAgreements = (keeping: Keeping): (() => Promise<void>) => {
  const { held } = keeping
  if (!held.names.includes('supply')) return () => Promise.resolve()
  const work = async () => {
    const now = new Date()
    await remindOfReviews(dbOf(held), now)
    await remindOfAssessments(assessmentsOf(held), now)
    await tellFacts(keeping, now)
  }
  return keepDoing(held, { compartment: 'supply', name: 'agreements', pause: HOUR, work })
}
