// SPDX-License-Identifier: Apache-2.0
/** A CSV of orders, a row for each line of an order: what is kept, and what is not, with the line and the reason. */
import { type Outcome, ok, type Refusal } from '#basis/outcome.ts'
import { readTable, unguarded } from '#interop/csv/index.ts'
import { type NewOrder, type Order, orderShape } from './order.ts'

const NEEDED = ['order', 'at', 'customer', 'country', 'item'] as const
export const ORDER_COLUMNS = [
  ...NEEDED,
  ...(['kind', 'channel', 'customer_ref', 'person', 'address', 'email', 'phone', 'website', 'registration'] as const),
  ...(['sector', 'since', 'founded', 'identity', 'licence', 'licence_until', 'asks_nothing'] as const),
  ...(['cas', 'count', 'quantity', 'unit', 'price', 'usual_price', 'currency', 'use_stated', 'use'] as const),
  ...(['place', 'ship_to', 'ship_address', 'urgent', 'plain', 'changed', 'payment', 'payer'] as const),
] as const
export type OrderColumn = (typeof ORDER_COLUMNS)[number]

export const ROW_PROBLEMS = [
  ...([
    'too-long',
    'open-quote',
    'fields',
    'not-valid',
    'differs',
    'too-many',
    'future',
    'currency',
    'other-currency',
    'known-otherwise',
  ] as const),
] as const
export interface RowProblem {
  line: number
  code: (typeof ROW_PROBLEMS)[number]
  /** Where in the order, or what stands there. */
  given: string
}

export interface OrderRows {
  /** Each with the line on which it begins, in the order of the file. */
  orders: { line: number; order: Order }[]
  problems: RowProblem[]
  /** Rows below the header. */
  rows: number
  isLatin1: boolean
}

/** More of one file is several files. */
export const MOST_ROWS = 1_000_000
/** A clock may be wrong by so much; an order of tomorrow is a mistake. */
const SKEW_MS = 10 * 60_000

const YES = new Set(['yes', 'true', '1', 'oui', 'y', 'x'])
const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as T

type Cell = (column: OrderColumn) => string

/** All but its lines; undefined stands for what is not said. */
const headOf = (of: Cell): Omit<NewOrder, 'items'> => {
  const yes = (column: OrderColumn) => (of(column) === '' ? undefined : YES.has(of(column).toLowerCase()))
  const at = of('at')
  return present({
    ...{ ref: of('order'), kind: of('kind') as 'order', channel: of('channel') as 'web', currency: of('currency') },
    at: /^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T12:00:00Z` : at,
    customer: present({
      ...{ ref: of('customer_ref'), name: of('customer'), isPerson: yes('person'), country: of('country') },
      ...{ address: of('address'), email: of('email'), phone: of('phone'), website: of('website') },
      ...{ registration: of('registration'), sector: of('sector'), since: of('since'), founded: of('founded') },
      ...{ identity: of('identity') as 'seen', licence: of('licence') as 'none', licenceUntil: of('licence_until') },
      asksNothing: yes('asks_nothing'),
    }),
    use: present({ stated: (of('use_stated') || (of('use') && 'stated')) as 'stated', text: of('use') }),
    delivery: present({
      ...{ place: of('place') as 'business', country: of('ship_to'), address: of('ship_address') },
      ...{ isUrgent: yes('urgent'), isPlain: yes('plain'), isChanged: yes('changed') },
    }),
    payment: present({ method: of('payment') as 'transfer', payer: of('payer') }),
  } as Omit<NewOrder, 'items'>)
}

const itemOf = (of: Cell): NewOrder['items'][number] =>
  present({
    ...{ text: of('item'), cas: of('cas'), price: of('price'), usualPrice: of('usual_price') },
    count: of('count') === '' ? undefined : Number(of('count')),
    quantity: of('quantity') === '' ? undefined : { value: of('quantity'), unit: of('unit') as 'kg' },
  } as NewOrder['items'][number])

/** ISO 4217 as this system knows it, and those that a country pack adds. */
export const currencies = (more: readonly string[] = []): ReadonlySet<string> =>
  new Set([...Intl.supportedValuesOf('currency'), ...more])

/** What is wrong with an order that is in shape; undefined: nothing. */
export const oddIn = (
  { at, currency }: Order,
  now: Date,
  known: ReadonlySet<string>,
): Pick<RowProblem, 'code' | 'given'> | undefined => {
  if (Date.parse(at) > now.getTime() + SKEW_MS) return { code: 'future', given: at }
  return currency !== undefined && !known.has(currency) ? { code: 'currency', given: currency } : undefined
}

/** Refuses with `not-this-format` a file that lacks a column that is needed. A batch keeps what is in order. */
export const readOrders = async (
  bytes: Uint8Array,
  { now, known }: { now: Date; known: ReadonlySet<string> },
): Promise<Outcome<OrderRows, Refusal<'not-this-format'>>> => {
  const table = readTable(bytes, ORDER_COLUMNS, NEEDED)
  if (!table.ok) return table
  const drafts = new Map<string, { line: number; head: string; draft: NewOrder; isOdd: boolean }>()
  const problems: RowProblem[] = []
  let rows = 0
  for await (const row of table.value.rows) {
    rows++
    if (rows > MOST_ROWS) {
      problems.push({ line: row.line, code: 'too-many', given: String(MOST_ROWS) })
      break
    }
    if ('problem' in row) problems.push({ line: row.line, code: row.problem, given: row.given ?? '' })
    else {
      const of: Cell = (column) => unguarded(row.of(column))
      const head = headOf(of)
      const known = drafts.get(head.ref ?? '')
      if (!known) {
        const draft = { ...head, items: [itemOf(of)] }
        drafts.set(head.ref ?? '', { line: row.line, head: JSON.stringify(head), draft, isOdd: false })
      } else if (known.head === JSON.stringify(head)) known.draft.items.push(itemOf(of))
      else {
        // Which of the two is right nobody here can say.
        known.isOdd = true
        problems.push({ line: row.line, code: 'differs', given: head.ref ?? '' })
      }
    }
  }
  const orders: OrderRows['orders'] = []
  for (const { line, draft, isOdd } of drafts.values()) {
    const parsed = orderShape.safeParse(draft)
    const [issue] = parsed.error?.issues ?? []
    if (isOdd) problems.push({ line, code: 'differs', given: draft.ref })
    else if (!parsed.success) problems.push({ line, code: 'not-valid', given: issue?.path.join('.') || 'order' })
    else {
      const odd = oddIn(parsed.data, now, known)
      if (odd) problems.push({ line, ...odd })
      else orders.push({ line, order: parsed.data })
    }
  }
  problems.sort((a, b) => a.line - b.line)
  return ok({ orders, problems, rows, isLatin1: table.value.isLatin1 })
}
