// SPDX-License-Identifier: Apache-2.0
/** A file of payments, CSV or ISO 20022: what is in order, and what is not, with the line and the reason. */
import { type Outcome, ok, type Refusal } from '#basis/outcome.ts'
import { readTable, unguarded } from '#interop/csv/index.ts'
import { type IsoSide, isXml, readIso20022 } from '#interop/iso20022/index.ts'
import type { RowProblem } from '../orders/rows.ts'
import { CASH, type NewPayment, type Payment, paymentShape } from './payment.ts'

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
  const isCash = of('kind') === 'cash' && (of('from_account') === '') !== (of('to_account') === '')
  const side = (which: 'from' | 'to') => ({
    ...{ account: of(`${which}_account`) || (isCash ? CASH : ''), name: of(`${which}_name`) },
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

/** A payment of a file, or what is wrong with its row. */
type Given = { line: number; payment: NewPayment; currency?: string } | RowProblem
interface Source {
  rows: AsyncIterable<Given> | Iterable<Given>
  isLatin1: boolean
}

const fromTable = (bytes: Uint8Array): Outcome<Source, Refusal<'not-this-format'>> => {
  const table = readTable(bytes, PAYMENT_COLUMNS, NEEDED)
  if (!table.ok) return table
  async function* rows(from: typeof table & { ok: true }): AsyncGenerator<Given> {
    for await (const row of from.value.rows)
      yield 'problem' in row
        ? { line: row.line, code: row.problem, given: row.given ?? '' }
        : { line: row.line, payment: paymentOf((column) => unguarded(row.of(column))) }
  }
  return ok({ rows: rows(table), isLatin1: table.value.isLatin1 })
}

/** A day without a time is taken as its noon. */
const momentOf = (at: string) =>
  /^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T12:00:00Z` : /(?:Z|[+-]\d\d:\d\d)$/.test(at) ? at : `${at}Z`

/** An account that a message does not number is known by its bank and name, as far as these are said. */
const numberOf = ({ account, institution, name }: IsoSide) =>
  account || (name === '' ? '' : `${institution || 'unknown'} ${name}`)

const fromIso = (bytes: Uint8Array): Outcome<Source, Refusal<'not-this-format'>> => {
  const read = readIso20022(bytes)
  if (!read.ok) return read
  const rows = read.value.payments.map(({ line, ref, at, amount, currency, from, to, memo }) => ({
    ...{ line, currency },
    payment: {
      ...{ ref, at: momentOf(at), amount, kind: 'transfer' as const, memo: memo.slice(0, 200) },
      ...{ from: { ...from, account: numberOf(from) }, to: { ...to, account: numberOf(to) } },
    },
  }))
  return ok({ rows, isLatin1: false })
}

/**
 * A table, or a message of ISO 20022 (`camt.053`, `pacs.008`, `pain.001`). Refuses with `not-this-format` what is neither. A number
 * that comes twice counts once. `currency`: that of the country; empty: the first of the file, and no other one with it.
 */
export const readPayments = async (
  bytes: Uint8Array,
  now: Date,
  currency = '',
): Promise<Outcome<PaymentRows, Refusal<'not-this-format'>>> => {
  const source = isXml(bytes) ? fromIso(bytes) : fromTable(bytes)
  if (!source.ok) return source
  const payments: PaymentRows['payments'] = []
  const problems: RowProblem[] = []
  const known = new Map<string, string>()
  let [rows, own] = [0, currency]
  for await (const row of source.value.rows) {
    const { line } = row
    rows++
    if (rows > MOST_ROWS) {
      problems.push({ line, code: 'too-many', given: String(MOST_ROWS) })
      break
    }
    if ('code' in row) {
      problems.push(row)
      continue
    }
    const parsed = paymentShape.safeParse(row.payment)
    if (!parsed.success) {
      problems.push({ line, code: 'not-valid', given: parsed.error.issues[0]?.path.join('.') ?? '' })
      continue
    }
    own ||= row.currency ?? ''
    const payment = parsed.data
    const said = JSON.stringify(payment)
    const before = known.get(payment.ref)
    if (row.currency !== undefined && row.currency !== own)
      problems.push({ line, code: 'other-currency', given: row.currency })
    else if (Date.parse(payment.at) > now.getTime() + SKEW_MS)
      problems.push({ line, code: 'future', given: payment.at })
    else if (before === undefined) {
      known.set(payment.ref, said)
      payments.push({ line, payment })
    } else if (before !== said) problems.push({ line, code: 'differs', given: payment.ref })
  }
  payments.sort((a, b) => Date.parse(a.payment.at) - Date.parse(b.payment.at))
  return ok({ payments, problems, rows, isLatin1: source.value.isLatin1 })
}
