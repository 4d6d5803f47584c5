// SPDX-License-Identifier: Apache-2.0
/** The compartments that a process holds, each with what keeps it going: its dispatcher of events, its sealer. */
import type { Compartment } from '#platform/database/index.ts'
import { openCompartment, reach } from '#platform/database/index.ts'
import { type Consumer, type Events, type EventTables, openEvents } from '#platform/events/index.ts'
import type { Config } from './config.ts'
import { startSealers } from './ledgers.ts'

/** Schemas of libraries: an address for their own code, no compartment of ours. */
export const isLibrary = (name: string) => name === 'accounts_auth' || name.endsWith('_jobs')

/** What is done with a compartment's events besides notifications, such as letters. */
export type ConsumersOf = (name: string) => readonly Consumer[]

export interface Held {
  /** Names of the compartments. */
  names: readonly string[]
  compartment<Tables>(name: string): Compartment<Tables>
  events(name: string): Events
  /** Where trouble is told: by compartment and code, never in an error's own words. */
  complain(compartment: string, what: string): void
  /** Begins to hand events on; before that none are. */
  dispatch(consumersOf: ConsumersOf): void
  /** Resolves where every compartment answers. */
  reach(): Promise<void>
  /** Ends sealing and dispatching; what they use is closed afterwards. */
  stop(): Promise<void>
  close(): Promise<void>
}

const MINUTE = 60_000

/**
 * Tells on standard error, by code and compartment alone: an error's own words could hold what somebody wrote. The same
 * is told once a minute: a database that is away would otherwise fill a disk.
 */
const createComplain = (): ((compartment: string, what: string) => void) => {
  const told = new Map<string, number>()
  return (compartment, what) => {
    const line = `${compartment}: ${what}`
    if (Date.now() - (told.get(line) ?? 0) < MINUTE) return
    told.set(line, Date.now())
    console.error(line)
  }
}

export const hold = async (config: Config, addresses: Record<string, string>): Promise<Held> => {
  const complain = createComplain()
  const names = Object.keys(addresses).filter((name) => !isLibrary(name))
  const compartments = new Map(
    names.map((name) => [name, openCompartment<EventTables>(name, addresses[name] as string)]),
  )
  const all = [...compartments.values()]
  const reachAll = async () => {
    await Promise.all(all.map(reach))
  }
  await reachAll()
  const events = new Map<string, Events>()
  const stopSealers = startSealers(config, all as unknown as Compartment<object>[], config.node, (name, error) =>
    complain(name, `ledger: ${(error as { code?: string }).code ?? (error as Error).name}`),
  )
  const known = <T>(map: Map<string, T>, name: string): T => {
    const found = map.get(name)
    if (!found) throw new Error(`This process does not hold ${name}.`)
    return found
  }
  return {
    names,
    compartment: <Tables>(name: string) => known(compartments, name) as unknown as Compartment<Tables>,
    events: (name) => known(events, name),
    complain,
    dispatch: (consumersOf) => {
      for (const compartment of all) {
        const { name } = compartment
        const onTrouble = ({ consumer, code }: { consumer?: string; code: string }) =>
          complain(name, `${consumer ?? 'events'}: ${code}`)
        const plan = { compartment, address: addresses[name] as string, consumers: consumersOf(name), onTrouble }
        events.set(name, openEvents(plan))
      }
    },
    reach: reachAll,
    stop: async () => {
      await stopSealers()
      await Promise.all([...events.values()].map((each) => each.close()))
    },
    close: async () => {
      await Promise.all(all.map((compartment) => compartment.close()))
    },
  }
}
