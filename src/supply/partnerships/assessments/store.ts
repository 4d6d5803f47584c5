// SPDX-License-Identifier: Apache-2.0
/** The only SQL of self-assessments. What takes a transaction needs an actor that sits in it. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { AttachmentTables } from '#platform/attachments/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Answers, Days } from './assessment.ts'
import type { AssessedKind, Result } from './contract.ts'

/** Days are `YYYY-MM-DD`. */
export interface AssessmentRow extends HandlingColumns {
  id: string
  kind: AssessedKind
  number: number
  answers: Answers
  result: Result | null
  begun_at: Date
  completed_at: Date | null
  completed_by: string | null
  valid_from: string | null
  valid_until: string | null
  shown_to: string[]
  named_since: Date | null
  reminded_of: string | null
  version: number
}
export interface AssessmentTables extends AttachmentTables, EventTables {
  assessment: AssessmentRow
}
type Trx = Transaction<AssessmentTables>
type Stored = Omit<AssessmentRow, 'answers' | 'result'> & {
  answers: RawBuilder<Answers>
  result: RawBuilder<Result> | null
}

const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`
const stored = <Row extends { answers?: Answers; result?: Result | null }>({ answers, result, ...row }: Row) => ({
  ...row,
  ...(answers !== undefined && { answers: json(answers) }),
  ...(result !== undefined && { result: result && json(result) }),
})

export const insertAssessment = (trx: Trx, row: AssessmentRow) =>
  (trx as unknown as Transaction<{ assessment: Stored }>)
    .insertInto('assessment')
    .values(stored(row) as unknown as Stored)
    .execute()

/** A firm has one or two a year, an authority's officers are shown some hundreds. */
const MOST = 1000

/** Newest first; those of one id where it is given. */
export const assessmentsSeen = async (trx: Trx, id: string | null = null): Promise<AssessmentRow[]> => {
  const { rows } =
    await sql<AssessmentRow>`select a.*, valid_from::text as valid_from, valid_until::text as valid_until,
      reminded_of::text as reminded_of from assessment a
    where ${id}::uuid is null or id = ${id}::uuid order by begun_at desc, id desc limit ${MOST}`.execute(trx)
  return rows
}

type Changes = Partial<Omit<AssessmentRow, keyof HandlingColumns | 'id' | 'kind' | 'number' | 'begun_at' | 'version'>> &
  Partial<Pick<AssessmentRow, 'audience'>>

/** False where it has another version by now or is not this actor's to change. */
export const changeAssessment = async (
  trx: Trx,
  { id, version }: Pick<AssessmentRow, 'id' | 'version'>,
  changes: Changes,
): Promise<boolean> => {
  const changed = await (trx as unknown as Transaction<{ assessment: Stored }>)
    .updateTable('assessment')
    .set({ ...(stored(changes) as Partial<Stored>), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

/** Takes back at once what a firm agreed to, on all of this kind: the register forgets it, whichever it named. */
export const forgetName = (trx: Trx, { originator, kind }: Pick<AssessmentRow, 'originator' | 'kind'>) =>
  trx
    .updateTable('assessment')
    .set({ named_since: null })
    .where('originator', '=', originator)
    .where('kind', '=', kind)
    .where('named_since', 'is not', null)
    .execute()

export interface Held extends Days {
  id: string
  kind: AssessedKind
  reminded_of: string | null
}

/** Days of all that were signed off. Needs no actor, and tells nothing of the answers. */
export const daysOfAll = async (db: Kysely<AssessmentTables>): Promise<Held[]> => {
  const { rows } = await sql<Held>`select id, organisation, kind, valid_from::text as valid_from,
    valid_until::text as valid_until, reminded_of::text as reminded_of from assessment_days()`.execute(db)
  return rows
}

/** Who agreed to be named, on a day. Needs no actor. */
export const namedOn = async (
  db: Kysely<AssessmentTables>,
  today: string,
): Promise<(Days & { kind: AssessedKind })[]> => {
  const { rows } = await sql<Days & { kind: AssessedKind }>`select organisation, kind, valid_from::text as valid_from,
    valid_until::text as valid_until from assessment_register(${today}::date)`.execute(db)
  return rows
}
