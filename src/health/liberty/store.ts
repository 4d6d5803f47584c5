// SPDX-License-Identifier: Apache-2.0
/** The only SQL of the registers of liberty. What takes a transaction needs an actor that sits in it. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Restraint, Statement, UnlicensedPlace } from './contract.ts'

export interface RestraintRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  kind: Restraint['kind']
  reason: Restraint['reason']
  authorised_by: Restraint['authorisedBy']
  began_at: Date
  ended_at: Date | null
  injury: Restraint['injury']
  entered_at: Date
  reviewed_at: Date | null
  withdrawn_at: Date | null
  withdrawn_for: 'twice' | 'wrong' | null
  version: number
}
export interface StatementRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  by: Statement['by']
  can_leave: Statement['canLeave']
  bases: Statement['bases']
  stated_at: Date
}
export interface PlaceRow extends HandlingColumns {
  id: string
  name: string
  address: string
  received_at: Date
  state: UnlicensedPlace['state']
  settled_at: Date | null
  version: number
}
export interface LibertyTables extends EventTables {
  unlicensed_place: PlaceRow
  restraint: RestraintRow
  liberty_statement: StatementRow
}
export type Trx = Transaction<LibertyTables>

const MOST = 500

export const insertRestraint = (trx: Trx, row: RestraintRow) => trx.insertInto('restraint').values(row).execute()
export const restraintById = (trx: Trx, id: string) =>
  trx.selectFrom('restraint').selectAll().where('id', '=', id).executeTakeFirst()
export const listRestraints = (trx: Trx) =>
  trx
    .selectFrom('restraint')
    .selectAll()
    .orderBy(sql`ended_at is null and withdrawn_at is null`, 'desc')
    .orderBy('began_at', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute()

/** Undefined where it has another version by now, or is not this organisation’s to change. */
export const changeRestraint = (
  trx: Trx,
  { id, version }: Pick<RestraintRow, 'id' | 'version'>,
  change: Partial<Pick<RestraintRow, 'ended_at' | 'injury' | 'reviewed_at' | 'withdrawn_at' | 'withdrawn_for'>>,
) =>
  trx
    .updateTable('restraint')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export const insertStatement = (trx: Trx, row: StatementRow) =>
  trx.insertInto('liberty_statement').values(row).execute()

/** The last word of each organisation on each place, or on one; the newest first. */
export const statements = async (trx: Trx, service: string | null = null): Promise<StatementRow[]> => {
  const { rows } = await sql<StatementRow>`select * from (
      select distinct on (service, originator) * from liberty_statement
      where ${service}::uuid is null or service = ${service}::uuid order by service, originator, stated_at desc, id) last
    order by stated_at desc, id`.execute(trx)
  return rows
}

export interface Counted {
  service: string
  kind: Restraint['kind']
  entries: number
}
/** Needs no actor. */
export const countsOf = async (db: Kysely<LibertyTables>, since: Date, until: Date): Promise<Counted[]> => {
  const { rows } = await sql<Counted>`select * from restraint_counts(${since}, ${until})`.execute(db)
  return rows
}
