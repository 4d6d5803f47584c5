// SPDX-License-Identifier: Apache-2.0
/** Takes back what crossed over from the health wing: from then on it exists for no officer. */
import type { Kysely, Transaction } from 'kysely'
import { keyOf, seat } from '#platform/access/index.ts'
import { rehandle } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { authoritiesIn, filingSeat, keptFromAll, PASSAGE } from './access.ts'
import { signalById, type WarningTables, withdrawProposal } from './store.ts'
import { isWords } from './substance.ts'

/** A proposal says what was reported in the reporter's words; what no officer took up does not outlive the report. */
const takeProposalBack = async (trx: Transaction<WarningTables>, authority: string, key: string): Promise<void> => {
  await seat(trx, filingSeat(authority))
  const handling = keptFromAll(authority)
  const proposal = await withdrawProposal(trx, authority, key, handling.audience)
  if (proposal === undefined) return
  await rehandle(trx, proposal, handling)
  await appendLine(trx, 'node', { verb: 'take-back', kind: 'watched', ids: [proposal] })
}

/**
 * Answers whether somebody had it. Only what crossed is taken back so: nothing that anybody here reported. In one transaction;
 * in the caller's where it gives one (whose seat is changed).
 */
export const takeSignalBack = async (db: Kysely<WarningTables>, id: string): Promise<boolean> => {
  const work = async (trx: Transaction<WarningTables>) => {
    await seat(trx, PASSAGE)
    const signal = await signalById(trx, id)
    const authorities = authoritiesIn(signal?.audience ?? [])
    if (signal?.originator !== PASSAGE.organisation || authorities.length === 0) return false
    await trx
      .updateTable('warning_signal')
      .set({ audience: [keyOf.organisation(PASSAGE.organisation)] })
      .where('id', '=', id)
      .execute()
    await appendLine(trx, 'node', { verb: 'take-back', kind: 'warning-signal', ids: [id] })
    if (!isWords(signal.key)) return true
    for (const authority of authorities) await takeProposalBack(trx, authority, signal.key)
    return true
  }
  return db.isTransaction ? work(db as Transaction<WarningTables>) : db.transaction().execute(work)
}
