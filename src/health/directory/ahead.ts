// SPDX-License-Identifier: Apache-2.0
/** When services are open is made out some weeks ahead, since the list is ordered by it; here it is made out anew in time. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { ANYONE, filingSeat } from './access.ts'
import { holidaysOf } from './holidays.ts'
import { type DirectoryTables, keepOpens, stalest } from './store.ts'
import { MADE_ANEW, opensFor } from './view.ts'

const AT_ONCE = 500

/**
 * Makes out anew when those are open of whom it is known for less than three weeks more, or by other public holidays than now.
 * Answers how many. No line in the ledger: nothing that anybody said changes.
 */
export const lookAhead = async (db: Kysely<DirectoryTables>, now = new Date()): Promise<number> => {
  const countries = await sit(db, ANYONE, (trx) => trx.selectFrom('listing').select('country').distinct().execute())
  const digests = new Map(countries.map(({ country }) => [country, holidaysOf(country).digest]))
  let done = 0
  for (;;) {
    const rows = await sit(db, ANYONE, (trx) =>
      stalest(trx, { before: new Date(now.getTime() + MADE_ANEW), digests, limit: AT_ONCE }),
    )
    const owners = [...new Set(rows.map(({ originator }) => originator))]
    for (const owner of owners)
      await sit(db, filingSeat(owner), async (trx) => {
        for (const { id, version, content, originator } of rows)
          if (originator === owner) await keepOpens(trx, { id, version }, opensFor(content, now))
      })
    done += rows.length
    if (rows.length < AT_ONCE) return done
  }
}
