// SPDX-License-Identifier: Apache-2.0
/** Reading our CSV files (RFC 4180, UTF-8, line feeds, header row, no line break inside a field). */

export type Row<K extends string> = Record<K, string>

/** Only lines with a quotation mark, which are few, need more than a split. */
const fieldsOf = (line: string): string[] => (line.includes('"') ? quotedFields(line) : line.split(','))

function quotedFields(line: string): string[] {
  const fields: string[] = []
  for (let from = 0; from <= line.length; ) {
    const isQuoted = line[from] === '"'
    const start = isQuoted ? from + 1 : from
    let end = line.indexOf(isQuoted ? '"' : ',', start)
    while (isQuoted && end !== -1 && line[end + 1] === '"') end = line.indexOf('"', end + 2)
    if (end === -1) end = line.length
    const field = line.slice(start, end)
    fields.push(isQuoted ? field.replaceAll('""', '"') : field)
    from = isQuoted ? end + 2 : end + 1
  }
  return fields
}

/** Lines of ASCII stay at one byte a character: all later work on their names is faster for it. */
const linesOf = (bytes: Buffer): string[] =>
  bytes
    .toString('latin1')
    .split('\n')
    .map((line) => (/[\x80-\xff]/.test(line) ? Buffer.from(line, 'latin1').toString('utf8') : line))

/**
 * Rows of `text` with the columns named, in file order, or what `make` makes of them; blank lines are left out.
 * `make` gets the same object every time, filled anew: of 30,000 rows none is made only to be thrown away.
 * Throws where a column is absent or a row has another number of fields than the header, naming `file` and the row.
 */
export function readRows<K extends string, T = Row<K>>(
  file: string,
  text: string | Buffer,
  columns: readonly K[],
  make: (row: Row<K>) => T = (row) => ({ ...row }) as T,
): T[] {
  const lines = typeof text === 'string' ? text.split('\n') : linesOf(text)
  const first = lines.findIndex((line) => line !== '')
  const header = first === -1 ? [] : fieldsOf(lines[first] as string)
  const absent = columns.filter((column) => !header.includes(column))
  if (absent.length > 0) throw new Error(`${file}: no column ${absent.join(', ')}`)
  const at = columns.map((column) => header.indexOf(column))
  const row = {} as Row<K>
  const made: T[] = []
  for (let n = first + 1; n < lines.length; n++) {
    const line = lines[n] as string
    if (line === '') continue
    const fields = fieldsOf(line)
    if (fields.length !== header.length)
      throw new Error(`${file}, row ${made.length + 2}: ${fields.length} fields, the header has ${header.length}`)
    for (let i = 0; i < columns.length; i++) row[columns[i] as K] = fields[at[i] as number] as string
    made.push(make(row))
  }
  return made
}

/** `a;b; c` → `['a', 'b', 'c']`; an empty field gives no items. */
export function list(field: string, separator = ';'): string[] {
  return field
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
