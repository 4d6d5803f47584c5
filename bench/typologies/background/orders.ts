// SPDX-License-Identifier: Apache-2.0
/** A year of ordinary orders: seasons, tails, typing errors, moves, hurry, cash, and an order many times the usual one. */
import type { Row } from '../columns.ts'
import type { Draw } from '../draw.ts'
import { type Good, listed, ORDINARY, PRECURSORS } from '../goods.ts'
import { misspelt } from '../people.ts'
import { DAY, DAYS } from '../setting.ts'
import { TRADES, type Trade } from '../trades.ts'
import type { Customer, Kept, World } from '../world.ts'
import { createPayment } from './payments.ts'

export type Line = { good: Good; count: number; pack: number }
const text = (n: number) => String(Number(n.toPrecision(6)))

/** A line of a good: as many packs as the customer's size asks for. */
export const lineOf = (draw: Draw, good: Good, bulk: number): Line => {
  const middle = good.price > 300 ? 1 : Math.max(1, bulk)
  // One lot in sixty is filled to measure.
  const measured = good.unit !== '{piece}' && draw.chance(0.017)
  const pack = measured ? Number(draw.between(0.2, 6).toFixed(2)) : draw.one(good.packs)
  return { good, count: Math.max(1, Math.round(draw.tail(middle, 0.8))), pack }
}
/** A line of just about this quantity, in packs. */
export const lineFor = (good: Good, quantity: number): Line => {
  const pack = good.packs.findLast((each) => each <= quantity) ?? quantity
  return { good, count: Math.max(1, Math.round(quantity / pack)), pack: Number(pack.toPrecision(3)) }
}

const lineRow = (world: World, draw: Draw, { good, count, pack }: Line): Row => {
  const usual = good.price * world.set.money * pack
  return {
    item: draw.chance(0.015) ? misspelt(draw, good.item) : good.item,
    cas: draw.chance(0.25 * world.set.missing) ? '' : good.cas,
    count: String(count),
    quantity: text(pack),
    unit: good.unit,
    price: (usual * Math.max(0.4, draw.tail(1, 0.07))).toFixed(2),
    usual_price: draw.chance(0.12 * world.set.missing) ? '' : usual.toFixed(2),
  }
}

/** How an order stands that nobody has a reason to look at, now and then in a hurry, in cash or elsewhere. */
const ordinaryFields = (world: World, draw: Draw, customer: Customer): Row => {
  const trade: Trade = TRADES[customer.trade]
  const person = customer.holder === 'person'
  const stated = draw.weighted(
    person
      ? [
          ['stated', 4],
          ['vague', 2],
          ['not-asked', 6],
        ]
      : [
          ['stated', 7],
          ['vague', 1],
          ['not-asked', 4],
          ['refused', 0.04],
        ],
  )
  const place = draw.chance(0.88)
    ? trade.place
    : draw.weighted([
        ['business', 3],
        ['storage', 2],
        ['forwarder', 2],
        ['collected', 3],
        ['post-box', 0.5],
        ['residence', 1],
        ['unknown', 3],
      ])
  const elsewhere = draw.chance(0.06)
  return {
    kind: draw.chance(0.07) ? 'inquiry' : 'order',
    channel: draw.weighted([
      ['web', person ? 9 : 5],
      ['email', 4],
      ['phone', 2],
      ['edi', person ? 0 : 2],
      ['in-person', 0.7],
      ['marketplace', person ? 2 : 0.4],
      ['social-media', 0.1],
      ['unknown', 0.4],
    ]),
    asks_nothing: draw.chance(person ? 0.12 : 0.04) ? 'yes' : '',
    currency: world.set.currency,
    use_stated: stated,
    use:
      stated === 'stated'
        ? draw.one(trade.uses)
        : stated === 'vague'
          ? draw.one(['own use', 'production', 'various'])
          : '',
    place,
    ship_to: place === 'collected' ? '' : draw.chance(0.08) ? world.people.personName(draw) : customer.name,
    ship_address: place === 'collected' ? '' : elsewhere ? world.people.address(draw) : (customer.fields.address ?? ''),
    urgent: draw.chance(0.06) ? 'yes' : '',
    plain: draw.chance(person ? 0.03 : 0.008) ? 'yes' : '',
    changed: draw.chance(0.04) ? 'yes' : '',
    payment: draw.weighted([
      ['transfer', 12],
      ['card', person ? 9 : 3],
      ['cash', person ? 1.2 : 0.35],
      ['money-transfer', 0.08],
      ['crypto', 0.04],
      ['gift-card', 0.03],
      ['unknown', 1],
    ]),
    payer: draw.chance(0.015) ? world.people.personName(draw) : '',
  }
}

