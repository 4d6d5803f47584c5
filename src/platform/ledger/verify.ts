// SPDX-License-Identifier: Apache-2.0
/** Whether a ledger is still what was signed: every line hashed again, every checkpoint held against the tree. */
import type { KeyObject } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { canonical, type LedgerLine, lineColumns } from './line.ts'
import { type Checkpoint, readNote } from './note.ts'
import { type Edge, EMPTY, extend, leafHash, rootOf } from './tree.ts'

/**
 * What is wrong, of the closed list: the line is not what was hashed (`changed`); it, or its place, is gone (`removed`);
 * lines and their hashes were rewritten together, so that a signed root does not come out (`rewritten`); places that no
 * checkpoint covers (`unsigned`); a checkpoint that no known key signed (`forged`); a line that neither has a place nor
 * waits for one (`stray`).
 */
export type Fault = 'changed' | 'removed' | 'rewritten' | 'unsigned' | 'forged' | 'stray'

export interface Broken {
  fault: Fault
  /**
   * Places counted from 0, between which the first break is: one place where a single line shows it, those under one
   * checkpoint where their hashes were rewritten as well.
   */
  first: number
  last: number
  /** Id of the line, where it is known. */
  line?: string
}

export interface Verdict {
  lines: number
  checkpoints: number
  /** Lines that have no place yet; nothing is proved of them. */
  waiting: number
  /** Absent: the ledger holds. */
  broken?: Broken
}

interface Row extends LedgerLine {
  position: string
  hash: Buffer
  /** The id that stands in the tree, whether or not the line is there. */
  placed: string
}

/** A checkpoint of the ledger, or undefined where it was not signed as it stands. */
type Claim = { size: number; root: Buffer | undefined }

const PAGE = 5000

