// SPDX-License-Identifier: Apache-2.0
/** A year of ordinary post: families, small shops, returns; numbers as the post gives them, weights as scales do. */
import type { Row } from '../columns.ts'
import type { Draw } from '../draw.ts'
import type { Party } from '../people.ts'
import { misspelt } from '../people.ts'
import { DAYS } from '../setting.ts'
import type { Kept, World } from '../world.ts'
import { THINGS, type Thing } from './things.ts'

/** S10: two letters, eight digits, a check digit by weights 8 6 4 2 3 5 9 7, and the country that posts. */
export const postalNumber = (serial: string, country: string, service: string): string => {
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((all, weight, i) => all + weight * Number(serial[i]), 0)
  const rest = 11 - (sum % 11)
  const letters = { express: 'EE', registered: 'RR', parcel: 'CP' }[service] ?? 'LX'
  return `${letters}${serial}${rest === 10 ? 0 : rest === 11 ? 5 : rest}${country}`
}

export const postageOf = (world: World, grams: number, service: string) =>
  (3 + grams / 220) * world.set.money * ({ express: 4.2, registered: 1.7, parcel: 1.3 }[service] ?? 1)

/** A parcel of some pieces of a thing, as it stands on its label but for `fields`. */
export const postParcel = (
  world: World,
  draw: Draw,
  day: number,
  from: Party,
  to: Party,
  thing: Thing,
  pieces: number,
  fields: Row = {},
): Kept => {
  const grams = Math.max(12, Math.round(thing.grams * pieces * draw.between(0.85, 1.3) + 40))
  const service =
    fields.service ??
    (grams < 400
      ? draw.weighted([
          ['letter', 4],
          ['small-packet', 4],
          ['registered', 4],
          ['express', 0.5],
        ])
      : draw.weighted([
          ['parcel', 6],
          ['small-packet', 3],
          ['registered', 1],
          ['express', 1],
        ]))
  const weight = fields.weight_g ?? String(grams)
  const row: Row = {
    parcel: '',
    sender: draw.chance(0.01) ? misspelt(draw, from.name) : from.name,
    sender_address: draw.chance(0.03 * world.set.missing) ? '' : from.address,
    sender_country: from.country,
    addressee: draw.chance(0.015) ? misspelt(draw, to.name) : to.name,
    addressee_address: to.address,
    addressee_country: to.country,
    hs: from.country === to.country || draw.chance(0.1 * world.set.missing) ? '' : thing.hs,
    description: draw.chance(0.06) ? draw.one(['gift', 'sample', 'goods', 'documents', '']) : thing.name.toLowerCase(),
    value: (thing.price * pieces * world.set.money * draw.between(0.6, 1.1)).toFixed(2),
    currency: world.set.currency,
    paid_with: draw.weighted([
      ['card', 5],
      ['account', from.holder === 'firm' ? 8 : 1],
      ['cash', 2],
      ['stamps', 1],
      ['unknown', 0.5],
    ]),
    ...fields,
    service,
    weight_g: weight,
    postage: (postageOf(world, Number(weight), service) * draw.between(0.95, 1.1)).toFixed(2),
  }
  row.parcel = postalNumber(world.serial(), row.sender_country!, service)
  const record = world.keep('parcels', day, [row])
  row.at = new Date(record.at).toISOString().slice(0, draw.chance(0.5) ? 10 : 19)
  if (row.at.length > 10) row.at += 'Z'
  return record
}

export const ordinaryParcels = (world: World) => {
  const draw = world.draw('parcels')
  const { people, scale, set } = world
  const toward = () => (draw.chance(0.35) ? people.person(draw, draw.one(set.far)) : people.person(draw))
  for (const person of world.residents) {
    const family = [toward(), draw.one(world.residents)]
    for (let i = draw.chance(0.4) ? draw.whole(1, 4) : 0; i > 0; i--)
      postParcel(
        world,
        draw,
        draw.between(0, DAYS),
        draw.chance(0.5) ? family[0]! : toward(),
        person,
        draw.one(THINGS),
        draw.whole(1, 3),
      )
    for (let i = Math.round(draw.tail(2.2, 0.8)); i > 0; i--) {
      const day = draw.chance(0.3) ? draw.between(325, DAYS) : draw.between(0, DAYS)
      postParcel(
        world,
        draw,
        day,
        person,
        draw.chance(0.6) ? draw.one(family) : toward(),
        draw.one(THINGS),
        draw.whole(1, 3),
      )
    }
  }
  for (let i = 0; i < 26 * scale; i++) {
    const shop = people.firm(
      draw,
      draw.one(['Crafts', 'Books', 'Gadgets', 'Teas', 'Vintage', 'Export']),
      'other',
      draw.chance(0.25) ? draw.one(set.far) : undefined,
    )
    const stock = draw.several(THINGS, draw.whole(2, 5))
    const regulars = Array.from({ length: 12 }, toward)
    for (let n = Math.round(draw.tail(110, 0.8)); n > 0; n--)
      postParcel(
        world,
        draw,
        draw.between(0, DAYS),
        shop,
        draw.chance(0.25) ? draw.one(regulars) : toward(),
        draw.one(stock),
        draw.chance(0.03) ? draw.whole(10, 40) : draw.whole(1, 2),
      )
  }
}
