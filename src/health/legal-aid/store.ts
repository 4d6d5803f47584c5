// SPDX-License-Identifier: Apache-2.0
/** The only SQL of legal aid. What takes a transaction needs an actor that sits in it. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Count, Share } from './contract.ts'

export interface CountRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  /** The first day of the month. */
  month: string
  place: Count['place']
  clock: Count['clock']
  within_6: number
  within_24: number
  within_48: number
  later: number
  nobody: number
  unknown: number
  entered_at: Date
}
export interface LegalAidTables extends EventTables {
  legal_aid_count: CountRow
}
export type Trx = Transaction<LegalAidTables>

const MOST = 500

export const insertCount = (trx: Trx, row: CountRow) => trx.insertInto('legal_aid_count').values(row).execute()

/** What the organisation that sits here entered last of each service, month, place and clock. */
export const ownCounts = async (trx: Trx): Promise<CountRow[]> => {
  const { rows } = await sql<CountRow>`select *, to_char(month, 'YYYY-MM') as month from (
      select distinct on (service, month, place, clock) * from legal_aid_count
      order by service, month, place, clock, entry desc) last
    order by last.month desc, service_name, place, clock limit ${MOST}`.execute(trx)
  return rows
}

export type Sum = Pick<Share, 'place' | 'clock'> & { services: number; in_time: number; people: number }
/** Of the twelve months before that of `now`, as it was entered by then. Needs no actor. */
export const sumsBefore = async (db: Kysely<LegalAidTables>, now: Date): Promise<Sum[]> => {
  const day = (months: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10)
  const { rows } = await sql<Sum>`select place, clock, services, in_time::float8, people::float8
    from legal_aid_sums(${day(12)}::date, ${day(0)}::date, ${now})
    order by array_position(array['custody', 'remand', 'court'], place), clock`.execute(db)
  return rows
}
