// SPDX-License-Identifier: Apache-2.0
/** A plain CSV with the columns of `open/table.ts`, which is what this directory writes itself. */
import { ok, refuse } from '#basis/outcome.ts'
import { headingsIn, readTable, unguarded } from '#interop/csv/index.ts'
import { guessColumns, NEEDED_COLUMNS, untaken } from './columns.ts'
import { COLUMNS, type Column, listingOfRow, roomLeftOut } from './open/table.ts'
import { openTaxonomy } from './open/taxonomy.ts'
import { collect, keyOfRow, type ReadFile } from './rows.ts'

/** Columns that are absent are not known; without `columns` they are guessed of the headings. By `id` a service is known again, and without by its name and address. */
export const fromCsv: ReadFile = async (bytes, given) => {
  const headings = headingsIn(bytes, given?.name ?? 'name').map(({ heading }) => heading)
  const columns = given ?? guessColumns(headings)
  const table = readTable(bytes, COLUMNS, NEEDED_COLUMNS, columns)
  if (!table.ok) return table
  const headed = (column: Column) => (columns[column]?.startsWith('=') ? column : (columns[column] ?? column))
  const { made, take, refuse: refuseRow, note } = collect(headed)
  if (table.value.isLatin1) note(1, 'latin-1')
  for (const heading of untaken(headings, columns)) note(1, 'column', heading)
  for await (const row of table.value.rows) {
    if ('problem' in row) {
      refuseRow(row.line, row.problem, row.given)
      continue
    }
    const of = (column: Column) => unguarded(row.of(column)).trim()
    if (of('name') === '') refuseRow(row.line, 'no-name')
    else {
      const address = ['name', 'organization', 'address_1', 'city', 'region', 'country'] as const
      const { terms, ...listing } = listingOfRow(of)
      const known = terms.filter((term) => openTaxonomy().byId.has(term))
      for (const term of terms) if (!known.includes(term)) note(row.line, 'left-out', `${headed('terms')}: ${term}`)
      for (const figure of roomLeftOut(of, headed)) note(row.line, 'left-out', figure)
      take(
        row.line,
        of('id') || keyOfRow(...address.map(of)),
        { ...listing, terms: known },
        of('assured_date') || undefined,
      )
    }
  }
  return made.rows.length + made.refused.length === 0
    ? refuse('not-this-format', 'It has no rows.', 'file', { missing: '–' })
    : ok({ ...made, columns })
}
