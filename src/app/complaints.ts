// SPDX-License-Identifier: Apache-2.0
/** Complaints in the house: whose desk, everybody's counter, and which listings there are. */
import { floored, shareOf } from '#commitments/index.ts'
import {
  ANSWER_DAYS,
  type ComplaintsCounter,
  type ComplaintsDesk,
  type ComplaintsTables,
  openComplaints,
  openComplaintsCounter,
} from '#health/complaints/index.ts'
import { type DirectoryTables, keptListing, openFinder } from '#health/directory/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { daysOf, packOf } from './country.ts'
import type { Held } from './held.ts'

export interface Complaining {
  counter: ComplaintsCounter
  deskOf(actor: Actor): ComplaintsDesk
}

const MOST = 20

/** Undefined where this process does not hold the health wing. */
export const openComplaining = (
  held: Held,
  accounts: Accounts,
  country: string | undefined,
): Complaining | undefined => {
  if (!held.names.includes('health')) return undefined
  const { db } = held.compartment<ComplaintsTables>('health')
  const directory = held.compartment<DirectoryTables>('health').db
  const finder = openFinder(directory)
  const listing = (id: string) => keptListing(directory, id)
  const find = async (words: string) => {
    const page = await finder.find({ text: words, limit: MOST })
    return page.ok ? page.value.items.map(({ id, name }) => ({ id, name })) : []
  }
  const answerDays = daysOf(packOf(country), 'complaint-answer', ANSWER_DAYS)
  return {
    counter: openComplaintsCounter({ db, listing, answerDays, floored, shareOf }),
    deskOf: (actor) => openComplaints({ db, actor, listing, find, seats: accounts.seats }),
  }
}
