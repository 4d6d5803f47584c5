// SPDX-License-Identifier: Apache-2.0
/** The only SQL of meetings. Each function takes a transaction in which an actor sits. */
import type { Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { MeetingState } from './codes.ts'
import type { GroupTables, Trx } from './store.ts'

export interface MeetingRow extends HandlingColumns {
  id: string
  working_group: string
  title: string
  starts_at: Date
  ends_at: Date
  zone: string
  place: string | null
  link: string | null
  agenda: string
  state: MeetingState
  minutes: string | null
  decisions: string[]
  reason: string | null
  changed_at: Date
  version: number
}
export interface AttendanceRow {
  meeting: string
  account: string
  organisation: string
  at: Date
}
interface MeetingTables extends GroupTables {
  group_meeting: MeetingRow
  group_attendance: AttendanceRow
}
const own = (trx: Trx) => trx as unknown as Transaction<MeetingTables>

export const insertMeeting = (trx: Trx, row: MeetingRow) => own(trx).insertInto('group_meeting').values(row).execute()

export const meetingById = (trx: Trx, id: string): Promise<MeetingRow | undefined> =>
  own(trx).selectFrom('group_meeting').selectAll().where('id', '=', id).executeTakeFirst()

/** Newest first. */
export const meetingsOf = (trx: Trx, group: string): Promise<MeetingRow[]> =>
  own(trx)
    .selectFrom('group_meeting')
    .selectAll()
    .where('working_group', '=', group)
    .orderBy('starts_at', 'desc')
    .limit(500)
    .execute()

/** Whether it had that version and is this actor's to change. */
export const changeMeeting = async (
  trx: Trx,
  { id, version }: Pick<MeetingRow, 'id' | 'version'>,
  changes: Partial<Omit<MeetingRow, keyof HandlingColumns | 'id' | 'working_group' | 'version'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await own(trx)
    .updateTable('group_meeting')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export const attend = (trx: Trx, row: AttendanceRow) =>
  own(trx)
    .insertInto('group_attendance')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const attendanceOf = (trx: Trx, meetings: readonly string[]): Promise<AttendanceRow[]> =>
  meetings.length === 0
    ? Promise.resolve([])
    : own(trx).selectFrom('group_attendance').selectAll().where('meeting', 'in', meetings).execute()
