// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Seat } from '../access/index.ts'
import type { Shared } from './ground.ts'
import { actorFrom, type Standing } from './standing.ts'

interface SeatRow extends Standing {
  name: string
  account: string | null
}

/**
 * Everybody who could be given a record, as `whoSees` counts them: by organisation, without names or numbers of people.
 * Each may be what they may be when they ask themselves; of who is not named, what they have elsewhere is not known here.
 */
export const seatsIn = async ({ db, roles }: Shared, audience: readonly string[]): Promise<Seat[]> => {
  const named = audience.filter((key) => key.startsWith('account:')).map((key) => key.slice('account:'.length))
  const { rows } = await sql<SeatRow>`select * from seats(${named}::uuid[])`.execute(db)
  const everywhere = (account: string | null) =>
    account === null ? [] : rows.filter((row) => row.account === account).flatMap((row) => row.roles)
  return rows.map((row) => ({
    organisation: { id: row.organisation, name: row.name, kind: row.kind },
    actor: actorFrom({ roles }, row.account ?? '', row, everywhere(row.account)),
  }))
}