const rowsFrom = async <Tables>(trx: Transaction<Tables>, position: number): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select leaf.position, leaf.hash, leaf.line as placed, ${lineColumns}
    from ledger_leaf leaf left join ledger_line line on line.id = leaf.line
    where leaf.position >= ${position} order by leaf.position limit ${PAGE}`.execute(trx)
  return rows
}

const claimsIn = async <Tables>(
  trx: Transaction<Tables>,
  [after, upTo]: [number, number],
  keys: readonly KeyObject[],
  outside: readonly Checkpoint[],
): Promise<Claim[]> => {
  const { rows } = await sql<{ size: string; note: string }>`
    select size, note from ledger_checkpoint where size > ${after} and size <= ${upTo}`.execute(trx)
  const own = rows.map(({ size, note }): Claim => {
    const signed = readNote(note, keys)
    return { size: Number(size), root: signed?.size === Number(size) ? signed.root : undefined }
  })
  return [...own, ...outside.filter(({ size }) => size > after && size <= upTo)]
}

/** What one page says, going on from what the pages before it proved. */
interface Walk {
  edge: Edge
  /** As many lines are proved. */
  proved: number
  /** Broken, if the hashes beside it are what was signed. */
  suspect?: Broken
}

const faultOf = (row: Row, position: number): Broken | undefined => {
  const at = { first: position, last: position, line: row.placed }
  if (row.id === null) return { fault: 'removed', ...at }
  return leafHash(Buffer.from(canonical(row))).equals(row.hash) ? undefined : { fault: 'changed', ...at }
}

/** Holds the tree as it is now against the checkpoints of its size; a root that comes out proves every hash under it. */
const settle = (walk: Walk, claims: readonly Claim[]): Broken | undefined => {
  if (claims.length === 0) return undefined
  const range = { first: walk.proved, last: walk.edge.size - 1 }
  const root = rootOf(walk.edge)
  for (const claim of claims)
    if (!claim.root?.equals(root)) return { fault: claim.root ? 'rewritten' : 'forged', ...range }
  walk.proved = walk.edge.size
  return walk.suspect
}

const walkPage = (walk: Walk, rows: readonly Row[], claims: ReadonlyMap<number, Claim[]>): Broken | undefined => {
  for (const row of rows) {
    const position = walk.edge.size
    if (Number(row.position) !== position) return walk.suspect ?? { fault: 'removed', first: position, last: position }
    const fault = faultOf(row, position)
    if (fault) walk.suspect ??= fault
    walk.edge = extend(walk.edge, [row.hash])
    const broken = settle(walk, claims.get(walk.edge.size) ?? [])
    if (broken) return broken
  }
  return undefined
}

/** After the last place: nothing signed may be missing, and nothing may stand there unsigned. */
const walkEnd = ({ edge, proved, suspect }: Walk, claims: readonly Claim[]): Broken | undefined => {
  const beyond = claims.map(({ size }) => size).filter((size) => size > edge.size)
  if (suspect) return suspect
  if (beyond.length > 0) return { fault: 'removed', first: proved, last: Math.min(...beyond) - 1 }
  return edge.size > proved ? { fault: 'unsigned', first: proved, last: edge.size - 1 } : undefined
}

const walkAll = async <Tables>(
  trx: Transaction<Tables>,
  keys: readonly KeyObject[],
  outside: readonly Checkpoint[],
): Promise<Broken | number> => {
  const walk: Walk = { edge: EMPTY, proved: 0 }
  for (;;) {
    const from = walk.edge.size
    const rows = await rowsFrom(trx, from)
    const isLast = rows.length < PAGE
    const claims = await claimsIn(trx, [from, isLast ? Number.MAX_SAFE_INTEGER : from + PAGE], keys, outside)
    const broken = walkPage(
      walk,
      rows,
      Map.groupBy(claims, ({ size }) => size),
    )
    if (broken) return broken
    if (isLast) return walkEnd(walk, claims) ?? walk.edge.size
  }
}

/** A line outside the tree that does not wait to come in, or one that was gone before its turn. */
const findStray = async <Tables>(trx: Transaction<Tables>, size: number): Promise<Broken | undefined> => {
  const { rows } = await sql<{ line: string; fault: Fault }>`
    select id as line, 'stray' as fault from ledger_line line
    where not exists (select from ledger_leaf leaf where leaf.line = line.id)
      and not exists (select from ledger_pending pending where pending.line = line.id)
    union all
    select line, 'removed' from ledger_pending pending
    where not exists (select from ledger_line line where line.id = pending.line)
    order by line limit 1`.execute(trx)
  return rows[0] && { ...rows[0], first: size, last: size }
}

const countAll = async <Tables>(trx: Transaction<Tables>): Promise<Omit<Verdict, 'broken'>> => {
  const { rows } = await sql<Record<'lines' | 'checkpoints' | 'waiting', string>>`select
    (select count(*) from ledger_line) as lines,
    (select count(*) from ledger_checkpoint) as checkpoints,
    (select count(*) from ledger_pending) as waiting`.execute(trx)
  const counted = rows[0]
  return {
    lines: Number(counted?.lines),
    checkpoints: Number(counted?.checkpoints),
    waiting: Number(counted?.waiting),
  }
}

/**
 * Proves that no sealed line was changed, removed, inserted or swapped, or says where the first break is. `checkpoints`
 * are notes of this ledger that were kept elsewhere: against someone who holds the node and its key, they are the proof.
 * Throws where one of them is not signed by these keys. Sealing may go on meanwhile.
 */
export const verifyLedger = async <Tables>(
  db: Kysely<Tables>,
  publicKeys: KeyObject | readonly KeyObject[],
  checkpoints: readonly string[] = [],
): Promise<Verdict> => {
  const keys = [publicKeys].flat()
  const outside = checkpoints.map((note) => {
    const signed = readNote(note, keys)
    if (!signed) throw new Error(`Not a checkpoint signed by a key of this ledger:\n${note}`)
    return signed
  })
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const counts = await countAll(trx)
      const walked = await walkAll(trx, keys, outside)
      const broken = typeof walked === 'number' ? await findStray(trx, walked) : walked
      return { ...counts, ...(broken ? { broken } : {}) }
    })
}
