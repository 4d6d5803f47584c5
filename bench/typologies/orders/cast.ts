// SPDX-License-Identifier: Apache-2.0
/** Who orders in an event, what of, and how an order of an event comes to be: as any other, but for what its typology changes. */
import { createCustomer } from '../background/customers.ts'
import { type Line, lineFor, placeOrder, totalOf } from '../background/orders.ts'
import { createPayment } from '../background/payments.ts'
import type { Row } from '../columns.ts'
import { listed, PRECURSORS, REAGENTS } from '../goods.ts'
import { DAY } from '../setting.ts'
import { TRADES, type TradeName } from '../trades.ts'
import type { Customer, Scene } from '../world.ts'

const FRONTS: TradeName[] = ['workshop', 'cosmetics', 'laboratory', 'household', 'paint']

/** A customer whom the seller has not known for long. */
export const newcomer = ({ world, draw, begin }: Scene, trade = draw.one(FRONTS), day = begin): Customer =>
  createCustomer(world, draw, trade, world.set.start + (day - draw.whole(0, 12)) * DAY)

/** One of the customers whom the background has. */
export const known = ({ world, draw }: Scene, ...trades: TradeName[]): Customer =>
  draw.one(world.customers.filter(({ trade }) => trades.includes(trade)))

export const precursor = ({ draw }: Scene) => listed(draw, draw.one(PRECURSORS))
export const reagent = ({ draw }: Scene) => listed(draw, draw.one(REAGENTS))

/** One of what a trade orders by right. */
export const ownOf = ({ draw }: Scene, trade: TradeName) => listed(draw, draw.one(TRADES[trade].own))

/** An order, and as for any other its payment where it is paid by transfer. */
export const order = (
  { world, draw }: Scene,
  customer: Customer,
  day: number,
  lines: Line[],
  fields: Row = {},
  prices = 1,
) => {
  const made = placeOrder(world, draw, customer, day, lines, { kind: 'order', ...fields }, prices)
  if (made.rows[0]?.payment === 'transfer' && !made.rows[0].payer)
    createPayment(
      world,
      draw,
      Math.min(day + draw.tail(10, 0.7), 364.9),
      customer,
      world.seller,
      totalOf(made),
      'transfer',
      { memo: `invoice ${draw.digits(6)}` },
    )
  return made
}

/** Signs that go with many kinds of events, each of which may stand or not. */
export const signs = ({ draw, sign }: Scene): Row => ({
  ...(sign() && draw.chance(0.5) && { urgent: 'yes' }),
  ...(sign() && draw.chance(0.4) && { plain: 'yes' }),
  ...(sign() && draw.chance(0.5) && { use_stated: draw.one(['vague', 'refused']), use: '' }),
  ...(sign() &&
    draw.chance(0.5) && { place: draw.one(['residence', 'storage', 'post-box', 'forwarder', 'collected']) }),
  ...(sign() && draw.chance(0.3) && { payment: draw.one(['cash', 'money-transfer', 'crypto', 'gift-card']) }),
  ...(sign() && draw.chance(0.4) && { asks_nothing: 'yes' }),
})

export const quantityOf = (line: Line) => line.count * line.pack
export { lineFor }
