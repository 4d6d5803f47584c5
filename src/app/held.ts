// SPDX-License-Identifier: Apache-2.0
/** The compartments that a process holds, each with what keeps it going: its dispatcher of events, its sealer. */
import type { Compartment } from '#platform/database/index.ts'
import { openCompartment, reach } from '#platform/database/index.ts'
import { type Events, type EventTables, openEvents } from '#platform/events/index.ts'
import type { Config } from './config.ts'
import { startSealers } from './ledgers.ts'

/** Schemas of libraries: an address for their own code, no compartment of ours. */
const isLibrary = (name: string) => name === 'accounts_auth' || name.endsWith('_jobs')

export interface Held {
  compartment<Tables>(name: string): Compartment<Tables>
  events(name: string): Events
  /** Resolves where every compartment answers. */
  reach(): Promise<void>
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
  const events = new Map(
    all.map((compartment) => {
      const { name } = compartment
      const onTrouble = ({ consumer, code }: { consumer?: string; code: string }) =>
        complain(name, `${consumer ?? 'events'}: ${code}`)
      return [name, openEvents({ compartment, address: addresses[name] as string, onTrouble })]
    }),
  )
  const stopSealers = startSealers(config, all as unknown as Compartment<object>[], config.node, (name, error) =>
    complain(name, `ledger: ${(error as { code?: string }).code ?? (error as Error).name}`),
  )
  const known = <T>(map: Map<string, T>, name: string): T => {
    const found = map.get(name)
    if (!found) throw new Error(`This process does not hold ${name}.`)
    return found
  }
  return {
    compartment: <Tables>(name: string) => known(compartments, name) as unknown as Compartment<Tables>,
    events: (name) => known(events, name),
    reach: reachAll,
    close: async () => {
      await stopSealers()
      await Promise.all([...events.values()].map((each) => each.close()))
      await Promise.all(all.map((compartment) => compartment.close()))
    },
  }
}
