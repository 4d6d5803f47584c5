// SPDX-License-Identifier: Apache-2.0
/** Which kinds of organisation there are, as data: rooms name them where they declare who may hold a role. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRows } from './read.ts'

export interface OrganisationKind {
  /** Stable, lower case. */
  id: string
  sector: string
  name: { en: string; fr: string }
}

/** Reads organisation-kinds.csv, in file order: by sector. Throws where it is absent or not in shape. */
export const loadOrganisationKinds = (): OrganisationKind[] => {
  const file = 'organisation-kinds.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  return readRows(file, text, ['id', 'sector', 'name_en', 'name_fr'], (row) => ({
    id: row.id,
    sector: row.sector,
    name: { en: row.name_en, fr: row.name_fr },
  }))
}
