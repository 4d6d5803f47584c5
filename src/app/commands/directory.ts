// SPDX-License-Identifier: Apache-2.0
/** `directory import FILE --from KIND`: a file of services into the directory of this node, by whoever keeps the computer. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Columns, TAKEN } from '#health/directory/contract.ts'
import type { DirectoryTables, ImportReport } from '#health/directory/index.ts'
import { parseFields } from '#interop/csv/index.ts'
import { readConfig } from '../config.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'

/** Bytes: a country’s services, and no more than a computer holds at once. */
const LARGEST = 64 << 20
/** Rows of one kind that are told one by one; of all there is the number. */
const MOST_TOLD = 20

const tell = (report: ImportReport, isMeant: boolean, seconds: number, { say, print, complain }: Context): void => {
  for (const { file, line, code, given } of report.refused)
    complain(
      say('directory.refused', {
        line: file === undefined ? line : `${file} ${line}`,
        why: say(`directory.row.${code}`),
        given: given ?? '',
      }),
    )
  for (const [column, heading] of Object.entries(report.columns ?? {}))
    if (heading !== undefined && heading.toLowerCase() !== column) print(say('directory.column', { column, heading }))
  const counted = new Map<string, number>()
  for (const { file, line, code, given = '' } of report.notes) {
    const count = (counted.get(code) ?? 0) + 1
    if (code === 'column') complain(say('directory.untaken', { heading: given }))
    else counted.set(code, count)
    if (code !== 'column' && count <= MOST_TOLD && line > 0)
      complain(
        say('directory.told', {
          line: file === undefined ? line : `${file} ${line}`,
          what: say(`directory.row.${code}`),
          given,
        }),
      )
  }
  for (const [code, count] of counted) complain(say('directory.noted', { count, what: say(`directory.row.${code}`) }))
  if (report.named !== undefined) print(say('directory.named', { name: report.named }))
  for (const name of report.leaving ?? []) print(say('directory.leaving', { name }))
  const { rows, added, changed, same, back, left } = report
  const refused = report.refused.length
  print(say(isMeant ? 'directory.done' : 'directory.preview', { rows, added, changed, same, back, left, refused }))
  print(say('directory.seconds', { seconds: seconds.toFixed(1) }))
}

/** For which organisation: the one that was named, else the node’s only authority or ministry. */
const keeperOf = (all: readonly { id: string; name: string; kind: string }[], name: string | undefined) => {
  if (name !== undefined) return all.find((each) => each.name === name)
  const may = all.filter(({ kind }) => kind === 'authority' || kind === 'ministry')
  return may.length === 1 ? may[0] : undefined
}

/** Bytes of a file, or of the tables of a folder as one ZIP file; undefined where they are too large. */
export const bytesOf = async (path: string): Promise<Uint8Array | undefined> => {
  if (statSync(path).isFile()) return statSync(path).size > LARGEST ? undefined : readFileSync(path)
  const names = readdirSync(path).filter((name) => /\.csv$/i.test(name))
  const paths = names.map((name) => join(path, name))
  if (paths.reduce((size, each) => size + statSync(each).size, 0) > LARGEST) return undefined
  const { zip } = await import('#interop/zip/index.ts')
  return zip(new Map(names.sort().map((name) => [name, readFileSync(join(path, name))])))
}

/** Lines such as `name,Service name`; the line that is none where there is one. */
export const columnsOf = (text: string): { columns: Columns } | { odd: string } => {
  const columns: Columns = {}
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue
    const [name = '', heading = '', ...rest] = parseFields(line, ',').map((field) => field.trim())
    const column = TAKEN.find((each) => each === name)
    if (column === undefined || heading === '' || rest.length > 0) return { odd: line }
    columns[column] = heading
  }
  return { columns }
}

/** Exit status: 0 done, 2 refused, also where rows were; they are told on standard error with their line. */
export const directory = async (words: string[], options: Options, context: Context): Promise<number> => {
  const [verb, file, ...rest] = words
  const { isSource, importAtNode, sourceNameOf } = await import('#health/directory/index.ts')
  const { from: source, preview = false } = options
  if (verb !== 'import' || file === undefined || rest.length > 0 || !isSource(source)) return context.bad('directory')
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() && !(found?.isDirectory() && source === 'hsds')) return context.bad('no-file', { given: file })
  const bytes = await bytesOf(file)
  if (!bytes) return context.bad('directory-size', { given: file })
  const chosen =
    options.columns === undefined ? undefined : columnsOf(await readFile(options.columns, 'utf8').catch(() => '?'))
  if (chosen && ('odd' in chosen || source !== 'csv'))
    return context.bad('directory-columns', { given: 'odd' in chosen ? chosen.odd : `--from ${source}` })
  const { openHouse } = await import('../house.ts')
  const house = await openHouse({ ...readConfig(), demonstration: false })
  try {
    const organisation = keeperOf(await house.accounts.organisations(), options.organisation)
    if (!organisation) return context.bad('directory-organisation')
    const { db } = house.held.compartment<DirectoryTables>('health')
    const started = performance.now()
    const named = sourceNameOf(source, options.source ?? '', file)
    const plan = { organisation: organisation.id, source, named, bytes, isMeant: !preview, ...chosen }
    const outcome = await importAtNode(db, plan)
    if (!outcome.ok) {
      context.complain(context.say('failed', { detail: context.explain(outcome.refusal) }))
      return 2
    }
    tell(outcome.value, !preview, (performance.now() - started) / 1000, context)
    return outcome.value.refused.length > 0 ? 2 : 0
  } finally {
    await house.close()
  }
}
