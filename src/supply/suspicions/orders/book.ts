// SPDX-License-Identifier: Apache-2.0
/**
 * What a firm knows of its customers from the orders before: the windows of which red flags ask. One firm's own alone, in
 * memory, bounded: a year of each customer. Orders may come late or out of order; a window is always the time before the
 * order that asks.
 */
import type { KnownGood } from './goods.ts'
import type { Customer, Order } from './order.ts'
import { isFreeMail, mailDomain, sameKeys, sharedKeys } from './same.ts'

const DAY = 86_400_000
const YEAR = 365 * DAY
/** Of one customer; the oldest go first. More than this in a year is a shop's till, and its windows are days. */
const MOST_KEPT = 2000

interface Past {
  at: number
  /** Of goods under control or watched. */
  kilograms: number
  kinds: readonly string[]
}

interface Known {
  id: string
  sector: string
  /** Newest last. */
  past: Past[]
  /** Day of its first order here, or as the reporter says. */
  since: number
  domains: Set<string>
  isRefused: boolean
}

/** A customer as the firm's database has it, before the orders that are judged now. */
export interface KnownCustomer {
  id: string
  keys: readonly string[]
  /** Addresses and telephones (`sharedKeys`), also those of customers that did not order now. */
  shared: readonly string[]
  sector: string
  /** ISO 8601. */
  since: string
  domains: readonly string[]
  isRefused: boolean
  past: readonly { at: string; kilograms: number; kinds: readonly string[] }[]
}

export interface Asked {
  /** Id of the customer here. */
  customer: string
  /** Not known by any key before. */
  isFirst: boolean
  windows: {
    isNew: boolean
    orders: number
    months: number
    ratio: number
    peerRatio: number
    orders7: number
    orders30: number
    mean30: number
    kilograms7: number
    largest7: number
    kinds90: readonly string[]
    isNewKind: boolean
    sharing: number
    isOtherMail: boolean
    isRefused: boolean
  }
}

export interface Book {
  know(customer: KnownCustomer): void
  /** Kilograms or litres of all orders of a sector's customers, for what a firm of it usually orders. */
  knowPeers(sector: string, kilograms: number, orders: number): void
  /** What is known before this order, and from then on this order too. */
  enter(order: Order, goods: readonly KnownGood[]): Asked
  /** From now on this customer is one that was refused here. */
  refuse(customer: string): void
}

/** Of goods under control or watched, all lines together. */
export const massOf = (goods: readonly KnownGood[]): number =>
  goods.reduce(
    (sum, { kilograms = 0, goods: kind }) => (kind === 'apparatus' || kind === 'tableting' ? sum : sum + kilograms),
    0,
  )

const sum = (past: readonly Past[]) => past.reduce((total, { kilograms }) => total + kilograms, 0)
const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** `newId`: of a customer that was not known. */
export const openBook = (newId: (customer: Customer) => string): Book => {
  const byKey = new Map<string, Known>()
  const byId = new Map<string, Known>()
  const atShared = new Map<string, Set<string>>()
  const peers = new Map<string, { kilograms: number; orders: number }>()

  const whoIs = (order: Order): { known: Known; isKnown: boolean } => {
    const keys = sameKeys(order.customer)
    const known = keys.map((key) => byKey.get(key)).find((each) => each !== undefined)
    const mine = known ?? {
      ...{ id: newId(order.customer), sector: order.customer.sector, past: [], domains: new Set<string>() },
      since: Date.parse(order.customer.since ?? order.at),
      isRefused: false,
    }
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, mine)
    byId.set(mine.id, mine)
    return { known: mine, isKnown: known !== undefined }
  }

  const sharingOf = (customer: Customer, id: string): number => {
    let most = 0
    for (const key of sharedKeys(customer)) {
      const there = atShared.get(key) ?? new Set()
      there.add(id)
      atShared.set(key, there)
      most = Math.max(most, there.size - 1)
    }
    return most
  }

  return {
    know: ({ keys, shared, since, domains, past, ...rest }) => {
      const mine: Known = {
        ...{ ...rest, since: Date.parse(since), domains: new Set(domains) },
        past: past.map(({ at, ...each }) => ({ ...each, at: Date.parse(at) })).sort((a, b) => a.at - b.at),
      }
      byId.set(mine.id, mine)
      for (const key of keys) byKey.set(key, mine)
      for (const key of shared) atShared.set(key, (atShared.get(key) ?? new Set()).add(mine.id))
    },
    knowPeers: (sector, kilograms, orders) => void peers.set(sector, { kilograms, orders }),
    enter: (order, goods) => {
      const at = Date.parse(order.at)
      const { known, isKnown } = whoIs(order)
      const before = known.past.filter((each) => each.at <= at && each.at > at - YEAR)
      const within = (days: number) => before.filter((each) => each.at > at - days * DAY)
      const now: Past = { at, kilograms: massOf(goods), kinds: distinct(goods.map((each) => each.goods)) }
      const [week, month, quarter] = [within(7), within(30), within(90)]
      const weighed = before.filter(({ kilograms }) => kilograms > 0)
      const own = weighed.length >= 2 ? sum(weighed) / weighed.length : 0
      const sector = order.customer.sector || known.sector
      const others = peers.get(sector)
      const peer = others && others.orders >= 10 ? others.kilograms / others.orders : 0
      const months = (at - Math.min(known.since, at)) / (30 * DAY)
      const domain = mailDomain(order.customer.email)
      const isFirst = before.length === 0 && months < 1
      const isOtherMail =
        !isFirst &&
        domain !== '' &&
        known.domains.size > 0 &&
        !known.domains.has(domain) &&
        ![...known.domains].every((each) => isFreeMail(`x@${each}`))
      const asked: Asked = {
        ...{ customer: known.id, isFirst: !isKnown },
        windows: {
          isNew: isFirst && !isKnown,
          ...{ orders: before.length, months: Math.floor(months), isOtherMail, isRefused: known.isRefused },
          ratio: own > 0 && now.kilograms > 0 ? now.kilograms / own : -1,
          peerRatio: peer > 0 && now.kilograms > 0 ? now.kilograms / peer : -1,
          ...{ orders7: week.length + 1, orders30: month.length + 1 },
          mean30: months >= 3 ? (before.length - month.length) / Math.max(1, Math.min(months, 12) - 1) : -1,
          kilograms7: sum(week) + now.kilograms,
          largest7: Math.max(now.kilograms, ...week.map(({ kilograms }) => kilograms)),
          kinds90: distinct([...now.kinds, ...quarter.flatMap(({ kinds }) => kinds)]),
          isNewKind: before.length >= 3 && now.kinds.some((kind) => !before.some(({ kinds }) => kinds.includes(kind))),
          sharing: sharingOf(order.customer, known.id),
        },
      }
      known.past.push(now)
      if (known.past.length > 1 && (known.past.at(-2)?.at ?? 0) > at) known.past.sort((a, b) => a.at - b.at)
      const newest = known.past.at(-1)?.at ?? at
      while (known.past.length > MOST_KEPT || (known.past[0]?.at ?? newest) < newest - YEAR) known.past.shift()
      known.since = Math.min(known.since, at)
      if (domain && (known.domains.size === 0 || !isOtherMail)) known.domains.add(domain)
      if (now.kilograms > 0 && sector !== '') {
        const all = peers.get(sector) ?? { kilograms: 0, orders: 0 }
        peers.set(sector, { kilograms: all.kilograms + now.kilograms, orders: all.orders + 1 })
      }
      return asked
    },
    refuse: (customer) => {
      const known = byId.get(customer)
      if (known) known.isRefused = true
    },
  }
}
