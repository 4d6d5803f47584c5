// SPDX-License-Identifier: Apache-2.0
/**
 * The worker that reads files and judges lines of text. It needs no evaluation of code; only a script with `worker`
 * in its name is served with a policy that permits it, so this one is named otherwise.
 */
import { createTextMatcher, type TextMatcher } from '#matching/index.ts'
import type { FromWorker, TableSummary, ToText } from './protocol.ts'
import { summarise, unpack } from './reference-data.ts'
import { runLines } from './run-lines.ts'
import { pickLines, readTable, type Table, TableRefusal } from './table.ts'

let matcher: TextMatcher | undefined
let table: Table = { rows: [], bad: [], plain: false }
let stopped = false

const tell = (message: FromWorker) => postMessage(message)

function load(packed: string): void {
  const data = unpack(packed)
  matcher = createTextMatcher(data)
  matcher.match('x')
  tell({ type: 'loaded', reference: summarise(data) })
}

const summaryOf = (name: string, { rows, bad, plain }: Table): TableSummary => ({
  name,
  rows: rows.length,
  columns: rows.slice(0, 1000).reduce((most, row) => Math.max(most, row.length), 0),
  first: rows.slice(0, 20),
  bad,
  plain,
})

async function open(file: File): Promise<void> {
  try {
    table = await readTable(file)
    tell({ type: 'opened', table: summaryOf(file.name, table) })
  } catch (error) {
    const problem = error instanceof TableRefusal ? error.problem : 'unreadable'
    tell({ type: 'unopened', problem, detail: error instanceof Error ? error.message : String(error) })
  }
}

async function answer(message: ToText): Promise<void> {
  if (message.type === 'load') return load(message.packed)
  if (message.type === 'open') return open(message.file)
  if (message.type === 'pick') return tell({ type: 'picked', lines: pickLines(table.rows, message.pick) })
  stopped = message.type === 'stop'
  if (message.type === 'stop' || matcher === undefined) return
  const { match } = matcher
  const judge = (line: { line: number; text: string }) => {
    const { findings, amounts } = match(line.text, message.options)
    return { ...line, findings, amounts }
  }
  await runLines(message.lines, judge, tell, () => stopped)
}

addEventListener('message', ({ data }: MessageEvent<ToText>) => {
  answer(data).catch((error: unknown) => tell({ type: 'failed', detail: String(error) }))
})
