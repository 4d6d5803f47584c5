// SPDX-License-Identifier: Apache-2.0
/** Events of the post. */
import { postParcel } from '../background/parcels.ts'
import { THINGS } from '../background/things.ts'
import { misspelt } from '../people.ts'
import type { Part, Scene } from '../world.ts'

/** Most parcels of an event cross a border, many do not: as those of small shops. */
const addressee = ({ world, draw }: Scene) =>
  draw.chance(0.35) ? world.people.person(draw, draw.one(world.set.far)) : world.people.person(draw)
const light = THINGS.filter(({ grams }) => grams <= 400)

/** Many small parcels from one hand under many names: the address, the goods or the means of payment stay (UPU and INCB on postal traffic). */
export const manyNames: Part = (scene) => {
  const { world, draw } = scene
  const sender = world.people.person(draw)
  const thing = draw.one(light)
  const who: string[] = []
  const records = scene.days(scene.acts() + 5, 35).map((day) => {
    const name = scene.sign() || draw.chance(0.5) ? world.people.personName(draw) : sender.name
    who.push(name)
    const address = draw.chance(0.15) ? misspelt(draw, sender.address) : sender.address
    const fields = {
      service: draw.one(['letter', 'small-packet', 'registered']),
      ...(scene.sign() && { description: thing.name.toLowerCase(), paid_with: 'cash' }),
    }
    return postParcel(world, draw, day, { ...sender, name, address }, addressee(scene), thing, 1, fields)
  })
  return { who: [...new Set(who)], records }
}

/** The scales say what the label does not (UPU, WCO on mis-declaration). */
export const weightAgainstContent: Part = (scene) => {
  const { world, draw } = scene
  const sender = draw.chance(0.5) ? world.people.person(draw) : world.people.firm(draw, 'Gadgets')
  const times = () =>
    draw.chance(0.7) ? draw.between(scene.strength === 'faint' ? 2 : 4, 12) : draw.between(0.05, 0.25)
  const records = scene.days(draw.whole(3, 8), 40).map((day) => {
    const thing = draw.one(light)
    const to = world.people.person(draw, draw.one(world.set.far))
    return postParcel(world, draw, day, sender, to, thing, 1, {
      description: thing.name.toLowerCase(),
      hs: thing.hs,
      weight_g: String(Math.max(10, Math.round(thing.grams * times()))),
    })
  })
  return { who: [sender.name], records }
}

/** One addressee, or one address under names a little changed, and senders who do not know each other (UPU, INCB). */
export const repeatedConsignee: Part = (scene) => {
  const { world, draw } = scene
  const to = world.people.person(draw)
  const records = scene.days(scene.acts() + 2, 40).map((day) => {
    const from = world.people.person(draw, draw.one(world.set.far))
    const name = scene.sign() ? (draw.chance(0.6) ? misspelt(draw, to.name) : world.people.personName(draw)) : to.name
    return postParcel(
      world,
      draw,
      day,
      from,
      { ...to, name },
      draw.one(light),
      1,
      scene.sign() ? { description: draw.one(['gift', 'sample', 'documents']) } : {},
    )
  })
  return { who: [to.name], records }
}

/** Worth next to nothing, and sent by express (UPU and customs guidance on risk). */
export const postageOverValue: Part = (scene) => {
  const { world, draw } = scene
  const from = world.people.person(draw, draw.one(world.set.far))
  const records = scene.days(draw.whole(4, 9), 40).map((day) =>
    postParcel(world, draw, day, from, addressee(scene), draw.one(light), 1, {
      service: 'express',
      value: draw.between(0.5, scene.strength === 'faint' ? 9 : 3).toFixed(2),
      ...(scene.sign() && { description: draw.one(['gift', 'sample', 'documents']) }),
    }),
  )
  return { who: [from.name], records }
}

/** The code says one thing, the words another (WCO, UPU on electronic advance data). */
export const codeAgainstWords: Part = (scene) => {
  const { world, draw } = scene
  const from = draw.chance(0.5) ? world.people.firm(draw, 'Export') : world.people.person(draw)
  const records = scene.days(draw.whole(3, 7), 40).map((day) => {
    const [thing, other] = draw.several(light, 2)
    return postParcel(
      world,
      draw,
      day,
      from,
      world.people.person(draw, draw.one(world.set.far)),
      thing!,
      draw.whole(1, 3),
      { hs: other!.hs, description: thing!.name.toLowerCase() },
    )
  })
  return { who: [from.name], records }
}
