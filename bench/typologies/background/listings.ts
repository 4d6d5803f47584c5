// SPDX-License-Identifier: Apache-2.0
/** A year of ordinary listings: things of households and small shops, some chemicals, some typing errors, many reposts. */
import type { Row } from '../columns.ts'
import type { Draw } from '../draw.ts'
import { type Good, listed, ORDINARY } from '../goods.ts'
import { misspelt, type Party } from '../people.ts'
import { DAYS } from '../setting.ts'
import { TRADES } from '../trades.ts'
import type { Kept, World } from '../world.ts'
import { THINGS } from './things.ts'

const VENUES = ['market', 'classifieds', 'forum', 'social']
export const pictureOf = (draw: Draw) => draw.code('0123456789abcdef', 16)
export const handleOf = (draw: Draw, party: Party) =>
  `${party.name
    .toLowerCase()
    .replace(/[^a-z]+/g, draw.one(['', '_', '.']))
    .slice(0, draw.whole(5, 14))}${draw.chance(0.6) ? draw.whole(1, 999) : ''}`

/** A listing of so much of a good, ordinary but for `fields`. */
export const postListing = (
  world: World,
  draw: Draw,
  day: number,
  seller: Party,
  good: Good,
  quantity: number,
  fields: Row = {},
): Kept => {
  const amount = good.unit === '{piece}' ? `${quantity} pieces` : `${quantity} ${good.unit}`
  const title = draw.chance(0.03) ? misspelt(draw, good.item) : good.item
  const row: Row = {
    seller: handleOf(draw, seller),
    venue: draw.one(VENUES),
    title,
    text: `${title}, ${quantity === 1 && good.unit === '{piece}' ? draw.one(['as new', 'good condition', 'unused']) : amount}. ${draw.one(['Post or collection.', 'Posted within two days.', 'No returns.', 'Ask for more pictures.', 'Message me.', 'Fast post.', ''])}`.trim(),
    quantity: String(quantity),
    unit: good.unit,
    price: (good.price * quantity * world.set.money * draw.tail(1, 0.25)).toFixed(2),
    currency: world.set.currency,
    contact: draw.weighted([
      ['', 5],
      [seller.email, 3],
      [seller.phone, 2],
      [`chat:${handleOf(draw, seller)}`, 0.6],
    ]),
    picture: draw.chance(0.08 * world.set.missing) ? '' : pictureOf(draw),
    ...fields,
  }
  const record = world.keep('listings', day, [row])
  row.at = `${new Date(record.at).toISOString().slice(0, 19)}Z`
  return record
}

const things: Good[] = THINGS.map(({ name, price, about }) => ({
  item: `${name}, ${about}`,
  cas: '',
  unit: '{piece}',
  packs: [1],
  price,
}))

export const ordinaryListings = (world: World) => {
  const draw = world.draw('listings')
  const sellers = [
    ...draw.several(world.residents, 260 * world.scale),
    ...Array.from({ length: 40 * world.scale }, () => world.people.firm(draw, 'Shop')),
  ]
  for (const seller of sellers) {
    const firm = seller.holder === 'firm'
    const handle = handleOf(draw, seller)
    const shelf: Good[] =
      firm && draw.chance(0.3)
        ? [...draw.one(Object.values(ORDINARY)), ...TRADES.workshop.own.map((id) => listed(draw, id))]
        : draw.several(things, firm ? 6 : 3)
    for (let i = Math.round(draw.tail(firm ? 30 : 5, 0.7)); i > 0; i--) {
      const good = draw.one(shelf)
      const day = draw.between(0, DAYS - 30)
      const first = postListing(
        world,
        draw,
        day,
        seller,
        good,
        draw.chance(0.06) ? draw.one([2, 5, 10, 50]) : draw.one(good.packs),
        { seller: handle },
      )
      // What was not sold is listed again, with the same picture, for a little less.
      const { text = '', title = '', picture = '', price } = first.rows[0]!
      if (draw.chance(0.15))
        postListing(world, draw, day + draw.between(7, 29), seller, good, Number(first.rows[0]!.quantity), {
          seller: handle,
          text,
          title,
          picture,
          price: (Number(price) * 0.9).toFixed(2),
        })
    }
  }
}
