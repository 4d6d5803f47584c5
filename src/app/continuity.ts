// SPDX-License-Identifier: Apache-2.0
/** Continuity in the house: whose desk, everybody’s register, and which listings of the directory may be meant. */
import { standsFor } from '#basis/stands.ts'
import {
  type ContinuityDesk,
  type ContinuityRegister,
  type ContinuityTables,
  type Found,
  openContinuity,
  openContinuityRegister,
} from '#health/continuity/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Held } from './held.ts'
import { openListed } from './listed.ts'

export interface Continuities {
  deskOf(actor: Actor): ContinuityDesk
  register: ContinuityRegister
}

/** Milliseconds for which a list may not know yet that a service is closed; its own page always does. */
const LISTED_FOR = 3000

/** Many people look at lists at once, and each list asks. */
const listedFor = (register: ContinuityRegister): ContinuityRegister => ({
  of: register.of,
  notOpen: standsFor(LISTED_FOR, register.notOpen),
})

/** Undefined where this process does not hold the health wing. */
export const openContinuities = (held: Held): Continuities | undefined => {
  if (!held.names.includes('health')) return undefined
  const { db } = held.compartment<ContinuityTables>('health')
  const directory = openListed(
    held,
    ({ id, name, location: { city, region }, timeZone }): Found => ({ id, name, city, region, timeZone }),
  )
  return {
    deskOf: (actor) => openContinuity({ db, actor, directory }),
    register: listedFor(openContinuityRegister(db)),
  }
}
