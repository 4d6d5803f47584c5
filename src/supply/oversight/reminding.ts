// SPDX-License-Identifier: Apache-2.0
/** Reminds holders and officers of licences that are nearly over, once for each. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { nodeFor } from './access.ts'
import { tellOf } from './licences.ts'
import { dayOf } from './room.ts'
import { endingLicences, markReminded, type OversightTables } from './store.ts'

/** Days before the last one: what is applied for anew must be looked at by two officers before then. */
export const REMINDED_DAYS = 60

/** `authorities`: the organisations that grant licences here. Answers how many were reminded of. */
export const remindOfEnds = async (
  db: Kysely<OversightTables>,
  authorities: readonly string[],
  now: Date,
): Promise<number> => {
  const by = dayOf(new Date(now.getTime() + REMINDED_DAYS * 86_400_000))
  let reminded = 0
  for (const authority of authorities)
    reminded += await sit(db, nodeFor(authority), async (trx) => {
      const due = await endingLicences(trx, dayOf(now), by)
      for (const row of due) {
        await markReminded(trx, row)
        await appendLine(trx, 'node', { verb: 'remind', kind: 'licence', ids: [row.id] })
        await tellOf(trx, row, 'ending', { message: 'licence-ending', to: ['holder', 'officers'] })
      }
      return due.length
    })
  return reminded
}
