// SPDX-License-Identifier: Apache-2.0
/** What a node keeps to itself, one file each, made once and readable by the server's user alone. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

type Place = Pick<Config, 'data'>

const made = ({ data }: Place, name: string, make: () => string | Buffer): Buffer => {
  const file = join(data, name)
  mkdirSync(data, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
  return readFileSync(file)
}

/** Losing it ends every session and second factor. */
export const secretOf = (place: Place): string =>
  made(place, 'secret', () => randomBytes(48).toString('base64url')).toString('utf8')

/** 32 bytes, by which this node knows a follow-up code that it gave out. Losing it, a code without its report is like none. */
export const safeguardsKeyOf = (place: Place): Buffer => made(place, 'safeguards.key', () => randomBytes(32))

/** 32 bytes, under which every attachment's own key is kept. Losing it closes every attachment for good. */
export const attachmentsKeyOf = (place: Place): Buffer => made(place, 'attachments.key', () => randomBytes(32))
