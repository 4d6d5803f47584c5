// SPDX-License-Identifier: Apache-2.0
/** A CSV of payments: what is in order, and what is not, with the line and the reason. */
import { type Outcome, ok, type Refusal } from '#basis/outcome.ts'
import { readTable, unguarded } from '#interop/csv/index.ts'
import type { RowProblem } from '../orders/rows.ts'
import { type NewPayment, type Payment, paymentShape } from './payment.ts'

const NEEDED = ['payment', 'at', 'amount', 'from_account', 'to_account'] as const
export const PAYMENT_COLUMNS = [
  ...NEEDED,
  ...(['kind', 'branch', 'from_name', 'from_holder', 'from_category'] as const),
  ...(['to_name', 'to_holder', 'to_category', 'memo'] as const),
  ...(['from_institution', 'from_country', 'to_institution', 'to_country'] as const),
] as const
type Column = (typeof PAYMENT_COLUMNS)[number]

export interface PaymentRows {
  /** In the order of their time; those of one moment as in the file. */
  payments: { line: number; payment: Payment }[]
  problems: RowProblem[]
  rows: number
  isLatin1: boolean
}

const MOST_ROWS = 2_000_000
/** Clocks of reporters differ by so many milliseconds. */
export const SKEW_MS = 10 * 60_000

const paymentOf = (of: (column: Column) => string): NewPayment => {
  const at = of('at')
  const side = (which: 'from' | 'to') => ({
    ...{ account: of(`${which}_account`), name: of(`${which}_name`) },
    holder: (of(`${which}_holder`) || 'unknown') as 'unknown',
    category: (of(`${which}_category`) || 'unknown') as 'unknown',
    ...{ institution: of(`${which}_institution`), country: of(`${which}_country`) },
  })
  return {
    ...{ ref: of('payment'), at: /^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T12:00:00Z` : at, amount: of('amount') },
    ...{ kind: (of('kind') || 'unknown') as 'unknown', branch: of('branch'), memo: of('memo') },
    ...{ from: side('from'), to: side('to') },
  }
}

/** Refuses with `not-this-format` a file that lacks a column that is needed. A number that comes twice counts once. */
export const readPayments = async (
  bytes: Uint8Array,
  now: Date,
): Promise<Outcome<PaymentRows, Refusal<'not-this-format'>>> => {
  const table = readTable(bytes, PAYMENT_COLUMNS, NEEDED)
  if (!table.ok) return table
  const payments: PaymentRows['payments'] = []
  const problems: RowProblem[] = []
  const known = new Map<string, string>()
  let rows = 0
  for await (const row of table.value.rows) {
    rows++
    if (rows > MOST_ROWS) {
      problems.push({ line: row.line, code: 'too-many', given: String(MOST_ROWS) })
      break
    }
    if ('problem' in row) {
      problems.push({ line: row.line, code: row.problem, given: row.given ?? '' })
      continue
    }
    const parsed = paymentShape.safeParse(paymentOf((column) => unguarded(row.of(column))))
    if (!parsed.success) {
      problems.push({ line: row.line, code: 'not-valid', given: parsed.error.issues[0]?.path.join('.') ?? '' })
      continue
    }
    const payment = parsed.data
    const said = JSON.stringify(payment)
    const before = known.get(payment.ref)
    if (Date.parse(payment.at) > now.getTime() + SKEW_MS)
      problems.push({ line: row.line, code: 'future', given: payment.at })
    else if (before === undefined) {
      known.set(payment.ref, said)
      payments.push({ line: row.line, payment })
    } else if (before !== said) problems.push({ line: row.line, code: 'differs', given: payment.ref })
  }
  payments.sort((a, b) => Date.parse(a.payment.at) - Date.parse(b.payment.at))
  return ok({ payments, problems, rows, isLatin1: table.value.isLatin1 })
}
