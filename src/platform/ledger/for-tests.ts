// SPDX-License-Identifier: Apache-2.0
/** Ledgers on a real PostgreSQL, and their owner's hand for what no login may do. */
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Actor, accessMigrations } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { type Compartment, makeCompartments, openLogins } from '../database/index.ts'
import { appendLine, createSealer, ledgerMigrations, type NewLine } from './index.ts'

export type Db = Compartment<object>['db']

export const anActor = (over: Partial<Actor> = {}): Actor => ({
  account: randomUUID(),
  organisation: randomUUID(),
  roles: [],
  groups: [],
  clearance: 'red',
  purposes: ['control'],
  ...over,
})

export const ledgersForTests = () => {
  const database = databaseForTests()
  const { privateKey: key } = generateKeyPairSync('ed25519')
  const migrations = { access: accessMigrations, ledger: ledgerMigrations }
  return {
    database,
    key,
    publicKey: createPublicKey(key),
    open: async (name: string): Promise<Db> => (await database.open<object>(name, migrations)).db,
    /** The address of a compartment that `open` made, for another process. */
    address: async (name: string): Promise<string> => {
      const logins = openLogins(`${database.folder}/logins.json`)
      const made = await makeCompartments(database.server.adminUrl, logins, [{ name, migrations }])
      return made[name] as string
    },
    sealerOf: (name: string, db: Db) => createSealer({ db, key, origin: `test/${name}` }),
    /** Runs statements in a compartment as the owner of the cluster, past every policy, trigger and key. */
    asOwner: async (name: string, ...statements: string[]) => {
      const url = new URL(database.server.adminUrl)
      url.pathname = '/passerelle'
      const client = new pg.Client(url.toString())
      await client.connect()
      await client.query(`set search_path = ${name}; set session_replication_role = replica`)
      try {
        for (const statement of statements) await client.query(statement)
      } finally {
        await client.end()
      }
    },
  }
}

/** One line of the node itself. */
export const write = (db: Db, line: Partial<NewLine> = {}): Promise<string> =>
  db
    .transaction()
    .execute((trx) => appendLine(trx, 'node', { verb: 'read', kind: 'thing', ids: [randomUUID()], ...line }))
