// SPDX-License-Identifier: Apache-2.0
/** The only SQL of restricted lists. Each function takes a transaction in which an actor sits. */
import { sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'

export interface RestrictedListRow extends HandlingColumns {
  id: string
  name: string
  text: string
  rows: number
  imported_at: Date
  version: number
}
export interface RestrictedTables {
  restricted_list: RestrictedListRow
}
type Trx = Transaction<RestrictedTables>

/** Undefined where this organisation has one of that name already, seen or not. */
export const insertList = (trx: Trx, row: RestrictedListRow) =>
  trx
    .insertInto('restricted_list')
    .values(row)
    .onConflict((conflict) => conflict.columns(['originator', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
/** An organisation's own: what others let its people see they do not replace. */
export const listByName = (trx: Trx, { originator, name }: Pick<RestrictedListRow, 'originator' | 'name'>) =>
  trx
    .selectFrom('restricted_list')
    .selectAll()
    .where('originator', '=', originator)
    .where('name', '=', name)
    .executeTakeFirst()
export const listById = (trx: Trx, id: string) =>
  trx.selectFrom('restricted_list').selectAll().where('id', '=', id).executeTakeFirst()
/** Without what they say. */
export const listLists = (trx: Trx) =>
  trx
    .selectFrom('restricted_list')
    .select(['id', 'name', 'rows', 'marking', 'imported_at', 'version'])
    .orderBy('name')
    .execute()
export const readLists = (trx: Trx) =>
  trx.selectFrom('restricted_list').select(['id', 'name', 'text', 'version', 'marking']).orderBy('name').execute()
export const replaceList = (
  trx: Trx,
  id: string,
  changes: Pick<RestrictedListRow, 'text' | 'rows' | 'imported_at' | 'audience' | 'marking'>,
) =>
  trx
    .updateTable('restricted_list')
    .set({ ...changes, version: sql`version + 1` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
