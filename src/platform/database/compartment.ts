// SPDX-License-Identifier: Apache-2.0
/**
 * A compartment as a process holds it: one schema, one login, one pool. Code that holds a compartment's pool cannot
 * reach another compartment's rows: PostgreSQL answers 42501.
 */
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { SteadyClient } from './steady.ts'

export interface Compartment<Tables> {
  name: string
  db: Kysely<Tables>
  close(): Promise<void>
}

const DATE = 1082
/** A day is a day, in no time zone: `YYYY-MM-DD`. */
const types = new pg.TypeOverrides()
types.setTypeParser(DATE, String)

/** `address`: as `makeCompartments` answered it, with the compartment's own login. */
export const openCompartment = <Tables>(name: string, address: string): Compartment<Tables> => {
  const pool = new pg.Pool({
    connectionString: address,
    max: 10,
    types,
    options: `-c search_path=${name}`,
    Client: SteadyClient,
  })
  // A connection lost at a server's restart is replaced at the next query, be it idle or in use when that happens.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { name, db, close: () => db.destroy() }
}

/** Resolves once the compartment answers; rejects with a plain sentence where its server or its login does not. */
export const reach = async <Tables>({ name, db }: Compartment<Tables>): Promise<void> => {
  try {
    await sql`select 1`.execute(db)
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException
    const why = code === 'ECONNREFUSED' ? 'nothing listens at its address' : message || code
    throw new Error(`The database of ${name} does not answer: ${why}.`, { cause })
  }
}
