// SPDX-License-Identifier: Apache-2.0
/** A CSV of parcels or listings: what is in order, and what is not, with the line and the reason. */
import { type Outcome, ok, type Refusal } from '#basis/outcome.ts'
import { readTable, unguarded } from '#interop/csv/index.ts'
import type { RowProblem } from '../orders/rows.ts'
import { SKEW_MS } from '../payments/rows.ts'
import type { Item, ItemKind } from './item.ts'

export interface ItemRows<T> {
  /** In the order of their time; those of one moment as in the file. */
  items: { line: number; item: T }[]
  problems: RowProblem[]
  rows: number
  isLatin1: boolean
}

const MOST_ROWS = 1_000_000

/** Refuses with `not-this-format` what is no such table. A number that comes twice counts once. */
export const readItems = async <T extends Item>(
  kind: ItemKind<T>,
  bytes: Uint8Array,
  now: Date,
): Promise<Outcome<ItemRows<T>, Refusal<'not-this-format'>>> => {
  const table = readTable(bytes, kind.columns, kind.needed)
  if (!table.ok) return table
  const made: ItemRows<T> = { items: [], problems: [], rows: 0, isLatin1: table.value.isLatin1 }
  const known = new Map<string, string>()
  for await (const row of table.value.rows) {
    const { line } = row
    made.rows++
    if (made.rows > MOST_ROWS) {
      made.problems.push({ line, code: 'too-many', given: String(MOST_ROWS) })
      break
    }
    if ('problem' in row) {
      made.problems.push({ line, code: row.problem, given: row.given ?? '' })
      continue
    }
    const parsed = kind.shape.safeParse(kind.newOf((column) => unguarded(row.of(column)).trim()))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      made.problems.push({ line, code: 'not-valid', given: issue?.path.join('.') ?? '' })
      continue
    }
    const item = parsed.data
    const said = JSON.stringify(item)
    const before = known.get(item.ref)
    if (Date.parse(item.at) > now.getTime() + SKEW_MS) made.problems.push({ line, code: 'future', given: item.at })
    else if (before === undefined) {
      known.set(item.ref, said)
      made.items.push({ line, item })
    } else if (before !== said) made.problems.push({ line, code: 'differs', given: item.ref })
  }
  made.items.sort((a, b) => Date.parse(a.item.at) - Date.parse(b.item.at))
  return ok(made)
}
