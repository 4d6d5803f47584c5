// SPDX-License-Identifier: Apache-2.0
/**
 * Gives new lines their place in the tree and signs what the tree is then. All of a batch is one transaction: a sealer
 * that is killed leaves the ledger as it was before, and the next one goes on from the last checkpoint.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { canonical, type LedgerLine, lineColumns } from './line.ts'
import { readNote, writeNote } from './note.ts'
import { type Edge, EMPTY, extend, leafHash, packEdge, rootOf, unpackEdge } from './tree.ts'

export interface SealerPlan<Tables> {
  /** The compartment's own pool. */
  db: Kysely<Tables>
  /** Ed25519, private. */
  key: KeyObject
  /** Which ledger this is, for everyone who sees a checkpoint: no spaces, no `+`; for good. */
  origin: string
  /** Public keys that signed before `key`. */
  formerKeys?: readonly KeyObject[]
  /** How long to wait between two looks for new lines, in ms. */
  everyMs?: number
  /** Told of each checkpoint after it is stored, to publish it. After a crash, `latestCheckpoint` has the last one. */
  onCheckpoint?(note: string): void
  /** Told why sealing failed; it is tried again at the next look. */
  onError?(error: unknown): void
}

export interface Sealer {
  /** Seals what is there, unless another sealer is at it. Answers how many lines got their place. */
  seal(): Promise<number>
  /** Looks for new lines from now on. */
  start(): void
  /** Ends after what is under way. */
  stop(): Promise<void>
}

/** Lines under one signature at most: where the leaves were rewritten too, a break is known as closely as this. */
const BATCH = 1000
const EVERY_MS = 1000

const bitsIn = (size: number) => [...size.toString(2)].filter((bit) => bit === '1').length

/** The edge to go on from. A sealer never signs on top of what was tampered with. */
const lastEdge = async <Tables>(
  trx: Transaction<Tables>,
  origin: string,
  keys: readonly KeyObject[],
): Promise<Edge> => {
  const { rows } = await sql<{ size: string; note: string; edge: Buffer }>`
    select size, note, edge from ledger_checkpoint order by size desc limit 1`.execute(trx)
  const last = rows[0]
  if (!last) return EMPTY
  const edge = unpackEdge(Number(last.size), last.edge)
  const signed = readNote(last.note, keys)
  const holds =
    signed?.origin === origin &&
    signed.size === edge.size &&
    edge.roots.length === bitsIn(edge.size) &&
    rootOf(edge).equals(signed.root)
  if (!holds) throw new Error(`The ledger ${origin} has a last checkpoint that was not signed here. Verify it.`)
  return edge
}

const waitingLines = async <Tables>(trx: Transaction<Tables>): Promise<LedgerLine[]> => {
  const { rows } = await sql<LedgerLine>`select ${lineColumns} from ledger_pending pending
    join ledger_line line on line.id = pending.line order by pending.line limit ${BATCH}`.execute(trx)
  return rows
}

const store = async <Tables>(trx: Transaction<Tables>, ids: string[], leaves: Buffer[], edge: Edge, note: string) => {
  const first = edge.size - ids.length
  await sql`insert into ledger_leaf (position, line, hash)
    select ${first}::bigint + n - 1, id, hash
    from unnest(${ids}::bigint[], ${leaves}::bytea[]) with ordinality as leaf (id, hash, n)`.execute(trx)
  await sql`delete from ledger_pending where line = any (${ids}::bigint[])`.execute(trx)
  await sql`insert into ledger_checkpoint (size, note, edge) values (${edge.size}, ${note}, ${packEdge(edge)})`.execute(
    trx,
  )
}

/** One sealer at a time; the lock goes with the transaction, so a sealer that was killed keeps none. */
const isFirst = async <Tables>(trx: Transaction<Tables>): Promise<boolean> => {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('passerelle seal'), hashtext(current_schema())) as taken`.execute(trx)
  return rows[0]?.taken === true
}

const isAnythingWaiting = async <Tables>(db: Kysely<Tables>): Promise<boolean> => {
  const { rows } = await sql<{ any: boolean }>`select exists (select from ledger_pending) as any`.execute(db)
  return rows[0]?.any === true
}

/** The checkpoint that was signed last, as a text to publish; undefined as long as the ledger is empty. */
export const latestCheckpoint = async <Tables>(db: Kysely<Tables>): Promise<string | undefined> => {
  const { rows } = await sql<{ note: string }>`
    select note from ledger_checkpoint order by size desc limit 1`.execute(db)
  return rows[0]?.note
}

export const createSealer = <Tables>(plan: SealerPlan<Tables>): Sealer => {
  const { db, key, origin, formerKeys = [], everyMs = EVERY_MS } = plan
  const keys = [createPublicKey(key), ...formerKeys]
  let signed = 0

  const sealBatch = () =>
    db.transaction().execute(async (trx) => {
      if (!(await isFirst(trx))) return undefined
      const before = await lastEdge(trx, origin, keys)
      if (before.size < signed) throw new Error(`The ledger ${origin} is shorter than what was signed here. Verify it.`)
      const lines = await waitingLines(trx)
      if (lines.length === 0) return undefined
      const leaves = lines.map((line) => leafHash(Buffer.from(canonical(line))))
      const edge = extend(before, leaves)
      const note = writeNote({ origin, size: edge.size, root: rootOf(edge) }, key)
      await store(
        trx,
        lines.map(({ id }) => id),
        leaves,
        edge,
        note,
      )
      return { size: edge.size, count: lines.length, note }
    })

  const seal = async (): Promise<number> => {
    let count = 0
    while (await isAnythingWaiting(db)) {
      const batch = await sealBatch()
      if (!batch) break
      signed = batch.size
      count += batch.count
      plan.onCheckpoint?.(batch.note)
    }
    return count
  }

  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<unknown> = Promise.resolve()
  const look = () => {
    underWay = seal()
      .catch((error) => plan.onError?.(error))
      .then(() => {
        if (timer) timer = setTimeout(look, everyMs).unref()
      })
  }
  return {
    seal,
    start: () => {
      timer ??= setTimeout(look, 0).unref()
    },
    stop: async () => {
      clearTimeout(timer)
      timer = undefined
      await underWay
    },
  }
}
