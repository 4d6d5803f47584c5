// SPDX-License-Identifier: Apache-2.0
/** Outbox and jobs of a compartment, for whoever keeps it. */
import { type Kysely, sql, type Transaction } from 'kysely'
import { type EventTables, outboxHealth } from '../events/index.ts'
import type { CompartmentWork, FailedJob } from './contract.ts'

const iso = (moment: Date | null | undefined): string | null => moment?.toISOString() ?? null

/** Schema of the jobs of a compartment, where it has any. */
export const jobsSchema = async (db: Kysely<EventTables>, compartment: string): Promise<string | undefined> => {
  const schema = `${compartment}_jobs`
  const { rows } = await sql`select from pg_namespace where nspname = ${schema}`.execute(db)
  return rows.length > 0 ? schema : undefined
}

const queuesIn = async (db: Kysely<EventTables>, schema: string): Promise<CompartmentWork['queues']> => {
  const { rows } = await sql<CompartmentWork['queues'][number]>`
    select q.name, (count(*) filter (where j.state in ('created', 'retry')))::int as waiting,
      (count(*) filter (where j.state = 'active'))::int as running,
      (count(*) filter (where j.state = 'failed'))::int as failed
    from ${sql.table(`${schema}.queue`)} q left join ${sql.table(`${schema}.job`)} j on j.name = q.name
    group by q.name order by q.name`.execute(db)
  return rows
}

const failedIn = async (db: Kysely<EventTables>, schema: string): Promise<FailedJob[]> => {
  const { rows } = await sql<{
    id: string
    queue: string
    since: Date
    failed: Date | null
    tries: number
    trouble: string | null
  }>`
    select id, name as queue, created_on as since, completed_on as failed, retry_count + 1 as tries,
      substring(output->>'message' from '^[[:alnum:]_.-]{1,60}$') as trouble
    from ${sql.table(`${schema}.job`)} where state = 'failed' order by completed_on desc nulls last limit 100`.execute(
    db,
  )
  return rows.map(({ since, failed, ...job }) => ({ ...job, since: since.toISOString(), failed: iso(failed) }))
}

export const workOf = async (db: Kysely<EventTables>, compartment: string): Promise<CompartmentWork> => {
  const [{ waiting, oldest, consumers }, schema] = await Promise.all([outboxHealth(db), jobsSchema(db, compartment)])
  const [queues, failed] = schema ? await Promise.all([queuesIn(db, schema), failedIn(db, schema)]) : [[], []]
  const told = consumers.map(({ retryAt, ...consumer }) => ({ ...consumer, retry: iso(retryAt) }))
  return { outbox: { waiting, oldest: iso(oldest), consumers: told }, queues, failed }
}

/** Whether there was such a job that failed for good; it runs again. */
export const runAgain = async (trx: Transaction<EventTables>, compartment: string, job: string): Promise<boolean> => {
  const schema = await jobsSchema(trx, compartment)
  if (!schema) return false
  const { rows } = await sql<{ found: boolean }>`
    select ${sql.raw(`${schema}.again`)}(${job}::uuid) as found`.execute(trx)
  return rows[0]?.found === true
}
