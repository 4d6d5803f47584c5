// SPDX-License-Identifier: Apache-2.0
/** Where people ask for a correction, and those who answer, where this process holds their compartment. */
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import {
  type CorrectionsCounter,
  type CorrectionsDesk,
  type CorrectionTables,
  correctionsOfficer,
  openCorrections,
  openCounter,
} from '#supply/corrections/index.ts'
import { daysOf, packOf } from './country.ts'
import type { Held } from './held.ts'

/** Days for an answer where the country's pack says nothing. */
const USUAL = 30

export interface Correcting {
  counter: CorrectionsCounter
  deskOf(actor: Actor): CorrectionsDesk
}

/** Undefined where this process does not hold the supply wing. */
export const openCorrecting = (
  { held, accounts }: { held: Held; accounts: Accounts },
  country: string | undefined,
): Correcting | undefined => {
  if (!held.names.includes('supply')) return undefined
  const { db } = held.compartment<CorrectionTables>('supply')
  const authority = async () =>
    (await accounts.seats([]))
      .filter(({ actor }) => actor.roles.includes(correctionsOfficer))
      .map(({ organisation }) => organisation.id)
      .sort()[0]
  const days = daysOf(packOf(country), 'correction-answer', USUAL)
  return { counter: openCounter({ db, authority, days }), deskOf: (actor) => openCorrections({ db, actor }) }
}
