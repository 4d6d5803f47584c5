// SPDX-License-Identifier: Apache-2.0
/** Whether what was received is still here. The ledger's lines say what must be; a row without its line was put there by hand. */
import { createHash, createHmac } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Fault } from './contract.ts'

const uuidFrom = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A report's id follows from its reference: the ledger's line is found by the code when the row is gone. */
export const reportIdOf = (reference: string): string => uuidFrom(`safeguard report ${reference}`)
/** A letter's from its place in the report, so that it is known of which report one is missing. */
export const letterIdOf = (report: string, number: number): string => uuidFrom(`safeguard letter ${report} ${number}`)

/** Letters in one report. */
export const MOST_LETTERS = 200

interface Row {
  kind: string
  id: string
  mark: string | null
  digest: Buffer | null
  salt: Buffer | null
}

const faultOf = ({ mark, digest, salt }: Row): Fault['fault'] | undefined => {
  if (mark === null) return 'removed'
  if (digest === null) return 'inserted'
  return salt && createHmac('sha256', salt).update(mark).digest().equals(digest) ? undefined : 'changed'
}

/**
 * Every report, letter and key that is gone, changed or put there, against the ledger; of one report where `only` names it.
 * That the ledger itself holds is `verifyLedger`'s to say. It needs no seat, and answers ids alone.
 */
export const faultsIn = async <Tables>(db: Kysely<Tables> | Transaction<Tables>, only?: string): Promise<Fault[]> => {
  const ids = only && [only, ...Array.from({ length: MOST_LETTERS }, (_, at) => letterIdOf(only, at + 1))]
  const { rows } = await sql<Row>`
    with told as (
      select distinct on (kind, ids[1]) kind, ids[1] as id, digest from ledger_line
      where kind in ('safeguard-report', 'safeguard-letter', 'safeguard-key') and digest is not null
      ${ids ? sql`and ids && ${ids}` : sql``}
      order by kind, ids[1], ledger_line.id desc)
    select coalesce(marks.kind, told.kind) as kind, coalesce(marks.id::text, told.id) as id, marks.mark, told.digest, salt.salt
    from (select * from ${ids ? sql`kept_marks_of(${ids}::uuid[])` : sql`kept_marks()`}) marks
    full join told on told.kind = marks.kind and told.id = marks.id::text
    left join ledger_salt salt on salt.kind = told.kind and salt.id = told.id`.execute(db)
  return rows.flatMap((row) => {
    const fault = faultOf(row)
    return fault ? [{ kind: row.kind.replace('safeguard-', '') as Fault['kind'], id: row.id, fault }] : []
  })
}
