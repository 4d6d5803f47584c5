// SPDX-License-Identifier: Apache-2.0
/** Restricted lists, where this process holds the supply wing. */
import type { PublicDesk } from '#commons/lookup/index.ts'
import type { ReferenceData } from '#matching/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { openRestricted, type RestrictedDesk, type RestrictedTables } from '#supply/restricted/index.ts'
import type { Held } from './held.ts'

interface Parts {
  held: Held
  accounts: Accounts
  /** What everybody may know, and how it is matched. */
  data: ReferenceData
  lookup: PublicDesk['lookup']
}

export const openLists = ({ held, accounts, data, lookup }: Parts): ((actor: Actor) => RestrictedDesk) | undefined => {
  if (!held.names.includes('supply')) return undefined
  const { db } = held.compartment<RestrictedTables>('supply')
  const organisations = async () => [...new Set((await accounts.seats([])).map(({ organisation }) => organisation.id))]
  const match = (text: string) => lookup.match(text)
  return (actor) => openRestricted({ db, actor, data, match, organisations })
}
