// SPDX-License-Identifier: Apache-2.0
/** What a day brings: a firm is reminded once of a review that is near, and what is kept no longer is removed. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { nodeFor } from './access.ts'
import { daysAfter, REMINDED_DAYS } from './customer.ts'
import { eraseCustomer, tellOf } from './desk.ts'
import { type CustomerTables, changeCustomer, customersDue, customersSeen } from './store.ts'

/** Answers how many were reminded of, and how many removed. */
export const keepCustomers = async (
  db: Kysely<CustomerTables>,
  now: Date,
): Promise<{ reminded: number; removed: number }> => {
  const today = now.toISOString().slice(0, 10)
  const done = { reminded: 0, removed: 0 }
  for (const { id, organisation, over } of await customersDue(db, today, daysAfter(today, REMINDED_DAYS)))
    await sit(db, nodeFor(organisation), async (trx) => {
      const [row] = await customersSeen(trx, { id })
      if (!row) return
      if (over) {
        await eraseCustomer(trx, 'node', row)
        done.removed++
        return
      }
      if (!(await changeCustomer(trx, row, { reminded_of: row.review_on }))) return
      await appendLine(trx, 'node', { verb: 'remind', kind: 'customer', ids: [id] })
      await tellOf(trx, row, 'due', { isDue: true })
      done.reminded++
    })
  return done
}
