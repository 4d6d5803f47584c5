// SPDX-License-Identifier: Apache-2.0
/** Labelled records through the red flags, by the very engine of the desk and of `./passerelle watch`, and what came of it. */
import { goodsOf } from '#app/suspicions.ts'
import { loadReference } from '#reference/index.ts'
import {
  compileRules,
  currencies,
  flagsOf,
  type Judgement,
  LISTING_FACTS,
  LISTINGS,
  ORDER_FACTS,
  openItemWatch,
  openPaymentWatch,
  openWatch,
  PARCEL_FACTS,
  PARCELS,
  PAYMENT_FACTS,
  readItems,
  readOrders,
  readPayments,
} from '#supply/suspicions/index.ts'
import { COLUMNS, type Family, type Row, toCsv } from '../typologies/columns.ts'
import { generate } from '../typologies/generate.ts'
import type { SetName } from '../typologies/setting.ts'
import type { Ranked } from './ranking.ts'

export const FAMILIES = ['orders', 'payments', 'parcels', 'listings'] as const satisfies Family[]

/** One thing that stands in the queue, or could: an order, an account, a parcel, a listing. */
export interface Unit extends Ranked {
  isAlert: boolean
  isHeld: boolean
  /** Events of which it names a record. */
  events: readonly string[]
  /** A look-alike or several, and nothing else. */
  isAlike: boolean
}

export interface Found {
  id: string
  typology: string
  family: Family
  strength: string
  /** Labelled records, and of these those that an alert names. */
  records: number
  named: number
}

export interface Judged {
  family: Family
  units: Unit[]
  events: Found[]
}

type Made = ReturnType<typeof generate>
/** A file of the generator names whom an order is sent to where ours names the country. */
const ofOurs = (row: Row): Row => ({ ...row, ship_to: /, ([A-Z]{2})$/.exec(row.ship_address ?? '')?.[1] ?? '' })
const bytesOf = (made: Made, family: Family) =>
  new TextEncoder().encode(toCsv(COLUMNS[family], family === 'orders' ? made.orders.map(ofOurs) : made[family]))
const NOW = new Date('2026-06-01T00:00:00Z')
const read = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}

let known: ReturnType<typeof goodsOf> | undefined
const goods = () => {
  known ??= goodsOf(loadReference(), [])
  return known
}

/** What each record or account weighs. `records`: those that whoever looks is shown. */
interface Weighed {
  key: string
  judgement: Pick<Judgement, 'outcome' | 'score'>
  records: readonly string[]
}

const DAY = 86_400_000
/** Days before a payment that are shown with an account. */
const SHOWN_DAYS = 90

