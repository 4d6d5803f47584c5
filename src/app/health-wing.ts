// SPDX-License-Identifier: Apache-2.0
/** The desks of the health wing, where this process holds its compartment. */
import type { PublicDesk } from '#commons/lookup/index.ts'
import { type AdviceDesk, type AdviceTables, openAdvice } from '#health/advice/index.ts'
import { type DirectoryDesk, type DirectoryTables, openDirectory } from '#health/directory/index.ts'
import { openSignals, type SignalsDesk, type SignalTables, type SignalToTell } from '#health/signals/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { carriedOf, HARM_SIGNAL_TO_WARNINGS } from '../crossings/index.ts'
import { areasOf, isCrossingOpen, packOf } from './country.ts'
import type { Held } from './held.ts'

export interface HealthDesks {
  signals: SignalsDesk
  advice: AdviceDesk
  directory: DirectoryDesk
}

interface HealthPlan {
  held: Held
  accounts: Accounts
  /** ISO 3166-1 alpha-2. */
  country: string | undefined
}

/** As many as a person looks through. */
const MOST_RECOGNISED = 5

/** Substances that a name may mean, surest first. */
const recogniser = (match: PublicDesk['lookup']['match']) => (told: string) => {
  const found = match(told, { amounts: false })
    .findings.filter(({ kind }) => kind === 'listed' || kind === 'watch')
    .sort((a, b) => b.certainty - a.certainty)
    .map(({ id, name, as, certainty }) => ({ id, name, as, certainty }))
  return [...new Map(found.reverse().map((each) => [each.id, each])).values()].reverse().slice(0, MOST_RECOGNISED)
}

/** Undefined where this process does not hold the health wing. `lookup` matches names of substances. */
export const openHealth = (
  { held, accounts, country }: HealthPlan,
  { match }: PublicDesk['lookup'],
): ((actor: Actor) => HealthDesks) | undefined => {
  if (!held.names.includes('health')) return undefined
  const { db } = held.compartment<SignalTables>('health')
  const pack = packOf(country)
  const areas = areasOf(pack)
  const shared = {
    ...{ db, areas, recognise: recogniser(match) },
    ...(isCrossingOpen(pack, HARM_SIGNAL_TO_WARNINGS) && {
      leaves: (signal: SignalToTell) => carriedOf(signal, areas),
    }),
  }
  const { db: adviceDb } = held.compartment<AdviceTables>('health')
  const { db: directoryDb } = held.compartment<DirectoryTables>('health')
  return (actor) => ({
    directory: openDirectory({ db: directoryDb, actor }),
    advice: openAdvice({ db: adviceDb, actor }),
    signals: openSignals({
      ...{ ...shared, actor },
      organisation: async () => (await accounts.organisations()).find(({ id }) => id === actor.organisation),
    }),
  })
}
