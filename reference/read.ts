// SPDX-License-Identifier: Apache-2.0
/** Reading our CSV files (RFC 4180, UTF-8, line feeds, header row, no line break inside a field). */
import Papa from 'papaparse'

export type Row<K extends string> = Record<K, string>

/** Only lines with a quotation mark need a parser; the others, nearly all, are split, which is several times faster. */
function table(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line !== '')
  const quoted = lines.filter((line) => line.includes('"')).join('\n')
  const parsed = quoted === '' ? [] : Papa.parse<string[]>(quoted, { delimiter: ',', newline: '\n' }).data
  let next = 0
  return lines.map((line) => (line.includes('"') ? (parsed[next++] ?? []) : line.split(',')))
}

/**
 * Rows of `text` with the columns named, in file order; blank lines are left out.
 * Throws where a column is absent or a row has another number of fields than the header, naming `file` and the row.
 */
export function readRows<K extends string>(file: string, text: string, columns: readonly K[]): Row<K>[] {
  const [header = [], ...rows] = table(text)
  const at = columns.map((column) => header.indexOf(column))
  const absent = columns.filter((_, i) => at[i] === -1)
  if (absent.length > 0) throw new Error(`${file}: no column ${absent.join(', ')}`)
  return rows.map((fields, n) => {
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
