// SPDX-License-Identifier: Apache-2.0
/** The answers as files, in the same columns and shape as the command line and the HTTP interface write them. */
import { writeRecord } from '#interop/csv/index.ts'
import type { Control, Finding } from '#matching/index.ts'
import type { Judged } from './protocol.ts'

const HEADER = ['line', 'text', 'id', 'kind', 'name', 'by', 'as', 'start', 'end', 'certainty', 'controls', 'reference']

const controlText = ({ jurisdiction, instrument, schedule, since, checked }: Control) =>
  `${jurisdiction} ${instrument} ${schedule}${since === null ? '' : ` since ${since}`}${checked ? '' : ' (not checked)'}`

function record(line: Judged, { id, kind, name, by, as, span, certainty, controls }: Finding, reference: string) {
  const place = span ?? ['', '']
  const known = controls.map(controlText).join('; ')
  return writeRecord([line.line, line.text, id, kind, name, by, as, ...place, certainty, known, reference])
}

/** One line a finding. */
export const toCsv = (judged: readonly Judged[], reference: string): string[] => [
  writeRecord(HEADER),
  ...judged.flatMap((line) =>
    line.problem === undefined
      ? line.findings.map((finding) => record(line, finding, reference))
      : [writeRecord([line.line, line.text, '', 'error', '', '', '', '', '', '', line.problem, reference])],
  ),
]

/** One JSON object a judged line, also where nothing was found. */
export const toJsonLines = (judged: readonly Judged[], reference: string): string[] =>
  judged.map((line) => `${JSON.stringify({ ...line, reference })}\n`)

/** Hands the parts to the reader as a file; the browser writes it, nothing is sent. */
export function saveFile(name: string, type: string, parts: string[]): void {
  const url = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
