// SPDX-License-Identifier: Apache-2.0
/** The rows of a CSV by the names of their columns. */
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { detectDelimiter, parseFields } from './fields.ts'
import { readRecords } from './records.ts'

/** UTF-8, and where it is not, Windows-1252, which has every letter of Latin-1 at the same place. */
export const decode = (bytes: Uint8Array): { text: string; isLatin1: boolean } => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isLatin1: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isLatin1: true }
  }
}

async function* whole(bytes: Uint8Array) {
  yield bytes
}

/** A row longer than this, in bytes, is none. */
const LONGEST = 1 << 16

/** `fields`: another number of them than the header has, told in `given`. */
export type TableRow<C extends string> =
  | { line: number; problem: 'too-long' | 'open-quote' | 'fields'; given?: string }
  | { line: number; of(column: C): string }

const headerOf = (text: string, column?: string) => {
  const header = (/^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '').trim()
  const delimiter = detectDelimiter(header, column)
  return { delimiter, headings: parseFields(header, delimiter).map((heading) => heading.trim()) }
}

/** The headings of a table, each with what stands below it in the first row. */
export const headingsIn = (bytes: Uint8Array, column?: string): { heading: string; example: string }[] => {
  const text = decode(bytes).text.slice(0, LONGEST)
  const { delimiter, headings } = headerOf(text, column)
  const example = parseFields(text.split(/\r\n|\n|\r/)[1] ?? '', delimiter)
  return headings.map((heading, index) => ({ heading, example: (example[index] ?? '').trim().slice(0, 80) }))
}

/**
 * Refuses with `not-this-format` a file without the columns that are needed; those that are absent are empty. `chosen`: which
 * heading each column has there, or with `=` before it what every row says.
 */
export const readTable = <C extends string>(
  bytes: Uint8Array,
  columns: readonly C[],
  needed: readonly C[],
  chosen?: { [K in C]?: string | undefined },
): Outcome<{ isLatin1: boolean; rows: AsyncGenerator<TableRow<C>> }, Refusal<'not-this-format'>> => {
  const { text, isLatin1 } = decode(bytes)
  const headingOf = (column: C) => (chosen ? chosen[column] : column)?.trim()
  const first = needed[0]
  const { delimiter, headings } = headerOf(text, first && headingOf(first))
  const names = headings.map((heading) => heading.toLowerCase())
  const placeOf = (column: C) => names.indexOf(headingOf(column)?.toLowerCase() ?? '\0')
  const saidOf = (column: C) => (headingOf(column)?.startsWith('=') ? headingOf(column)?.slice(1).trim() : undefined)
  const missing = needed.filter((column) => saidOf(column) === undefined && placeOf(column) < 0).join(', ')
  if (missing !== '') return refuse('not-this-format', `The file has no column ${missing}.`, 'file', { missing })
  const at = new Map(columns.map((column) => [column, placeOf(column)]))
  const said = new Map(columns.flatMap((column) => [[column, saidOf(column)] as const]))
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
        else yield { line, of: (column) => said.get(column) ?? (fields[at.get(column) ?? -1] ?? '').trim() }
      }
    }
  }
  return ok({ isLatin1, rows: rows() })
}
