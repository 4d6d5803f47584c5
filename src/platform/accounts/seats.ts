// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely'
import { MARKINGS, type Seat } from '../access/index.ts'
import type { AccountsTables } from './tables.ts'

interface SeatRow {
  organisation: string
  name: string
  kind: string
  account: string | null
  roles: string[]
  groups: string[]
  clearance: number
  purposes: string[]
}

/** Everybody who could be given a record, as `whoSees` counts them: by organisation, without names or numbers of people. */
export const seatsIn = async (db: Kysely<AccountsTables>, audience: readonly string[]): Promise<Seat[]> => {
  const named = audience.filter((key) => key.startsWith('account:')).map((key) => key.slice('account:'.length))
  const { rows } = await sql<SeatRow>`select * from seats(${named}::uuid[])`.execute(db)
  return rows.map(({ organisation, name, kind, account, clearance, ...rest }) => ({
    organisation: { id: organisation, name, kind },
    actor: { account: account ?? '', organisation, clearance: MARKINGS[clearance] ?? 'clear', ...rest },
  }))
}
