// SPDX-License-Identifier: Apache-2.0
/** The only SQL of assurance. What takes a transaction needs an actor that sits in it. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { AttachmentTables } from '#platform/attachments/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { AppraiserSeat, Decided, Proposed, Registered } from './accreditation.ts'
import type { Consensus } from './agreement.ts'
import type { Agreement, Result, Setting, State } from './contract.ts'
import type { Answers, Ratings } from './scoring.ts'

/** Days are `YYYY-MM-DD`. */
export interface QualityRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  setting: Setting
  criteria: string
  number: number
  answers: Answers
  result: Result | null
  begun_at: Date
  completed_at: Date | null
  completed_by: string | null
  valid_from: string | null
  valid_until: string | null
  accreditation: string | null
  version: number
}
export interface CaseRow extends HandlingColumns {
  id: string
  assessment: string
  service: string
  service_name: string
  setting: Setting
  criteria: string
  body: string
  appraisers: string[]
  /** Two, null where nobody was asked yet. */
  seats: (AppraiserSeat | null)[]
  state: State
  consensus: Consensus
  agreement: Agreement | null
  result: Result | null
  proposal: Proposed | null
  appeal: string | null
  applied_at: Date
  appraised_at: Date | null
  version: number
}
export interface AppraisalRow extends HandlingColumns {
  id: string
  accreditation: string
  appraiser: string
  answers: Ratings
  finished_at: Date | null
  version: number
}
export interface AssuranceTables extends AttachmentTables, EventTables {
  quality_assessment: QualityRow
  accreditation: CaseRow
  appraisal: AppraisalRow
}
export type Trx = Transaction<AssuranceTables>

/** Columns that are JSON: the driver would send a list as an array of PostgreSQL. */
const JSONS = ['answers', 'result', 'seats', 'consensus', 'agreement', 'proposal']
const stored = <Row extends object>(row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      JSONS.includes(name) && value !== null ? sql`${JSON.stringify(value)}::jsonb` : value,
    ]),
  ) as Row

export const insertQuality = (trx: Trx, row: QualityRow) =>
  trx.insertInto('quality_assessment').values(stored(row)).execute()
export const insertCase = (trx: Trx, row: CaseRow) => trx.insertInto('accreditation').values(stored(row)).execute()
export const insertAppraisal = (trx: Trx, row: AppraisalRow) =>
  trx.insertInto('appraisal').values(stored(row)).execute()

/** A provider has one a year of each service; a body some hundreds of applications. */
const MOST = 1000

/** Newest first; that of one id where it is given. */
export const qualitySeen = async (trx: Trx, id: string | null = null): Promise<QualityRow[]> => {
  const { rows } = await sql<QualityRow>`select a.*, valid_from::text as valid_from, valid_until::text as valid_until
    from quality_assessment a
    where ${id}::uuid is null or id = ${id}::uuid order by begun_at desc, id desc limit ${MOST}`.execute(trx)
  return rows
}
export const casesSeen = async (trx: Trx): Promise<CaseRow[]> =>
  trx.selectFrom('accreditation').selectAll().orderBy('applied_at', 'desc').orderBy('id').limit(MOST).execute()
export const caseSeen = (trx: Trx, id: string): Promise<CaseRow | undefined> =>
  trx.selectFrom('accreditation').selectAll().where('id', '=', id).executeTakeFirst()

/** Locks what is about to change, so that nothing of it is done twice or by halves; false where it is not this actor’s to change. */
export const lock = async (trx: Trx, table: 'quality_assessment' | 'accreditation', id: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from ${sql.ref(table)} where id = ${id} for update`.execute(trx)
  return rows.length > 0
}

/** Those of a case that this actor may see: one’s own, both once they are open. */
export const appraisalsSeen = (trx: Trx, accreditation: string): Promise<AppraisalRow[]> =>
  trx.selectFrom('appraisal').selectAll().where('accreditation', '=', accreditation).orderBy('id').execute()

type Table = 'quality_assessment' | 'accreditation' | 'appraisal'
/** False where it has another version by now or is not this actor’s to change. */
const change = async (
  trx: Trx,
  table: Table,
  { id, version }: { id: string; version: number },
  changes: object,
): Promise<boolean> => {
  const changed = await trx
    .updateTable(table as 'appraisal')
    .set({ ...stored(changes), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}
type Key = { id: string; version: number }
export const changeQuality = (trx: Trx, row: Key, changes: Partial<QualityRow>) =>
  change(trx, 'quality_assessment', row, changes)
export const changeCase = (trx: Trx, row: Key, changes: Partial<CaseRow>) => change(trx, 'accreditation', row, changes)
export const changeAppraisal = (trx: Trx, row: Key, changes: Partial<AppraisalRow>) =>
  change(trx, 'appraisal', row, changes)

/** Opens both appraisals to each other and to the body where both are done, and says whether they are. */
export const openAppraisals = async (trx: Trx, accreditation: string): Promise<boolean> => {
  const { rows } = await sql<{ ready: boolean }>`select open_appraisals(${accreditation}::uuid) as ready`.execute(trx)
  return rows[0]?.ready ?? false
}

export const decisionsOf = async (trx: Trx, accreditation: string): Promise<Decided[]> => {
  const { rows } =
    await sql<Decided>`select number, decision, reason, conditions, valid_until::text as until, proposed_by,
    signed_by, decided_at from accreditation_decision where accreditation = ${accreditation} order by number`.execute(
      trx,
    )
  return rows
}
/** Those of these accounts that appraised it or inspected for it, or stood aside there for a tie. */
export const withPart = async (trx: Trx, accreditation: string, accounts: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ who: string }>`select who from unnest(${[...accounts]}::uuid[]) who
    where had_part(${accreditation}::uuid, who)`.execute(trx)
  return rows.map(({ who }) => who)
}
export const insertDecision = async (trx: Trx, accreditation: string, decided: Decided): Promise<void> => {
  const { number, decision, reason, conditions, until, proposed_by, signed_by, decided_at } = decided
  await sql`insert into accreditation_decision
    (accreditation, number, decision, reason, conditions, valid_until, proposed_by, signed_by, decided_at)
    values (${accreditation}, ${number}, ${decision}, ${reason}, ${conditions}, ${until}::date, ${proposed_by}, ${signed_by},
      ${decided_at})`.execute(trx)
}

/** Every decision, in its order. Needs no actor. */
export const registered = async (db: Kysely<AssuranceTables>): Promise<Registered[]> => {
  const { rows } = await sql<Registered>`select accreditation, service, service_name, setting, criteria,
    appraised_on::text as appraised_on, number, decision, conditions, valid_until::text as valid_until, decided_at
    from accreditation_register()`.execute(db)
  return rows
}

export interface Figure {
  setting: Setting
  result: Result
  agreement: Agreement
  self_score: number | null
}
/** Results of the appraisals of a time. Needs no actor. */
export const figuresOf = async (db: Kysely<AssuranceTables>, since: Date, until: Date): Promise<Figure[]> => {
  const { rows } = await sql<Figure>`select * from appraisal_figures(${since}, ${until})`.execute(db)
  return rows
}
