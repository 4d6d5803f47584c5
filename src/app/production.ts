// SPDX-License-Identifier: Apache-2.0
/** What a node refuses to serve with, since people would be endangered by it: each with its reason and what to set. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { loudSettings } from '#platform/database/index.ts'
import type { Config } from './config.ts'

export type Danger =
  | 'no-https'
  | 'shown-demonstration'
  | 'reachable-demonstration'
  | 'proxied-demonstration'
  | 'was-demonstration'
  | 'no-mail'
  | 'no-sender'
  | 'readable'
  | 'talkative-database'
  | 'root'

/** One reason: `code` is its message's key under `unsafe`, `given` what was set or which file. */
export interface Unsafe {
  code: Danger
  given: string
}

/** Whether a host name or address leads to this computer alone. */
export const isThisComputer = (host: string): boolean =>
  /^(localhost|\[?::1\]?|(\[?::ffff:)?127\.\d+\.\d+\.\d+\]?)$/i.test(host)

/** Its people have no second factor, and whoever stepped into one of them may still be signed in. */
export const wasDemonstration = (data: string): boolean => existsSync(join(data, 'demonstration.json'))

/** Secrets and logins of a data folder, whether they are there or not. */
const secretFiles = ({ data, logins, oidc }: Pick<Config, 'data' | 'logins' | 'oidc'>): string[] => {
  const under = (folder: string, end: string) =>
    existsSync(join(data, folder))
      ? readdirSync(join(data, folder))
          .filter((name) => name.endsWith(end))
          .map((name) => join(data, folder, name))
      : []
  const own = ['secret', 'attachments.key', 'identity.json', 'logins.json', 'postgresql.password'].map((name) =>
    join(data, name),
  )
  return [
    ...new Set([
      ...own,
      ...under('ledger', '.pem'),
      ...under('wings', '.json'),
      ...[logins, oidc].filter((file) => file !== undefined),
    ]),
  ]
}

/** Readable by users who are neither the owner nor of its group: two wings under two users may share a group. */
const isReadableByOthers = (file: string): boolean =>
  ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o007) !== 0

type Process = { isRoot: boolean; mayBeRoot: boolean }

const thisProcess = (): Process => ({
  isRoot: process.getuid?.() === 0,
  mayBeRoot: process.env.ALLOW_ROOT === 'yes',
})

const ofDemonstration = ({ host, baseUrl, proxies }: Config): Unsafe[] => [
  ...(isThisComputer(host) ? [] : [{ code: 'shown-demonstration', given: host } as const]),
  ...(isThisComputer(new URL(baseUrl).hostname) ? [] : [{ code: 'reachable-demonstration', given: baseUrl } as const]),
  ...(proxies === 0 ? [] : [{ code: 'proxied-demonstration', given: String(proxies) } as const]),
]

const ofPeople = (config: Config, { isRoot, mayBeRoot }: Process): Unsafe[] => {
  const { host, baseUrl, data, smtp } = config
  const { protocol, hostname } = new URL(baseUrl)
  const when = (is: boolean, code: Danger, given = ''): Unsafe[] => (is ? [{ code, given }] : [])
  return [
    ...when(protocol !== 'https:' && !isThisComputer(hostname), 'no-https', baseUrl),
    ...when(wasDemonstration(data), 'was-demonstration', data),
    ...when(smtp === undefined, 'no-mail'),
    ...when(smtp?.from === '', 'no-sender'),
    ...secretFiles(config).flatMap((file) => when(isReadableByOthers(file), 'readable', file)),
    ...when(isRoot && !mayBeRoot && !isThisComputer(host), 'root', host),
  ]
}

/**
 * Every reason not to serve with these settings; empty where there is none. A demonstration endangers nobody as long as
 * it stays on this computer; all else is asked of a node that serves people.
 */
export const refuseUnsafe = (config: Config, own: Process = thisProcess()): Unsafe[] =>
  config.demonstration ? ofDemonstration(config) : ofPeople(config, own)

/**
 * The same of a PostgreSQL that is not ours: whether its log would quote what people wrote. Empty where it cannot be
 * reached: whoever opens it then says so.
 */
export const refuseTalkative = async ({ demonstration, databaseUrl }: Config): Promise<Unsafe[]> => {
  if (demonstration || databaseUrl === undefined) return []
  const loud = await loudSettings(databaseUrl).catch(() => [])
  return loud.length === 0 ? [] : [{ code: 'talkative-database', given: loud.join(', ') }]
}
