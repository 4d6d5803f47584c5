// SPDX-License-Identifier: Apache-2.0
/** Payments with good reason that look like those of an event. */
import type { Part } from '../world.ts'
import { firmOf, namesOf, pay, payIn, somebodies, somebody } from './cast.ts'

/** A charity's appeal: many small gifts in weeks, then one sum on. */
export const appeal: Part = (scene) => {
  const { world, draw } = scene
  const charity = world.people.firm(draw, 'Foundation')
  const many = somebodies(scene, scene.acts() * 2)
  const days = scene.days(many.length, 25)
  const records = many.map((from, i) =>
    pay(scene, days[i]!, from, charity, draw.whole(2, 30) * 5, 'transfer', {
      memo: draw.one(['donation', 'gift', 'appeal']),
    }),
  )
  return {
    who: namesOf(charity),
    records: [
      ...records,
      pay(scene, days.at(-1)! + 1, charity, world.people.firm(draw, 'Hospital'), many.length * 60, 'transfer', {
        memo: 'grant',
      }),
    ],
  }
}

/** A friend gathers what a wedding or a journey costs. */
export const whipRound: Part = (scene) => {
  const { draw } = scene
  const [one, many] = [somebody(scene), somebodies(scene, draw.whole(8, 16))]
  const days = scene.days(many.length, 14)
  const [each, memo] = [draw.whole(2, 12) * 10, draw.one(['wedding', 'trip', 'birthday'])]
  const records = many.map((from, i) => pay(scene, days[i]!, from, one, each, 'person-to-person', { memo }))
  return {
    who: namesOf(one),
    records: [
      ...records,
      pay(scene, days.at(-1)! + 1, one, draw.one(scene.world.firms), each * many.length, 'transfer', { memo }),
    ],
  }
}

/** A harvest's wages: one firm pays many on one day, and some draw cash. */
export const harvestWages: Part = (scene) => {
  const { world, draw } = scene
  const [farm, many] = [world.people.firm(draw, 'Farm'), somebodies(scene, scene.acts() + 5)]
  const records = many.flatMap((to) => {
    const out = pay(scene, scene.begin, farm, to, draw.between(900, 1900), 'transfer', { memo: 'wages' })
    return draw.chance(0.3)
      ? [out, pay(scene, scene.begin + draw.between(1, 4), to, undefined, draw.whole(2, 8) * 50, 'cash')]
      : [out]
  })
  return { who: namesOf(farm), records }
}

/** The firms of a group pool their balances: daily round sums to the parent and back. */
export const cashPool: Part = (scene) => {
  const { world, draw } = scene
  const firms = ['Holding', 'Production', 'Sales'].map((what) => world.people.firm(draw, what))
  const records = scene.days(5, 25).flatMap((day) =>
    firms.map((from, i) =>
      pay(scene, day + i * 0.1, from, firms[(i + 1) % 3]!, draw.whole(5, 40) * 1000, 'transfer', {
        memo: 'cash pooling',
      }),
    ),
  )
  return { who: namesOf(...firms), records }
}

/** A fair pays its stands what visitors paid by card. */
export const fair: Part = (scene) => {
  const { world, draw } = scene
  const [fairs, stands] = [world.people.firm(draw, 'Fair'), somebodies(scene, scene.acts() + 6)]
  const records = stands.map((to) =>
    pay(scene, scene.begin + draw.between(0, 3), fairs, to, draw.tail(700, 0.6), 'transfer', { memo: 'stand takings' }),
  )
  return { who: namesOf(fairs), records }
}

/** A restaurant brings its takings twice a week, most of them below the limit and some above. */
export const takings: Part = (scene) => {
  const { world, draw } = scene
  const house = world.people.firm(draw, 'Restaurant')
  const records = scene
    .days(scene.acts() + 3, 45)
    .map((day) =>
      payIn(scene, day, house, world.set.cashLimit * draw.between(0.55, 1.1), { memo: 'takings', branch: 'B3' }),
    )
  return { who: namesOf(house), records }
}

