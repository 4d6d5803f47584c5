// SPDX-License-Identifier: Apache-2.0
/** A real PostgreSQL in a folder of its own, for the tests of one file. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { prepareCluster } from './cluster.testing.ts'
import { type Compartment, openCompartment } from './compartment.ts'
import { type DatabaseServer, startEmbedded } from './embedded.ts'
import { openLogins } from './logins.ts'
import { makeCompartments } from './make.ts'

export interface TestDatabase {
  /** Where the server's files are; a test may put others beside them. */
  folder: string
  server: DatabaseServer
  /** A folder with these migrations, by file name. */
  migrations(name: string, files: Record<string, string>): string
  /** Makes a compartment, or updates it, and opens it; closed when the file's tests are over. */
  open<Tables>(name: string, migrations: Record<string, string>): Promise<Compartment<Tables>>
}

export const databaseForTests = (): TestDatabase => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-'))
  chmodSync(folder, 0o755)
  const opened: { close(): Promise<void> }[] = []
  const database = {
    folder,
    migrations: (name: string, files: Record<string, string>) => {
      const path = join(folder, `migrations-${name}`)
      mkdirSync(path, { recursive: true })
      for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
      return path
    },
    open: async <Tables>(name: string, migrations: Record<string, string>) => {
      const logins = openLogins(join(folder, 'logins.json'))
      const addresses = await makeCompartments(database.server.adminUrl, logins, [{ name, migrations }])
      const compartment = openCompartment<Tables>(name, addresses[name] as string)
      opened.push(compartment)
      return compartment
    },
  } as TestDatabase
  beforeAll(async () => {
    await prepareCluster(folder)
    database.server = await startEmbedded(folder)
  })
  afterAll(async () => {
    await Promise.all(opened.map((compartment) => compartment.close()))
    await database.server.stop()
    rmSync(folder, { recursive: true })
  })
  return database
}
