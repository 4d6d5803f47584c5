// SPDX-License-Identifier: Apache-2.0
/** The only SQL of the survey. Answers are reached by functions of the database alone. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Sums } from './results.ts'

export interface BatchRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  country: string
  many: number
  made_at: Date
  made_by: string
}
export interface ExperienceTables extends EventTables {
  survey_batch: BatchRow
  survey_code: { digest: string; batch: string }
}
type Trx = Transaction<ExperienceTables>

export const insertBatch = (trx: Trx, row: BatchRow) => trx.insertInto('survey_batch').values(row).execute()
export const insertCodes = (trx: Trx, batch: string, digests: readonly string[]) =>
  trx
    .insertInto('survey_code')
    .values(digests.map((digest) => ({ digest, batch })))
    .execute()

/** Of a code that was not used. Needs no actor. */
export const surveyOf = async (db: Kysely<ExperienceTables>, digest: string) => {
  const { rows } = await sql<{ service: string; service_name: string }>`select * from survey_of(${digest})`.execute(db)
  return rows[0]
}
/** Whether the code was there and is used by now. Needs no actor. */
export const giveAnswer = async (
  db: Kysely<ExperienceTables>,
  digest: string,
  quarter: string,
  replies: readonly (number | null)[],
): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select give_answer(${digest}, ${quarter},
    ${`{${replies.map((each) => each ?? 'null').join(',')}}`}::smallint[]) as done`.execute(db)
  return rows[0]?.done ?? false
}
/** Needs no actor. */
export const allSums = async (db: Kysely<ExperienceTables>): Promise<Sums[]> => {
  const { rows } = await sql<Sums>`select * from survey_sums()`.execute(db)
  return rows
}
