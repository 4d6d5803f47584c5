// SPDX-License-Identifier: Apache-2.0
/** The only SQL of briefings. Each function takes a transaction in which an actor sits. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { BriefingState, Pap } from './codes.ts'
import type { GroupTables, Trx } from './store.ts'

type Texts = { en: string; fr: string }
export interface BriefingRow extends HandlingColumns {
  id: string
  working_group: string
  state: BriefingState
  number: number
  replaces: string | null
  title: Texts
  body: Texts
  pap: Pap | null
  recipients: string[]
  meeting: string | null
  written_by: string
  proposed_by: string | null
  written_at: Date
  released_at: Date | null
  recalled_at: Date | null
  reason: string | null
  version: number
}
export interface ReceiptRow {
  briefing: string
  organisation: string
  at: Date
}
interface BriefingTables extends GroupTables {
  group_briefing: BriefingRow
  group_receipt: ReceiptRow
}
const own = (trx: Trx) => trx as unknown as Transaction<BriefingTables>
const json = (value: Texts): RawBuilder<Texts> => sql<Texts>`${JSON.stringify(value)}::jsonb`

export const insertBriefing = (trx: Trx, row: BriefingRow) =>
  own(trx)
    .insertInto('group_briefing')
    .values({ ...row, title: json(row.title), body: json(row.body) } as never)
    .execute()

export const briefingById = (trx: Trx, id: string): Promise<BriefingRow | undefined> =>
  own(trx).selectFrom('group_briefing').selectAll().where('id', '=', id).executeTakeFirst()

/** Newest first. */
export const briefingsOf = (trx: Trx, group: string): Promise<BriefingRow[]> =>
  own(trx)
    .selectFrom('group_briefing')
    .selectAll()
    .where('working_group', '=', group)
    .orderBy('written_at', 'desc')
    .limit(500)
    .execute()

/** Whether it had that version and is this actor's to change. */
export const changeBriefing = async (
  trx: Trx,
  { id, version }: Pick<BriefingRow, 'id' | 'version'>,
  changes: Partial<Pick<BriefingRow, 'state' | 'proposed_by' | 'released_at' | 'recalled_at' | 'reason' | 'audience'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await own(trx)
    .updateTable('group_briefing')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export const acknowledge = (trx: Trx, row: ReceiptRow) =>
  own(trx)
    .insertInto('group_receipt')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const receiptsOf = (trx: Trx, briefing: string): Promise<ReceiptRow[]> =>
  own(trx).selectFrom('group_receipt').selectAll().where('briefing', '=', briefing).orderBy('at').execute()
