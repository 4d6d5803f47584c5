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

/**
 * What the planner of PostgreSQL, embedded or not, is told of this house. A page by an index costs about as much as the
 * next one, since disks turn no more; the conditions by which rows exist compare arrays of text, not numbers: by these
 * two it knows when to go by the keys of an actor, and does not read a million rows for one who sees none
 * (bench/access.ts). A request has one core, as everyone else has, and is over before a plan could be compiled.
 */
const PLANNER = { random_page_cost: 1.1, cpu_operator_cost: 0.02, max_parallel_workers_per_gather: 0, jit: 'off' }
const settings = (name: string) =>
  Object.entries({ search_path: name, ...PLANNER })
    .map(([key, value]) => `-c ${key}=${value}`)
    .join(' ')

/** `address`: as `makeCompartments` answered it, with the compartment's own login. */
export const openCompartment = <Tables>(name: string, address: string): Compartment<Tables> => {
  const pool = new pg.Pool({
    connectionString: address,
    max: 10,
    types,
    options: settings(name),
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
