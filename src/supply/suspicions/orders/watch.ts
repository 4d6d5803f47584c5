// SPDX-License-Identifier: Apache-2.0
/** Orders of one firm through all red flags of orders, one after the other. No server, no database: a firm runs it by itself. */
import type { RuleSet } from '../rules/compile.ts'
import { type Judgement, judge, PASSED } from '../rules/judge.ts'
import { type Asked, type Book, massOf, openBook } from './book.ts'
import type { OrderFacts } from './facts.ts'
import { type GoodsPlan, type KnownGood, recogniseGoods } from './goods.ts'
import type { Customer, Order } from './order.ts'
import { isOwnUse, type OwnUse } from './own-use.ts'
import { isFreeMail } from './same.ts'

const DAY = 86_400_000

const daysBetween = (from: string | undefined, to: string): number =>
  from === undefined ? -1 : Math.floor((Date.parse(to) - Date.parse(from)) / DAY)

const premiumOf = ({ items }: Order): number =>
  Math.max(
    -1,
    ...items.map(({ price, usualPrice }) =>
      price && Number(usualPrice) > 0 ? Number(price) / Number(usualPrice) : -1,
    ),
  )

const licenceOf = ({ licence, licenceUntil }: Customer, day: string) =>
  licenceUntil !== undefined && licenceUntil < day && (licence === 'verified' || licence === 'stated')
    ? 'expired'
    : licence

/** What conditions ask of an order. */
export const factsOf = (order: Order, goods: readonly KnownGood[], { windows }: Asked): OrderFacts => {
  const { customer, delivery, use, payment } = order
  const { isNew, orders, sharing, isOtherMail, isRefused, ...history } = windows
  const tools = new Set(goods.filter((each) => each.goods === 'tableting').map(({ item }) => item))
  return {
    order: {
      ...{ kind: order.kind, channel: order.channel },
      ...{ lines: order.items.length, premium: premiumOf(order) },
    },
    customer: {
      ...{ isNew, orders, sharing, isOtherMail, isRefused },
      ...{ isPerson: customer.isPerson, identity: customer.identity, sector: customer.sector },
      licence: licenceOf(customer, order.at.slice(0, 10)),
      daysFounded: daysBetween(customer.founded, order.at),
      ...{ website: customer.website, registration: customer.registration },
      asksNothing: customer.asksNothing ?? false,
      isFreeMail: isFreeMail(customer.email),
    },
    goods: {
      kinds: [...new Set(goods.map((each) => each.goods))],
      kilograms: massOf(goods),
      pieces: [...tools].reduce((sum, item) => sum + (order.items[item]?.count ?? 0), 0),
    },
    use: { stated: use.stated, words: use.text === '' ? 0 : use.text.split(/\s+/).length },
    delivery: {
      ...{ place: delivery.place, isUrgent: delivery.isUrgent },
      ...{ isPlain: delivery.isPlain, isChanged: delivery.isChanged },
      isAbroad: delivery.country !== undefined && delivery.country !== customer.country,
    },
    payment: { method: payment.method, isThird: payment.payer !== '' && payment.payer !== customer.name },
    history,
  }
}

export interface EnteredOrder {
  order: Order
  /** Id of the customer, the same however it is spelt. */
  customer: string
  /** By no key known before. */
  isFirst: boolean
  goods: readonly KnownGood[]
}
export type Watched = EnteredOrder & Judgement

export interface OrderFactsSource {
  /** What was known before. */
  book: Pick<Book, 'know' | 'knowPeers' | 'refuse'>
  /** An order with what came before it, from then on remembered; no facts of what one person may have for themselves. */
  enter(order: Order): EnteredOrder & { facts: OrderFacts | null }
}

export interface Watch extends Pick<OrderFactsSource, 'book'> {
  /** Judges an order by what came before it, and remembers it. `capped`: red flags that hold nothing now. */
  watch(order: Order, capped?: ReadonlySet<string>): Watched
}

type WatchPlan = GoodsPlan & { ownUse?: OwnUse }

/** `newId`: of a customer that was not known. `ownUse`: what one person may have for themselves. */
export const openOrderFacts = (plan: WatchPlan, newId: (customer: Customer) => string): OrderFactsSource => {
  const book = openBook(newId)
  return {
    book,
    enter: (order) => {
      const goods = recogniseGoods(order.items, order.at.slice(0, 10), plan)
      const asked = book.enter(order, goods)
      const facts = isOwnUse(order, goods, plan.ownUse) ? null : factsOf(order, goods, asked)
      return { order, goods, customer: asked.customer, isFirst: asked.isFirst, facts }
    },
  }
}

/** The same, judged. */
export const openWatch = (rules: RuleSet, plan: WatchPlan, newId: (customer: Customer) => string): Watch => {
  const { book, enter } = openOrderFacts(plan, newId)
  return {
    book,
    watch: (order, capped) => {
      const { facts, ...entered } = enter(order)
      return { ...entered, ...(facts ? judge(rules, facts, order.at.slice(0, 10), capped) : PASSED) }
    },
  }
}
