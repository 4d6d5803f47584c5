// SPDX-License-Identifier: Apache-2.0
/** The survey in the house: everybody's counter, and the desks of who runs services. */
import { type ComplaintsTables, servicesRunBy } from '#health/complaints/index.ts'
import { type DirectoryTables, keptListing } from '#health/directory/index.ts'
import {
  type ExperienceCounter,
  type ExperienceDesk,
  type ExperienceTables,
  openExperience,
  openExperienceCounter,
} from '#health/experience/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Held } from './held.ts'

/** Listed services that an organisation runs, as the authority that keeps each listing now says. */
export const runningIn = (held: Held) => async (organisation: string) => {
  const said = await servicesRunBy(held.compartment<ComplaintsTables>('health').db, organisation)
  const directory = held.compartment<DirectoryTables>('health').db
  const listed = await Promise.all(
    said.map(async ({ service, by }) => ({ by, one: await keptListing(directory, service) })),
  )
  return listed.flatMap(({ by, one }) => (one?.keeper === by ? [one] : []))
}

export interface Asking {
  counter: ExperienceCounter
  deskOf(actor: Actor): ExperienceDesk
}

/** Undefined where this process does not hold the health wing. */
export const openAsking = (held: Held): Asking | undefined => {
  if (!held.names.includes('health')) return undefined
  const { db } = held.compartment<ExperienceTables>('health')
  const runBy = runningIn(held)
  return { counter: openExperienceCounter({ db }), deskOf: (actor) => openExperience({ db, actor, runBy }) }
}
