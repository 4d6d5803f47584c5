// SPDX-License-Identifier: Apache-2.0
import type { Transaction } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import { SteadyClient } from '../database/index.ts'
import { QUIET } from './make.ts'
import { type JobQueue, onlyIds } from './queue.ts'

/** A job at its worker's. */
export interface RunningJob<Name extends string> {
  /** Stable over repetitions. */
  id: string
  ids: Record<Name, string>
  /** Aborted when the job takes too long or the process stops. */
  signal: AbortSignal
}

export interface Jobs {
  /** Adds a job in the caller's transaction: it is there when that is committed, and not when it is not. */
  enqueue<T, Name extends string>(
    trx: Transaction<T>,
    queue: JobQueue<Name>,
    ids: Record<Name, string>,
    options?: { afterSeconds?: number },
  ): Promise<void>
  /**
   * Runs the jobs of a queue, `at` of them at once. A job that throws runs again later, and so does one whose worker was
   * killed: at least once, so what it does must bear repetition.
   */
  work<Name extends string>(
    queue: JobQueue<Name>,
    run: (job: RunningJob<Name>) => Promise<void>,
    options?: { at?: number },
  ): Promise<void>
  /** Stops taking jobs, waits for those under way (30 s at most), closes. */
  close(): Promise<void>
}

export interface OpenJobsPlan {
  compartment: string
  /** As `makeJobs` answered it, with the jobs' own login. */
  address: string
  /** Told of what went wrong, by code, without content. */
  onTrouble(trouble: { queue?: string; code: string }): void
  /** Seconds between looks for jobs whose worker was lost. */
  rounds?: number
}

const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'unknown')
}

/** What is kept of a failure: its kind. The text of an error may quote a person. */
const withoutContent = (error: unknown): Error => {
  const kept = new Error(codeOf(error))
  kept.stack = ''
  return kept
}

/** pg-boss hands what it does not know on to its pool. */
const STEADY = { Client: SteadyClient }

/** Opens a compartment's jobs, for a process that adds them, runs them or both. */
export const openJobs = async (plan: OpenJobsPlan): Promise<Jobs> => {
  const { compartment, address, onTrouble, rounds = 10 } = plan
  const boss = new PgBoss({
    ...STEADY,
    connectionString: address,
    schema: `${compartment}_jobs`,
    max: 4,
    createSchema: false,
    migrate: false,
    supervise: true,
    superviseIntervalSeconds: rounds,
    monitorIntervalSeconds: rounds,
    ...QUIET,
  })
  boss.on('error', (error) => onTrouble({ code: codeOf(error) }))
  await boss.start()
  return {
    enqueue: async (trx, queue, ids, { afterSeconds } = {}) => {
      onlyIds(queue, ids)
      const later = afterSeconds === undefined ? {} : { startAfter: afterSeconds }
      await boss.send(queue.name, ids, { ...later, db: fromKysely(trx) })
    },
    work: async (queue, run, { at = 2 } = {}) => {
      type Ids = Parameters<typeof run>[0]['ids']
      const options = { localConcurrency: at, pollingIntervalSeconds: 1, heartbeatRefreshSeconds: queue.lifeSign / 3 }
      await boss.work<Ids>(queue.name, options, async ([job]) => {
        if (!job) return
        try {
          await run({ id: job.id, ids: job.data, signal: job.signal })
        } catch (error) {
          onTrouble({ queue: queue.name, code: codeOf(error) })
          throw withoutContent(error)
        }
      })
    },
    close: () => boss.stop({ graceful: true, close: true, timeout: 30_000 }),
  }
}
