// SPDX-License-Identifier: Apache-2.0
/** The only SQL of reports. Each function takes a transaction in which somebody sits; `marks` looks past who does. */
import { sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { KeyProposal, LetterKind } from './contract.ts'

export interface KeyRow extends HandlingColumns {
  id: string
  public_key: string
  status: KeyProposal['status']
  proposed_by: string
  proposed_at: Date
  decided_by: string | null
  /** When the first key of its body was put in force. */
  receives_since: Date | null
}
export interface ReportRow extends HandlingColumns {
  id: string
  reference: string
  person_key: string
  received_at: Date
  /** `YYYY-MM-DD`. */
  acknowledge_by: string
  answer_by: string
  acknowledged_at: Date | null
  answered_at: Date | null
  end_proposed_by: string | null
  ended_at: Date | null
  version: number
}
export interface LetterRow {
  id: string
  report: string
  number: number
  kind: LetterKind
  at: Date
  body_key: string
  sealed_body: string | null
  sealed_person: string | null
}
export interface HandedPlaceRow extends HandlingColumns {
  id: string
  name: string
  address: string
  handed_by: string
  /** `YYYY-MM-DD`. */
  handed_on: string
}
export interface SafeguardsTables extends EventTables {
  handed_place: HandedPlaceRow
  body_key: KeyRow
  report: ReportRow
  letter: LetterRow
}
export type Trx = Transaction<SafeguardsTables>

export const insertKey = (trx: Trx, row: KeyRow) => trx.insertInto('body_key').values(row).execute()
export const listKeys = (trx: Trx) =>
  trx.selectFrom('body_key').selectAll().orderBy('proposed_at', 'desc').limit(100).execute()
/** The first is the one that the public page names: of the body that has received longest, whichever key it has by now. */
export const activeKeys = (trx: Trx) =>
  trx
    .selectFrom('body_key')
    .selectAll()
    .where('status', '=', 'active')
    .orderBy('receives_since')
    .orderBy('proposed_at')
    .execute()
type KeyChange = Partial<Pick<KeyRow, 'status' | 'decided_by' | 'audience' | 'receives_since'>>
export const changeKey = (trx: Trx, id: string, change: KeyChange) =>
  trx.updateTable('body_key').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** False where its reference is taken. */
export const insertReport = async (trx: Trx, row: ReportRow): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('report')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
export const reportById = (trx: Trx, id: string) =>
  trx.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst()

/** Undefined where it has another version by now. */
export const changeReport = (
  trx: Trx,
  { id, version }: Pick<ReportRow, 'id' | 'version'>,
  change: Partial<Pick<ReportRow, 'acknowledged_at' | 'answered_at' | 'end_proposed_by' | 'ended_at'>>,
) =>
  trx
    .updateTable('report')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** With how many letters each has, and whether the last is the person's. */
export const listReports = async (trx: Trx, limit: number): Promise<(ReportRow & Counted)[]> => {
  const { rows } = await sql<ReportRow & Counted>`
    select r.*, l.letters, l.waits from report r, lateral (
      select count(*)::integer as letters, coalesce((array_agg(kind order by number desc))[1] <> 'answer', false) as waits
      from letter where report = r.id) l
    order by (r.ended_at is null and (l.waits or r.acknowledged_at is null)) desc, r.answer_by, r.received_at
    limit ${limit}`.execute(trx)
  return rows
}
interface Counted {
  letters: number
  waits: boolean
}

export const lettersOfReport = (trx: Trx, report: string) =>
  trx.selectFrom('letter').selectAll().where('report', '=', report).orderBy('number').execute()
export const insertLetter = (trx: Trx, row: LetterRow) => trx.insertInto('letter').values(row).execute()
/** Two letters at once wait for each other: their numbers have no gap. */
export const lockReport = (trx: Trx, id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(trx)
export const emptyLetters = (trx: Trx, report: string) =>
  trx.updateTable('letter').set({ sealed_body: null, sealed_person: null }).where('report', '=', report).execute()

type Kind = 'safeguard-key' | 'safeguard-report' | 'safeguard-letter'

/** Digests of what stands there, whoever sits. */
export const marks = async (trx: Trx, id: string): Promise<{ kind: Kind; mark: string }[]> => {
  const { rows } = await sql<{
    kind: Kind
    mark: string
  }>`select kind, mark from kept_marks_of(array[${id}]::uuid[])`.execute(trx)
  return rows
}

/** Writes a line of the ledger with a digest of what now stands there: what is missing later is missed. */
export const witness = async (trx: Trx, author: Parameters<typeof appendLine>[1], verb: string, id: string) => {
  const [marked] = await marks(trx, id)
  if (!marked) throw new Error('There is nothing to write down.')
  await appendLine(trx, author, { verb, kind: marked.kind, ids: [id], content: marked.mark })
}

export const insertHandedPlace = (trx: Trx, row: HandedPlaceRow) => trx.insertInto('handed_place').values(row).execute()
export const handedPlaceById = (trx: Trx, id: string) =>
  trx.selectFrom('handed_place').selectAll().where('id', '=', id).executeTakeFirst()
export const handedPlaces = (trx: Trx) =>
  trx.selectFrom('handed_place').selectAll().orderBy('handed_on', 'desc').orderBy('id').limit(200).execute()
