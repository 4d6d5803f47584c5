// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs'
import { importRestricted, loadReference } from '#reference/index.ts'
import { readConfig, restrictedFolder } from '../config.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'

/** The reference data of the command line: what ships, and the restricted lists imported on this computer. */
export const localReference = () => {
  const folder = restrictedFolder(readConfig())
  return loadReference(existsSync(folder) ? { restricted: folder } : {})
}

const describe = ({ say, print }: Context): number => {
  const data = localReference()
  const count = (kind: string) => data.substances.filter((substance) => substance.kind === kind).length
  print(say('reference', { version: data.version }))
  print(
    say('reference-counts', {
      substances: data.substances.length,
      listed: count('listed'),
      watch: count('watch'),
      names: data.names.length,
      classes: data.classes.length,
      equipment: data.equipment.length,
    }),
  )
  const folder = restrictedFolder(readConfig())
  const lists = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.csv')) : []
  if (lists.length > 0) print(say('restricted', { lists: lists.join(', ') }))
  return 0
}

/** `reference` says what answers; `reference import FILE` adds a restricted list. */
export const reference = async (words: string[], _options: Options, context: Context): Promise<number> => {
  const [verb, file, ...rest] = words
  if (verb === undefined) return describe(context)
  if (verb !== 'import' || file === undefined || rest.length > 0) return context.bad('reference')
  const folder = restrictedFolder(readConfig())
  const outcome = importRestricted(file, folder)
  if (outcome.ok) {
    context.print(context.say('imported', { count: outcome.rows, folder }))
    return 0
  }
  for (const { line, column, message } of outcome.errors)
    context.complain(`${file}:${line}${column === '' ? '' : ` ${column}`}: ${message}`)
  return 2
}