/** An order of a customer, ordinary but for `fields`; `prices` is how many times the usual price is paid. */
export const placeOrder = (
  world: World,
  draw: Draw,
  customer: Customer,
  day: number,
  lines: Line[],
  fields: Row = {},
  prices = 1,
): Kept => {
  const common = { ...customer.fields, ...ordinaryFields(world, draw, customer), ...fields }
  if (common.place === 'collected') Object.assign(common, { ship_to: '', ship_address: '' })
  if (draw.chance(0.01)) common.customer = misspelt(draw, common.customer ?? customer.name)
  if (draw.chance(0.01)) common.phone = `${common.phone ?? ''}`.replaceAll(' ', '')
  const rows = lines.map((line): Row => {
    const own = lineRow(world, draw, line)
    return { ...common, ...own, price: (Number(own.price) * prices).toFixed(2) }
  })
  const moment = Math.floor(day) + draw.between(7, 19) / 24
  const record = world.keep('orders', moment, rows)
  const whole = ['web', 'edi', 'marketplace'].includes(common.channel ?? '')
  const at = new Date(record.at).toISOString()
  for (const row of rows) row.at = whole ? `${at.slice(0, 19)}Z` : at.slice(0, 10)
  return record
}

export const totalOf = (order: Kept) => order.rows.reduce((sum, row) => sum + Number(row.count) * Number(row.price), 0)

const dayOf = (world: World, draw: Draw, from: number, season: number[]): number => {
  const day = draw.between(from, DAYS - 0.5)
  return season.length > 0 && draw.chance(0.5) && !season.includes(new Date(world.set.start + day * DAY).getUTCMonth())
    ? dayOf(world, draw, from, season)
    : day
}

export const ordinaryOrders = (world: World) => {
  const draw = world.draw('orders')
  const all: [Customer, number][] = world.customers.flatMap((customer) => {
    const trade: Trade = TRADES[customer.trade]
    const since = Math.max(0, (Date.parse(customer.fields.since || '2000-01-01') - world.set.start) / DAY)
    const n = Math.max(1, Math.round(draw.tail(trade.often, 0.7) * (1 - since / DAYS)))
    return Array.from({ length: Math.min(n, 150) }, (_, i): [Customer, number] => [
      customer,
      // Whoever is new mostly orders on the day, or soon after.
      i === 0 && since > 0
        ? Math.min(since + draw.tail(2, 1), 364)
        : dayOf(world, draw, Math.min(since, 355), trade.season),
    ])
  })
  for (const [customer, day] of all.sort((a, b) => a[1] - b[1])) {
    const trade: Trade = TRADES[customer.trade]
    // A move, a new telephone: from then on the customer stands so.
    if (draw.chance(0.004)) customer.fields = { ...customer.fields, address: world.people.address(draw) }
    if (draw.chance(0.003)) customer.fields = { ...customer.fields, phone: `+${draw.whole(20, 69)} ${draw.digits(9)}` }
    if (draw.chance(0.004)) customer.fields = { ...customer.fields, licence_until: '' }
    const big = draw.chance(0.008) ? draw.between(6, 30) : 1
    // Who studies or makes medicines orders what nobody else does, with papers or for a reason.
    const research = trade.place === 'laboratory' || customer.trade === 'pharma'
    const goods = Array.from({ length: Math.min(9, Math.ceil(draw.tail(1.3, 0.6))) }, () =>
      draw.chance(trade.share)
        ? listed(draw, draw.one(research && draw.chance(0.1) ? PRECURSORS : trade.own))
        : draw.chance(0.15)
          ? draw.one<Good>(ORDINARY[trade.shelf])
          : draw.one(customer.usual),
    )
    const order = placeOrder(
      world,
      draw,
      customer,
      day,
      goods.map((good) => lineOf(draw, good, trade.bulk * customer.size * big)),
      {},
      // Now and then dear: a small lot, a special grade, a surcharge.
      draw.chance(0.015) ? draw.between(1.15, 2.4) : 1,
    )
    if (order.rows[0]?.kind === 'order' && order.rows[0].payment === 'transfer') {
      const late = Math.min(day + draw.tail(14, 0.7), 364.9)
      const memo = draw.chance(0.9) ? `invoice ${draw.digits(6)}` : draw.one(['goods', 'order', ''])
      createPayment(world, draw, late, customer, world.seller, totalOf(order), 'transfer', { memo })
    }
  }
}
