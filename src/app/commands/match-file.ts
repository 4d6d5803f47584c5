// SPDX-License-Identifier: Apache-2.0
/**
 * A file judged row by row, of any size, in constant memory. With `--out`, a small file beside it remembers how
 * far the run came; the same command after an interruption goes on from there and writes nothing twice.
 */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { createLookup, type MatchRowsPlan, matchRows, type Place, writeFindings } from '#commons/lookup/index.ts'
import type { MatchOptions } from '#matching/index.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'
import { openOutput } from './output.ts'
import { createProgress } from './progress.ts'
import { localReference } from './reference.ts'

const plan = (file: string, options: Options): MatchRowsPlan => {
  const column = options.column ?? options.structure
  const json = ['.jsonl', '.ndjson'].includes(extname(file).toLowerCase())
  return {
    format: column === undefined ? 'lines' : json ? 'jsonl' : 'csv',
    holds: options.structure === undefined ? 'text' : 'structure',
    ...(column === undefined ? {} : { column }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
  }
}

/** What must be the same for an interrupted run to be gone on with. */
const identity = (file: string, job: MatchRowsPlan, matching: MatchOptions, format: string, reference: string) => {
  const { size, mtimeMs } = file === '-' ? { size: 0, mtimeMs: 0 } : statSync(file)
  return JSON.stringify({ file, size, mtimeMs, job, matching, format, reference })
}

/** Whether two names lead to one file. */
const isSame = (file: string, out: string): boolean => {
  if (file === '-' || !existsSync(out)) return false
  const [a, b] = [statSync(file), statSync(out)]
  return a.dev === b.dev && a.ino === b.ino
}

export const matchFile = async (
  file: string,
  matching: MatchOptions,
  options: Options,
  context: Context,
): Promise<number> => {
  const data = localReference()
  const desk = createLookup(data, '')
  const job = plan(file, options)
  const writer = writeFindings[options.format === 'csv' ? 'csv' : 'jsonl']
  const run = identity(file, job, matching, options.format ?? 'jsonl', data.version)
  if (options.out !== undefined && isSame(file, options.out)) return context.bad('same', { given: file })
  const output = openOutput(options.out, file === '-' ? undefined : run, data.version.includes('+') ? 0o600 : 0o644)
  const from: Place | undefined = output.place
  if (from) context.complain(context.say('resumed', { rows: from.rows }))
  const input =
    file === '-' ? process.stdin : createReadStream(file, { start: from?.offset ?? 0, highWaterMark: 1 << 18 })
  const opened = await matchRows(desk, input, job, matching, from)
  if (!opened.ok) {
    context.complain(context.say('failed', { detail: `${file}: ${context.explain(opened.refusal)}` }))
    return 2
  }
  const progress = createProgress(file === '-' ? undefined : statSync(file).size)
  if (!from) await output.write(writer.header)
  let { found, bad } = output.counts
  let rows = from?.rows ?? 0
  for await (const { row, place } of opened.value) {
    rows = row.line
    if (row.findings.length > 0) found++
    if (row.error) {
      bad++
      progress.clear()
      context.complain(context.say('bad-row', { row: row.line, detail: context.explain(row.error) }))
    }
    await output.write(writer.row(row), { place, found, bad })
    progress.at(place.offset, rows)
  }
  progress.clear()
  await output.finish()
  context.complain(context.say('done', { rows, found, bad }))
  return found > 0 ? 3 : bad > 0 ? 2 : 0
}
