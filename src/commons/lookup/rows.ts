// SPDX-License-Identifier: Apache-2.0
/** A file of rows, as bytes, into the text or molecule of each row. Any size; a bad row is told, never lost. */
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { detectDelimiter, parseFields, type RawRecord, readRecords } from '#interop/csv/index.ts'

export type RowFormat = 'csv' | 'jsonl' | 'lines'

export interface RowsPlan {
  format: RowFormat
  /** Column of a CSV, key of a JSON line; absent for plain lines, where the whole line is the text. */
  column?: string
  /** Encoding label, e.g. `windows-1252`; UTF-8 where absent. */
  encoding?: string
}

export interface Row {
  /** Data rows counted from 1, without the header. */
  line: number
  /** Physical line on which it begins. */
  at: number
  /** Where reading may resume after this row. */
  place: Place
  text: string
  problem?: RowProblem
}

export interface RowProblem {
  code: 'too-long' | 'open-quote' | 'bad-encoding' | 'bad-json' | 'no-value'
  detail: string
  values: { line: number; column?: string }
}

/** A place between two rows of a file. */
export interface Place {
  /** Bytes before it. */
  offset: number
  /** Physical line that begins here, from 1. */
  line: number
  /** Data rows before it. */
  rows: number
  /** The CSV header's record, once read. */
  header?: string
}

export type RowsRefusal = Refusal<
  'which-column' | 'no-column' | 'same-columns' | 'empty-file' | 'bad-encoding' | 'utf-16'
>

const START: Place = { offset: 0, line: 1, rows: 0 }

const PROBLEMS = {
  'too-long': 'longer than 1 MiB; is a line end missing?',
  'open-quote': 'a quote opens here and never closes',
  'bad-encoding': 'not valid in the encoding that was said, or in UTF-8',
  'bad-json': 'not a JSON object',
  'no-value': 'there is nothing in this column',
}

const problem = (code: RowProblem['code'], line: number, column?: string): RowProblem => ({
  code,
  detail: `Line ${line}: ${PROBLEMS[code]}`,
  values: column === undefined ? { line } : { line, column },
})

/** Decodes strictly: bytes that are not of the encoding answer null instead of turning into question marks. */
const strictDecoder = (encoding = 'utf-8') => {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (bytes: Uint8Array): string | null => {
    try {
      return decoder.decode(bytes)
    } catch {
      return null
    }
  }
}

/** As a spreadsheet's "Unicode text" begins. */
const isUtf16 = ([first, second]: Uint8Array) =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

const lossy = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 80))

type Pick = (record: string) => { text: string } | { missing: 'bad-json' | 'no-value' }

const pickJson =
  (column: string): Pick =>
  (record) => {
    try {
      const value: unknown = JSON.parse(record)
      if (typeof value !== 'object' || value === null) return { missing: 'bad-json' }
      const text: unknown = Object.entries(value).find(([key]) => key === column)?.[1]
      return typeof text === 'string' ? { text } : { missing: 'no-value' }
    } catch {
      return { missing: 'bad-json' }
    }
  }

const pickField =
  (header: string[], delimiter: string, column: string): Pick =>
  (record) => {
    const text = parseFields(record, delimiter)[header.indexOf(column)]
    return text === undefined ? { missing: 'no-value' } : { text }
  }

async function* decode(
  records: AsyncIterable<RawRecord>,
  plan: RowsPlan,
  pick: Pick,
  from: Place,
): AsyncGenerator<Row> {
  const toText = strictDecoder(plan.encoding)
  let rows = from.rows
  for await (const raw of records) {
    if (raw.bytes.length === 0 && !raw.problem && plan.format !== 'lines') continue // a blank line is no row
    const place = { ...from, offset: raw.next, line: raw.nextLine, rows: ++rows }
    const record = raw.problem ? null : toText(raw.bytes)
    if (record === null) {
      yield {
        line: rows,
        at: raw.line,
        place,
        text: lossy(raw.bytes),
        problem: problem(raw.problem ?? 'bad-encoding', raw.line),
      }
      continue
    }
    const picked = pick(record)
    if ('text' in picked) yield { line: rows, at: raw.line, place, text: picked.text }
    else
      yield {
        line: rows,
        at: raw.line,
        place,
        text: record.slice(0, 80),
        problem: problem(picked.missing, raw.line, plan.column),
      }
  }
}

const lines = (chunks: AsyncIterable<Uint8Array>, from: Place, delimiter?: number) =>
  readRecords(chunks, {
    ...(delimiter === undefined ? {} : { delimiter }),
    offset: from.offset,
    line: from.line,
  })

/** The first record, and all chunks from the beginning again. */
const peekHeader = async (chunks: AsyncIterable<Uint8Array>, encoding: string | undefined) => {
  const held: Uint8Array[] = []
  const source = chunks[Symbol.asyncIterator]()
  async function* remembering() {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      held.push(next.value)
      yield next.value
    }
  }
  let first: RawRecord | undefined
  for await (const record of readRecords(remembering(), { delimiter: 0 })) {
    first = record
    break
  }
  async function* again() {
    yield* held
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
  }
  return { first, header: first ? strictDecoder(encoding)(first.bytes) : '', again: again() }
}

/**
 * Opens a file's rows. `from` is a place told by an earlier run's last row: the chunks then begin at its offset.
 * Refused: an empty file, a header that cannot be decoded, a column that is not there or there more than once.
 */
export const openRows = async (
  chunks: AsyncIterable<Uint8Array>,
  plan: RowsPlan,
  from: Place = START,
): Promise<Outcome<AsyncGenerator<Row>, RowsRefusal>> => {
  if (plan.format === 'lines') return ok(decode(lines(chunks, from), plan, (text) => ({ text }), from))
  const { column } = plan
  if (column === undefined) return refuse('which-column', 'Say which column holds the text.')
  if (plan.format === 'jsonl') return ok(decode(lines(chunks, from), plan, pickJson(column), from))
  const start = from.header === undefined
  const opened = start ? await peekHeader(chunks, plan.encoding) : undefined
  const header = (opened ? opened.header : from.header) ?? null
  if (opened && !opened.first) return refuse('empty-file', 'The file is empty: there is no header line.')
  if (opened?.first && isUtf16(opened.first.bytes))
    return refuse('utf-16', 'The file is UTF-16; save it as CSV UTF-8.', 'line 1')
  if (header === null) return refuse('bad-encoding', `The header is ${PROBLEMS['bad-encoding']}.`, 'line 1')
  const clean = header.replace(/^\uFEFF/, '')
  const delimiter = detectDelimiter(clean, column)
  const names = parseFields(clean, delimiter)
  if (!names.includes(column))
    return refuse('no-column', `There is no column "${column}". The columns are: ${names.join(', ')}.`, 'line 1', {
      column,
      columns: names.join(', '),
    })
  const same = names.flatMap((name, index) => (name === column ? [index + 1] : []))
  if (same.length > 1)
    return refuse(
      'same-columns',
      `Columns ${same.join(', ')} are all named "${column}". Give them different names.`,
      'line 1',
      { column, columns: same.join(', ') },
    )
  const records = lines(opened ? opened.again : chunks, from, delimiter.charCodeAt(0))
  if (opened) await records.next() // the header itself
  return ok(decode(records, plan, pickField(names, delimiter, column), { ...from, header: clean }))
}
