// SPDX-License-Identifier: Apache-2.0
/** The only SQL of corrections. Each function takes a transaction in which an actor sits. */
import type { Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Correction } from './contract.ts'

export interface CorrectionRow extends HandlingColumns {
  id: string
  concerns: Correction['concerns']
  name: string
  wrong: string
  reach: string
  received_at: Date
  /** `YYYY-MM-DD`. */
  answer_on: string
  outcome: 'corrected' | 'nothing-to-correct' | null
  note: string | null
  settled_at: Date | null
  version: number
}
export interface CorrectionTables extends EventTables {
  correction: CorrectionRow
}
type Trx = Transaction<CorrectionTables>

export const insertCorrection = (trx: Trx, row: CorrectionRow) => trx.insertInto('correction').values(row).execute()

/** The one that exists for whoever sits here. */
export const onlyCorrection = (trx: Trx) => trx.selectFrom('correction').selectAll().limit(1).executeTakeFirst()

export const correctionById = (trx: Trx, id: string) =>
  trx.selectFrom('correction').selectAll().where('id', '=', id).executeTakeFirst()

export const listCorrections = (trx: Trx, limit: number) =>
  trx
    .selectFrom('correction')
    .selectAll()
    .orderBy('settled_at', (order) => order.desc().nullsFirst())
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute()

/** Undefined where it has another version by now. */
export const settleCorrection = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  settled: Pick<CorrectionRow, 'outcome' | 'note' | 'settled_at'>,
) =>
  trx
    .updateTable('correction')
    .set({ ...settled, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
