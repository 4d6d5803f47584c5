// SPDX-License-Identifier: Apache-2.0
/** Where a process finds its compartments: made here on its own database, or read from a file of its own logins. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCompartments, openLogins, startEmbedded } from '#platform/database/index.ts'
import { makeJobs } from '#platform/jobs/index.ts'
import { COMPARTMENTS, heldBy, QUEUES } from './compartments.ts'
import type { Config } from './config.ts'
import { WINGS } from './wings.ts'

export interface Addresses {
  /** By compartment. A compartment that is not here cannot be reached by this process. */
  of: Record<string, string>
  stop(): Promise<void>
}

const openDatabase = async (config: Config) => {
  if (config.databaseUrl !== undefined)
    return { adminUrl: config.databaseUrl, folder: config.data, stop: () => Promise.resolve() }
  return startEmbedded(config.data)
}

/** Makes the database and every compartment, or brings them up to date. Needs the cluster's owner. */
export const makeAddresses = async (config: Config): Promise<Addresses> => {
  mkdirSync(config.data, { recursive: true })
  const database = await openDatabase(config)
  const logins = openLogins(join(database.folder, 'logins.json'))
  try {
    const made = await makeCompartments(database.adminUrl, logins, COMPARTMENTS)
    const jobs = await makeJobs(database.adminUrl, logins, QUEUES)
    const ofJobs = Object.entries(jobs).map(([name, address]) => [`${name}_jobs`, address])
    return { of: { ...made, ...Object.fromEntries(ofJobs) }, stop: database.stop }
  } catch (error) {
    await database.stop()
    throw error
  }
}

const pick = (addresses: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(addresses).filter(([name]) => names.includes(name)))

/** Writes one file of logins for each wing, which only its owner may read: give each process its own. */
export const writeAddresses = (folder: string, addresses: Record<string, string>): string[] =>
  WINGS.map((wing) => {
    const file = join(folder, `${wing}.json`)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, `${JSON.stringify(pick(addresses, heldBy(wing)), null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return file
  })

const readAddresses = (file: string): Record<string, string> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`LOGINS is "${file}"; it cannot be read: ${String(cause)}`, { cause })
  }
}

/**
 * The addresses that this process may hold. With a file of logins those in it, and no more than its wing's: the owner's
 * password is not needed, and a login of the other wing in the file is refused.
 */
export const findAddresses = async (config: Config): Promise<Addresses> => {
  const { logins, wing } = config
  if (logins === undefined) {
    const made = await makeAddresses(config)
    return { of: pick(made.of, heldBy(wing)), stop: made.stop }
  }
  const addresses = readAddresses(logins)
  const foreign = Object.keys(addresses).filter((name) => !heldBy(wing).includes(name))
  if (foreign.length > 0) throw new Error(`${logins} holds logins of another wing: ${foreign.join(', ')}`)
  return { of: addresses, stop: () => Promise.resolve() }
}
