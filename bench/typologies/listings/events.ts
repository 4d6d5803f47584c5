// SPDX-License-Identifier: Apache-2.0
/** Events of the market. */
import { handleOf, pictureOf, postListing } from '../background/listings.ts'
import { THINGS } from '../background/things.ts'
import type { Draw } from '../draw.ts'
import { type Good, listed, PRECURSORS, SCARCE, shortNames } from '../goods.ts'
import type { Part, Scene } from '../world.ts'

const drawn = ({ draw }: Scene): Good => {
  const id = draw.one(draw.chance(0.5) ? SCARCE : PRECURSORS)
  return { ...listed(draw, id), item: draw.one(shortNames(id)), unit: 'g' }
}

/** As names are written so that a search passes them by: digits for letters, spaces, signs between. */
export const disguised = (draw: Draw, name: string): string => {
  const digits: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5' }
  return draw.one([
    (text: string) =>
      text.replace(/[aeios]/gi, (letter) => (draw.chance(0.6) ? digits[letter.toLowerCase()]! : letter)),
    (text: string) => [...text].join(' '),
    (text: string) => [...text].map((letter, i) => (i % 3 === 2 ? `${letter}.` : letter)).join(''),
    (text: string) => text.toUpperCase().replace(/[AEIOU]/g, '*'),
  ])(name)
}

/** A controlled name, written so that nobody finds it who does not look for it (UNODC and INCB on online trade). */
export const disguisedName: Part = (scene) => {
  const { world, draw } = scene
  const seller = draw.chance(0.4) ? draw.one(world.residents) : world.people.person(draw)
  const handle = handleOf(draw, seller)
  const good = drawn(scene)
  const records = scene.days(draw.whole(2, 6), 50).map((day) => {
    const title =
      scene.strength === 'faint' && draw.chance(0.5)
        ? `${draw.one(THINGS).name} (${disguised(draw, good.item)})`
        : disguised(draw, good.item)
    return postListing(world, draw, day, seller, good, draw.one([1, 5, 10, 50]), {
      seller: handle,
      title,
      text: draw.one([title, `${title}. Message me.`, 'Ask.']),
      ...(scene.sign() && { contact: `chat:${handle}` }),
    })
  })
  return { who: [handle], records }
}

/** An ordinary thing at a price that nobody pays for it (UNODC on goods that stand for others). */
export const priceOffMarket: Part = (scene) => {
  const { world, draw } = scene
  const seller = draw.chance(0.5) ? draw.one(world.residents) : world.people.person(draw)
  const handle = handleOf(draw, seller)
  const thing = draw.one(THINGS)
  const good: Good = { item: thing.name, cas: '', unit: '{piece}', packs: [1], price: thing.price }
  const records = scene.days(draw.whole(2, 6), 40).map((day) =>
    postListing(world, draw, day, seller, good, 1, {
      seller: handle,
      price: (thing.price * world.set.money * draw.between(scene.strength === 'faint' ? 3 : 6, 25)).toFixed(2),
      ...(scene.sign() && { text: 'Serious buyers only. Message me.', contact: `chat:${handle}` }),
    }),
  )
  return { who: [handle], records }
}

/** Taken down, and there again under another handle: picture, words or contact stay (INCB and UNODC on online marketplaces). */
export const reposted: Part = (scene) => {
  const { world, draw } = scene
  const seller = world.people.person(draw)
  const good = drawn(scene)
  const [picture, contact, pieces] = [
    pictureOf(draw),
    `chat:${draw.code('bcdfghjkmnpqrstvwz', 8)}`,
    draw.one([5, 10, 100]),
  ]
  const title = scene.sign() ? disguised(draw, good.item) : good.item
  const text = `${title}, ${pieces} g. ${draw.one(['Safe post.', 'Fast.', 'Message me.'])}`
  const who: string[] = []
  const records = scene.days(draw.whole(3, 8), 45).map((day) => {
    const handle = handleOf(draw, world.people.person(draw))
    who.push(handle)
    return postListing(world, draw, day, seller, good, pieces, {
      seller: handle,
      title,
      contact: scene.sign() ? contact : '',
      picture: scene.sign() || scene.strength !== 'faint' ? picture : pictureOf(draw),
      text: scene.sign() ? text : title,
    })
  })
  return { who, records }
}

/** One contact behind many sellers, who sell different things (Egmont and UNODC on networks of sellers). */
export const oneContact: Part = (scene) => {
  const { world, draw } = scene
  const contact = draw.chance(0.5) ? `chat:${draw.code('bcdfghjkmnpqrstvwz', 8)}` : world.people.person(draw).phone
  const who: string[] = []
  const records = scene.days(draw.whole(4, 9), 50).map((day) => {
    const seller = world.people.person(draw)
    const handle = handleOf(draw, seller)
    who.push(handle)
    return postListing(
      world,
      draw,
      day,
      seller,
      scene.sign() ? drawn(scene) : { item: draw.one(THINGS).name, cas: '', unit: '{piece}', packs: [1], price: 30 },
      draw.one([1, 2, 10]),
      { seller: handle, contact },
    )
  })
  return { who, records }
}
