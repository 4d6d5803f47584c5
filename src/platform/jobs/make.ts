// SPDX-License-Identifier: Apache-2.0
/**
 * Makes the schema `<compartment>_jobs`, its owner, its login and its queues. The jobs' login runs and repeats jobs and
 * sees ids only; the compartment's login adds jobs in its own transactions and does nothing else there.
 */
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Logins } from '../database/index.ts'
import type { JobQueue } from './queue.ts'

export interface JobsPlan {
  compartment: string
  queues: readonly JobQueue[]
}

const DATABASE = 'passerelle'
/** The longest pause between two runs of a job, in seconds. */
const LONGEST_PAUSE = 3600
const WEEK = 7 * 24 * 3600

/** What an owner must not do in passing, and what the owner alone may do. */
export const QUIET = {
  schedule: false,
  persistQueueStats: false,
  persistWarnings: false,
  reindex: false,
  monitorVacuum: false,
  useListenNotify: false,
} as const

const ensureRole = async (client: pg.Client, name: string, options: string) => {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
  await client.query(`${rowCount ? 'alter' : 'create'} role ${name} ${options}`)
}

const settings = ({ retries, pause, lifeSign }: JobQueue) => ({
  heartbeatSeconds: lifeSign,
  retryLimit: retries,
  retryDelay: pause,
  retryBackoff: true,
  retryDelayMax: LONGEST_PAUSE,
  retentionSeconds: 4 * WEEK,
  deleteAfterSeconds: WEEK,
})

/** Runs the library's own migrations and makes the queues, on a connection that is the owner by now. */
const makeQueues = async (client: pg.Client, schema: string, queues: readonly JobQueue[]) => {
  const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
  const boss = new PgBoss({ db, schema, createSchema: false, supervise: false, ...QUIET })
  boss.on('error', () => undefined) // start and createQueue reject by themselves
  await boss.start()
  for (const queue of queues) {
    if (await boss.getQueue(queue.name)) await boss.updateQueue(queue.name, settings(queue))
    else await boss.createQueue(queue.name, settings(queue))
  }
  await boss.stop({ graceful: false, close: false })
}

/**
 * A failed job once more, at once: for whoever keeps the compartment, whose login otherwise changes no job. As the
 * library's own `retry` does it.
 */
const again = (schema: string) => `
  create or replace function ${schema}.again(failed uuid) returns boolean
    language sql security definer set search_path from current
  begin atomic
    with tried as (
      update ${schema}.job set state = 'retry', retry_limit = retry_limit + 1, start_after = now(), completed_on = null
      where id = failed and state = 'failed' returning 1)
    select exists (select from tried);
  end;
  comment on function ${schema}.again(uuid) is 'Lets a job that failed for good run once more.';`

const grants = (schema: string, runs: string, adds: string) => `
  grant usage on schema ${schema} to ${runs}, ${adds};
  grant select, insert, update, delete on all tables in schema ${schema} to ${runs};
  grant usage on all sequences in schema ${schema} to ${runs};
  revoke execute on all functions in schema ${schema} from public;
  grant execute on all functions in schema ${schema} to ${runs};
  grant execute on function ${schema}.job_now(), ${schema}.again(uuid) to ${adds};
  grant select on ${schema}.queue to ${adds};
  grant select, insert on ${schema}.job, ${schema}.job_common to ${adds};`

const makeOne = async (client: pg.Client, { compartment, queues }: JobsPlan, logins: Logins): Promise<string> => {
  const schema = `${compartment}_jobs`
  if (!/^[a-z][a-z_]{1,40}$/.test(schema)) throw new Error(`Not a compartment's name: ${compartment}`)
  const [owner, login] = [`passerelle_${schema}_owner`, `passerelle_${schema}`]
  const password = logins(login)
  await ensureRole(client, owner, 'nologin')
  await ensureRole(client, login, `login password ${client.escapeLiteral(password)}`)
  await client.query(`grant ${owner} to current_user with set true, inherit true`)
  await client.query(`grant connect on database ${DATABASE} to ${login}`)
  await client.query(`create schema if not exists ${schema} authorization ${owner}`)
  await client.query(`set role ${owner}`)
  try {
    await makeQueues(client, schema, queues)
    await client.query(again(schema))
    await client.query(grants(schema, login, `passerelle_${compartment}`))
  } finally {
    await client.query('reset role')
  }
  return password
}

/**
 * Makes or updates the jobs of compartments that are made already; answers the address of each one's jobs, by
 * compartment. Idempotent; safe to run at every start. Needs the cluster's owner, as `makeCompartments` does.
 */
export const makeJobs = async (
  adminUrl: string,
  logins: Logins,
  plans: readonly JobsPlan[],
): Promise<Record<string, string>> => {
  const target = new URL(adminUrl)
  target.pathname = `/${DATABASE}`
  const client = new pg.Client(target.toString())
  client.on('error', () => undefined) // the query under way rejects
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('passerelle jobs'), 0)`) // two starts at once
    const addresses: Record<string, string> = {}
    for (const plan of plans) {
      const address = new URL(target)
      address.password = await makeOne(client, plan, logins)
      address.username = `passerelle_${plan.compartment}_jobs`
      addresses[plan.compartment] = address.toString()
    }
    return addresses
  } finally {
    await client.end()
  }
}
