// SPDX-License-Identifier: Apache-2.0
/**
 * Makes what processes later open: the database, and for each compartment a schema, an owner that cannot sign in, and a
 * login that can do there what its tables grant and nothing anywhere else. This needs the cluster's owner, so a node
 * does it once, before it serves; the process that serves a wing holds that wing's logins only.
 */
import pg from 'pg'
import type { Logins } from './logins.ts'
import { migrate } from './migrate.ts'

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

const makeCompartment = async (client: pg.Client, { name, migrations }: CompartmentPlan, password: string) => {
  if (!/^[a-z][a-z_]{1,40}$/.test(name)) throw new Error(`Not a compartment's name: ${name}`)
  await ensureRole(client, owner(name), 'nologin')
  await ensureRole(client, login(name), `login password ${client.escapeLiteral(password)}`)
  await client.query(`grant ${owner(name)} to current_user with set true, inherit true`)
  await client.query(`grant connect on database ${DATABASE} to ${login(name)}`)
  await client.query(`create schema if not exists ${name} authorization ${owner(name)}`)
  await client.query(`grant usage on schema ${name} to ${login(name)}`)
  await migrate(client, { schema: name, owner: owner(name), login: login(name) }, migrations)
}

/** Makes or updates compartments; answers the address of each. Idempotent; safe to run at every start. */
export const makeCompartments = async (
  adminUrl: string,
  logins: Logins,
  plans: readonly CompartmentPlan[],
): Promise<Record<string, string>> => {
  await ensureDatabase(adminUrl)
  return withClient(inDatabase(adminUrl), async (client) => {
    await client.query('revoke all on schema public from public')
    const addresses: Record<string, string> = {}
    for (const plan of plans) {
      const password = logins(login(plan.name))
      await makeCompartment(client, plan, password)
      addresses[plan.name] = inDatabase(adminUrl, (url) => {
        url.username = login(plan.name)
        url.password = password
      })
    }
    return addresses
  })
}