const weigh = {
  orders: async (made: Made): Promise<Weighed[]> => {
    const { orders } = read(await readOrders(bytesOf(made, 'orders'), { now: NOW, known: currencies() }))
    let customers = 0
    const { watch } = openWatch(compileRules(flagsOf('order'), ORDER_FACTS), goods(), () => `c${++customers}`)
    return orders
      .toSorted((a, b) => Date.parse(a.order.at) - Date.parse(b.order.at))
      .map(({ order }) => ({ key: order.ref, judgement: watch(order), records: [order.ref] }))
  },
  payments: async (made: Made, limit: number): Promise<Weighed[]> => {
    const { payments } = read(await readPayments(bytesOf(made, 'payments'), NOW))
    const { watch } = openPaymentWatch(compileRules(flagsOf('payment'), PAYMENT_FACTS), limit)
    const ofAccount = new Map<string, { ref: string; at: number }[]>()
    const weighed = new Map<string, Weighed>()
    for (const { payment } of payments) {
      for (const { account } of [payment.from, payment.to]) {
        const own = ofAccount.get(account) ?? []
        own.push({ ref: payment.ref, at: Date.parse(payment.at) })
        ofAccount.set(account, own)
      }
      // An account stands in the queue once, with what it weighs at last.
      for (const { account, payment: by, ...judgement } of watch(payment)) {
        const since = Date.parse(by.at) - SHOWN_DAYS * DAY
        const shown = (ofAccount.get(account) ?? []).filter(({ at }) => at > since).map(({ ref }) => ref)
        const records = [...new Set([...(weighed.get(account)?.records ?? []), ...shown])]
        weighed.set(account, { key: account, judgement, records })
      }
    }
    const passed = { outcome: 'pass' as const, score: 0 }
    return [...ofAccount].map(
      ([key, own]) => weighed.get(key) ?? { key, judgement: passed, records: own.map(({ ref }) => ref) },
    )
  },
  parcels: async (made: Made): Promise<Weighed[]> => {
    const { items } = read(await readItems(PARCELS, bytesOf(made, 'parcels'), NOW))
    const { watch } = openItemWatch(PARCELS, compileRules(flagsOf('parcel'), PARCEL_FACTS), goods())
    return items.map(({ item }) => ({ key: item.ref, judgement: watch(item), records: [item.ref] }))
  },
  listings: async (made: Made): Promise<Weighed[]> => {
    const { items } = read(await readItems(LISTINGS, bytesOf(made, 'listings'), NOW))
    const { watch } = openItemWatch(LISTINGS, compileRules(flagsOf('listing'), LISTING_FACTS), goods())
    return items.map(({ item }) => ({ key: item.ref, judgement: watch(item), records: [item.ref] }))
  },
}

/** Of an account: so many labelled payments of one event, or all that the event has, make it one of that event's. */
const LEAST_OF_EVENT = 2

const judgeFamily = (made: Made, family: Family, weighed: readonly Weighed[]): Judged => {
  const labels = made.labels.filter((label) => label.family === family)
  const eventOf = new Map(labels.map(({ record, event }) => [record, event]))
  const sizes = new Map([...Map.groupBy(labels, ({ event }) => event)].map(([event, all]) => [event, all.length]))
  const alike = new Set(made.lookalikes.filter((each) => each.family === family).map(({ record }) => record))
  const least = family === 'payments' ? LEAST_OF_EVENT : 1
  const eventsOf = (records: readonly string[]) => {
    const counts = Map.groupBy(
      records.flatMap((record) => eventOf.get(record) ?? []),
      (event) => event,
    )
    return [...counts].flatMap(([event, all]) => (all.length >= Math.min(least, sizes.get(event) ?? 1) ? [event] : []))
  }
  const named = new Set<string>()
  const units = weighed.map(({ judgement: { outcome, score }, records }): Unit => {
    const events = eventsOf(records)
    const isAlert = outcome !== 'pass'
    if (isAlert) for (const record of records) named.add(record)
    return {
      ...{ score: isAlert ? 1000 + score : score, isTrue: events.length > 0, isAlert, isHeld: outcome === 'hold' },
      ...{ events, isAlike: events.length === 0 && records.some((record) => alike.has(record)) },
    }
  })
  const alerted = new Set(units.filter(({ isAlert }) => isAlert).flatMap(({ events }) => events))
  const events = made.events
    .filter(({ id }) => sizes.has(id))
    .map(({ id, typology, strength }): Found => {
      const own = labels.filter(({ event }) => event === id)
      return {
        ...{ id, typology, family, strength, records: own.length },
        named: alerted.has(id) ? own.filter(({ record }) => named.has(record)).length : 0,
      }
    })
  return { family, units, events }
}

/** From which amount cash is reported in the generator's countries. */
const CASH_LIMIT = 9000

/** One set through the red flags of all four legs. */
export const judgeSet = async (set: SetName, seed: number, scale: number): Promise<Judged[]> => {
  const made = generate({ seed, scale, set })
  const all: Judged[] = []
  for (const family of FAMILIES) all.push(judgeFamily(made, family, await weigh[family](made, CASH_LIMIT)))
  return all
}
