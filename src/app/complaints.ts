// SPDX-License-Identifier: Apache-2.0
/** Complaints in the house: whose desk, everybody's counter, and which listings there are. */
import { floored, shareOf } from '#commitments/index.ts'
import {
  ANSWER_DAYS,
  APPEAL_DAYS,
  type ComplaintsCounter,
  type ComplaintsDesk,
  type ComplaintsTables,
  eraseComplaints,
  KEPT_DAYS,
  openComplaints,
  openComplaintsCounter,
} from '#health/complaints/index.ts'
import { type DirectoryTables, keptListing, openFinder } from '#health/directory/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { daysOf, packOf } from './country.ts'
import type { Held } from './held.ts'
import { keepDoing } from './keeping.ts'

export interface Complaining {
  counter: ComplaintsCounter
  deskOf(actor: Actor): ComplaintsDesk
}

const MOST = 20
const HOURS = 6 * 3_600_000

/** What the country lays down, and never less than the days in which one may appeal. */
const keptDaysOf = (country: string | undefined) =>
  Math.max(daysOf(packOf(country), 'complaint-erased', KEPT_DAYS), APPEAL_DAYS)

/** Erases the words of what is over long enough, now and four times a day; answers how to stop. */
export const keepErasing = (held: Held, country: string | undefined): (() => Promise<void>) => {
  if (!held.names.includes('health')) return () => Promise.resolve()
  const { db } = held.compartment<ComplaintsTables>('health')
  const work = async () => {
    await eraseComplaints(db, { keptDays: keptDaysOf(country), now: new Date() })
  }
  return keepDoing(held, { compartment: 'health', name: 'complaints', pause: HOURS, work })
}

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
  const keptDays = keptDaysOf(country)
  const answerDays = daysOf(packOf(country), 'complaint-answer', ANSWER_DAYS)
  return {
    counter: openComplaintsCounter({ db, listing, answerDays, keptDays, floored, shareOf }),
    deskOf: (actor) => openComplaints({ db, actor, listing, find, seats: accounts.seats }),
  }
}
