// SPDX-License-Identifier: Apache-2.0
/** A line of the ledger: how it is written, and the bytes of it that are hashed. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Actor } from '../access/index.ts'
import { digestOf } from './content.ts'

/** Whoever acts: an actor, in its own transaction (`sit`), or the node itself. */
export type Author = Pick<Actor, 'account' | 'organisation'> | 'node'

export interface NewLine {
  /** What was done, as its room calls it, such as `read` or `share`. */
  verb: string
  /** Kind of the records. */
  kind: string
  /** The records: one, or all of a page that was read. */
  ids: readonly string[]
  /** What for, where the actor has to say. */
  purpose?: string
  /** What was written to the one record, in bytes that can be made again from it. Kept as a digest only. */
  content?: string | Uint8Array
}

export interface LedgerLine {
  id: string
  /** RFC 3339 in UTC with milliseconds, by the clock of the database. */
  at: string
  /** Null: the node itself. */
  account: string | null
  organisation: string | null
  verb: string
  kind: string
  ids: string[]
  purpose: string | null
  /** HMAC-SHA-256 in hexadecimal. */
  digest: string | null
}

/** A line's columns, of a table or alias named `line`, as `LedgerLine` has them. */
export const lineColumns: RawBuilder<LedgerLine> = sql`line.id,
  to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, line.account, line.organisation, line.verb,
  line.kind, line.ids, line.purpose, encode(line.digest, 'hex') as digest`

/** The text that is hashed: JSON by RFC 8785, so that a stranger makes the same bytes in any language. */
export const canonical = ({ account, at, digest, id, ids, kind, organisation, purpose, verb }: LedgerLine): string =>
  JSON.stringify({ account, at, digest, id, ids, kind, organisation, purpose, verb })

/**
 * Writes a line in the transaction of what it tells of: both are there, or neither. Answers its id. Writers do not wait
 * for each other; a sealer gives the line its place afterwards. Fails with 42501 for an actor whose transaction it is not.
 */
export const appendLine = async <Tables>(
  trx: Transaction<Tables>,
  author: Author,
  { verb, kind, ids, purpose, content }: NewLine,
): Promise<string> => {
  const [id, ...more] = ids
  if (content !== undefined && (id === undefined || more.length > 0))
    throw new Error('A line with content tells of one record.')
  const digest = content === undefined ? null : await digestOf(trx, kind, id as string, content)
  const { account, organisation } = author === 'node' ? { account: null, organisation: null } : author
  const { rows } = await sql<{ id: string }>`
    insert into ledger_line (account, organisation, verb, kind, ids, purpose, digest)
    values (${account}, ${organisation}, ${verb}, ${kind}, ${[...ids]}, ${purpose ?? null}, ${digest})
    returning id`.execute(trx)
  return (rows[0] as { id: string }).id
}
