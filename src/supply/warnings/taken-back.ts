// SPDX-License-Identifier: Apache-2.0
/** Takes back what crossed over from the health wing: from then on it exists for no officer. */
import type { Kysely, Transaction } from 'kysely'
import { keyOf, seat } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { PASSAGE } from './access.ts'
import type { WarningTables } from './store.ts'

/**
 * Answers whether it was there. Only what crossed is taken back so: nothing that anybody here reported. In one transaction;
 * in the caller's where it gives one (whose seat is changed).
 */
export const takeSignalBack = async (db: Kysely<WarningTables>, id: string): Promise<boolean> => {
  const work = async (trx: Transaction<WarningTables>) => {
    await seat(trx, PASSAGE)
    const { numUpdatedRows } = await trx
      .updateTable('warning_signal')
      .set({ audience: [keyOf.organisation(PASSAGE.organisation)] })
      .where('id', '=', id)
      .where('originator', '=', PASSAGE.organisation)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return false
    await appendLine(trx, 'node', { verb: 'take-back', kind: 'warning-signal', ids: [id] })
    return true
  }
  return db.isTransaction ? work(db as Transaction<WarningTables>) : db.transaction().execute(work)
}
