// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alive } from './process.ts'

/**
 * Signs in as a user of what lives in `home`. Answers how to sign out, which says whether one was the last: users that
 * were killed do not count. So a second node on one folder never takes the database from under the first.
 */
export const signIn = (home: string): (() => boolean) => {
  const folder = join(home, 'users')
  const own = `${process.pid}.${randomUUID()}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, own), '')
  return () => {
    rmSync(join(folder, own), { force: true })
    const others = readdirSync(folder).filter((name) => {
      if (alive(Number(name.split('.')[0]))) return true
      rmSync(join(folder, name), { force: true })
      return false
    })
    return others.length === 0
  }
}
