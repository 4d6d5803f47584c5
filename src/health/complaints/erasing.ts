// SPDX-License-Identifier: Apache-2.0
/** The end of the time for which words are kept: they go by themselves, and the ledger says that they did and of which complaint. */
import { type Kysely, sql } from 'kysely'
import { appendLine, eraseRecord } from '#platform/ledger/index.ts'
import { APPEAL_DAYS } from './contract.ts'
import type { ComplaintsTables } from './store.ts'

/** Answers how many. Its salt goes too: then no digest in the ledger can be tried against a guess of what was said. */
export const eraseComplaints = (
  db: Kysely<ComplaintsTables>,
  { keptDays, now }: { keptDays: number; now: Date },
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from erase_complaints(${now}, ${Math.max(keptDays, APPEAL_DAYS)}, ${APPEAL_DAYS}) id`.execute(trx)
    for (const { id } of rows) {
      await eraseRecord(trx, 'complaint', id)
      await appendLine(trx, 'node', { verb: 'erase', kind: 'complaint', ids: [id] })
    }
    return rows.length
  })
