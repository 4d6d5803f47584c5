// SPDX-License-Identifier: Apache-2.0
/**
 * Who this node is: an id made once and its key pairs, in one file that only the server's user reads. Secret keys stay
 * out of the database, so that a backup or a query never shows them.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { type SigningKey, signingKey } from './keys.ts'

export interface Identity {
  id: string
  /** The newest key. */
  current(): SigningKey
  /** A key by its id; undefined where it was never ours or is forgotten. */
  key(id: string): SigningKey | undefined
  /** Makes a new key. The earlier ones stay until every peer knows it. */
  rotate(): SigningKey
  /** Forgets all keys but the newest and these. */
  keepOnly(ids: readonly string[]): void
}

const kept = z.object({ id: z.uuid(), keys: z.array(z.object({ x: z.string(), d: z.string() })).min(1) })
type Kept = z.infer<typeof kept>

const makePair = () => {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { x, d }
}

const write = (file: string, value: Kept) => {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

const read = (file: string): Kept => {
  if ((statSync(file).mode & 0o077) !== 0)
    throw new Error(`Others can read the keys in ${file}. Close it with: chmod 600 ${file}`)
  return kept.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Reads the identity in `file`, or makes one there (mode 0600). Throws where other users can read the file. */
export const openIdentity = (file: string): Identity => {
  if (!existsSync(file)) write(file, { id: randomUUID(), keys: [makePair()] })
  const { id, keys: pairs } = read(file)
  let keys = pairs.map((pair) => ({ pair, key: signingKey(pair) }))
  const save = (next: typeof keys) => {
    write(file, { id, keys: next.map(({ pair }) => pair) })
    keys = next
  }
  const current = () => (keys.at(-1) as (typeof keys)[number]).key
  return {
    id,
    current,
    key: (wanted) => keys.find(({ key }) => key.id === wanted)?.key,
    rotate: () => {
      const pair = makePair()
      save([...keys, { pair, key: signingKey(pair) }])
      return current()
    },
    keepOnly: (ids) => {
      const next = keys.filter(({ key }) => key === current() || ids.includes(key.id))
      if (next.length < keys.length) save(next)
    },
  }
}
