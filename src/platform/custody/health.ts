// SPDX-License-Identifier: Apache-2.0
/** How a compartment does, in totals and ages: its ledger, its outbox, its jobs. */
import { type Kysely, sql } from 'kysely'
import { type EventTables, outboxHealth } from '../events/index.ts'
import type { CompartmentHealth, KindTotals } from './contract.ts'
import { jobsSchema } from './work.ts'

/** Sealers and dispatchers look each second; what waits a minute, waits for somebody. In ms. */
const LATE = 60_000
/** A consumer tries again by itself; after so many failures it will not come right alone. */
const FAILURES = 5

const iso = (moment: Date | null | undefined): string | null => moment?.toISOString() ?? null

const ledgerHealth = async (db: Kysely<EventTables>) => {
  const { rows } = await sql<{ placed: string; signed: Date | null; waiting: string; oldest: Date | null; now: Date }>`
    select (select coalesce(max(size), 0) from ledger_checkpoint) as placed,
      (select max(at) from ledger_checkpoint) as signed,
      count(*) as waiting, min(line.at) as oldest, clock_timestamp() as now
    from ledger_pending pending join ledger_line line on line.id = pending.line`.execute(db)
  const { placed = 0, signed, waiting = 0, oldest, now = new Date() } = rows[0] ?? {}
  return { now, ledger: { lines: Number(placed) + Number(waiting), waiting: Number(waiting), oldest, signed } }
}

/** Jobs stand in a schema beside the compartment's, where it has any; its login may count them. */
const jobsHealth = async (db: Kysely<EventTables>, compartment: string) => {
  const schema = await jobsSchema(db, compartment)
  if (!schema) return null
  const { rows } = await sql<{ waiting: number; running: number; failed: number; oldest: Date | null }>`
    select (count(*) filter (where state in ('created', 'retry')))::int as waiting,
      (count(*) filter (where state = 'active'))::int as running,
      (count(*) filter (where state = 'failed'))::int as failed,
      min(start_after) filter (where state in ('created', 'retry')) as oldest
    from ${sql.table(`${schema}.job`)}`.execute(db)
  return rows[0] ?? null
}

/** Reads totals and ages; rejects where the compartment does not answer. */
export const healthOf = async (db: Kysely<EventTables>, compartment: string): Promise<CompartmentHealth> => {
  const [{ now, ledger }, outbox, jobs] = await Promise.all([
    ledgerHealth(db),
    outboxHealth(db),
    jobsHealth(db, compartment),
  ])
  const late = (moment: Date | null | undefined) => moment != null && now.getTime() - moment.getTime() > LATE
  const failing = outbox.consumers.some(({ failures }) => failures >= FAILURES)
  return {
    healthy: !late(ledger.oldest) && !late(outbox.oldest) && !late(jobs?.oldest) && !failing,
    ledger: { ...ledger, oldest: iso(ledger.oldest), signed: iso(ledger.signed) },
    outbox: {
      waiting: outbox.waiting,
      oldest: iso(outbox.oldest),
      consumers: outbox.consumers.map(({ name, behind, failures }) => ({ name, behind, failures })),
    },
    jobs: jobs && { ...jobs, oldest: iso(jobs.oldest) },
  }
}

/** By kind of record: how many lines, of which ages. */
export const kindsOf = async (db: Kysely<EventTables>): Promise<KindTotals[]> => {
  const { rows } = await sql<{ kind: string; lines: string; oldest: Date; newest: Date }>`
    select kind, count(*) as lines, min(at) as oldest, max(at) as newest from ledger_line group by kind order by kind`.execute(
    db,
  )
  return rows.map(({ kind, lines, oldest, newest }) => ({
    kind,
    lines: Number(lines),
    oldest: oldest.toISOString(),
    newest: newest.toISOString(),
  }))
}
