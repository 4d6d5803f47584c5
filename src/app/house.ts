// SPDX-License-Identifier: Apache-2.0
/** Opens the house: the database, its compartments, and the desks at which an actor may sit. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  createLookup,
  type LookupTables,
  lookupMigrations,
  type PublicDesk,
  servedSince,
} from '#commons/lookup/index.ts'
import { makeCompartments, openCompartment, openLogins, startEmbedded } from '#platform/database/index.ts'
import { loadReference } from '#reference/index.ts'
import type { Config } from './config.ts'

/** What one actor may do. What is not on it cannot be touched. */
export interface Desks {
  public: PublicDesk
}

export interface House {
  /** The desks of whoever asks; as long as there are no accounts, everybody's. */
  openDesks(): Desks
  close(): Promise<void>
}

const openDatabase = async (config: Config) => {
  if (config.databaseUrl !== undefined)
    return { adminUrl: config.databaseUrl, folder: config.data, stop: () => Promise.resolve() }
  return startEmbedded(config.data)
}

/** The reference data without restricted lists: what HTTP answers is what everybody may know. */
export const openHouse = async (config: Config): Promise<House> => {
  mkdirSync(config.data, { recursive: true })
  const database = await openDatabase(config)
  const logins = openLogins(join(database.folder, 'logins.json'))
  const plans = [{ name: 'commons', migrations: { lookup: lookupMigrations } }]
  const addresses = await makeCompartments(database.adminUrl, logins, plans)
  const commons = openCompartment<LookupTables>('commons', addresses.commons as string)
  const data = loadReference()
  const lookup = createLookup(data, await servedSince(commons.db, data.version))
  const desks: Desks = { public: { lookup } }
  return {
    openDesks: () => desks,
    close: async () => {
      await commons.close()
      await database.stop()
    },
  }
}
