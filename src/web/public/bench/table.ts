// SPDX-License-Identifier: Apache-2.0
/** A file as people have it (CSV, TSV, plain lines, Excel) to rows of cells. */
import { detectDelimiter, parseFields, readRecords } from '#interop/csv/index.ts'
import { type Line, MEGABYTES, type Pick, type TableProblem } from './protocol.ts'
import { readXlsx } from './xlsx.ts'

export interface Table {
  rows: string[][]
  /** Rows that could not be read as they should, counted from 1 in `rows`. */
  bad: number[]
  /** Lines of a plain text, of which the first is no row of titles. */
  plain: boolean
}

export class TableRefusal extends Error {
  readonly problem: TableProblem

  constructor(problem: TableProblem, detail: string) {
    super(detail)
    this.problem = problem
  }
}

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, index) => bytes[index] === byte)

/** UTF-8 where it is that, UTF-16 where its mark says so, else what Excel writes in Western Europe. */
export function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/**
 * A plain text file is one column of lines: its commas are words, not borders, and an empty line counts, so that a
 * number is that of the line in what was pasted. In a CSV an empty line is no row, here as on the command line.
 */
async function readText(name: string, bytes: Uint8Array): Promise<Table> {
  const text = decode(bytes)
  const delimiter = /\.(txt|log|md)$/i.test(name)
    ? undefined
    : detectDelimiter(text.slice(0, 20_000).split(/\r|\n/, 1)[0] ?? '')
  const records = readRecords(
    once(new TextEncoder().encode(text)),
    delimiter === undefined ? {} : { delimiter: delimiter.charCodeAt(0) },
  )
  const decoder = new TextDecoder()
  const table: Table = { rows: [], bad: [], plain: delimiter === undefined }
  for await (const { bytes: record, problem } of records) {
    if (record.length === 0 && problem === undefined && delimiter !== undefined) continue
    const line = decoder.decode(record)
    table.rows.push(delimiter === undefined ? [line] : parseFields(line, delimiter))
    if (problem !== undefined) table.bad.push(table.rows.length)
  }
  return table
}

export async function readTable(file: File): Promise<Table> {
  if (file.size > MEGABYTES * 1e6) throw new TableRefusal('too-large', `${file.size} bytes`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const zip = startsWith(bytes, 0x50, 0x4b, 3, 4)
  const table = zip ? { rows: await readXlsx(bytes), bad: [], plain: false } : await readText(file.name, bytes)
  while (table.rows.at(-1)?.every((cell) => cell.trim() === '')) table.rows.pop()
  if (table.rows.length === 0) throw new TableRefusal('empty', 'no rows')
  return table
}

/**
 * The lines to judge: one column, or all columns of a row together. Rows are counted from 1 without the titles, as
 * the command line counts them; an empty cell is a row in which nothing is found.
 */
export const pickLines = (rows: readonly string[][], { column, titles }: Pick): Line[] =>
  rows
    .slice(titles ? 1 : 0)
    .map((row, index) => ({ line: index + 1, text: column === null ? row.join(' ') : (row[column] ?? '') }))
