// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Passwords by login name, made here and kept in one file that only the server's user reads (mode 0600). */
export type Logins = (name: string) => string

export const openLogins = (file: string): Logins => {
  const known: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  return (name) => {
    const password = known[name] ?? randomBytes(24).toString('base64url')
    known[name] = password
    writeFileSync(`${file}.new`, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return password
  }
}
