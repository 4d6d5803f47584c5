// SPDX-License-Identifier: Apache-2.0
/** Proofs to hand out: of one line, to whoever it concerns; of growth, to whoever holds an older checkpoint. */
import type { KeyObject } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { canonical, type LedgerLine, lineColumns } from './line.ts'
import { readNote } from './note.ts'
import { consistencyPath, inclusionPath, rootByInclusion, rootsByConsistency } from './paths.ts'
import { leafHash } from './tree.ts'

export interface InclusionProof {
  /** The line as it was hashed: JSON by RFC 8785. */
  line: string
  /** Its place, counted from 0. */
  position: number
  /** Hashes in base64, from the leaf upwards (RFC 6962, 2.1.1). */
  path: string[]
  /** The signed checkpoint that covers it. */
  checkpoint: string
}

export interface ConsistencyProof {
  older: string
  newer: string
  /** Hashes in base64 (RFC 6962, 2.1.2). */
  path: string[]
}

/** All in one snapshot, so that checkpoint and leaves belong together. */
const inSnapshot = <Tables, T>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)

const checkpointAt = async <Tables>(trx: Transaction<Tables>, size?: number) => {
  const { rows } = await sql<{ size: string; note: string }>`select size, note from ledger_checkpoint
    ${size === undefined ? sql`` : sql`where size = ${size}`} order by size desc limit 1`.execute(trx)
  return rows[0] && { size: Number(rows[0].size), note: rows[0].note }
}

/** The hashes of the first `size` leaves. A path needs all of them: 32 bytes and some time for each line. */
const leavesOf = async <Tables>(trx: Transaction<Tables>, size: number): Promise<Buffer[]> => {
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from ledger_leaf where position < ${size} order by position`.execute(trx)
  return rows.map(({ hash }) => hash)
}

const toBase64 = (path: Buffer[]) => path.map((hash) => hash.toString('base64'))
const fromBase64 = (path: readonly string[]) => path.map((hash) => Buffer.from(hash, 'base64'))

/** That the line `id` stands in the ledger; undefined for a line that is not there or has no place yet. */
export const proveInclusion = <Tables>(db: Kysely<Tables>, id: string): Promise<InclusionProof | undefined> =>
  inSnapshot(db, async (trx) => {
    const { rows } = await sql<LedgerLine & { position: string }>`select ${lineColumns}, leaf.position
      from ledger_line line join ledger_leaf leaf on leaf.line = line.id where line.id = ${id}`.execute(trx)
    const checkpoint = await checkpointAt(trx)
    const row = rows[0]
    if (!row || !checkpoint) return undefined
    const position = Number(row.position)
    const path = inclusionPath(position, await leavesOf(trx, checkpoint.size))
    return { line: canonical(row), position, path: toBase64(path), checkpoint: checkpoint.note }
  })

/** Whether the line of a proof stands in the tree that one of these keys signed. Needs nothing but the proof. */
export const verifyInclusion = (
  { line, position, path, checkpoint }: InclusionProof,
  publicKeys: KeyObject | readonly KeyObject[],
): boolean => {
  const signed = readNote(checkpoint, [publicKeys].flat())
  if (!signed) return false
  return (
    rootByInclusion(leafHash(Buffer.from(line)), position, signed.size, fromBase64(path))?.equals(signed.root) === true
  )
}

/**
 * That the ledger of `newer` lines (the last checkpoint where absent) is that of `older` lines with more after it;
 * undefined where there is no checkpoint of one of these sizes, or they are not in this order.
 */
export const proveConsistency = <Tables>(
  db: Kysely<Tables>,
  older: number,
  newer?: number,
): Promise<ConsistencyProof | undefined> =>
  inSnapshot(db, async (trx) => {
    const [first, second] = [await checkpointAt(trx, older), await checkpointAt(trx, newer)]
    if (!first || !second || first.size > second.size) return undefined
    const path = consistencyPath(first.size, await leavesOf(trx, second.size))
    return { older: first.note, newer: second.note, path: toBase64(path) }
  })

/** Whether the newer checkpoint of a proof continues the older one, both of one ledger and signed by these keys. */
export const verifyConsistency = (
  { older, newer, path }: ConsistencyProof,
  publicKeys: KeyObject | readonly KeyObject[],
): boolean => {
  const [first, second] = [older, newer].map((note) => readNote(note, [publicKeys].flat()))
  if (!first || !second || first.origin !== second.origin) return false
  if (first.size === second.size) return path.length === 0 && first.root.equals(second.root)
  const roots = rootsByConsistency(first.size, second.size, first.root, fromBase64(path))
  return roots?.older.equals(first.root) === true && roots.newer.equals(second.root)
}
