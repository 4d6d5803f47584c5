// SPDX-License-Identifier: Apache-2.0
/** Events in which how it is ordered, paid or sent is what does not fit. */
import { totalOf } from '../background/orders.ts'
import { createPayment } from '../background/payments.ts'
import { DIES, device, TABLETING, VESSELS } from '../goods.ts'
import type { Part } from '../world.ts'
import { known, lineFor, newcomer, order, precursor, reagent, signs } from './cast.ts'

/** A small order to try, then many times as much (INCB guidance for operators). */
export const stepUp: Part = (scene) => {
  const { draw } = scene
  const customer = newcomer(scene)
  const good = precursor(scene)
  const little = draw.between(0.1, 0.6)
  const days = scene.days(draw.whole(2, 3), 60)
  const records = days.map((day, i) =>
    order(
      scene,
      customer,
      day,
      [lineFor(good, i === 0 ? little : little * draw.between(scene.strength === 'faint' ? 8 : 20, 90))],
      i === 0 ? {} : signs(scene),
    ),
  )
  return { who: [customer.name], records }
}

/** Order after order just under the quantity over which the seller asks more (INCB, EU guidance on thresholds). */
export const splitUnderLimit: Part = (scene) => {
  const { world, draw } = scene
  const customer = draw.chance(0.4) ? known(scene, 'workshop', 'cosmetics', 'laboratory') : newcomer(scene)
  const good = precursor(scene)
  const records = scene.days(draw.whole(3, 7), 24).map((day) => {
    const quantity = world.set.quantityLimit * draw.between(...world.set.underLimit)
    return order(scene, customer, day, [{ good, count: 1, pack: Number(quantity.toFixed(2)) }], signs(scene))
  })
  return { who: [customer.name], records }
}

/** Somebody pays who has nothing to do with the order, often from elsewhere (FATF and Egmont on payment by third parties). */
export const thirdPartyPays: Part = (scene) => {
  const { world, draw } = scene
  const customer = newcomer(scene)
  const good = precursor(scene)
  const payer = world.people.person(draw, scene.sign() ? draw.one(world.set.far) : undefined)
  const records = scene.days(draw.whole(1, 3), 40).flatMap((day) => {
    const kind = scene.sign() ? draw.one(['money-transfer', 'crypto']) : 'transfer'
    const made = order(scene, customer, day, [lineFor(good, draw.between(1, 10))], {
      ...signs(scene),
      payment: kind,
      payer: payer.name,
    })
    const paid = createPayment(
      world,
      draw,
      Math.min(day + draw.between(0, 6), 364.9),
      payer,
      world.seller,
      totalOf(made),
      kind,
      { memo: draw.one(['order', 'for a friend', '', 'invoice']) },
    )
    return [made, paid]
  })
  return { who: [customer.name, payer.name], records }
}

/** Vessels and heating together with what one would fill in, sent where nobody works (UNODC on equipment, Article 13). */
export const equipmentWithChemicals: Part = (scene) => {
  const { draw } = scene
  const customer = newcomer(scene, draw.one(['household', 'workshop']))
  const pieces = draw
    .several(VESSELS, scene.strength === 'faint' ? 1 : draw.whole(2, 4))
    .map((id) => ({ good: device(id), count: draw.whole(1, 2), pack: 1 }))
  const lines = [
    ...pieces,
    lineFor(reagent(scene), draw.between(5, 50)),
    ...(scene.sign() ? [lineFor(precursor(scene), draw.between(0.5, 5))] : []),
  ]
  const place = draw.one(['residence', 'storage', 'collected', 'unknown'])
  // At once, or one after another.
  const records = draw.chance(0.5)
    ? [order(scene, customer, scene.begin, lines, { ...signs(scene), place })]
    : scene.days(lines.length, 30).map((day, i) => order(scene, customer, day, [lines[i]!], { ...signs(scene), place }))
  return { who: [customer.name], records }
}

/** A tablet press, dies and capsules for somebody who makes no medicines (UNODC and INCB on tableting equipment). */
export const tabletDies: Part = (scene) => {
  const { draw } = scene
  const customer = newcomer(scene, draw.one(['household', 'workshop', 'cosmetics']))
  const ids = [
    draw.one(DIES),
    ...(scene.sign() ? [draw.one(TABLETING)] : []),
    ...(scene.sign() ? ['binder-excipient'] : []),
    ...(scene.sign() ? ['tablet-counter'] : []),
  ]
  const lines = ids.map((id) => ({ good: device(id), count: id.includes('die') ? draw.whole(1, 6) : 1, pack: 1 }))
  return { who: [customer.name], records: [order(scene, customer, scene.begin, lines, signs(scene))] }
}

/** Much more than the usual price, and nobody asks why (INCB guidance for operators). */
export const anyPrice: Part = (scene) => {
  const { draw } = scene
  const customer = newcomer(scene)
  const good = precursor(scene)
  const records = scene
    .days(draw.whole(1, 2), 40)
    .map((day) =>
      order(
        scene,
        customer,
        day,
        [lineFor(good, draw.between(0.5, 8))],
        { ...signs(scene), asks_nothing: scene.sign() ? 'yes' : '' },
        draw.between(1.35, scene.strength === 'bold' ? 4 : 2.2),
      ),
    )
  return { who: [customer.name], records }
}

/** Accepted for one place, then sent to a forwarder or a post box in another country (INCB on diversion from international trade). */
export const destinationChanged: Part = (scene) => {
  const { world, draw } = scene
  const customer = newcomer(scene, draw.one(['laboratory', 'pharma', 'paint', 'cosmetics']))
  const elsewhere = `${world.people.address(draw)}, ${draw.one(world.set.far)}`
  const records = scene.days(draw.whole(1, 2), 40).map((day) =>
    order(scene, customer, day, [lineFor(precursor(scene), draw.between(2, 25))], {
      ...signs(scene),
      place: draw.one(['forwarder', 'post-box', 'storage']),
      ship_address: elsewhere,
      changed: scene.sign() || scene.strength !== 'faint' ? 'yes' : '',
      ship_to: scene.sign() ? world.people.personName(draw) : customer.name,
    }),
  )
  return { who: [customer.name], records }
}

/** No word of what it is for, in cash or coin, in plain wrapping, soon (voluntary codes of the chemical industry, EU guidance). */
export const useRefused: Part = (scene) => {
  const { draw } = scene
  const customer = newcomer(scene, draw.one(['household', 'workshop']))
  const good = precursor(scene)
  const fields = {
    ...signs(scene),
    use_stated: draw.one(['refused', 'vague']),
    use: '',
    payment: draw.one(['cash', 'crypto', 'money-transfer', 'card']),
    ...(scene.sign() && { place: 'collected' }),
  }
  const records = scene
    .days(draw.whole(1, 3), 50)
    .map((day) => order(scene, customer, day, [lineFor(good, draw.between(0.5, 5))], fields))
  return { who: [customer.name], records }
}
