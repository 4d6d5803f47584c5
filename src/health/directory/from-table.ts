// SPDX-License-Identifier: Apache-2.0
/** The rows of a CSV by the names of their columns. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { detectDelimiter, parseFields, readRecords } from '#interop/csv/index.ts'
import type { DirectoryRefusal, RowNote } from './contract.ts'
import { decode } from './rows.ts'

async function* whole(bytes: Uint8Array) {
  yield bytes
}

type TableRow<C extends string> =
  | { line: number; problem: RowNote['code']; given?: string }
  | { line: number; of(column: C): string }

/** A row longer than this, in bytes, is none. */
const LONGEST = 1 << 16

/** Refuses with `not-this-format` a file without the columns that are needed; those that are absent are empty. */
export const readTable = <C extends string>(
  bytes: Uint8Array,
  columns: readonly C[],
  needed: readonly C[],
): Outcome<{ isLatin1: boolean; rows: AsyncGenerator<TableRow<C>> }, DirectoryRefusal> => {
  const { text, isLatin1 } = decode(bytes)
  const header = (/^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '').trim()
  const delimiter = detectDelimiter(header, needed[0])
  const names = parseFields(header, delimiter).map((name) => name.trim().toLowerCase())
  const missing = needed.filter((name) => !names.includes(name)).join(', ')
  if (missing !== '') return refuse('not-this-format', `The file has no column ${missing}.`, 'file', { missing })
  const at = new Map(columns.map((name) => [name, names.indexOf(name)]))
  async function* rows(): AsyncGenerator<TableRow<C>> {
    const decoder = new TextDecoder()
    const options = { delimiter: delimiter.charCodeAt(0), limit: LONGEST }
    let isHeader = true
    for await (const { line, bytes: record, problem } of readRecords(whole(new TextEncoder().encode(text)), options)) {
      const written = decoder.decode(record)
      if (isHeader) isHeader = false
      else if (problem) yield { line, problem }
      else if (written.trim() !== '') {
        const fields = parseFields(written, delimiter)
        if (fields.length !== names.length)
          yield { line, problem: 'fields', given: `${fields.length} / ${names.length}` }
        else yield { line, of: (column) => (fields[at.get(column) ?? -1] ?? '').trim() }
      }
    }
  }
  return ok({ isLatin1, rows: rows() })
}
