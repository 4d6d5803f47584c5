// SPDX-License-Identifier: Apache-2.0
/** The only SQL of customers. What takes a transaction needs an actor that sits in it. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { CustomerContent, CustomerResult, CustomerStep } from './contract.ts'

/** What was asked for, with what matching took it for. */
export type KeptContent = Omit<CustomerContent, 'equipment'> & {
  equipment: (CustomerContent['equipment'][number] & { id: string | null })[]
}

/** Days are `YYYY-MM-DD`. */
export interface CustomerRow extends HandlingColumns {
  id: string
  content: KeptContent
  result: CustomerResult
  steps: CustomerStep[]
  review_on: string
  recorded_at: Date
  reminded_of: string | null
  handed_to: string[]
  version: number
}
export interface CustomerTables extends EventTables {
  customer: CustomerRow
}
export type Trx = Transaction<CustomerTables>
type Stored = Omit<CustomerRow, 'content' | 'steps'> & {
  content: RawBuilder<KeptContent>
  steps: RawBuilder<CustomerStep[]>
}

const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`
const tables = (trx: Trx) => trx as unknown as Transaction<{ customer: Stored }>

export const insertCustomer = (trx: Trx, { content, steps, ...row }: CustomerRow) =>
  tables(trx)
    .insertInto('customer')
    .values({ ...row, content: json(content), steps: json(steps) })
    .execute()

/** More than a firm has in years. */
const MOST = 1000

/** Newest first; one of an id, or those of a result, where it is given. */
export const customersSeen = async (
  trx: Trx,
  { id = null, result = null }: { id?: string | null; result?: CustomerResult | null } = {},
): Promise<CustomerRow[]> => {
  const { rows } = await sql<CustomerRow>`select c.*, review_on::text as review_on, kept_until::text as kept_until,
      reminded_of::text as reminded_of from customer c
    where (${id}::uuid is null or id = ${id}::uuid) and (${result}::text is null or result = ${result}::text)
    order by recorded_at desc, id desc limit ${MOST}`.execute(trx)
  return rows
}

type Changes = Partial<
  Pick<CustomerRow, 'content' | 'result' | 'steps' | 'review_on' | 'reminded_of' | 'handed_to' | 'audience'> & {
    kept_until: string
  }
>

/** False where it has another version by now or is not this actor's to change. */
export const changeCustomer = async (
  trx: Trx,
  { id, version }: Pick<CustomerRow, 'id' | 'version'>,
  { content, steps, ...changes }: Changes,
): Promise<boolean> => {
  const set = { ...changes, ...(content && { content: json(content) }), ...(steps && { steps: json(steps) }) }
  const changed = await tables(trx)
    .updateTable('customer')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

export const deleteCustomer = (trx: Trx, id: string) => trx.deleteFrom('customer').where('id', '=', id).execute()

export interface Due {
  id: string
  organisation: string
  /** Kept no longer. */
  over: boolean
}

/** Needs no actor, and tells nothing of whom a record is about. */
export const customersDue = async (db: Kysely<CustomerTables>, today: string, by: string): Promise<Due[]> => {
  const { rows } =
    await sql<Due>`select id, organisation, over from customers_due(${today}::date, ${by}::date)`.execute(db)
  return rows
}
