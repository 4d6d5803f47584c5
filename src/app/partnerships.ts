// SPDX-License-Identifier: Apache-2.0
/** Agreements in the house: whoever asks, by whatever channel, carries the keys that hold at that moment. */

import { together } from '#basis/together.ts'
import { floorTable } from '#commitments/index.ts'
import type { PublicDesk } from '#commons/lookup/index.ts'
import type { ReferenceData } from '#matching/index.ts'
import { type Actor, keyOf } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import { allWithGroups, personsNamed, withGroups } from '#supply/groups/index.ts'
import type { IncidentsPlan } from '#supply/incidents/index.ts'
import {
  type AssessmentsDesk,
  type AssessmentsRegister,
  type AssessmentTables,
  allWithAgreements,
  assessmentFacts,
  type CustomersDesk,
  type CustomerTables,
  keepCustomers,
  openAssessments,
  openCustomers,
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
import type { Held } from './held.ts'
import { type Counting, countedHere, keepDoing, publishFacts } from './keeping.ts'

const dbOf = (held: Held) => held.compartment<PartnershipTables>('supply').db
const customersOf = (held: Held) => held.compartment<CustomerTables>('supply').db
const assessmentsOf = (held: Held) => held.compartment<AssessmentTables>('supply').db

/**
 * Accounts whose actors carry the keys of agreements in force, and of groups: pages, HTTP, streams, letters and "who will see this" all
 * get their actors here. As they are where this process does not hold the supply wing.
 */
export const agreeing = (accounts: Accounts, held: Held): Accounts => {
  if (!held.names.includes('supply')) return accounts
  const db = dbOf(held)
  const carrying = async (actor: Actor) => withGroups(db, await withAgreements(db, actor, new Date()))
  const carryingNow = together(async (actors: Actor[]) => {
    const seats = actors.map((actor) => ({ actor }))
    return (await allWithGroups(db, await allWithAgreements(db, seats, new Date()))).map(({ actor }) => actor)
  })
  return {
    ...accounts,
    follow: (headers) => {
      const ask = accounts.follow(headers)
      return async () => {
        const actor = await ask()
        return actor && carryingNow(actor)
      }
    },
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
    seats: async (audience) => {
      const seats = await accounts.seats([...audience, ...personsNamed(audience)])
      return allWithGroups(db, await allWithAgreements(db, seats, new Date()))
    },
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
  attachments: Attachments | undefined,
): { deskOf(actor: Actor): AssessmentsDesk; register: AssessmentsRegister } | undefined => {
  if (!held.names.includes('supply')) return undefined
  const db = assessmentsOf(held)
  const named = async () =>
    new Map(
      (await accounts.organisations()).filter(({ status }) => status === 'active').map(({ id, name }) => [id, name]),
    )
  return {
    deskOf: (actor) => openAssessments({ db, actor, seats: accounts.seats, ...(attachments && { attachments }) }),
    register: openRegister(db, named),
  }
}

/** Whose desk of customers; undefined where this process does not hold the supply wing. What is asked for is found by matching. */
export const openKnowing = (
  held: Held,
  accounts: Accounts,
  data: ReferenceData,
  { match }: PublicDesk['lookup'],
): ((actor: Actor) => CustomersDesk) | undefined => {
  if (!held.names.includes('supply')) return undefined
  const byId = new Map(data.equipment.map((each) => [each.id, each]))
  const recognise = (words: string) =>
    match(words)
      .findings.filter(({ kind }) => kind === 'equipment')
      .sort((a, b) => b.certainty - a.certainty)[0]?.id
  const known = (id: string) => byId.get(id)
  return (actor) => openCustomers({ db: customersOf(held), actor, recognise, known, seats: accounts.seats })
}

/** Agreements of an actor's organisation under which it may tell incidents now. */
export const agreementsFor =
  ({ organisation: authority }: Actor): NonNullable<IncidentsPlan['agreements']> =>
  (trx) =>
    tellable(trx as never, { authority, kind: 'incident', now: new Date() })

const HOUR = 60 * 60 * 1000

/** Figures of the country's agreements, where this process holds the compartment in which they are published. */
const tellFacts = async (counting: Counting, now: Date) => {
  const here = await countedHere(counting)
  if (!here) return
  const { held } = counting
  const counted = { ...here, now, floorTable }
  const facts = [
    ...(await partnershipFacts({ db: dbOf(held), ...counted })),
    ...(await assessmentFacts({ db: assessmentsOf(held), ...counted })),
  ]
  await publishFacts(held, 'agreements', facts)
}

/**
 * Reminds parties of days of review, firms of the end of a self-assessment and of customers to look at again, removes what is
 * kept no longer, and publishes the figures, now and each hour. Answers how to stop.
 */
export const keepAgreements = (counting: Counting): (() => Promise<void>) => {
  const { held } = counting
  if (!held.names.includes('supply')) return () => Promise.resolve()
  const work = async () => {
    const now = new Date()
    await remindOfReviews(dbOf(held), now)
    await remindOfAssessments(assessmentsOf(held), now)
    await keepCustomers(customersOf(held), now)
    await tellFacts(counting, now)
  }
  return keepDoing(held, { compartment: 'supply', name: 'agreements', pause: HOUR, work })
}
