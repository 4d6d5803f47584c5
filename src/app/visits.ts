// SPDX-License-Identifier: Apache-2.0
/** Visits of the national preventive mechanism in the house: whose desk, everybody’s register, and how long a place has to answer. */
import {
  ANSWER_DAYS,
  openVisits,
  openVisitsRegister,
  type PlaceFound,
  type VisitsDesk,
  type VisitsRegister,
  type VisitsTables,
} from '#health/visits/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { daysOf, packOf } from './country.ts'
import type { Held } from './held.ts'
import { openListed } from './listed.ts'

export interface Visiting {
  deskOf(actor: Actor): VisitsDesk
  register: VisitsRegister
}

const CLOCK = 'visit-answer'

/** Undefined where this process does not hold the health wing. */
export const openVisiting = (held: Held, accounts: Accounts, country: string | undefined): Visiting | undefined => {
  if (!held.names.includes('health')) return undefined
  const { db } = held.compartment<VisitsTables>('health')
  const directory = openListed(held, ({ id, name, location }): PlaceFound => ({ id, name, city: location.city }))
  const pack = packOf(country)
  const isLaw = pack?.clocks.some(({ id }) => id === CLOCK) === true
  const answer = { days: daysOf(pack, CLOCK, ANSWER_DAYS), rule: isLaw ? ('country' as const) : ('mechanism' as const) }
  return {
    deskOf: (actor) => openVisits({ db, actor, directory, seats: accounts.seats, answer }),
    register: openVisitsRegister(db),
  }
}
