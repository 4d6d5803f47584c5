// SPDX-License-Identifier: Apache-2.0
/**
 * The passages between the wings, as far as this process has an end of them: it sends what its own wing lets out and takes
 * what waits for it, with the logins that it holds anyway. So two processes, one for each wing, are joined by what lies in
 * the neutral compartment and by nothing else (docs/decisions/0008-how-wings-are-joined.md).
 */
import type { PublicDesk } from '#commons/lookup/index.ts'
import type { AdviceTables } from '#health/advice/index.ts'
import { LICENSER, type LibertyTables } from '#health/liberty/index.ts'
import { PLACE_HANDED, placeToCarry, type SafeguardsTables } from '#health/safeguards/index.ts'
import type { ReferenceData } from '#matching/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import type { IncidentTables } from '#supply/incidents/index.ts'
import { DRAFT_HANDED, draftToCarry, type SuspicionTables } from '#supply/suspicions/index.ts'
import type { TakingPlan, WarningTables } from '#supply/warnings/index.ts'
import {
  advisoriesIn,
  advisoriesOut,
  draftsIn,
  draftsOut,
  HARM_SIGNAL_TO_WARNINGS,
  keepReceiving,
  PLACE_TO_LICENSING,
  placesIn,
  placesOut,
  REPORT_TO_INCIDENT,
  signalsIn,
  signalsOut,
  WARNING_TO_HEALTH,
} from '../crossings/index.ts'
import { areasOf, isCrossingOpen, packOf } from './country.ts'
import type { ConsumersOf, Held } from './held.ts'
import { officersIn } from './officers.ts'

interface CrossingsPlan {
  held: Held
  accounts: Accounts
  /** ISO 3166-1 alpha-2. */
  country: string | undefined
  lookup: PublicDesk['lookup']
  /** The registry of substances. */
  data: ReferenceData
}

export interface Crossings {
  /** What is sent of a compartment's events. */
  consumersOf: ConsumersOf
  /** Begins to take; answers how to stop. */
  start(): () => Promise<void>
}

/** As many names as a person looks through. */
const MOST_NAMES = 20

/** Substances of the registry by id, as early warning keeps them. */
const registryOf = ({ substances, names }: ReferenceData): TakingPlan['identityOf'] => {
  const known = new Map(substances.map((substance) => [substance.id, substance]))
  return (id) => {
    const found = known.get(id)
    if (!found) return undefined
    const { name, smiles: structure, inchikey, formula, cas } = found
    const others = names.filter((each) => each.id === id).slice(0, MOST_NAMES)
    return { id, name: name.en, names: others.map((each) => each.name), structure, inchikey, formula, mass: null, cas }
  }
}

export const openCrossings = ({ held, accounts, country, lookup, data }: CrossingsPlan): Crossings => {
  const post = held.compartment<object>('commons').db
  const pack = packOf(country)
  const isOpen = (id: Parameters<typeof isCrossingOpen>[1]) => isCrossingOpen(pack, id)
  const areas = areasOf(pack)
  const identityOf = registryOf(data)
  const taking = async (region: string): Promise<TakingPlan> => ({
    match: lookup.match,
    identityOf,
    officers: await officersIn(accounts, region.slice(0, 2)),
  })
  return {
    consumersOf: (name) => {
      if (name === 'health') return [signalsOut({ post, isOpen: isOpen(HARM_SIGNAL_TO_WARNINGS), areas })]
      if (name === 'health_safeguards') {
        const { db } = held.compartment<SafeguardsTables>(name)
        const placeOf = (id: string) => placeToCarry(db, id)
        return [placesOut({ post, isOpen: isOpen(PLACE_TO_LICENSING), kind: PLACE_HANDED, placeOf })]
      }
      if (name === 'supply_suspicions') {
        const suspicions = held.compartment<SuspicionTables>(name).db
        const draftOf = (id: string) => draftToCarry(suspicions, id)
        return [draftsOut({ post, isOpen: isOpen(REPORT_TO_INCIDENT), kind: DRAFT_HANDED, draftOf })]
      }
      if (name !== 'supply') return []
      const supply = held.compartment<WarningTables>('supply').db
      return [advisoriesOut({ supply, post, isOpen: isOpen(WARNING_TO_HEALTH) })]
    },
    start: () => {
      const stops: (() => Promise<void>)[] = []
      if (held.names.includes('supply')) {
        const onTrouble = (code: string) => held.complain('supply', `${HARM_SIGNAL_TO_WARNINGS}: ${code}`)
        const take = signalsIn({
          ...{ supply: held.compartment<WarningTables>('supply').db, isOpen: isOpen(HARM_SIGNAL_TO_WARNINGS) },
          ...{ planFor: taking, onTrouble },
        })
        stops.push(keepReceiving(post, HARM_SIGNAL_TO_WARNINGS, take, onTrouble))
        const lost = (code: string) => held.complain('supply', `${REPORT_TO_INCIDENT}: ${code}`)
        const incidents = held.compartment<IncidentTables>('supply').db
        const takeDrafts = draftsIn({ supply: incidents, isOpen: isOpen(REPORT_TO_INCIDENT), onTrouble: lost })
        stops.push(keepReceiving(post, REPORT_TO_INCIDENT, takeDrafts, lost))
      }
      if (held.names.includes('health')) {
        const onTrouble = (code: string) => held.complain('health', `${WARNING_TO_HEALTH}: ${code}`)
        const take = advisoriesIn({
          ...{ health: held.compartment<AdviceTables>('health').db, isOpen: isOpen(WARNING_TO_HEALTH), areas },
          services: async () => (await accounts.organisations()).filter(({ status }) => status === 'active'),
          onTrouble,
        })
        stops.push(keepReceiving(post, WARNING_TO_HEALTH, take, onTrouble))
        const lost = (code: string) => held.complain('health', `${PLACE_TO_LICENSING}: ${code}`)
        const { db: health } = held.compartment<LibertyTables>('health')
        const licensers = async () => {
          const seats = (await accounts.seats([])).filter(({ actor }) => actor.roles.includes(LICENSER))
          return [...new Set(seats.map(({ organisation }) => organisation.id))]
        }
        const takePlaces = placesIn({ health, licensers, isOpen: isOpen(PLACE_TO_LICENSING), onTrouble: lost })
        stops.push(keepReceiving(post, PLACE_TO_LICENSING, takePlaces, lost))
      }
      return async () => void (await Promise.all(stops.map((stop) => stop())))
    },
  }
}
