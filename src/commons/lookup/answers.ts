// SPDX-License-Identifier: Apache-2.0
/** Rows in, answers out: one file's bytes judged row by row, and the answers as JSON lines or CSV. */
import { type Outcome, ok } from '#basis/outcome.ts'
import { writeRecord } from '#interop/csv/index.ts'
import type { Amount, Finding, MatchOptions } from '#matching/index.ts'
import type { LookupDesk } from './contract.ts'
import { openRows, type Place, type Row, type RowsPlan, type RowsRefusal } from './rows.ts'

export interface MatchRowsPlan extends RowsPlan {
  /** What the column holds. */
  holds: 'text' | 'structure'
}

/** The answer to one data row; `error` where it could not be read or judged. */
export interface MatchedRow {
  line: number
  text: string
  findings: Finding[]
  amounts: Amount[]
  reference: string
  error?: { code: string; detail: string; values?: Record<string, string | number> }
}

const judge = async (desk: LookupDesk, row: Row, plan: MatchRowsPlan, options: MatchOptions): Promise<MatchedRow> => {
  const { line, text, problem } = row
  const nothing = { line, text, findings: [], amounts: [], reference: desk.reference().version }
  if (problem) return { ...nothing, error: problem }
  if (plan.holds === 'text') return { line, text, ...desk.match(text, options) }
  const outcome = await desk.matchStructure(text, options)
  if (outcome.ok) return { line, text, ...outcome.value }
  const { code, detail } = outcome.refusal
  return { ...nothing, error: { code, detail: `Line ${row.at}: ${detail}`, values: { line: row.at } } }
}

export interface PlacedRow {
  row: MatchedRow
  /** Where a later run may go on after this row. */
  place: Place
}

/** Judges every row of a file. Constant memory; the caller stops reading to slow it down. */
export const matchRows = async (
  desk: LookupDesk,
  chunks: AsyncIterable<Uint8Array>,
  plan: MatchRowsPlan,
  options: MatchOptions = {},
  from?: Place,
): Promise<Outcome<AsyncGenerator<PlacedRow>, RowsRefusal>> => {
  const opened = await openRows(chunks, plan, from)
  if (!opened.ok) return opened
  const rows = opened.value
  async function* judged() {
    for await (const row of rows) yield { row: await judge(desk, row, plan, options), place: row.place }
  }
  return ok(judged())
}

const HEADER = ['line', 'text', 'id', 'kind', 'name', 'by', 'as', 'start', 'end', 'certainty', 'controls', 'reference']

const controls = (finding: Finding) =>
  finding.controls
    .map((known) => {
      const since = known.since === null ? '' : ` since ${known.since}`
      return `${known.jurisdiction} ${known.instrument} ${known.schedule}${since}${known.checked ? '' : ' (not checked)'}`
    })
    .join('; ')

const csvLines = ({ line, text, findings, reference, error }: MatchedRow): string =>
  error
    ? writeRecord([line, text, '', 'error', '', '', '', '', '', '', error.detail, reference])
    : findings
        .map((finding) => {
          const { id, kind, name, by, as, span, certainty } = finding
          const place = span ?? ['', '']
          return writeRecord([line, text, id, kind, name, by, as, ...place, certainty, controls(finding), reference])
        })
        .join('')

/** A writer of answers: JSON lines, one a row, or CSV, one line a finding. */
export const writeFindings = {
  jsonl: { header: '', row: (row: MatchedRow) => `${JSON.stringify(row)}\n` },
  csv: { header: writeRecord(HEADER), row: csvLines },
}
