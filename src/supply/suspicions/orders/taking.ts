// SPDX-License-Identifier: Apache-2.0
/** Orders into the database of a firm: each judged by what came before it, kept once, with its alert in the same transaction. */
import { createHash, randomUUID } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import { type Actor, columnsOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { alertHandling } from '../access.ts'
import { insertAlerts, takeTurns } from '../alerts/alerts-store.ts'
import { tellCapped, tellFound } from '../alerts/telling.ts'
import type { Taken } from '../contract.ts'
import { openBreaker } from '../rules/breaker.ts'
import type { RuleSet } from '../rules/compile.ts'
import type { AlertRow, SaleRow, Trx } from '../store.ts'
import { massOf } from './book.ts'
import type { GoodsPlan } from './goods.ts'
import type { Order } from './order.ts'
import {
  customersKnown,
  holdsSince,
  insertSales,
  keepCustomers,
  keptAlready,
  type NewCustomerRow,
  peersOf,
} from './orders-store.ts'
import type { OwnUse } from './own-use.ts'
import { mailDomain, sameKeys, sharedKeys } from './same.ts'
import { openWatch, type Watched } from './watch.ts'

export interface TakingPlan {
  actor: Actor
  rules: RuleSet
  goods: GoodsPlan & { ownUse?: OwnUse }
  now: Date
  /** When a suspicious order that is found now has to be reported by; null where the country has no such clock. */
  due: Date | null
}

/** `kept`: new here. `known`: the same was here. `otherwise`: another order has this number, and stays. */
export type Entered = Taken & { as: 'kept' | 'known' | 'otherwise' }

const digestOf = (order: Order) => createHash('sha256').update(canonical(order)).digest()
const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]

const watchFor = async (trx: Trx, orders: readonly Order[], { rules, goods, now }: TakingPlan) => {
  const watch = openWatch(rules, goods, () => randomUUID())
  const until = new Date(Math.max(...orders.map(({ at }) => Date.parse(at))))
  const same = distinct(orders.flatMap(({ customer }) => sameKeys(customer)))
  const shared = distinct(orders.flatMap(({ customer }) => sharedKeys(customer)))
  for (const known of await customersKnown(trx, { same, shared, until, today: now.toISOString().slice(0, 10) }))
    watch.book.know(known)
  const sectors = distinct(orders.map(({ customer }) => customer.sector).filter((sector) => sector !== ''))
  for (const { sector, kilograms, orders: count } of await peersOf(trx, sectors))
    watch.book.knowPeers(sector, kilograms, count)
  return watch
}

const customerRows = (watched: readonly Watched[]): NewCustomerRow[] => {
  const rows = new Map<string, NewCustomerRow>()
  for (const { customer: id, order } of watched) {
    const { name, country, sector, email, since } = order.customer
    const row = rows.get(id) ?? { id, name, country, sector, since: order.at, domains: [] }
    const earliest = [row.since, order.at, ...(since ? [`${since}T00:00:00Z`] : [])]
    row.since = new Date(Math.min(...earliest.map((each) => Date.parse(each)))).toISOString()
    row.domains = distinct([...row.domains, ...(email ? [mailDomain(email)] : [])].filter((each) => each !== ''))
    rows.set(id, row)
  }
  return [...rows.values()]
}

/** A day, in which a red flag may hold so many orders by itself. */
const DAY_MS = 86_400_000

const breakerFor = async (trx: Trx, now: Date) => {
  const { orders, holds } = await holdsSince(trx, new Date(now.getTime() - DAY_MS))
  return openBreaker(orders, holds)
}

/** In the order in which they are given; each answered at its place. */
export const takeOrders = async (trx: Trx, orders: readonly Order[], plan: TakingPlan): Promise<Entered[]> => {
  const { actor, now, due } = plan
  const firm = actor.organisation
  await takeTurns(trx, firm, 'order')
  const already = await keptAlready(
    trx,
    orders.map(({ ref }) => ref),
  )
  const fresh = orders.filter(({ ref }) => !already.has(ref))
  const watch = fresh.length > 0 ? await watchFor(trx, fresh, plan) : undefined
  const breaker = fresh.length > 0 ? await breakerFor(trx, now) : undefined
  const tripped: { sale: string; flags: string[] }[] = []
  const watched: (Watched & { sale: SaleRow })[] = []
  for (const order of fresh.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const judged = watch?.watch(order, breaker?.capped)
    if (!judged || !breaker) continue
    const flags = breaker.count(judged.outcome === 'hold' ? judged.reasons.map(({ flag }) => flag) : null)
    const sale: SaleRow = {
      ...{ id: randomUUID(), originator: firm, ref: order.ref, at: new Date(order.at), taken_at: now },
      ...{ customer: judged.customer, sector: order.customer.sector, kilograms: massOf(judged.goods) },
      ...{ kinds: distinct(judged.goods.map(({ goods }) => goods)), outcome: judged.outcome },
      ...{ content: order, digest: digestOf(order) },
    }
    if (flags.length > 0) tripped.push({ sale: sale.id, flags })
    watched.push({ ...judged, sale })
  }
  const handling = columnsOf(alertHandling(firm, 'order'))
  const alerts = watched.flatMap(
    ({ outcome, sale, goods, score, typologies, reasons, unless, customer, order }): AlertRow[] =>
      outcome === 'pass'
        ? []
        : [
            {
              ...{
                id: randomUUID(),
                leg: 'order',
                sale: sale.id,
                customer,
                account: null,
                payment: null,
                item: null,
                name: order.customer.name,
                ref: order.ref,
                at: now,
              },
              ...{ status: outcome === 'hold' ? ('held' as const) : ('open' as const), score, found: [...goods] },
              ...{
                judgement: { outcome, typologies, reasons, unless },
                assigned: null,
                due_at: due,
                reported_at: null,
                finding: null,
              },
              ...{ steps: [], version: 1, ...handling },
            },
          ],
  )
  if (watched.length > 0) {
    const keys = watched.flatMap(({ customer, order }) =>
      [...sameKeys(order.customer), ...sharedKeys(order.customer)].map((key) => ({ key, customer })),
    )
    await keepCustomers(trx, firm, customerRows(watched), keys)
    await insertSales(
      trx,
      watched.map(({ sale }) => sale),
    )
    await insertAlerts(trx, alerts)
    await appendLine(trx, actor, { verb: 'take', kind: 'order', ids: watched.map(({ sale }) => sale.id) })
    await tellFound(trx, firm, 'order', alerts)
    for (const { sale, flags } of tripped) {
      const alert = alerts.find((each) => each.sale === sale)
      if (alert) await tellCapped(trx, firm, 'order', alert.id, flags)
    }
  }
  const made = new Map(watched.map(({ sale }) => [sale.ref, sale]))
  return orders.map((order): Entered => {
    const before = already.get(order.ref)
    if (before) {
      const { id, outcome, alert, digest } = before
      return { id, outcome, alert, as: digest.equals(digestOf(order)) ? 'known' : 'otherwise' }
    }
    const sale = made.get(order.ref) as SaleRow
    return {
      id: sale.id,
      outcome: sale.outcome,
      alert: alerts.find((each) => each.sale === sale.id)?.id ?? null,
      as: 'kept',
    }
  })
}
