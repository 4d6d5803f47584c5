// SPDX-License-Identifier: Apache-2.0
/** Reading CSV (RFC 4180, UTF-8, line feeds, header row) into rows of the columns asked for. */
import Papa from 'papaparse'

export type Row<K extends string> = Record<K, string>

/**
 * Rows of `text` with the columns named, in file order; blank lines are left out.
 * Throws where a column is absent or a row has another number of fields than the header, naming `file` and the row.
 */
export function readRows<K extends string>(file: string, text: string, columns: readonly K[]): Row<K>[] {
  const table = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n', skipEmptyLines: true }).data
  const header = table[0] ?? []
  const at = columns.map((column) => header.indexOf(column))
  const absent = columns.filter((_, i) => at[i] === -1)
  if (absent.length > 0) throw new Error(`${file}: no column ${absent.join(', ')}`)
  return table.slice(1).map((fields, n) => {
    if (fields.length !== header.length) {
      throw new Error(`${file}, row ${n + 2}: ${fields.length} fields, the header has ${header.length}`)
    }
    const row = {} as Row<K>
    for (let i = 0; i < columns.length; i++) row[columns[i] as K] = fields[at[i] as number] as string
    return row
  })
}

/** `a;b; c` → `['a', 'b', 'c']`; an empty field gives no items. */
export function list(field: string, separator = ';'): string[] {
  return field
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
