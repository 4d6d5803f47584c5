// SPDX-License-Identifier: Apache-2.0
/** Orders with good reason that look like those of an event. */
import { createCustomer } from '../background/customers.ts'
import { totalOf } from '../background/orders.ts'
import { createPayment } from '../background/payments.ts'
import { device, listed, TABLETING, VESSELS } from '../goods.ts'
import { DAY } from '../setting.ts'
import { TRADES } from '../trades.ts'
import type { Customer, Part } from '../world.ts'
import { known, lineFor, newcomer, order, ownOf } from './cast.ts'

/** A university orders many reagents and some precursors at once, for a practical course. */
export const practicalCourse: Part = (scene) => {
  const { draw } = scene
  const customer = draw.chance(0.5) ? newcomer(scene, 'university') : known(scene, 'university')
  const lines = draw
    .several(TRADES.university.own, draw.whole(5, 9))
    .map((id) => lineFor(listed(draw, id), draw.between(0.5, 5)))
  return {
    who: [customer.name],
    records: [
      order(scene, customer, scene.begin, lines, {
        use_stated: 'stated',
        use: 'practical course',
        place: 'laboratory',
      }),
    ],
  }
}

/** A pilot plant: a sample, a trial, then production. */
export const pilotPlant: Part = (scene) => {
  const { draw } = scene
  const customer = known(scene, 'paint', 'cosmetics', 'pharma')
  const good = ownOf(scene, customer.trade)
  const records = scene
    .days(3, 75)
    .map((day, i) =>
      order(scene, customer, day, [lineFor(good, draw.between(0.5, 1.5) * 12 ** i)], { use_stated: 'stated' }),
    )
  return { who: [customer.name], records }
}

/** The same pack every few weeks by contract, since the store holds no more. */
export const callOff: Part = (scene) => {
  const { world, draw } = scene
  const customer = known(scene, 'water', 'laboratory', 'paint')
  const good = ownOf(scene, customer.trade)
  const pack = Number((world.set.quantityLimit * 0.9).toFixed(2))
  const records = scene.days(draw.whole(4, 8), 60).map((day) => order(scene, customer, day, [{ good, count: 1, pack }]))
  return { who: [customer.name], records }
}

/** A freight forwarder's address, which dozens of exporters give. */
export const forwarderAddress: Part = (scene) => {
  const { world, draw } = scene
  const address = world.people.address(draw)
  const all = draw.several(
    world.customers.filter(({ holder }) => holder === 'firm'),
    scene.acts() + 6,
  )
  const days = scene.days(all.length, 70)
  const records = all.map((customer, i) =>
    order(scene, customer, days[i]!, [lineFor(draw.one(customer.usual), draw.between(1, 20))], {
      place: 'forwarder',
      ship_address: address,
    }),
  )
  return { who: all.map(({ name }) => name), records }
}

/** The parent pays for its subsidiary. */
export const parentPays: Part = (scene) => {
  const { world, draw } = scene
  const customer = known(scene, 'paint', 'pharma', 'cosmetics')
  const parent = {
    ...world.people.firm(draw, 'Holding'),
    name: `${customer.name.split(' ')[0]} Holding ${draw.one(world.set.legal)}`,
  }
  const records = scene.days(draw.whole(2, 4), 70).flatMap((day) => {
    const made = order(scene, customer, day, [lineFor(ownOf(scene, customer.trade), draw.between(2, 25))], {
      payment: 'transfer',
      payer: parent.name,
    })
    return [
      made,
      createPayment(
        world,
        draw,
        Math.min(day + draw.between(5, 25), 364.9),
        parent,
        world.seller,
        totalOf(made),
        'transfer',
        { memo: `invoice ${draw.digits(6)}` },
      ),
    ]
  })
  return { who: [customer.name, parent.name], records }
}

/** A new laboratory furnishes itself: equipment and reagents in its first month. */
export const newLaboratory: Part = (scene) => {
  const { draw } = scene
  const customer = newcomer(scene, draw.one(['laboratory', 'university']))
  const lines = [
    ...draw.several(VESSELS, 3).map((id) => ({ good: device(id), count: 1, pack: 1 })),
    ...draw.several(TRADES.laboratory.own, 3).map((id) => lineFor(listed(draw, id), draw.between(1, 10))),
  ]
  return {
    who: [customer.name],
    records: scene.days(2, 25).map((day, i) =>
      order(
        scene,
        customer,
        day,
        lines.filter((_, at) => at % 2 === i),
        { place: 'laboratory' },
      ),
    ),
  }
}

/** A maker of medicines replaces its press. */
export const medicinesMaker: Part = (scene) => {
  const { draw } = scene
  const customer = known(scene, 'pharma')
  const lines = [draw.one(TABLETING), 'punch-die-set', 'tablet-counter'].map((id) => ({
    good: device(id),
    count: draw.whole(1, 4),
    pack: 1,
  }))
  return { who: [customer.name], records: [order(scene, customer, scene.begin, lines, { place: 'business' })] }
}

/** A firm that merged orders under its new name from the old address. */
export const mergedFirm: Part = (scene) => {
  const { world, draw } = scene
  const first = known(scene, 'workshop', 'cosmetics', 'laboratory')
  const name = `${first.name.split(' ')[0]} ${draw.one(['Group', 'International', 'Partners'])} ${draw.one(world.set.legal)}`
  const again: Customer = {
    ...first,
    name,
    fields: { ...first.fields, customer: name, customer_ref: `K${draw.digits(6)}` },
  }
  const records = scene
    .days(3, 60)
    .map((day, i) =>
      order(scene, i === 0 ? first : again, day, [lineFor(ownOf(scene, first.trade), draw.between(1, 6))]),
    )
  return { who: [first.name, name], records }
}

/** A seasonal maker of paint, silent all winter, orders a year's solvent in spring, in a hurry. */
export const seasonalPaint: Part = (scene) => {
  const { world, draw } = scene
  const customer = createCustomer(world, draw, 'paint', world.set.start - draw.whole(300, 2000) * DAY)
  const records = scene
    .days(draw.whole(3, 6), 30)
    .map((day) =>
      order(
        scene,
        customer,
        day,
        [lineFor(ownOf(scene, 'paint'), draw.between(100, 900))],
        draw.chance(0.5) ? { urgent: 'yes' } : {},
      ),
    )
  return { who: [customer.name], records }
}

/** A village workshop that is slow to renew its papers, pays in cash and collects what it has always ordered. */
export const cashWorkshop: Part = (scene) => {
  const { draw } = scene
  const customer = known(scene, 'workshop')
  const good = ownOf(scene, 'workshop')
  const records = scene.days(draw.whole(2, 4), 70).map((day) =>
    order(scene, customer, day, [lineFor(good, draw.between(1, 6))], {
      payment: 'cash',
      place: 'collected',
      licence: draw.chance(0.5) ? 'expired' : 'stated',
      use_stated: 'vague',
      use: 'own use',
    }),
  )
  return { who: [customer.name], records }
}
