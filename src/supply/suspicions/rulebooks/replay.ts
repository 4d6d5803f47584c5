// SPDX-License-Identifier: Apache-2.0
/**
 * A firm's own past through the red flags in force and through those of an edition, from what was kept: windows are made again
 * as they were, and nothing is written. The shadow is the same since it began: what came in after somebody had stopped changing.
 */
import { setImmediate } from 'node:timers/promises'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { SuspicionLeg } from '../codes.ts'
import type { SuspicionsRefusal } from '../contract.ts'
import { type Item, type ItemKind, PAST_DAYS, type Past } from '../items/item.ts'
import { type ItemGoods, openItemFacts } from '../items/watch.ts'
import type { Listing } from '../listings/listing.ts'
import { LISTINGS } from '../listings/listings.ts'
import type { Order } from '../orders/order.ts'
import { openOrderFacts } from '../orders/watch.ts'
import type { Parcel } from '../parcels/parcel.ts'
import { PARCELS } from '../parcels/parcels.ts'
import { LONGEST, openAccounts } from '../payments/accounts.ts'
import type { Payment } from '../payments/payment.ts'
import type { RuleSet } from '../rules/compile.ts'
import type { FactsOf } from '../rules/vocabulary.ts'
import type { Trx } from '../store.ts'
import { type Comparison, openComparing } from './comparison.ts'
import { countSince, holdersOf, type KnownHolder, type PastRow, pastOf, stoppedOf, verdictsOf } from './past-store.ts'

const DAY = 86_400_000
/** Before the first that counts: what the longest window of the leg looks back on. */
const BEFORE: Record<SuspicionLeg, number> = {
  ...{ order: 365 * DAY, payment: LONGEST, parcel: PAST_DAYS * DAY, listing: PAST_DAYS * DAY },
}
/** Bounded, so that nobody stops a small server with it. */
const MOST_EVENTS = 400_000

interface Found {
  key: string
  /** Made only where it counts. */
  facts(): FactsOf | null
}
interface Source<T> {
  enter(row: PastRow<T>): Found[]
  /** From now on this one is refused, or stopped. */
  stop(key: string): void
}

const ordersSource = (goods: ItemGoods): Source<Order> => {
  let customer = ''
  const { book, enter } = openOrderFacts(goods, () => customer)
  return {
    enter: ({ content, customer: id }) => {
      customer = id ?? ''
      const { facts } = enter(content)
      return [{ key: content.ref, facts: () => facts }]
    },
    stop: book.refuse,
  }
}

const paymentsSource = (limit: number, accounts: readonly KnownHolder[]): Source<Payment> => {
  const { know, enter } = openAccounts(limit)
  for (const { number, since, holder } of accounts) know(number, since.toISOString(), holder)
  return {
    enter: ({ content }) => enter(content).map(({ account, facts }) => ({ key: account, facts })),
    stop: () => undefined,
  }
}

const itemsSource = <T extends Item>(kind: ItemKind<T>, goods: ItemGoods): Source<T> => {
  const { enter } = openItemFacts(kind, goods)
  const byRef = new Map<string, Past<T>>()
  return {
    enter: ({ content }) => {
      const { past, facts } = enter(content)
      byRef.set(content.ref, past)
      return [{ key: content.ref, facts: () => facts }]
    },
    stop: (ref) => {
      const past = byRef.get(ref)
      if (past) past.isStopped = true
    },
  }
}

export interface ReplayPlan {
  now: RuleSet
  would: RuleSet
  goods: ItemGoods
  /** From which amount cash is reported in this country. */
  limit: number
}

const sourceOf = async (trx: Trx, leg: SuspicionLeg, { goods, limit }: ReplayPlan) => {
  switch (leg) {
    case 'order':
      return ordersSource(goods)
    case 'payment':
      return paymentsSource(limit, await holdersOf(trx))
    case 'parcel':
      return itemsSource<Parcel>(PARCELS, goods)
    case 'listing':
      return itemsSource<Listing>(LISTINGS, goods)
  }
}

/** Refused where it would be too much at once. */
export const replay = async (
  trx: Trx,
  leg: SuspicionLeg,
  since: Date,
  plan: ReplayPlan,
): Promise<Outcome<Comparison, SuspicionsRefusal>> => {
  const from = new Date(since.getTime() - BEFORE[leg])
  const count = await countSince(trx, leg, from)
  if (count > MOST_EVENTS)
    return refuse(
      'not-valid',
      `Too much to go through at once, ${count} with what came before: ask for fewer days.`,
      'days',
    )
  const source = (await sourceOf(trx, leg, plan)) as Source<Item>
  const comparing = openComparing(plan.now, plan.would, since.toISOString())
  const stops = await stoppedOf(trx, leg)
  for await (const rows of pastOf<Item>(trx, leg, from)) {
    for (const row of rows) {
      while (stops[0] && stops[0].at.getTime() <= Date.parse(row.content.at)) source.stop(stops.shift()?.key ?? '')
      for (const { key, facts } of source.enter(row)) comparing.add(key, new Date(row.content.at).toISOString(), facts)
    }
    await setImmediate()
  }
  return ok(comparing.result(await verdictsOf(trx, leg)))
}
