// SPDX-License-Identifier: Apache-2.0
/** Listings with good reason that look like those of an event. */
import { handleOf, pictureOf, postListing } from '../background/listings.ts'
import { THINGS } from '../background/things.ts'
import { type Good, ORDINARY } from '../goods.ts'
import type { Part } from '../world.ts'
import { disguised } from './events.ts'

const piece = (item: string, price: number): Good => ({ item, cas: '', unit: '{piece}', packs: [1], price })

/** A band, a club or a game whose name is written with digits and dots. */
export const fancySpelling: Part = (scene) => {
  const { world, draw } = scene
  const seller = draw.one(world.residents)
  const handle = handleOf(draw, seller)
  const title = disguised(draw, draw.one(['Vintage poster', 'Concert shirt', 'Arcade classics', 'Street sneakers']))
  return {
    who: [handle],
    records: scene
      .days(draw.whole(2, 5), 50)
      .map((day) => postListing(world, draw, day, seller, piece(title, 25), 1, { seller: handle, title })),
  }
}

/** A rare piece, for collectors, at many times the price of its kind. */
export const collectorsPrice: Part = (scene) => {
  const { world, draw } = scene
  const seller = draw.one(world.residents)
  const handle = handleOf(draw, seller)
  const thing = draw.one(THINGS.filter(({ name }) => /Stamps|railway|ring|lens|book/.test(name)))
  return {
    who: [handle],
    records: scene.days(draw.whole(2, 5), 50).map((day) =>
      postListing(world, draw, day, seller, piece(thing.name, thing.price * draw.between(5, 20)), 1, {
        seller: handle,
        text: `${thing.name}, rare, signed, with papers.`,
      }),
    ),
  }
}

/** A shop that changed its name and listed all it has again, with its old pictures. */
export const rebrandedShop: Part = (scene) => {
  const { world, draw } = scene
  const shop = world.people.firm(draw, 'Shop')
  const handles = [handleOf(draw, shop), handleOf(draw, world.people.firm(draw, 'Shop'))]
  const days = scene.days(2, 60)
  const records = Array.from({ length: 5 }, () => draw.one(THINGS)).flatMap((thing) => {
    const picture = pictureOf(draw)
    return handles.map((seller, i) =>
      postListing(world, draw, days[i]! + draw.next(), shop, piece(thing.name, thing.price), 1, {
        seller,
        picture,
        contact: shop.email,
        text: `${thing.name}. From our shop.`,
      }),
    )
  })
  return { who: handles, records }
}

/** A market hall whose stands share one telephone, some with goods for cleaning and paint. */
export const marketHall: Part = (scene) => {
  const { world, draw } = scene
  const hall = world.people.firm(draw, 'Market Hall')
  const who: string[] = []
  const records = scene.days(draw.whole(6, 12), 60).map((day) => {
    const stand = world.people.person(draw)
    const handle = handleOf(draw, stand)
    who.push(handle)
    return postListing(
      world,
      draw,
      day,
      stand,
      draw.chance(0.5) ? draw.one<Good>(ORDINARY.household) : piece(draw.one(THINGS).name, 20),
      1,
      { seller: handle, contact: hall.phone },
    )
  })
  return { who, records }
}