/** A notary holds the price of a house for some days. */
export const escrow: Part = (scene) => {
  const { world, draw } = scene
  const notary = world.people.firm(draw, 'Notaries')
  const records = scene.days(3, 60).flatMap((day) => {
    const amount = draw.between(20000, 240000)
    return [
      pay(scene, day, somebody(scene), notary, amount, 'transfer', { memo: 'purchase' }),
      pay(scene, day + draw.between(1, 4), notary, somebody(scene), amount * 0.985, 'transfer', {
        memo: 'purchase price',
      }),
    ]
  })
  return { who: namesOf(notary), records }
}

/** An ice cream parlour, closed all winter, opens. */
export const openingSeason: Part = (scene) => {
  const { world, draw } = scene
  const parlour = world.people.firm(draw, 'Ice Cream')
  const day = () => Math.min(364, Math.max(scene.begin, 110) + draw.between(0, 25))
  const records = Array.from({ length: scene.acts() + 6 }, () =>
    draw.chance(0.7)
      ? pay(scene, day(), somebody(scene), parlour, draw.tail(9, 0.4), 'card', { memo: '' })
      : pay(scene, day(), parlour, draw.one(world.firms), draw.tail(600, 0.5), 'transfer', { memo: 'invoice' }),
  )
  return { who: namesOf(parlour), records }
}

/** A lucky player, once. */
export const luckyPlayer: Part = (scene) => {
  const { draw } = scene
  const [one, house] = [somebody(scene), firmOf(scene, 'gambling')]
  const stakes = scene
    .days(scene.acts(), 60)
    .map((day) => pay(scene, day, one, house, draw.whole(1, 12) * 5, 'card', { memo: '' }))
  return {
    who: namesOf(one),
    records: [
      ...stakes,
      pay(scene, scene.begin + 60, house, one, draw.between(1500, 6000), 'transfer', { memo: 'winnings' }),
    ],
  }
}

/** A craft seller before the holidays pays postage every day. */
export const craftPostage: Part = (scene) => {
  const { draw } = scene
  const [one, post] = [somebody(scene), firmOf(scene, 'postage')]
  const records = Array.from({ length: scene.acts() + 10 }, () => draw.between(315, 355)).flatMap((day) => [
    pay(scene, day, one, post, draw.tail(24, 0.5), 'card', { memo: '' }),
    ...(draw.chance(0.5)
      ? [
          pay(scene, day - 0.5, somebody(scene), one, draw.tail(35, 0.4), 'person-to-person', {
            memo: draw.one(['scarf', 'candles', 'order']),
          }),
        ]
      : []),
  ])
  return { who: namesOf(one), records }
}

/** Somebody who puts a fixed sum into crypto every week. */
export const saver: Part = (scene) => {
  const { world, draw } = scene
  const [one, desk] = [somebody(scene), world.people.firm(draw, 'Exchange')]
  const amount = draw.whole(2, 20) * 10
  return {
    who: namesOf(one),
    records: scene
      .days(scene.acts(), 75)
      .map((day) => pay(scene, day, one, desk, amount, draw.one(['transfer', 'crypto']), { memo: 'savings' })),
  }
}

/** A student of chemistry, or a maker of soap, orders in a shop for chemicals and rents a store. */
export const hobby: Part = (scene) => {
  const { draw } = scene
  const one = somebody(scene)
  const records = ['chemicals', 'equipment', 'storage'].flatMap((kind) =>
    scene.days(draw.whole(1, 2), 60).map((day) =>
      pay(scene, day, one, firmOf(scene, kind), draw.tail(45, 0.5), 'card', {
        memo: draw.one(['', 'hobby', 'birthday present']),
      }),
    ),
  )
  return { who: namesOf(one), records }
}
