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
  /** Several exchanges of a node share its identity: none of its keys is forgotten before each said which it goes by. */
  usedBy(exchange: string): void
  /** All keys that this exchange goes by besides the newest; forgets those that no exchange goes by. */
  keepOnly(exchange: string, ids: readonly string[]): void
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
  const uses = new Map<string, readonly string[] | undefined>()
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
    usedBy: (exchange) => void uses.set(exchange, uses.get(exchange)),
    keepOnly: (exchange, ids) => {
      uses.set(exchange, ids)
      if ([...uses.values()].includes(undefined)) return
      const kept = [...uses.values()].flatMap((used) => used ?? [])
      const next = keys.filter(({ key }) => key === current() || kept.includes(key.id))
      if (next.length < keys.length) save(next)
    },
  }
}
