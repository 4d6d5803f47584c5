// SPDX-License-Identifier: Apache-2.0
/** Customers of a seller of chemicals: regular and new, large and small, known and hardly known. */
import type { Row } from '../columns.ts'
import type { Draw } from '../draw.ts'
import { device, type Good, listed, ORDINARY } from '../goods.ts'
import type { Party } from '../people.ts'
import { DAY } from '../setting.ts'
import { SHARES, TRADES, type Trade, type TradeName, UNFITTING } from '../trades.ts'
import type { Customer, World } from '../world.ts'

export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const licenceOf = (draw: Draw, trade: Trade): string =>
  draw.chance(trade.licence)
    ? draw.weighted([
        ['verified', 8],
        ['stated', 2],
        ['expired', 0.12],
      ])
    : draw.weighted([
        ['not-needed', 6],
        ['unknown', 2],
        ['none', 1],
      ])

/** What the seller knows of a customer, with what ordinary files lack. */
export const fieldsOf = (world: World, draw: Draw, party: Party, trade: Trade, since: number): Row => {
  const { set } = world
  const person = party.holder === 'person'
  const lacks = (share: number) => draw.chance(Math.min(0.95, share * set.missing))
  const licence = licenceOf(draw, trade)
  const until =
    world.set.start + draw.whole(licence === 'expired' ? -300 : 365, licence === 'expired' ? -5 : 1400) * DAY
  const host = party.email.split('@')[1] ?? ''
  return {
    customer: party.name,
    country: party.country,
    customer_ref: `K${draw.digits(6)}`,
    person: person ? 'yes' : '',
    address: lacks(0.02) ? '' : party.address,
    email: lacks(0.06) ? '' : party.email,
    phone: lacks(0.09) ? '' : party.phone,
    website: person || host.startsWith('mail.') || lacks(0.22) ? '' : `https://${host}`,
    registration: person || lacks(0.14) ? '' : `${party.country}${draw.digits(8)}`,
    sector:
      person || lacks(0.1)
        ? ''
        : draw.chance(0.06)
          ? draw.one(['4690', '8299', '7490', ...UNFITTING])
          : draw.one(trade.sectors),
    since: lacks(0.05) ? '' : dateOf(since),
    founded: person || lacks(0.25) ? '' : dateOf(since - Math.ceil(draw.tail(2200, 1)) * DAY),
    identity: draw.weighted(
      person
        ? [
            ['seen', 5],
            ['not-seen', 4],
            ['unknown', 3],
          ]
        : [
            ['seen', 14],
            ['not-seen', 2],
            ['unknown', 2],
            ['refused', 0.15],
            ['altered', 0.08],
          ],
    ),
    licence,
    licence_until: ['verified', 'stated', 'expired'].includes(licence) && !lacks(0.15) ? dateOf(until) : '',
  }
}

const shelfOf = (draw: Draw, trade: Trade): Good[] => [
  ...draw.several<Good>(ORDINARY[trade.shelf], draw.whole(3, 6)),
  ...draw.several(trade.own, draw.whole(1, Math.ceil(trade.own.length / 2))).map((id) => listed(draw, id)),
  ...(draw.chance(0.4) ? draw.several(trade.devices, 2).map(device) : []),
]

export const createCustomer = (
  world: World,
  draw: Draw,
  name: TradeName,
  since: number,
  country?: string,
): Customer => {
  const trade: Trade = TRADES[name]
  const party =
    name === 'household'
      ? world.people.person(draw, country)
      : world.people.firm(draw, draw.one(trade.what), 'other', country)
  const fields = fieldsOf(world, draw, party, trade, since)
  const customer = { ...party, trade: name, fields, size: draw.tail(1, 0.9), usual: shelfOf(draw, trade) }
  return customer
}

/** Customers of the year: most from before, one in six new within it. */
export const populate = (world: World) => {
  const draw = world.draw('customers')
  world.seller = world.people.firm(draw, 'Chemicals', 'chemicals')
  for (let i = 0; i < 520 * world.scale; i++) {
    const before = draw.chance(0.83) ? -Math.ceil(draw.tail(1100, 0.8)) : draw.whole(0, 340)
    world.customers.push(createCustomer(world, draw, draw.weighted(SHARES), world.set.start + before * DAY))
  }
}
