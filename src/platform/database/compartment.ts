// SPDX-License-Identifier: Apache-2.0
/**
 * The maker of compartments. A compartment is one PostgreSQL schema with an owner that cannot sign in, a login
 * that can do there what its tables grant and nothing anywhere else, and a pool of its own. Code that holds a
 * compartment's pool cannot reach another compartment's rows: PostgreSQL answers 42501.
 */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logins } from './logins.ts'
import { migrate } from './migrate.ts'

export interface Compartment<Tables> {
  name: string
  db: Kysely<Tables>
  close(): Promise<void>
}

export interface CompartmentPlan {
  /** Lower-case name of the schema, e.g. `commons`. */
  name: string
  /** Migration folders by room, in the order in which they build on each other. */
  migrations: Record<string, string>
}

const DATABASE = 'passerelle'
const login = (name: string) => `passerelle_${name}`
const owner = (name: string) => `passerelle_${name}_owner`

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(url)
  client.on('error', () => undefined) // a server that goes away rejects the query under way; that is told there
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const inDatabase = (url: string, change: (url: URL) => void = () => undefined) => {
  const target = new URL(url)
  target.pathname = `/${DATABASE}`
  change(target)
  return target.toString()
}

/** Makes the database and closes it to everyone who is not let in by name. */
const ensureDatabase = (adminUrl: string) =>
  withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
    await client.query(`revoke all on database ${DATABASE} from public`)
  })

const ensureRole = async (client: pg.Client, name: string, options: string) => {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
  await client.query(`${rowCount ? 'alter' : 'create'} role ${name} ${options}`)
}

/** Makes or updates one compartment and opens it. Idempotent; safe to run at every start. */
export const openCompartment = async <Tables>(
  adminUrl: string,
  logins: Logins,
  plan: CompartmentPlan,
): Promise<Compartment<Tables>> => {
  if (!/^[a-z][a-z_]{1,40}$/.test(plan.name)) throw new Error(`Not a compartment's name: ${plan.name}`)
  const user = login(plan.name)
  const password = logins(user)
  await ensureDatabase(adminUrl)
  await withClient(inDatabase(adminUrl), async (client) => {
    await ensureRole(client, owner(plan.name), 'nologin')
    await ensureRole(client, user, `login password ${client.escapeLiteral(password)}`)
    await client.query(`grant ${owner(plan.name)} to current_user with set true, inherit true`)
    await client.query(`grant connect on database ${DATABASE} to ${user}`)
    await client.query(`create schema if not exists ${plan.name} authorization ${owner(plan.name)}`)
    await client.query(`grant usage on schema ${plan.name} to ${user}`)
    await client.query('revoke all on schema public from public')
    await migrate(client, plan.name, owner(plan.name), plan.migrations)
  })
  const connectionString = inDatabase(adminUrl, (url) => {
    url.username = user
    url.password = password
  })
  const pool = new pg.Pool({ connectionString, max: 10, options: `-c search_path=${plan.name}` })
  pool.on('error', () => undefined) // an idle connection lost at a server's restart is replaced at the next query
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { name: plan.name, db, close: () => db.destroy() }
}
