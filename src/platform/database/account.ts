// SPDX-License-Identifier: Apache-2.0
/**
 * Under whom the embedded PostgreSQL runs, and which folders that account can reach. PostgreSQL refuses to run
 * as root; where we are root we hand it to `postgres` or, failing that, `nobody`.
 */
import { createHash } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export interface Account {
  uid: number
  gid: number
}

/** The account to run PostgreSQL under, or undefined where we are not root and simply run it as ourselves. */
export const serverAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error('Running as root, PostgreSQL needs an account named postgres or nobody; neither exists.')
}

/** Whether everyone may pass through every folder above `path`, as a clone under /root or a private folder may not. */
const reachable = (path: string): boolean => {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** The data folder asked for, or one in /var/lib where the server's account could not reach that. */
export const reachableData = (folder: string, account: Account | undefined): string => {
  mkdirSync(resolve(folder), { recursive: true })
  const wanted = realpathSync(folder) // the process table knows folders by their real names
  if (!account || reachable(join(wanted, 'x'))) return wanted
  const instead = join('/var/lib/passerelle', shortHash(wanted))
  mkdirSync(instead, { recursive: true, mode: 0o755 })
  return instead
}

/** The folder of PostgreSQL's programs, copied out once where the server's account could not reach it. */
export const reachablePrograms = (folder: string, account: Account | undefined): string => {
  if (!account || reachable(join(folder, 'bin/postgres'))) return folder
  const copy = join(
    '/var/lib/passerelle',
    `postgresql-${shortHash(readFileSync(join(folder, '../package.json'), 'utf8'))}`,
  )
  if (existsSync(copy)) return copy
  const half = `${copy}.${process.pid}`
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
  cpSync(folder, half, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(half, copy)
  } catch {
    rmSync(half, { recursive: true }) // another start was first; its copy is the same
  }
  return copy
}

/** A folder that only its owner enters, owned by the server's account. */
export const privateFolder = (path: string, account: Account | undefined): string => {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (account) chownSync(path, account.uid, account.gid)
  return path
}
