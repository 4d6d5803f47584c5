// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chooseLanguage, openMessages } from '#basis/messages.ts'
import { root } from '../config.ts'
import en from '../messages/en.json' with { type: 'json' }
import fr from '../messages/fr.json' with { type: 'json' }
import type { Context } from './context.ts'

const OPTIONS = {
  column: { type: 'string' },
  structure: { type: 'string' },
  molecule: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  on: { type: 'string' },
  in: { type: 'string' },
  encoding: { type: 'string' },
  wing: { type: 'string' },
  logins: { type: 'string' },
  compartment: { type: 'string' },
  country: { type: 'string' },
  organisation: { type: 'string' },
  kind: { type: 'string' },
  admin: { type: 'string' },
  from: { type: 'string' },
  orders: { type: 'string' },
  payments: { type: 'string' },
  parcels: { type: 'string' },
  listings: { type: 'string' },
  rules: { type: 'string' },
  columns: { type: 'string' },
  source: { type: 'string' },
  preview: { type: 'boolean' },
  exact: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

export type Options = ReturnType<typeof parse>['values']

const parse = (args: string[]) => parseArgs({ args, options: OPTIONS, allowPositionals: true })

type Command = (words: string[], options: Options, context: Context) => Promise<number>

/** Each is read when it is asked for: whoever matches a line does not wait for the server. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  directory: async () => (await import('./directory.ts')).directory,
  init: async () => (await import('./init.ts')).init,
  ledger: async () => (await import('./ledger.ts')).ledger,
  match: async () => (await import('./match.ts')).match,
  migrate: async () => (await import('./node.ts')).migrate,
  reference: async () => (await import('./reference.ts')).reference,
  safeguards: async () => (await import('./safeguards.ts')).safeguards,
  watch: async () => (await import('./watch.ts')).watch,
  serve: async () => (await import('./node.ts')).serve,
}

const version = (): string => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version

/** Runs one command; answers the exit status. Bad use and expected failures are told on standard error. */
export const runCli = async (args: string[]): Promise<number> => {
  const language = chooseLanguage(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG, ['en', 'fr'])
  const say = openMessages({ en, fr })(language)
  const print = (text: string) => process.stdout.write(`${text}\n`)
  const complain = (text: string) => process.stderr.write(`${text}\n`)
  const fail = (detail: string) => {
    complain(say('failed', { detail }))
    return 2
  }
  const bad = (key: string, values: Record<string, string> = {}) => {
    fail(say(`bad.${key}`, values))
    complain(say('try-help'))
    return 2
  }
  const explain: Context['explain'] = ({ code, detail, values }) =>
    Object.hasOwn(en.refusal, code) ? say(`refusal.${code}`, values) : detail
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0) // `| head` has read enough
    process.exit(bad('write', { given: 'stdout', why: error.code ?? error.message }))
  })
  try {
    const { values: options, positionals } = parse(args)
    const [name, ...words] = positionals
    if (options.help || args.length === 0) return print(say('help')) ? 0 : 0
    if (options.version) return print(`passerelle ${version()}`) ? 0 : 0
    const command = COMMANDS[name ?? '']
    if (!command) return bad('command', { given: name ?? '' })
    return await (await command())(words, options, { say, print, complain, bad, explain, language })
  } catch (error) {
    const { code = '', message, path = '' } = error as NodeJS.ErrnoException
    if (code.startsWith('ERR_PARSE_ARGS')) return bad('option', { given: /'([^']+)'/.exec(message)?.[1] ?? message })
    return code === '' ? fail(message) : bad('write', { given: path, why: code })
  }
}
