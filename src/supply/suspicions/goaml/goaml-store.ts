// SPDX-License-Identifier: Apache-2.0
/** The only SQL of goAML. Each function takes a transaction in which an actor sits. */
import { sql } from 'kysely'
import type { Trx } from '../store.ts'
import type { GoamlCodes } from './codes.ts'

export interface GoamlRow {
  unit: string
  schema: string
  codes: GoamlCodes
  changed_at: Date
  changed_by: string
  version: number
}

export const goamlOf = async (trx: Trx, unit: string): Promise<GoamlRow | undefined> => {
  const { rows } = await sql<GoamlRow>`select * from goaml where unit = ${unit}`.execute(trx)
  return rows[0]
}

/** The first, or in place of the one before. */
export const keepGoaml = async (trx: Trx, row: Omit<GoamlRow, 'version'>): Promise<GoamlRow | undefined> => {
  const { rows } = await sql<GoamlRow>`
    insert into goaml (unit, schema, codes, changed_at, changed_by)
    values (${row.unit}, ${row.schema}, ${JSON.stringify(row.codes)}::jsonb, ${row.changed_at}, ${row.changed_by})
    on conflict (unit) do update set schema = excluded.schema, codes = excluded.codes, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by, version = goaml.version + 1
    returning *`.execute(trx)
  return rows[0]
}
