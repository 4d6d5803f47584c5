// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from 'node:fs'
import { createLookup } from '#commons/lookup/index.ts'
import type { MatchOptions } from '#matching/index.ts'
import { answer } from './answer.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'
import { matchFile } from './match-file.ts'
import { localReference } from './reference.ts'

const NOTHING = 0
const BAD = 2
const SOMETHING = 3

const matchOptions = (options: Options): MatchOptions => {
  if (options.on !== undefined && !isDay(options.on)) throw new Error(`--on ${options.on}: not a day as YYYY-MM-DD.`)
  return {
    ...(options.on === undefined ? {} : { on: options.on }),
    ...(options.in === undefined ? {} : { jurisdictions: options.in.split(',').map((part) => part.trim()) }),
    ...(options.exact ? { spelling: false } : {}),
  }
}

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

const isFile = (word: string) => word === '-' || (existsSync(word) && statSync(word).isFile())

const matchOne = async (text: string, options: Options, context: Context): Promise<number> => {
  const desk = createLookup(localReference(), '')
  const molecule = options.molecule !== undefined
  const outcome = molecule
    ? await desk.matchStructure(text, matchOptions(options))
    : { ok: true as const, value: desk.match(text, matchOptions(options)) }
  if (!outcome.ok) {
    context.complain(context.say('bad-molecule', { detail: outcome.refusal.detail }))
    return BAD
  }
  const row = { line: 1, text, ...outcome.value }
  context.print(options.json || options.format === 'jsonl' ? JSON.stringify(row) : answer(context, text, outcome.value))
  return outcome.value.findings.length > 0 ? SOMETHING : NOTHING
}

/** `match TEXT`, `match --molecule SMILES`, `match FILE [--column NAME | --structure NAME]`. */
export const match = async (words: string[], options: Options, context: Context): Promise<number> => {
  if (options.format !== undefined && !['jsonl', 'csv'].includes(options.format))
    return context.bad(`--format ${options.format}: it is jsonl or csv.`)
  if (options.column !== undefined && options.structure !== undefined)
    return context.bad('--column and --structure name one column each; give one of them.')
  const given = options.molecule ?? words.join(' ')
  const [first = '', ...more] = words
  const wantsFile = options.column !== undefined || options.structure !== undefined || options.out !== undefined
  if (options.molecule === undefined && more.length === 0 && (wantsFile || isFile(first))) {
    if (!isFile(first)) return context.bad(`There is no file "${first}".`)
    return matchFile(first, matchOptions(options), options, context)
  }
  if (wantsFile) return context.bad('--column, --structure and --out go with one FILE.')
  if (given.trim() === '') return context.bad('match what? Give a text, a file or --molecule.')
  return matchOne(given, options, context)
}
