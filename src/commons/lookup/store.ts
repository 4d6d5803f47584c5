// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely'

export interface LookupTables {
  reference_version: { version: string; served_since: Date }
}

/** Records that this node answers by `version` from now on, unless it already did; answers since when. */
export const servedSince = async (db: Kysely<LookupTables>, version: string): Promise<string> =>
  db.transaction().execute(async (trx) => {
    await trx
      .insertInto('reference_version')
      .values({ version, served_since: new Date() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const row = await trx
      .selectFrom('reference_version')
      .select('served_since')
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    return row.served_since.toISOString()
  })
