// SPDX-License-Identifier: Apache-2.0
/** The only SQL of groups. Each function but `measureDays` and `groupParts` takes a transaction in which an actor sits. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Evidence, Grade, GroupKind, GroupState, MeasureState, Part } from './codes.ts'

/** Days are `YYYY-MM-DD`. */
export interface GroupRow extends HandlingColumns {
  id: string
  kind: GroupKind
  state: GroupState
  title: string
  purpose: string
  legal_basis: string
  begins_on: string
  ends_on: string | null
  made_at: Date
  closed_at: Date | null
  result: string | null
  version: number
}
export interface MemberRow {
  working_group: string
  organisation: string
  part: Part
  agreement: string | null
  since: Date
  left_at: Date | null
}
export interface FindingRow extends HandlingColumns {
  id: string
  working_group: string
  text: string
  evidence: Evidence
  grade: Grade
  incident: string | null
  watched: string | null
  found_at: Date
}
export interface MeasureRow extends HandlingColumns {
  id: string
  working_group: string
  finding: string | null
  what: string
  owner: string
  owner_role: string
  due_on: string
  state: MeasureState
  found_at: Date
  agreed_at: Date
  ended_at: Date | null
  words: string | null
  handed_from: string | null
  reminded_soon: string | null
  reminded_late: string | null
  version: number
}
export interface GroupTables extends EventTables {
  working_group: GroupRow
  group_member: MemberRow
  group_finding: FindingRow
  group_measure: MeasureRow
}
export type Trx = Transaction<GroupTables>

/** An authority has some dozens of groups, a group some dozens of findings: pages would be for nobody. */
const MOST = 500

const GROUP = sql`g.*, begins_on::text as begins_on, ends_on::text as ends_on`
const MEASURE = sql`m.*, due_on::text as due_on, reminded_soon::text as reminded_soon, reminded_late::text as reminded_late`

export const insertGroup = (trx: Trx, row: GroupRow) => trx.insertInto('working_group').values(row).execute()

export const groupById = async (trx: Trx, id: string): Promise<GroupRow | undefined> =>
  (await sql<GroupRow>`select ${GROUP} from working_group g where id = ${id}`.execute(trx)).rows[0]

/** Newest first. */
export const listGroups = async (trx: Trx): Promise<GroupRow[]> =>
  (await sql<GroupRow>`select ${GROUP} from working_group g order by made_at desc, id desc limit ${MOST}`.execute(trx))
    .rows

/** Whether it had that version and is this actor's to change. */
export const changeGroup = async (
  trx: Trx,
  { id, version }: Pick<GroupRow, 'id' | 'version'>,
  changes: Partial<Pick<GroupRow, 'state' | 'closed_at' | 'result'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('working_group')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Who takes part now, and who did. */
export const membersOf = (trx: Trx, group: string): Promise<MemberRow[]> =>
  trx.selectFrom('group_member').selectAll().where('working_group', '=', group).orderBy('since').execute()

/** Also for one that left and comes back. */
export const seatMember = (trx: Trx, row: MemberRow) =>
  trx
    .insertInto('group_member')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['working_group', 'organisation'])
        .doUpdateSet({ part: row.part, agreement: row.agreement, since: row.since, left_at: null }),
    )
    .execute()

export const unseatMember = (trx: Trx, group: string, organisation: string, at: Date) =>
  trx
    .updateTable('group_member')
    .set({ left_at: at })
    .where('working_group', '=', group)
    .where('organisation', '=', organisation)
    .execute()

export const insertFinding = (trx: Trx, row: FindingRow) => trx.insertInto('group_finding').values(row).execute()

export const findingById = (trx: Trx, id: string): Promise<FindingRow | undefined> =>
  trx.selectFrom('group_finding').selectAll().where('id', '=', id).executeTakeFirst()

/** Newest first. */
export const findingsOf = (trx: Trx, group: string): Promise<FindingRow[]> =>
  trx
    .selectFrom('group_finding')
    .selectAll()
    .where('working_group', '=', group)
    .orderBy('found_at', 'desc')
    .limit(MOST)
    .execute()

export const insertMeasure = (trx: Trx, row: MeasureRow) => trx.insertInto('group_measure').values(row).execute()

export const measureById = async (trx: Trx, id: string): Promise<MeasureRow | undefined> =>
  (await sql<MeasureRow>`select ${MEASURE} from group_measure m where id = ${id}`.execute(trx)).rows[0]

/** By the day by which they are done; of one group, or of all. */
export const listMeasures = async (trx: Trx, group: string | null): Promise<MeasureRow[]> =>
  (
    await sql<MeasureRow>`select ${MEASURE} from group_measure m
      where ${group}::uuid is null or working_group = ${group}::uuid order by m.due_on, m.id limit ${MOST * 2}`.execute(
      trx,
    )
  ).rows

/** Whether it had that version and is this actor's to change. */
export const changeMeasure = async (
  trx: Trx,
  { id, version }: Pick<MeasureRow, 'id' | 'version'>,
  changes: Partial<Pick<MeasureRow, 'due_on' | 'state' | 'ended_at' | 'words' | 'reminded_soon' | 'reminded_late'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('group_measure')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export interface MeasureDays {
  id: string
  working_group: string
  /** The authority that convened the group. */
  originator: string
  owner: string
  state: MeasureState
  found_at: Date
  due_on: string
  ended_at: Date | null
  reminded_soon: string | null
  reminded_late: string | null
}

/** Days of all measures, whoever asks: nothing of what they say. Needs no actor. */
export const measureDays = async <Tables>(db: Kysely<Tables>): Promise<MeasureDays[]> =>
  (
    await sql<MeasureDays>`select m.*, due_on::text as due_on, reminded_soon::text as reminded_soon,
      reminded_late::text as reminded_late from measure_days() m`.execute(db)
  ).rows

/** Each group and how many firms take part. Needs no actor. */
export const groupParts = async <Tables>(
  db: Kysely<Tables>,
): Promise<{ working_group: string; originator: string; state: GroupState; partners: number }[]> =>
  (
    await sql<{ working_group: string; originator: string; state: GroupState; partners: number }>`
      select working_group, originator, state, partners from group_parts()`.execute(db)
  ).rows
