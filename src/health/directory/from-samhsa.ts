// SPDX-License-Identifier: Apache-2.0
/**
 * The CSV of SAMHSA’s treatment locator: names, addresses and coordinates of places in the United States. It says nothing of
 * telephone, hours, cost or ages, so none of that is known of its rows.
 */
import { ok } from '#basis/outcome.ts'
import { readTable } from '#interop/csv/index.ts'
import { collect, keyOfRow, positionOf, type ReadFile } from './rows.ts'

const NEEDED = ['name1', 'street1', 'city', 'state', 'zip', 'latitude', 'longitude'] as const
const COLUMNS = [...NEEDED, 'name2', 'street2'] as const

/** Every row of the file says this of itself, and no more. */
const TERMS: readonly string[] = []

/** Refuses with `not-this-format` a file without the columns; a row that is wrong is told with its line. */
export const fromSamhsa: ReadFile = async (bytes) => {
  const table = readTable(bytes, COLUMNS, NEEDED)
  if (!table.ok) return table
  const { made, take, refuse: refuseRow, note } = collect()
  if (table.value.isLatin1) note(1, 'latin-1')
  for await (const row of table.value.rows) {
    if ('problem' in row) {
      refuseRow(row.line, row.problem, row.given)
      continue
    }
    const { line, of } = row
    const [name1, name2, street1, street2] = [of('name1'), of('name2'), of('street1'), of('street2')]
    const [city, state, zip] = [of('city'), of('state'), of('zip')]
    if (name1 === '') refuseRow(line, 'no-name')
    else if (city === '') refuseRow(line, 'no-city')
    else if (!/^[A-Z]{2}$/.test(state)) refuseRow(line, 'no-region', state)
    else {
      const position = positionOf(of('latitude'), of('longitude'))
      if (!position) note(line, 'no-position', `${of('latitude')}, ${of('longitude')}`)
      // A spreadsheet took the zeros before it away. Kept as it stands: which were there is not for us to guess.
      if (zip.length < 5) note(line, 'short-postal-code', zip)
      take(line, keyOfRow(name1, name2, street1, street2, city, state, zip), {
        ...{ organization: name1, name: name1, alternateName: name2, terms: TERMS },
        location: {
          ...{ address1: street1, address2: street2, city, region: state, postalCode: zip, country: 'US' },
          ...position,
        },
      })
    }
  }
  return ok(made)
}
