// SPDX-License-Identifier: Apache-2.0
/** The ledger as an auditor walks it. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { type LedgerLine, lineColumns } from './line.ts'

export interface LedgerQuery {
  /** At or after. */
  from?: Date
  /** Before. */
  to?: Date
  /** Kind of the records. */
  kind?: string
  /** One record. */
  id?: string
  account?: string
  /** `next` of the page before. */
  cursor?: string
  /** Lines a page, 1 to 200; 50 where absent. */
  limit?: number
}

export interface SealedLine extends LedgerLine {
  /** Its place in the tree; null as long as it waits for one. */
  position: number | null
}

export interface LedgerPage {
  lines: SealedLine[]
  /** Cursor of the next page; absent on the last. */
  next?: string
}

const PAGE = 50
const MAX_PAGE = 200
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_(\d{1,18})$/

/** Newest first. A cursor stands for a line, so lines written meanwhile move nothing from page to page. */
export const readLedger = async <Tables>(
  db: Kysely<Tables>,
  { from, to, kind, id, account, cursor, limit = PAGE }: LedgerQuery,
): Promise<Outcome<LedgerPage, Refusal<'bad-cursor'>>> => {
  const [, at, line] = CURSOR.exec(cursor ?? '') ?? []
  if (cursor !== undefined && (at === undefined || line === undefined || Number.isNaN(Date.parse(at))))
    return refuse('bad-cursor', 'This is no cursor that this ledger gave.', 'cursor')
  const size = Math.min(MAX_PAGE, Math.max(1, Math.trunc(limit)))
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (from) conditions.push(sql`line.at >= ${from}`)
  if (to) conditions.push(sql`line.at < ${to}`)
  if (kind !== undefined) conditions.push(sql`line.kind = ${kind}`)
  if (id !== undefined) conditions.push(sql`line.ids @> array[${id}]::text[]`)
  if (account !== undefined) conditions.push(sql`line.account = ${account}`)
  if (at !== undefined) conditions.push(sql`(line.at, line.id) < (${at}::timestamptz, ${line}::bigint)`)
  const { rows } = await sql<LedgerLine & { position: string | null }>`
    select ${lineColumns}, leaf.position from ledger_line line left join ledger_leaf leaf on leaf.line = line.id
    where ${sql.join(conditions, sql` and `)} order by line.at desc, line.id desc limit ${size + 1}`.execute(db)
  const lines = rows
    .slice(0, size)
    .map((row) => ({ ...row, position: row.position === null ? null : Number(row.position) }))
  const last = lines.at(-1)
  return ok(rows.length > size && last ? { lines, next: `${last.at}_${last.id}` } : { lines })
}
