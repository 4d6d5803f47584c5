// SPDX-License-Identifier: Apache-2.0
/** Legal aid in the house: whose desk, and which listings of the directory may be meant. */
import { type LegalAidDesk, type LegalAidTables, type Listing, openLegalAid } from '#health/legal-aid/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Held } from './held.ts'
import { openListed } from './listed.ts'

/** Undefined where this process does not hold the health wing. */
export const openAid = (held: Held): ((actor: Actor) => LegalAidDesk) | undefined => {
  if (!held.names.includes('health')) return undefined
  const { db } = held.compartment<LegalAidTables>('health')
  const directory = openListed(
    held,
    ({ id, name, terms, location }): Listing => ({ id, name, terms, city: location.city }),
  )
  return (actor) => openLegalAid({ db, actor, directory })
}
