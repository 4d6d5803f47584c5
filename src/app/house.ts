// SPDX-License-Identifier: Apache-2.0
/** Opens the house: the database, its compartments, and the desks at which an actor may sit. */
import { createLookup, type LookupTables, type PublicDesk, servedSince } from '#commons/lookup/index.ts'
import { openCompartment, reach } from '#platform/database/index.ts'
import { loadReference } from '#reference/index.ts'
import { findAddresses } from './addresses.ts'
import type { Config } from './config.ts'

/** What one actor may do. What is not on it cannot be touched. */
export interface Desks {
  public: PublicDesk
}

export interface House {
  /** The desks of whoever asks; as long as there are no accounts, everybody's. */
  openDesks(): Desks
  /** Resolves where every compartment of this process answers. */
  reach(): Promise<void>
  close(): Promise<void>
}

/** The reference data without restricted lists: what HTTP answers is what everybody may know. */
export const openHouse = async (config: Config): Promise<House> => {
  const addresses = await findAddresses(config)
  const commons = openCompartment<LookupTables>('commons', addresses.of.commons as string)
  await reach(commons)
  const data = loadReference()
  const lookup = createLookup(data, await servedSince(commons.db, data.version))
  const desks: Desks = { public: { lookup } }
  return {
    openDesks: () => desks,
    reach: () => reach(commons),
    close: async () => {
      await commons.close()
      await addresses.stop()
    },
  }
}
