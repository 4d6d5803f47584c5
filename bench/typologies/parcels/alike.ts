// SPDX-License-Identifier: Apache-2.0
/** Parcels with good reason that look like those of an event. */
import { postParcel } from '../background/parcels.ts'
import { THINGS } from '../background/things.ts'
import type { Part } from '../world.ts'

const light = THINGS.filter(({ grams }) => grams <= 400)

/** A craft seller at home, and the family that carries parcels to the post under their own names. */
export const craftSeller: Part = (scene) => {
  const { world, draw } = scene
  const one = draw.one(world.residents)
  const family = [one.name, world.people.personName(draw), world.people.personName(draw)]
  const thing = draw.one(light)
  const records = scene
    .days(scene.acts() + 8, 40)
    .map((day) => postParcel(world, draw, day, { ...one, name: draw.one(family) }, world.people.person(draw), thing, 1))
  return { who: family, records }
}

/** Students of one house, each with their own name and one address. */
export const studentHouse: Part = (scene) => {
  const { world, draw } = scene
  const house = world.people.person(draw)
  const students = Array.from({ length: 9 }, () => world.people.personName(draw))
  const records = scene
    .days(scene.acts() + 4, 60)
    .map((day) =>
      postParcel(
        world,
        draw,
        day,
        world.people.person(draw, draw.one(world.set.far)),
        { ...house, name: draw.one(students) },
        draw.one(THINGS),
        1,
        { description: draw.one(['gift', 'clothes', 'food', 'books']) },
      ),
    )
  return { who: students, records }
}

/** Fishing lures with their lead, weighed with the box they lie in. */
export const heavyLures: Part = (scene) => {
  const { world, draw } = scene
  const shop = world.people.firm(draw, 'Angling')
  const lures = THINGS.find(({ name }) => name === 'Fishing lures')!
  const records = scene.days(draw.whole(5, 10), 50).map((day) =>
    postParcel(world, draw, day, shop, world.people.person(draw), lures, 1, {
      weight_g: String(draw.whole(500, 1100)),
      description: 'fishing lures',
      hs: lures.hs,
    }),
  )
  return { who: [shop.name], records }
}

/** Spare parts worth little, without which something stands still, sent by express. */
export const urgentSpares: Part = (scene) => {
  const { world, draw } = scene
  const firm = world.people.firm(draw, 'Spares')
  const strap = THINGS.find(({ name }) => name === 'Watch strap')!
  const records = scene.days(draw.whole(5, 10), 60).map((day) =>
    postParcel(world, draw, day, firm, world.people.firm(draw, 'Service'), strap, 1, {
      service: 'express',
      value: draw.between(1, 6).toFixed(2),
      description: 'spare part',
    }),
  )
  return { who: [firm.name], records }
}

/** A small shop that uses one HS code for all it sells, having never learnt another. */
export const oneCode: Part = (scene) => {
  const { world, draw } = scene
  const shop = world.people.firm(draw, 'Vintage')
  const hs = draw.one(THINGS).hs
  const records = scene.days(draw.whole(5, 10), 60).map((day) =>
    postParcel(world, draw, day, shop, world.people.person(draw, draw.one(world.set.far)), draw.one(THINGS), 1, {
      hs,
    }),
  )
  return { who: [shop.name], records }
}
