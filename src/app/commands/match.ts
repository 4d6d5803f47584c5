// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from 'node:fs'
import { createLookup, writeFindings } from '#commons/lookup/index.ts'
import type { MatchOptions } from '#matching/index.ts'
import { answer } from './answer.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'
import { matchFile } from './match-file.ts'
import { localReference } from './reference.ts'

const NOTHING = 0
const BAD = 2
const SOMETHING = 3

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

const placesOf = (given: string) => given.split(',').map((part) => part.trim().toUpperCase())

const matchOptions = ({ on, in: places, exact }: Options): MatchOptions => ({
  ...(on === undefined ? {} : { on }),
  ...(places === undefined ? {} : { jurisdictions: placesOf(places) }),
  ...(exact ? { spelling: false } : {}),
})

const isKnownEncoding = (label: string): boolean => {
  try {
    return new TextDecoder(label) !== undefined
  } catch {
    return false
  }
}

/** What is wrong with the options, as the key of a message and what was given. */
const wrong = ({ on, in: places, format, column, structure, encoding }: Options): [string, string] | undefined => {
  if (format !== undefined && !['jsonl', 'csv'].includes(format)) return ['format', format]
  if (column !== undefined && structure !== undefined) return ['both', column]
  if (on !== undefined && !isDay(on)) return ['day', on]
  if (places !== undefined && !placesOf(places).every((place) => /^(INT|[A-Z]{2})$/.test(place)))
    return ['place', places]
  if (encoding !== undefined && !isKnownEncoding(encoding)) return ['encoding', encoding]
  return undefined
}

const kindOf = (word: string): 'file' | 'other' | 'none' => {
  if (word === '-') return 'file'
  if (!existsSync(word)) return 'none'
  const stat = statSync(word)
  return stat.isFile() || stat.isFIFO() ? 'file' : 'other'
}

/** A word that can only be meant as a file: a quiet answer to a mistyped name would read as an all-clear. */
const looksLikeFile = (word: string) => /^[^\s]*(?:\/[^\s]*|\.(?:csv|tsv|txt|jsonl|ndjson|xlsx|smi))$/i.test(word)

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
  if (options.format === 'csv') context.print((writeFindings.csv.header + writeFindings.csv.row(row)).trimEnd())
  else if (options.json || options.format === 'jsonl') context.print(JSON.stringify(row))
  else context.print(answer(context, text, outcome.value, matchOptions(options).jurisdictions))
  return outcome.value.findings.length > 0 ? SOMETHING : NOTHING
}

/** `match TEXT`, `match --molecule SMILES`, `match FILE [--column NAME | --structure NAME]`. */
export const match = async (words: string[], options: Options, context: Context): Promise<number> => {
  const fault = wrong(options)
  if (fault) return context.bad(fault[0], { given: fault[1] })
  const given = options.molecule ?? words.join(' ')
  const [first = '', ...more] = words
  const wantsFile = options.column !== undefined || options.structure !== undefined || options.out !== undefined
  const kind = kindOf(first)
  if (options.molecule === undefined && more.length === 0 && first !== '') {
    if (kind === 'file') return matchFile(first, matchOptions(options), options, context)
    if (kind === 'other') return context.bad('not-a-file', { given: first })
    if (wantsFile || looksLikeFile(first)) return context.bad('no-file', { given: first })
  }
  if (wantsFile) return context.bad('one-file')
  if (given.trim() === '') return context.bad('nothing')
  return matchOne(given, options, context)
}
